"""Writes a bundle: every part, the manifest last, so that a bundle with a manifest is complete."""

from __future__ import annotations

from pathlib import Path

from kg.errors import InputError
from kg.report.back.returned import FOLDER, returned
from kg.report.bundle.manifest import FILE, manifest, read_manifest
from kg.report.bundle.parts import PARTS
from kg.report.dossier.dossier import Dossier
from kg.report.drawing.files import FOLDER as PICTURES
from kg.report.drawing.files import pictures
from kg.report.output import write_bytes

__all__ = ["bundle_bytes", "write_bundle"]


def bundle_bytes(dossier: Dossier) -> dict[str, bytes]:
    """Every file of the bundle by name, the manifest last."""
    parts = {part.file: part.write(dossier) for part in PARTS if part.bundled}
    parts |= {**returned(dossier), **pictures(dossier)}
    return parts | {FILE: manifest(dossier, parts)}


def _stale(folder: Path, files: dict[str, bytes]) -> list[Path]:
    """Pictures and returned workbooks that an earlier bundle in the folder names and this one does not have."""
    try:
        named = read_manifest(folder)["parts"]
    except InputError:
        return []
    kept = []
    for sub in (FOLDER, PICTURES):
        for path in sorted((folder / sub).glob("*")):
            if path.is_file():
                kept.append(path)
    found = []
    for path in kept:
        if (name := path.relative_to(folder).as_posix()) in named and name not in files:
            found.append(path)
    return found


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
