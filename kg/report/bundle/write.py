"""Writes a bundle: every part, the manifest last, so that a bundle with a manifest is complete."""

from __future__ import annotations

from pathlib import Path

from kg.errors import InputError
from kg.report.bundle.dossier import Dossier
from kg.report.bundle.manifest import FILE, manifest, read_manifest
from kg.report.bundle.parts import PARTS
from kg.report.bundle.returned import FOLDER, returned
from kg.report.output import write_bytes

__all__ = ["bundle_bytes", "write_bundle"]


def bundle_bytes(dossier: Dossier) -> dict[str, bytes]:
    """Every file of the bundle by name, the manifest last."""
    parts = {part.file: part.write(dossier) for part in PARTS if part.bundled} | returned(dossier)
    return parts | {FILE: manifest(dossier, parts)}


def _stale(folder: Path, files: dict[str, bytes]) -> list[Path]:
    """Copies of workbooks that an earlier bundle in the folder names and this one does not have."""
    try:
        named = read_manifest(folder)["parts"]
    except InputError:
        return []
    copies = [(f"{FOLDER}/{path.name}", path) for path in sorted((folder / FOLDER).glob("*.xlsx"))]
    return [path for name, path in copies if name in named and name not in files]


def write_bundle(dossier: Dossier, folder: Path) -> list[Path]:
    """Write the bundle; an older manifest goes first, so that a broken-off run leaves none.

    :raises CouldNotError: USE-OUTPUT when a file cannot be written.
    """
    files = bundle_bytes(dossier)
    for path in _stale(folder, files):
        path.unlink()
    (folder / FILE).unlink(missing_ok=True)
    for name, data in files.items():
        write_bytes(folder / name, data)
    return [folder / name for name in files]
