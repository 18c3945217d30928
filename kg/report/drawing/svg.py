"""Paints a placed scene as one standalone SVG: lanes of the bands, lines, boxes, legend.

No script, no style sheet, no link.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from kg.errors import Lang
from kg.report.drawing.frame import CAPTION, LANE, MARGIN, TITLE
from kg.report.drawing.layout import Curve, Placed
from kg.report.drawing.legend import legend
from kg.report.drawing.marks import (
    COLOURS,
    INK,
    MARK,
    PALE,
    Attributes,
    badges,
    element,
    escaped,
    number,
    text,
    title,
)
from kg.report.drawing.scene import HEAD, LEADING, NOTE, PAD, SIZE, SMALL, Box, DrawnLine
from kg.report.drawing.text import wrap
from kg.report.words import word

__all__ = ["FONTS", "paint"]

#: First the font by which labels were measured; others stand in where it is not there.
FONTS = "'DejaVu Sans Condensed', 'Liberation Sans', Arial, Helvetica, sans-serif"
#: Points in millimetres: a picture is printed in its true size.
_MM = 25.4 / 72
#: Size of a caption and the height of its lines.
_CAPTION, _LEADING = 11.5, 14.0


def _edges(placed: Placed) -> list[float]:
    """Where one lane ends and the next begins, along the direction of the picture."""
    down = placed.flow == "TB"
    spans: dict[int, tuple[float, float]] = {}
    for box in placed.scene.boxes:
        x, y = placed.centres[box.iri]
        if down:
            middle = y
            half = box.height / 2
        else:
            middle = x
            half = box.width / 2
        low, high = spans.get(box.rank, (middle, middle))
        spans[box.rank] = (min(low, middle - half), max(high, middle + half))
    found = [-MARGIN / 2]
    for _, first, _ in placed.scene.bands[1:]:
        found.append((spans[first - 1][1] + spans[first][0]) / 2)
    if down:
        end = placed.height
    else:
        end = placed.width
    return [*found, end + MARGIN / 2]


@dataclass(frozen=True)
class _Lane:
    """One band of the picture, from ``low`` to ``high`` along its direction."""

    index: int
    band: str
    low: float
    high: float

    @property
    def style(self) -> Attributes:
        """Lanes take turns, so that they are told apart without lines."""
        return {"fill": "#fafafa" if self.index % 2 else "#f3f4f6", "stroke": "#e5e7eb"}

    def row(self, placed: Placed) -> str:
        """From the left to the right, with its caption at the left."""
        high = self.high - self.low
        wide = placed.width + CAPTION + MARGIN / 2
        lane = element("rect", x=-CAPTION, y=self.low, width=wide, height=high, more=self.style)
        lines = wrap(word(f"drawing/{self.band}", placed.scene.lang), CAPTION - 20, _CAPTION, 4)
        top = (self.low + self.high - (len(lines) - 1) * _LEADING) / 2 + 4
        for index, line in enumerate(lines):
            lane += self._caption(line, -CAPTION + 9, top + _LEADING * index, "start")
        return lane

    def column(self, placed: Placed) -> str:
        """From above to below, with its caption above."""
        wide = self.high - self.low
        high = placed.height + LANE + MARGIN / 2
        lane = element("rect", x=self.low, y=-LANE, width=wide, height=high, more=self.style)
        lines = wrap(word(f"drawing/{self.band}", placed.scene.lang), wide - 8, _CAPTION, 2)
        top = -16 - 6 * (len(lines) - 1)
        for index, line in enumerate(lines):
            middle = (self.low + self.high) / 2
            lane += self._caption(line, middle, top + 13 * index, "middle")
        return lane

    def _caption(self, line: str, x: float, y: float, anchor: str) -> str:
        bold = {"font_weight": "bold", "text_anchor": anchor}
        return text(line, x, y, _CAPTION, "#374151", **bold)


def _lanes(placed: Placed) -> str:
    found = []
    for index, (low, high) in enumerate(pairwise(_edges(placed))):
        band = placed.scene.bands[index][0]
        lane = _Lane(index, band, low, high)
        if placed.flow == "TB":
            shown = lane.row(placed)
        else:
            shown = lane.column(placed)
        found.append(element("g", shown, class_=f"pita {band}"))
    return "".join(found)


def _curve(line: DrawnLine, points: Curve, *, faint: bool) -> str:
    """One line; on a picture that answers a question all others step back."""
    corners = "L".join(f"{number(x)} {number(y)}" for x, y in points)
    more: dict[str, str | float] = {"stroke": "#4b5563", "stroke_width": 1.1}
    kind = f"garis {line.kind}"
    if line.marked:
        more = {"stroke": MARK, "stroke_width": 3.2}
        kind += " jalur"
    elif faint:
        more["stroke_opacity"] = 0.4
    return element("path", d=f"M{corners}", fill="none", class_=kind, more=more)


def _curves(placed: Placed) -> str:
    """All lines, those that answer over the others."""
    lines = placed.scene.lines
    marked = any(line.marked for line in lines) or any(box.marked for box in placed.scene.boxes)
    order = sorted(placed.curves, key=lambda index: (lines[index].marked, index))
    return "".join(_curve(lines[i], placed.curves[i], faint=marked) for i in order)


def _frames(box: Box, left: float, top: float) -> str:
    """The frame in the colour of the gravest finding.

    A post has round corners, a marked node a second frame.
    """
    graves = []
    for kind, _ in box.counts.shown():
        if kind != "waived":
            graves.append(kind)
    edge: dict[str, str | float] = {"stroke": "#9ca3af"}
    if graves:
        edge = {"stroke": COLOURS[graves[0]], "stroke_width": 1.8}
    round_ = 3
    if box.band == "jabatan":
        round_ = 12
    edge |= {"width": box.width, "height": box.height, "rx": round_}
    frame = element("rect", more=edge, x=left, y=top, fill="#fff")
    if not box.marked:
        return frame
    halo: Attributes = {
        "width": box.width + 8,
        "height": box.height + 8,
        "rx": round_ + 4,
        "fill": "#ede9fe",
        "stroke": MARK,
        "stroke_width": 2.6,
    }
    return element("rect", more=halo, x=left - 4, y=top - 4) + frame


def _box(box: Box, x: float, y: float, lang: Lang) -> str:
    """One node: code and badges, then its label, then who answers for it."""
    left = x - box.width / 2
    top = y - box.height / 2
    name = f"{word(f'drawing/{box.band}', lang)} {box.code}: {box.label}"
    out = [title("\n".join((name, *box.said))), _frames(box, left, top)]
    base = top + PAD + HEAD - 6
    out.append(text(box.code, left + PAD, base, NOTE, font_weight="bold"))
    out.append(badges(box.counts, left + box.width - PAD, base - 3.2, lang))
    base += SIZE - 6
    for line in box.lines:
        base += LEADING
        out.append(text(line, left + PAD, base - 1.5, SIZE))
    for line in box.small:
        base += SMALL
        out.append(text(line, left + PAD, base - 1, NOTE, PALE))
    marked = " jalur" if box.marked else ""
    return element("g", "".join(out), id=box.ident, class_=f"simpul {box.band}{marked}")


def _body(placed: Placed) -> str:
    scene = placed.scene
    if not scene.boxes:
        return text(scene.remark, 0, 12, 12, PALE)
    boxes = []
    for box in scene.boxes:
        boxes.append(_box(box, *placed.centres[box.iri], scene.lang))
    return "".join([_lanes(placed), _curves(placed), *boxes])


def _head(placed: Placed) -> str:
    """The title in its lines, and below it how much is shown."""
    out = []
    y = 26.0
    for line in placed.frame.title:
        out.append(text(line, MARGIN, y, TITLE, font_weight="bold"))
        y += TITLE + 3
    out.append(text(placed.scene.subtitle, MARGIN, y - 3, 11, PALE))
    return "".join(out)


def paint(placed: Placed) -> str:
    """The whole picture; its size is at most that of A3, whichever way the sheet lies."""
    scene = placed.scene
    frame = placed.frame
    room = frame.wide - 2 * MARGIN
    shift = f"translate({number(frame.left)} {number(frame.top)})"
    told = [
        element("title", escaped(scene.title), id=f"judul-{scene.ident}"),
        element("desc", escaped(scene.subtitle), id=f"uraian-{scene.ident}"),
        element("rect", width=frame.wide, height=frame.high, fill="#fff"),
        _head(placed),
        element("g", _body(placed), transform=shift),
        legend(scene, MARGIN, frame.top + placed.height + MARGIN + 14, room),
    ]
    head: Attributes = {
        "xmlns": "http://www.w3.org/2000/svg",
        "width": f"{number(frame.wide * frame.scale * _MM)}mm",
        "height": f"{number(frame.high * frame.scale * _MM)}mm",
        "viewBox": f"0 0 {number(frame.wide)} {number(frame.high)}",
        "role": "graphics-document document",
        "aria-labelledby": f"judul-{scene.ident} uraian-{scene.ident}",
        "lang": scene.lang,
        "data-generator": "kinerja-kg draw",
        "font-family": FONTS,
        "fill": INK,
    }
    return element("svg", "".join(told), head) + "\n"
