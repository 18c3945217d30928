"""SHA-256 of an input as every report states it, also of one that cannot be read."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from kg.read.gate import sha256
from kg.read.place import Place
from kg.read.sheets import delimited_files, sheet_files

__all__ = ["digest_of", "of_file", "of_sheets"]


def of_sheets(digests: Mapping[str, str]) -> str:
    """The digest of a folder of sheets, from the digests of its files by name.

    >>> of_sheets({"simpul.csv": "00", "identitas.csv": "ff"}) == of_sheets({"identitas.csv": "ff", "simpul.csv": "00"})
    True
    """
    return sha256(
        "\n".join(f"{name} {digest}" for name, digest in sorted(digests.items())).encode()
    )


def of_file(path: Place) -> str:
    """The digest of one file, whatever it holds.

    :raises OSError: it cannot be read.
    """
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def digest_of(path: Place) -> str | None:
    """The digest of a file or of a folder of sheets, whatever they hold.

    ``None`` when there is nothing to be had.
    """
    try:
        if path.is_file():
            return of_file(path)
        # Every file of delimited text in a folder of sheets is looked at, whatever it is called.
        if path.is_dir() and sheet_files(path):
            files = delimited_files(path)
        else:
            files = []
        sheets = {file.name: of_file(file) for file in files}
    except OSError:
        return None
    return of_sheets(sheets) if sheets else None
