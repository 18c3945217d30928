"""What a workbook would cost, counted in its parts as they are stored, before a library builds a cell."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from dataclasses import dataclass

from openpyxl.utils.cell import column_index_from_string, get_column_letter

from kg.errors import InputError, Problem
from kg.limits import Limits

__all__ = ["check_parts", "slimmed"]

#: The parts of a workbook that grow with its cells.
_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml", re.IGNORECASE)
#: A document in an encoding in which "<" is another byte would hide its tags from everything here.
_START = re.compile(rb"(\xef\xbb\xbf)?\s*<")
#: Beginnings of UTF-16, in which the patterns below would find nothing.
_WIDE = (b"\xff\xfe", b"\xfe\xff", b"<\x00", b"\x00<")
#: So much of a part is enough to see how it begins.
_HEAD = 64
#: It would still name the old encoding.
_DECLARATION = re.compile(rb"^\s*<\?xml[^>]*\?>")
#: A cell by its tag, whatever prefix its namespace has.
_CELL = re.compile(rb"<(?:\w+:)?c\s[^<]*")
#: The address of a cell: column letters and row.
_PLACE = re.compile(rb"""\sr\s*=\s*["']([A-Za-z]{1,3})([0-9]{1,7})["']""")
_ANY_CELL = re.compile(rb"<(?:\w+:)?c[\s/>]")
_ANY_ROW = re.compile(rb"<(?:\w+:)?row[\s/>]")
#: A row that says its number; one without would be counted from the row before.
_PLACED_ROW = re.compile(rb"""<(?:\w+:)?row\s(?:[^<>]*\s)?r\s*=\s*["'][0-9]""")
# Formatted and empty: no attribute of these holds a value. Quotes are no part of the names, so ">"
# ends the tag.
_EMPTY_CELL = re.compile(rb"<((?:\w+:)?c)\s[^<>]*(?:/>|></\1>)")
_EMPTY_ROW = re.compile(rb"<((?:\w+:)?row)\s[^<>]*(?:/>|>\s*</\1>)")
#: A merged range, which a library unfolds cell by cell.
_MERGED = re.compile(rb"<(?:\w+:)?mergeCell\s[^<]*")
_REFERENCE = re.compile(rb"""(\sref\s*=\s*["'])([^"']*)(["'])""")
#: Two corners of a range, or one cell.
_RANGE = re.compile(rb"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})(?::\$?([A-Za-z]{1,3})\$?([0-9]{1,7}))?")
#: Whatever a damaged archive can raise, by how it is damaged.
_UNREADABLE = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError)


@dataclass(frozen=True)
class _Range:
    """First and last column and row of a merged range, counted from 1."""

    left: int
    top: int
    right: int
    bottom: int

    @property
    def cells(self) -> int:
        return max(0, self.right - self.left + 1) * max(0, self.bottom - self.top + 1)

    def within(self, column: int, row: int) -> _Range:
        """The part that lies before this column and row; its first cell at least."""
        right = max(self.left, min(self.right, column))
        return _Range(self.left, self.top, right, max(self.top, min(self.bottom, row)))

    def written(self) -> bytes:
        """As a workbook writes it."""
        first = f"{get_column_letter(self.left)}{self.top}"
        return f"{first}:{get_column_letter(self.right)}{self.bottom}".encode()


def _column(letters: bytes) -> int:
    number: int = column_index_from_string(letters.decode().upper())
    return number


def _range(reference: bytes) -> _Range:
    """A merged range as it is written.

    :raises ValueError: it is none, and a library might read another one from it.
    """
    found = _RANGE.fullmatch(reference)
    if found is None:
        msg = f"mergeCell {reference[:40]!r}"
        raise ValueError(msg)
    left = _column(found[1])
    top = int(found[2])
    if found[3]:
        right = _column(found[3])
        bottom = int(found[4])
    else:
        right = left
        bottom = top
    return _Range(left, top, right, bottom)


def _merged(body: bytes) -> list[_Range]:
    """All merged ranges of a sheet.

    :raises ValueError: one cannot be told.
    """
    found: list[_Range] = []
    for tag in _MERGED.finditer(body):
        reference = _REFERENCE.search(tag[0])
        if reference is None:
            msg = "mergeCell"
            raise ValueError(msg)
        found.append(_range(reference[2]))
    return found


def _plain(body: bytes) -> bytes:
    """A part in which tags can be counted: UTF-8, or what agrees with it about the signs of XML.

    :raises ValueError: an encoding that hides them.
    """
    if body.startswith(_WIDE):
        # The declaration names the encoding that the bytes no longer have.
        return _DECLARATION.sub(b"", body.decode("utf-16").encode())
    if body and not _START.match(body[:_HEAD]):
        msg = "encoding"
        raise ValueError(msg)
    return body


def _end(body: bytes) -> tuple[int, int]:
    """The last column and row in which a cell stands."""
    column = row = 0
    widest: set[bytes] = set()
    for cell in _CELL.finditer(body):
        place = _PLACE.search(cell[0])
        if place is not None:
            widest.add(place[1])
            row = max(row, int(place[2]))
    column = max(map(_column, widest), default=0)
    return column, row


def _is_placed(body: bytes) -> bool:
    """Whether every row and cell says where it stands, so that it stays there when others are left out."""
    cells = len(_ANY_CELL.findall(body))
    placed = sum(1 for cell in _CELL.finditer(body) if _PLACE.search(cell[0]))
    rows = len(_ANY_ROW.findall(body))
    return cells == placed and rows == len(_PLACED_ROW.findall(body))


def _slim(body: bytes) -> bytes:
    """A sheet without formatted cells that hold nothing, and with merged ranges that end where the cells end."""
    # In a comment or a CDATA section the same signs are text.
    if b"<!" in body or not _is_placed(body):
        return body
    filled = _EMPTY_ROW.sub(b"", _EMPTY_CELL.sub(b"", body))
    column, row = _end(filled)

    def clipped(tag: re.Match[bytes]) -> bytes:
        return _REFERENCE.sub(
            lambda r: r[1] + _range(r[2]).within(column, row).written() + r[3], tag[0], count=1
        )

    return _MERGED.sub(clipped, filled)


def slimmed(data: bytes) -> bytes:
    """The workbook with sheets as small as what they hold; to be read, not to be given back.

    :raises ValueError: a part hides what it holds.
    """
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = archive.namelist()
        if len(names) != len(set(names)):
            return data
        try:
            with zipfile.ZipFile(target, "w") as written:
                for name in names:
                    body = archive.read(name)
                    if _SHEET.fullmatch(name):
                        body = _slim(_plain(body))
                    written.writestr(name, body)
        except _UNREADABLE:
            # A part that cannot be unpacked is told when it is needed, and many never are.
            return data
    return target.getvalue()


def check_parts(data: bytes, name: str, limits: Limits) -> None:
    """Refuse a workbook whose tags or merged cells are more than a library can build in time and memory.

    :raises InputError: READ-CELLS.
    :raises ValueError: a part hides what it holds.
    """
    tags = merged = 0
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for part in archive.namelist():
            if not part.endswith((".xml", ".rels")):
                continue
            try:
                body = _plain(archive.read(part))
            except _UNREADABLE:
                continue
            tags += body.count(b"<")
            if b"mergeCell" in body:
                merged += sum(one.cells for one in _merged(body))
    if tags > limits.workbook_tags or merged > limits.merged_cells:
        values = {"tags": str(tags), "merged": str(merged)}
        raise InputError(Problem("READ-CELLS", name, values))
