"""Text inside the XML of a workbook, as openpyxl writes it."""

from __future__ import annotations

import re
from functools import lru_cache
from string import ascii_uppercase

from kg.report.xml_text import escape

__all__ = ["attribute", "column", "header"]

#: Line breaks stand in an attribute as numbers, or readers take them for blanks.
_BREAKS = str.maketrans({'"': "&quot;", "\r": "&#13;", "\n": "&#10;", "\t": "&#09;"})
#: What headers and footers hold by number.
_CONTROL = re.compile(r"[\x01-\x19]")


def attribute(value: str) -> str:
    """A text between quotation marks.

    >>> attribute('"a" & b')
    '&quot;a&quot; &amp; b'
    """
    return escape(value).translate(_BREAKS)


def header(value: str) -> str:
    r"""A text at the top or bottom of a page.

    >>> header("a\nb <c>")
    'a_x000a_b &lt;c&gt;'
    """
    return escape(_CONTROL.sub(lambda found: f"_x{ord(found[0]):04x}_", value))


@lru_cache(maxsize=256)
def column(number: int) -> str:
    """The letters of a column, counted from 1.

    >>> column(1), column(27), column(703)
    ('A', 'AA', 'AAA')
    """
    letters = ""
    while number:
        number, digit = divmod(number - 1, len(ascii_uppercase))
        letters = ascii_uppercase[digit] + letters
    return letters
