"""The legend below a picture: what signs and lines mean, and the findings that stand on no node."""

from __future__ import annotations

from kg.report.drawing.marks import MARK, PALE, SIDE, Attributes, badges, element, sign, text
from kg.report.drawing.scene import Scene
from kg.report.drawing.text import width
from kg.report.drawing.words import said

__all__ = ["legend", "legend_height"]

_SIZE, _ROW = 9.8, 14.0
_STROKES = (
    ("above", ""),
    ("reports", ""),
    ("posts", "5 4"),
    ("assistants", "8 3 2 3"),
    ("translated", "1.5 3.5"),
)


def _entries(scene: Scene) -> list[tuple[str, str, str]]:
    """Kind of sign, its dashes, its words; only of what the picture shows."""
    seen = {kind for box in scene.boxes for kind, _ in box.counts.shown()}
    entries: list[tuple[str, str, str]] = []
    entries += [
        (kind, "", said(kind, scene.lang))
        for kind in ("violation", "warning", "info", "waived")
        if kind in seen
    ]
    kinds = {line.kind for line in scene.lines}
    entries += [
        ("line", dashes, said(kind, scene.lang)) for kind, dashes in _STROKES if kind in kinds
    ]
    if any(box.marked for box in scene.boxes):
        entries.append(("path", "", said("path", scene.lang)))
    return entries


def _sample(kind: str, dashes: str, x: float, y: float) -> tuple[str, float]:
    """A sample of the sign and its width."""
    if kind not in {"line", "path"}:
        return sign(kind, x + 6, y - 3.4), 18
    more: Attributes = {"stroke_dasharray": dashes} if dashes else {}
    stroke, thick = (MARK, 3.2) if kind == "path" else (SIDE if dashes else PALE, 1.2)
    return element(
        "path", d=f"M{x} {y - 3.4}h26", fill="none", stroke=stroke, stroke_width=thick, more=more
    ), 31


def _rows(scene: Scene, room: float) -> list[list[tuple[str, str, str, float]]]:
    """The entries with their widths, in as many rows as they need."""
    rows: list[list[tuple[str, str, str, float]]] = [[]]
    for kind, dashes, words in _entries(scene):
        wide = _sample(kind, dashes, 0, 0)[1] + width(words, _SIZE) + 18
        if rows[-1] and sum(entry[3] for entry in rows[-1]) + wide > room:
            rows.append([])
        rows[-1].append((kind, dashes, words, wide))
    return rows


def legend_height(scene: Scene, room: float) -> float:
    """How much room the legend takes below the tree."""
    return 16 + len(_rows(scene, room)) * _ROW + (16 if scene.loose.total else 0)


def legend(scene: Scene, left: float, top: float, room: float) -> str:
    """Entries in as many rows as the width needs, then what the badges do not show."""
    out, y = [], top
    for row, entries in enumerate(_rows(scene, room)):
        x, y = left, top + row * _ROW
        for kind, dashes, words, wide in entries:
            sample, _ = _sample(kind, dashes, x, y)
            out.append(sample + text(words, x + wide - width(words, _SIZE) - 18, y, _SIZE, PALE))
            x += wide
    if scene.loose.total:
        words = said("loose", scene.lang) + ":"
        right = left + width(words, _SIZE) + 8 + 36 * len(scene.loose.shown())
        out.append(
            text(words, left, y + 16, _SIZE, PALE)
            + badges(scene.loose, right, y + 12.6, scene.lang)
        )
    return element("g", "".join(out), class_="legenda")
