"""Where the project and the material of its tests lie; the one place that counts folders upward."""

from __future__ import annotations

from pathlib import Path

__all__ = ["ROOT", "SHARED", "SMALLEST", "TESTS"]

TESTS = Path(__file__).parents[1]
ROOT = TESTS.parent
#: The smallest of the five documents: enough wherever any real document is.
SMALLEST = ROOT / "data" / "52.02.01-praya"
#: Material of others that lies beside the project: read where it is there, never copied.
SHARED = ROOT.parent / "shared"
