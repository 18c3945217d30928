"""Where the project and the material of its tests lie; the one place that counts folders upward."""

from __future__ import annotations

from pathlib import Path

__all__ = ["METHOD", "ROOT", "SHARED", "SMALLEST", "TESTS"]

TESTS = Path(__file__).parents[1]
ROOT = TESTS.parent
#: The smallest of the five documents: enough wherever any real document is.
SMALLEST = ROOT / "data" / "52.02.01-praya"
#: The one that is about no place: what has neither kecamatan nor year.
METHOD = ROOT / "data" / "metode-lima-tahap"
#: Material of others that lies beside the project: read where it is there, never copied.
SHARED = ROOT.parent / "shared"
