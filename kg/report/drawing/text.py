"""Measures and wraps labels without any font of the machine, so that a picture is the same everywhere."""

from __future__ import annotations

import re
from functools import lru_cache

__all__ = ["BOLD", "clean", "width", "wrap"]

#: Advance widths of DejaVu Sans Condensed in thousandths of the size; Arial and Helvetica are no wider on the whole.
_WIDTHS = {
    char: advance
    for advance, chars in {
        270: "ijlIJìíîïÌÍÎÏ",
        300: " ,.·‘’/:;\\|",
        360: "-f()[]t!r",
        450: "\"*_`'–",
        490: "cçsz?“”",
        530: "FkLvxyPýÿ•",
        570: "TYaeoàáâãäåèéêëðòóôõö«»0123456789ESbdghnpqu{}$ñùúûü",
        630: "KABRVXZCÀÁÂÃÄÅÇÈÉÊË",
        690: "UNHDGO&QÑÒÓÔÕÖÙÚÛÜ",
        780: "w#+<=>^~M×÷±%",
        900: "mW@©®—…¼½¾æÆ",
    }.items()
    for char in chars
}
#: How much wider bold letters are.
BOLD = 1.1
#: Any other character: as wide as it is high, so that nothing runs out of its box.
_OTHER = 1000
#: Characters that XML does not allow, that steer a terminal, or that turn the direction of the text.
_UNSAFE = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ud800-\udfff\ufeff\ufffe\uffff]"
)


def clean(text: str) -> str:
    r"""The text in one line, with a replacement sign for every character that must not be shown.

    >>> clean("a\n b\x1bc")
    'a b�c'
    """
    return _UNSAFE.sub("\ufffd", " ".join(text.replace("\xad", "").split()))


def width(text: str, size: float) -> float:
    """How wide the text is at most, in points.

    >>> width("ii", 10)
    5.4
    """
    return sum(_WIDTHS.get(char, _OTHER) for char in text) * size / 1000


def _pieces(word: str, room: float, size: float) -> list[str]:
    """A word that is wider than a line, cut into pieces that fit; after ``/`` or ``-`` where there is one."""
    pieces, piece = [], ""
    for char in word:
        if piece and width(piece + char, size) > room:
            cut = max(piece.rfind("/"), piece.rfind("-")) + 1
            cut = cut if cut > len(piece) // 2 else len(piece)
            pieces.append(piece[:cut])
            piece = piece[cut:]
        piece += char
    return [*pieces, piece]


def _shortened(line: str, room: float, size: float) -> str:
    while line and width(line + " …", size) > room:
        line = line[:-1]
    return line.rstrip() + " …"


@lru_cache(maxsize=16_384)  # the same labels are tried in a few widths on many sheets
def wrap(text: str, room: float, size: float, most: int) -> tuple[str, ...]:
    """The text in lines of at most ``room`` points; what does not fit into ``most`` lines is cut and said so by an ellipsis.

    >>> wrap("Meningkatnya kinerja kecamatan", 90, 10, 3)
    ('Meningkatnya', 'kinerja kecamatan')
    """
    lines = [""]
    for piece in (p for w in clean(text[:2000]).split(" ") for p in _pieces(w, room, size)):
        longer = f"{lines[-1]} {piece}".strip()
        if width(longer, size) <= room or not lines[-1]:
            lines[-1] = longer
        else:
            lines.append(piece)
    if len(lines) > most:
        lines = [*lines[: most - 1], _shortened(lines[most - 1], room, size)]
    return tuple(lines)
