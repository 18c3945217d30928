"""Paints a placed scene as one standalone SVG: lanes of the bands, lines, boxes, legend; no script, no style sheet, no link."""

from __future__ import annotations

from itertools import pairwise

from kg.errors import Lang
from kg.report.drawing.frame import CAPTION, LANE, MARGIN, TITLE
from kg.report.drawing.layout import Placed
from kg.report.drawing.legend import legend
from kg.report.drawing.marks import (
    COLOURS,
    INK,
    MARK,
    PALE,
    SIDE,
    Attributes,
    badges,
    element,
    escaped,
    number,
    text,
    title,
)
from kg.report.drawing.scene import FOOT, LEADING, NOTE, PAD, SIZE, Box, Line
from kg.report.drawing.text import wrap
from kg.report.drawing.words import said

__all__ = ["FONTS", "paint"]

FONTS = "'DejaVu Sans Condensed', 'DejaVu Sans', 'Liberation Sans', Arial, Helvetica, sans-serif"
_DASHES = {"posts": "5 4", "assistants": "8 3 2 3", "translated": "1.5 3.5"}
_MM = 25.4 / 72


def _edges(placed: Placed) -> list[float]:
    """Where one lane ends and the next begins, along the direction of the picture."""
    scene, spans = placed.scene, dict[int, tuple[float, float]]()
    for box in scene.boxes:
        x, y = placed.centres[box.iri]
        middle, half = (y, box.height / 2) if placed.flow == "TB" else (x, box.width / 2)
        low, high = spans.get(box.rank, (middle - half, middle + half))
        spans[box.rank] = (min(low, middle - half), max(high, middle + half))
    end = placed.height if placed.flow == "TB" else placed.width
    inner = [(spans[first - 1][1] + spans[first][0]) / 2 for _, first, _ in scene.bands[1:]]
    return [-MARGIN / 2, *inner, end + MARGIN / 2]


def _lane(placed: Placed, index: int, low: float, high: float) -> str:
    """One band: a tinted lane with its caption, at the left of a row or above a column."""
    scene = placed.scene
    across, words = placed.flow == "TB", said(scene.bands[index][0], scene.lang)
    style: Attributes = {
        "fill": "#f3f4f6" if index % 2 == 0 else "#fafafa",
        "stroke": "#e5e7eb",
        "stroke_width": 0.8,
    }
    if across:
        lane = element(
            "rect",
            x=-CAPTION,
            y=low,
            width=placed.width + CAPTION + MARGIN / 2,
            height=high - low,
            more=style,
        )
        lines = wrap(words, CAPTION - 20, 11.5, 4)
        top = (low + high) / 2 - (len(lines) - 1) * 7 + 4
        spots = [(line, -CAPTION + 9, top + 14 * i, "start") for i, line in enumerate(lines)]
    else:
        lane = element(
            "rect",
            x=low,
            y=-LANE,
            width=high - low,
            height=placed.height + LANE + MARGIN / 2,
            more=style,
        )
        lines = wrap(words, high - low - 8, 11.5, 2)
        spots = [
            (line, (low + high) / 2, -20 + 13 * i - 6 * (len(lines) - 1) + 4, "middle")
            for i, line in enumerate(lines)
        ]
    written = [
        text(t, x, y, 11.5, "#374151", font_weight="bold", text_anchor=anchor)
        for t, x, y, anchor in spots
    ]
    return element("g", lane + "".join(written), class_=f"pita {scene.bands[index][0]}")


def _curve(line: Line, points: tuple[tuple[float, float], ...], *, faint: bool) -> str:
    ends = (
        points if line.is_tree else points[::-1]
    )  # dashes of lines that share a way then fall together
    start, *rest = (f"{number(x)} {number(y)}" for x, y in ends)
    colour, thick = (MARK, 3.2) if line.marked else ("#4b5563" if line.is_tree else SIDE, 1.1)
    more: dict[str, str | float] = (
        {"stroke_dasharray": _DASHES[line.kind]} if line.kind in _DASHES else {}
    )
    more |= {"stroke_opacity": 0.4} if faint and not line.marked else {}
    kind = f"garis {line.kind}" + (" jalur" if line.marked else "")
    return element(
        "path",
        d=f"M{start}C{' '.join(rest)}",
        fill="none",
        stroke=colour,
        stroke_width=thick,
        class_=kind,
        more=more,
    )


