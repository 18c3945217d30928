"""Reads the answers of the audited party back from ``laporan.xlsx``."""

from __future__ import annotations

from pathlib import Path

from kg.report.bundle.dossier import Response

__all__ = ["read_responses"]


def read_responses(path: Path) -> dict[str, Response]:
    """The answers by fingerprint."""
    raise NotImplementedError(path)
