"""Text from outside as any part of a report may show it.

Nothing in it hides, turns a line round, or runs as a formula.
"""

from __future__ import annotations

import re

__all__ = ["FORMULA_SIGNS", "is_formula", "visible"]

#: What a spreadsheet may take for the beginning of a formula; the wide forms are read like the
#: narrow ones.
FORMULA_SIGNS = "=+-@\t\r\n＝＋－＠"
_SIGNS = tuple(FORMULA_SIGNS)
#: Controls, marks of writing direction, lone surrogates and noncharacters: lost, reordering a line,
#: or stopping the encoder.
_HIDDEN = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]"
    r"|[\ufdd0-\ufdef\ufeff\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e007f]"
)


def visible(text: str) -> str:
    r"""The text with characters that cannot be seen written out; tabs and line breaks stay.

    >>> visible("a\u202eb\x00")
    'a⟨U+202E⟩b⟨U+0000⟩'
    """
    if text.isprintable():
        return text
    return _HIDDEN.sub(lambda found: f"⟨U+{ord(found[0]):04X}⟩", text)


def is_formula(text: str) -> bool:
    """Whether a program might take the text for a formula when it is typed again.

    >>> is_formula("=1"), is_formula("Jumlah"), is_formula("")
    (True, False, False)
    """
    return text.startswith(_SIGNS)
