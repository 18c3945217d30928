"""Text as a workbook can hold it: legal in XML, within the length of a cell, the same when read again."""

from __future__ import annotations

import re

__all__ = ["LONGEST", "clean", "risky", "visible"]

#: The most characters that a cell holds.
LONGEST = 32_767
_ILLEGAL = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)
#: What Excel would read as an escaped character.
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
#: What a program may take for the beginning of a formula.
_FORMULA = "=+-@\t\r\n＝＋－＠"


def visible(text: str) -> str:
    r"""The text with forbidden characters shown by their number, and one kind of line break.

    >>> visible("a\x00b\r\nc")
    'a[U+0000]b\nc'
    """
    return _ILLEGAL.sub(
        lambda m: f"[U+{ord(m[0]):04X}]", text.replace("\r\n", "\n").replace("\r", "\n")
    )


def clean(text: str, cut: str = "…") -> str:
    """Visible text that reads the same in a workbook, cut where a cell ends.

    >>> clean("=1"), clean("_x003D_1"), clean("x" * 40_000).endswith("x…")
    ('=1', '_x005F_x003D_1', True)
    """
    text = _ESCAPE.sub("_x005F_", visible(text))
    units = len(text.encode("utf-16-le")) // 2
    if units <= LONGEST:
        return text
    room = (LONGEST - len(cut)) * 2
    return text.encode("utf-16-le")[:room].decode("utf-16-le", "ignore") + cut


def risky(text: str) -> bool:
    """Whether a program might take the text for a formula when it is typed again.

    >>> risky("=1"), risky("Jumlah")
    (True, False)
    """
    return text[:1] in _FORMULA and bool(text)
