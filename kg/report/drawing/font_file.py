"""Reads from a TrueType file how far each character moves the pen; nothing else of it is needed."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping

__all__ = ["advances"]

#: Unicode on Windows, the table that every program reads; and the one form of it that our fonts have.
_UNICODE, _SEGMENTS = (3, 1), 4
#: Where things stand in their tables.
_UNITS, _METRICS = 18, 34
_NO_CHARACTER = 0xFFFF


def _numbers(data: bytes, start: int, many: int, kind: str = "H") -> tuple[int, ...]:
    return struct.unpack_from(f">{many}{kind}", data, start)


def _tables(data: bytes) -> Mapping[bytes, int]:
    """Where each table begins."""
    (many,) = _numbers(data, 4, 1)
    found = {}
    for number in range(many):
        tag, _, start, _ = struct.unpack_from(">4sIII", data, 12 + 16 * number)
        found[tag] = start
    return found


def _characters(data: bytes, start: int) -> int:
    """Where the table from characters to glyphs begins.

    :raises ValueError: there is none of the form that is read here.
    """
    _, many = _numbers(data, start, 2)
    for number in range(many):
        platform, encoding, below = struct.unpack_from(">HHI", data, start + 4 + 8 * number)
        if (platform, encoding) == _UNICODE and _numbers(data, start + below, 1)[0] == _SEGMENTS:
            return start + int(below)
    raise ValueError("cmap")


def _glyphs(data: bytes, start: int) -> Iterator[tuple[int, int]]:
    """Every character with the number of its glyph."""
    many = _numbers(data, start + 6, 1)[0] // 2
    lasts = _numbers(data, start + 14, many)
    firsts = _numbers(data, start + 16 + 2 * many, many)
    deltas = _numbers(data, start + 16 + 4 * many, many, "h")
    ranges = start + 16 + 6 * many
    offsets = _numbers(data, ranges, many)
    for number, (first, last) in enumerate(zip(firsts, lasts, strict=True)):
        size = last - first + 1
        glyphs: tuple[int, ...] = tuple(range(first, last + 1))
        if offsets[number]:
            # Counted from where the offset itself stands.
            glyphs = _numbers(data, ranges + 2 * number + offsets[number], size)
        for code, glyph in zip(range(first, last + 1), glyphs, strict=True):
            if code != _NO_CHARACTER and (glyph or not offsets[number]):
                yield code, (glyph + deltas[number]) & 0xFFFF


def advances(data: bytes) -> Mapping[int, float]:
    """How far each character moves the pen, in parts of the font size.

    :raises ValueError: the file has no table from Unicode to glyphs in the form that is read here.
    """
    tables = _tables(data)
    (units,) = _numbers(data, tables[b"head"] + _UNITS, 1)
    (many,) = _numbers(data, tables[b"hhea"] + _METRICS, 1)
    widths = _numbers(data, tables[b"hmtx"], 2 * many)[::2]
    found = {}
    for code, glyph in _glyphs(data, _characters(data, tables[b"cmap"])):
        # Glyphs behind the last that is listed are as wide as that one.
        found[code] = widths[min(glyph, many - 1)] / units
    return found
