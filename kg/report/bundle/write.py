"""Writes a bundle: every part, the manifest last, so that a bundle with a manifest is complete."""

from __future__ import annotations

from pathlib import Path

from kg.report.bundle.dossier import Dossier
from kg.report.bundle.manifest import FILE, manifest
from kg.report.bundle.parts import PARTS
from kg.report.drawing.files import pictures
from kg.report.output import write_bytes

__all__ = ["bundle_bytes", "write_bundle"]


def bundle_bytes(dossier: Dossier) -> dict[str, bytes]:
    """Every file of the bundle by name, the manifest last."""
    parts = {part.file: part.write(dossier) for part in PARTS}
    parts |= pictures(dossier)
    return parts | {FILE: manifest(dossier, parts)}


def write_bundle(dossier: Dossier, folder: Path) -> list[Path]:
    """Write the bundle; an older manifest goes first, so that a broken-off run leaves none.

    :raises CouldNotError: USE-OUTPUT when a file cannot be written.
    """
    files = bundle_bytes(dossier)
    (folder / FILE).unlink(missing_ok=True)
    for name, data in files.items():
        write_bytes(folder / name, data)
    return [folder / name for name in files]
