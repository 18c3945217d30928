"""From a file of tables to its grids, told apart by what the bytes are and not by the name alone."""

from __future__ import annotations

from pathlib import Path

from kg.errors import InputError, Problem
from kg.limits import DEFAULT, Limits
from kg.read.delimited import read_delimited
from kg.read.gate import decode, read_bytes
from kg.read.grid import Grid
from kg.read.ods import read_ods
from kg.read.workbook import check_archive, read_workbook
from kg.read.xls import read_xls
from kg.read.xlsb import read_xlsb

__all__ = ["DELIMITED", "WORKBOOKS", "is_workbook", "read_grids"]

#: Endings of workbooks, and of files that hold one table each.
WORKBOOKS = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods")
DELIMITED = (".csv", ".tsv")
#: How the bytes of a compound file begin: an .xls, or a workbook with a password.
_COMPOUND = bytes.fromhex("d0cf11e0a1b11ae1")
#: How far into a web page its table begins at the latest.
_HEAD = 100_000
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


def is_workbook(name: str) -> bool:
    """Whether a file is named as a workbook.

    >>> is_workbook("ISIAN.XLSM"), is_workbook("simpul.csv")
    (True, False)
    """
    return name.casefold().endswith(WORKBOOKS)


def _workbook(data: bytes, name: str, limits: Limits) -> list[Grid]:
    if data.startswith(_COMPOUND):
        if _ENCRYPTED in data:
            raise InputError(Problem("READ-PASSWORD", name))
        return read_xls(data, name, limits)
    if not data.startswith(b"PK") and b"<table" in data[:_HEAD].lower():
        raise InputError(Problem("READ-HTML", name))
    if not data.startswith(b"PK") and name.casefold().endswith(".xls"):
        # Before Excel 97 a workbook was one bare stream, which the reader of .xls knows too.
        return read_xls(data, name, limits)
    parts = set(check_archive(data, name, limits))
    if "content.xml" in parts:
        return read_ods(data, name, limits)
    if any(part.casefold() == "xl/workbook.bin" for part in parts):
        return read_xlsb(data, name, limits)
    return read_workbook(data, name, limits)


def read_grids(path: Path, limits: Limits = DEFAULT) -> tuple[list[Grid], bytes]:
    """All tables of a workbook or of a file of delimited text, and the bytes that they were read from.

    :raises InputError: the file cannot be read; its code says why.
    """
    data = read_bytes(path, limits)
    if is_workbook(path.name):
        return _workbook(data, str(path), limits), data
    return [read_delimited(decode(data, str(path)), path.stem, str(path))], data
