"""Codes of the nomenclature as documents print them, and the level and parent they tell."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

__all__ = ["Coded", "alike", "coded", "of_two_digits"]

_LEVELS = {1: "unsur", 2: "bidang", 3: "program", 5: "kegiatan", 6: "sub_kegiatan"}
#: Where the groups of a code without dots begin and end, by how many digits it has.
_UNDOTTED = {5: (0, 1, 3, 5), 8: (0, 1, 3, 5, 6, 8), 12: (0, 1, 3, 5, 6, 8, 12)}
_DIGITS = re.compile(r"[\d.]+")


@dataclass(frozen=True)
class Coded:
    """A code put into its regular form, the level it tells, and whether it was printed in another form."""

    code: str
    level: str
    odd: bool

    @property
    def program(self) -> str:
        """The code of the program it belongs to."""
        return ".".join(self.code.split(".")[:3])


def _padded(parts: list[str]) -> list[str]:
    """Groups with the zeros that the nomenclature prints: 7.01.01.2.01.0001."""
    widths = (1, 2, 2, 1, 2, 4)
    found: list[str] = []
    for part, width in zip(parts, widths, strict=False):
        found.append(part.zfill(width))
    return found


def coded(text: str) -> Coded | None:
    """The code in a text; ``None`` for what is no code of a component.

    >>> coded("7.1.1")
    Coded(code='7.01.01', level='program', odd=True)
    >>> coded("7.01.01.2.01.0001").level
    'sub_kegiatan'
    >>> coded("701012010001").code
    '7.01.01.2.01.0001'
    >>> coded("X.XX.01.2.01").code
    '7.01.01.2.01'
    """
    printed = text.strip(" [].").upper()
    flat = "".join(printed.split())
    # Some print the branch of government as X.XX for whatever it is; others type the letter O.
    mended = flat.replace("X.XX", "7.01").replace("O", "0")
    if not mended or _DIGITS.fullmatch(mended) is None:
        return None
    parts = _groups(mended)
    if len(parts) not in _LEVELS or "" in parts:
        return None
    regular = ".".join(_padded(parts))
    return Coded(regular, _LEVELS[len(parts)], " " in printed or regular != flat)


def of_two_digits(text: str) -> str:
    """The code of a sub-activity whose last group has two digits, as it was up to 2022; else empty.

    >>> of_two_digits("7.01.02.2.01.01"), of_two_digits("7.01.02.2.01.0001")
    ('7.01.02.2.01.01', '')
    """
    found = coded(text)
    last = text.strip(" [].").rpartition(".")[2]
    if found is None or found.level != "sub_kegiatan" or len(last) != 2:
        return ""
    return f"{found.code[:-4]}{found.code[-2:]}"


def _groups(digits: str) -> list[str]:
    """The groups of a code, also where it is printed without dots; none where it is that of an account."""
    parts = digits.split(".")
    if len(parts) == 1 and len(digits) in _UNDOTTED:
        parts = [digits[start:end] for start, end in pairwise(_UNDOTTED[len(digits)])]
    # The fourth group of an activity has one digit; accounts have two there.
    if len(parts) == 5 and len(parts[3]) == 2 and parts[3] != "2":
        return []
    return parts


def alike(code: str, printed: str) -> bool:
    """Whether a printed code is a code that has lost its zeros, or got blanks or letters into it.

    >>> alike("7.01.01.2.10", "7.01.01.2.1"), alike("7.01.01.2.10", "7.01.01.2.02")
    (True, False)
    """
    flat = "".join(printed.split()).upper().replace("X.XX", "7.01").replace("O", "0")
    return code.replace("0", "").replace(".", "") == flat.replace("0", "").replace(".", "")
