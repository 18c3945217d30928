"""What a number format prints around a stored number."""

from __future__ import annotations

import re

from kg.read.grid import Cell, decimal_of

__all__ = ["typed_number"]

# A format that prints a word behind the number: 0 "Dokumen".
_WORD_BEHIND = re.compile(r'[#0.,]*[#0]\s*\\?\s*"\s*([^"]+?)\s*"')


def typed_number(value: float, number_format: str) -> Cell:
    """A stored number as a cell; a percentage is stored as a fraction of one.

    >>> typed_number(0.875, "0.0%").printed, typed_number(4, '0 "Dokumen"').printed
    ('87,5%', '4 Dokumen')
    """
    if "%" in number_format:
        number = decimal_of(round(value * 100, 10))
        return Cell(f"{number:f}%", number, "%")
    number = decimal_of(value)
    word = _WORD_BEHIND.search(number_format)
    return Cell(f"{number:f}", number, word[1] if word else "")
