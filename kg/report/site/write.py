"""Writes the site into a folder, whole, and never among files that are not an earlier site."""

from __future__ import annotations

from pathlib import Path

from kg.errors import InputError, Problem
from kg.report.output import write_bytes
from kg.report.site.files import CHECKSUMS, site_files

__all__ = ["write_site"]

#: What an earlier site has beside its checksums.
_MARK = "katalog.ttl"


def _may_hold(target: Path) -> bool:
    """Whether a folder is new, empty, or an earlier site."""
    if not target.is_dir() or not any(target.iterdir()):
        return True
    return (target / CHECKSUMS).is_file() and (target / _MARK).is_file()


def write_site(target: Path) -> tuple[int, int]:
    """Write every file, the checksums last; how many files and bytes.

    :raises InputError: USE-OVERWRITE when something else lies there.
    """
    if not _may_hold(target):
        raise InputError(Problem("USE-OVERWRITE", str(target)))
    # Without checksums a site that was cut off is not taken for a whole one.
    size = 0
    (target / CHECKSUMS).unlink(missing_ok=True)
    files = 0
    for name, data in site_files():
        files += 1
        size += len(data)
        path = target / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if name == CHECKSUMS:
            write_bytes(path, data)
        else:
            # Made again in seconds: not worth a wait for the disk, fifteen hundred times.
            path.write_bytes(data)
    return files, size
