"""Measures and wraps labels by the font that ships with the program, so that a picture is the same everywhere."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from importlib import resources

from kg.report.drawing.font_file import advances
from kg.safe_text import visible

__all__ = ["clean", "width", "wrap"]

_FONTS = {False: "DejaVuSansCondensed.ttf", True: "DejaVuSansCondensed-Bold.ttf"}
#: A character that the font lacks comes from another one: as wide as it is high, so that nothing
#: runs out of its box.
_OTHER = 1.0
#: No label is measured beyond this; it would be cut long before.
_LONGEST = 2000


@lru_cache(maxsize=2)
def _advances(bold: bool) -> Mapping[int, float]:
    """How far each character moves the pen, in parts of the font size."""
    file = resources.files("kg.report").joinpath("fonts", _FONTS[bold])
    return advances(file.read_bytes())


def clean(text: str) -> str:
    r"""The text in one line, with its number for every character that cannot be seen.

    >>> clean("a\n b\x1bc")
    'a b⟨U+001B⟩c'
    """
    return visible(" ".join(text.replace("\xad", "").split()))


def width(text: str, size: float, *, bold: bool = False) -> float:
    """How wide the text is, in points.

    >>> round(width("%", 1000)), round(width("ii", 1000))
    (855, 500)
    """
    known = _advances(bold)
    return sum(known.get(ord(char), _OTHER) for char in text) * size


def _pieces(word: str, room: float, size: float) -> list[str]:
    """A word that is wider than a line, cut into pieces that fit.

    After ``/`` or ``-`` where there is one.
    """
    pieces = []
    piece = ""
    for char in word:
        if piece and width(piece + char, size) > room:
            cut = max(piece.rfind("/"), piece.rfind("-")) + 1
            # A sign far to the left would leave a line that is nearly empty.
            if cut <= len(piece) // 2:
                cut = len(piece)
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
    """The text in lines of at most ``room`` points.

    What does not fit into ``most`` lines is cut and said so by an ellipsis.

    >>> wrap("Meningkatnya kinerja kecamatan", 90, 10, 3)
    ('Meningkatnya', 'kinerja kecamatan')
    """
    lines = [""]
    for word in clean(text[:_LONGEST]).split(" "):
        for piece in _pieces(word, room, size):
            longer = f"{lines[-1]} {piece}".strip()
            if width(longer, size) <= room or not lines[-1]:
                lines[-1] = longer
            else:
                lines.append(piece)
    if len(lines) > most:
        lines = [*lines[: most - 1], _shortened(lines[most - 1], room, size)]
    return tuple(lines)