def _box(box: Box, x: float, y: float, lang: Lang) -> str:
    """One node: frame by its gravest finding, label, note and badges; a post has round corners, a marked node a second frame."""
    left, top = x - box.width / 2, y - box.height / 2
    worst = next((kind for kind, _ in box.counts.shown() if kind != "waived"), "")
    stroke, thick = (COLOURS[worst], 1.8) if worst else ("#9ca3af", 1.0)
    round_ = 13 if box.band == "jabatan" else 3
    out = [title(f"{said(box.band, lang)}: {box.label}")]
    if box.marked:
        halo: Attributes = {
            "x": left - 4,
            "y": top - 4,
            "width": box.width + 8,
            "height": box.height + 8,
            "rx": round_ + 4,
        }
        out.append(element("rect", more=halo, fill="#ede9fe", stroke=MARK, stroke_width=2.6))
    frame: Attributes = {
        "x": left,
        "y": top,
        "width": box.width,
        "height": box.height,
        "rx": round_,
    }
    out.append(element("rect", more=frame, fill="#ffffff", stroke=stroke, stroke_width=thick))
    first = top + PAD + SIZE - 0.5
    out += [text(line, left + PAD, first + i * LEADING, SIZE) for i, line in enumerate(box.lines)]
    base = top + box.height - PAD - FOOT / 2 + 5
    out += [
        text(box.note, left + PAD, base + 3.2, NOTE, PALE),
        badges(box.counts, left + box.width - PAD, base, lang),
    ]
    return element(
        "g",
        "".join(out),
        id=box.ident,
        class_=f"simpul {box.band}" + (" jalur" if box.marked else ""),
    )


def _body(placed: Placed) -> str:
    scene = placed.scene
    if not scene.boxes:
        return text(scene.remark, 0, 12, 12, PALE)
    edges = _edges(placed)
    marked = any(line.marked for line in scene.lines) or any(box.marked for box in scene.boxes)
    lanes = [_lane(placed, i, low, high) for i, (low, high) in enumerate(pairwise(edges))]
    order = sorted(placed.curves, key=lambda i: (scene.lines[i].marked, i))
    curves = [_curve(scene.lines[i], placed.curves[i], faint=marked) for i in order]
    boxes = [_box(box, *placed.centres[box.iri], scene.lang) for box in scene.boxes]
    return "".join([*lanes, *curves, *boxes])


def paint(placed: Placed) -> str:
    """The whole picture; its size is at most that of A3, whichever way the sheet lies."""
    scene = placed.scene
    frame = placed.frame
    wide, high, scale = frame.wide, frame.high, frame.scale
    lines = [
        text(t, MARGIN, 26 + i * (TITLE + 3), TITLE, INK, font_weight="bold")
        for i, t in enumerate(frame.title)
    ]
    head = "".join(lines) + text(
        scene.subtitle, MARGIN, 43 + (len(lines) - 1) * (TITLE + 3), 11, PALE
    )
    body = element(
        "g", _body(placed), transform=f"translate({number(frame.left)} {number(frame.top)})"
    )
    foot = legend(scene, MARGIN, frame.top + placed.height + MARGIN + 14, wide - 2 * MARGIN)
    back = element("rect", width=wide, height=high, fill="#ffffff")
    told = element("title", escaped(scene.title), id=f"judul-{scene.ident}")
    told += element("desc", escaped(scene.subtitle), id=f"uraian-{scene.ident}")
    return (
        element(
            "svg",
            told + back + head + body + foot,
            xmlns="http://www.w3.org/2000/svg",
            width=f"{number(wide * scale * _MM)}mm",
            height=f"{number(high * scale * _MM)}mm",
            viewBox=f"0 0 {number(wide)} {number(high)}",
            role="graphics-document document",
            aria_labelledby=f"judul-{scene.ident} uraian-{scene.ident}",
            lang=scene.lang,
            data_generator="kinerja-kg draw",
            font_family=FONTS,
        )
        + "\n"
    )
