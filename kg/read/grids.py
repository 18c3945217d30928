"""From a file of tables to its grids, told apart by what the bytes are and not by the name alone."""

from __future__ import annotations

from kg.errors import InputError, Problem
from kg.limits import DEFAULT, Limits
from kg.model.form import findings_title
from kg.read.delimited import read_delimited
from kg.read.gate import decode_table, read_bytes
from kg.read.grid import Grid
from kg.read.kinds import is_workbook
from kg.read.place import Place

__all__ = ["read_grids"]

#: How the bytes of a compound file begin: an .xls, or a workbook with a password.
_COMPOUND = bytes.fromhex("d0cf11e0a1b11ae1")
#: How far into a web page its table begins at the latest.
_HEAD = 100_000
#: A workbook with a password is a container that holds a stream of this name.
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


def _workbook(data: bytes, name: str, limits: Limits) -> list[Grid]:
    if data.startswith(_COMPOUND):
        if _ENCRYPTED in data:
            raise InputError(Problem("READ-PASSWORD", name))
        return _compound(data, name, limits)
    if not data.startswith(b"PK") and b"<table" in data[:_HEAD].lower():
        raise InputError(Problem("READ-HTML", name))
    if not data.startswith(b"PK") and name.casefold().endswith(".xls"):
        # Before Excel 97 a workbook was one bare stream, which the reader of .xls knows too.
        return _compound(data, name, limits)

    return _archive(data, name, limits)


def _compound(data: bytes, name: str, limits: Limits) -> list[Grid]:
    from kg.read.xls import read_xls  # a library that most runs never need

    return read_xls(data, name, limits)


def _archive(data: bytes, name: str, limits: Limits) -> list[Grid]:
    # Libraries of workbooks take a quarter of a second to load: only who reads one pays for it.
    from kg.read.ods import read_ods
    from kg.read.workbook import check_archive, read_workbook
    from kg.read.xlsb import read_xlsb

    parts = set(check_archive(data, name, limits))
    if "content.xml" in parts:
        return read_ods(data, name, limits)
    if any(part.casefold() == "xl/workbook.bin" for part in parts):
        return read_xlsb(data, name, limits)
    return read_workbook(data, name, limits)


def _lists_findings(grid: Grid) -> bool:
    """Whether a worksheet is the list of findings that a commented copy carries."""
    return bool(grid.lines) and grid.lines[0].cell(0).text in findings_title().values()


def read_grids(path: Place, limits: Limits = DEFAULT) -> tuple[list[Grid], bytes]:
    """All tables of a workbook or of a file of delimited text, and the bytes that they were read from.

    :raises InputError: the file cannot be read; its code says why.
    """
    data = read_bytes(path, limits)
    if is_workbook(path.name):
        grids = _workbook(data, str(path), limits)
        return [grid for grid in grids if not _lists_findings(grid)], data
    text = decode_table(data, str(path))
    return [read_delimited(text, path.stem, str(path), limits)], data
