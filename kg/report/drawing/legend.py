"""The legend below a picture: what signs and lines mean, and the findings that stand on no node."""

from __future__ import annotations

from dataclasses import dataclass

from kg.report.drawing.marks import MARK, PALE, badges, element, sign, text
from kg.report.drawing.scene import Scene
from kg.report.drawing.text import width
from kg.report.words import word

__all__ = ["legend", "legend_height"]

_SIZE, _ROW = 9.8, 14.0
_SEVERITIES = ("violation", "warning", "info", "waived")
#: Width of a sample of a line, and of a sign, with the space behind it.
_LINE, _SIGN = 31.0, 18.0
_APART = 18.0


@dataclass(frozen=True)
class _Entry:
    """A sample and its words."""

    kind: str
    words: str

    @property
    def sample(self) -> float:
        """The width of the sample."""
        if self.kind in _SEVERITIES:
            return _SIGN
        return _LINE

    @property
    def width(self) -> float:
        """The width of it all, with the space to the next one."""
        return self.sample + width(self.words, _SIZE) + _APART


def _entries(scene: Scene) -> list[_Entry]:
    """Only of what the picture shows."""
    found = []
    for kind in (*_SEVERITIES, "above", "reports", "path"):
        if kind in scene.kinds:
            found.append(_Entry(kind, word(f"drawing/{kind}", scene.lang)))
    return found


def _sample(entry: _Entry, x: float, y: float) -> str:
    if entry.kind in _SEVERITIES:
        return sign(entry.kind, x + 6, y - 3.4)
    lit = entry.kind == "path"
    return element(
        "path",
        d=f"M{x} {y - 3.4}h26",
        fill="none",
        stroke=MARK if lit else PALE,
        stroke_width=3.2 if lit else 1.2,
    )


def _rows(scene: Scene, room: float) -> list[list[_Entry]]:
    """The entries in as many rows as they need."""
    rows: list[list[_Entry]] = [[]]
    for entry in _entries(scene):
        taken = sum(other.width for other in rows[-1])
        if rows[-1] and taken + entry.width > room:
            rows.append([])
        rows[-1].append(entry)
    return rows


def legend_height(scene: Scene, room: float) -> float:
    """How much room the legend takes below the tree."""
    loose = 16 if scene.loose.total else 0
    return 16 + len(_rows(scene, room)) * _ROW + loose


def legend(scene: Scene, left: float, top: float, room: float) -> str:
    """Entries in as many rows as the width needs, then what the badges do not show."""
    out = []
    y = top
    for row, entries in enumerate(_rows(scene, room)):
        x = left
        y = top + row * _ROW
        for entry in entries:
            out.append(_sample(entry, x, y))
            out.append(text(entry.words, x + entry.sample, y, _SIZE, PALE))
            x += entry.width
    if scene.loose.total:
        words = word("drawing/loose", scene.lang) + ":"
        right = left + width(words, _SIZE) + 8 + 36 * len(scene.loose.shown())
        out.append(text(words, left, y + 16, _SIZE, PALE))
        out.append(badges(scene.loose, right, y + 12.6, scene.lang))
    return element("g", "".join(out), class_="legenda")
