"""Text as a workbook can hold it.

Legal in XML, within the length of a cell, the same when read again.
"""

from __future__ import annotations

import re

from kg.safe_text import visible

__all__ = ["LONGEST", "clean", "one_break"]

#: The most characters that a cell holds.
LONGEST = 32_767
#: What Excel would read as an escaped character.
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


def one_break(text: str) -> str:
    r"""The text with hidden characters written out, and one kind of line break.

    >>> one_break("a\x00b\r\nc")
    'a⟨U+0000⟩b\nc'
    """
    if text.isprintable():
        return text
    return visible(text.replace("\r\n", "\n").replace("\r", "\n"))


def clean(text: str, cut: str = "…") -> str:
    """Visible text that reads the same in a workbook, cut where a cell ends.

    >>> clean("=1"), clean("_x003D_1"), clean("x" * 40_000).endswith("x…")
    ('=1', '_x005F_x003D_1', True)
    """
    text = one_break(text)
    if "_x" in text:
        text = _ESCAPE.sub("_x005F_", text)
    # No character is longer than two units.
    if len(text) <= LONGEST // 2 or len(text.encode("utf-16-le")) // 2 <= LONGEST:
        return text
    room = (LONGEST - len(cut)) * 2
    return text.encode("utf-16-le")[:room].decode("utf-16-le", "ignore") + cut
