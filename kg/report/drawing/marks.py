"""The small things of a picture: one element, one text, one badge; everything is escaped here."""

from __future__ import annotations

from collections.abc import Mapping

from kg.errors import Lang
from kg.report.drawing.badges import BESIDE, FIGURE, SIGN, Counts
from kg.report.drawing.text import clean, width
from kg.report.words import word
from kg.report.xml_text import escape, quoted_attribute

__all__ = [
    "COLOURS",
    "INK",
    "MARK",
    "PALE",
    "Attributes",
    "badges",
    "element",
    "escaped",
    "number",
    "sign",
    "text",
    "title",
]

INK, PALE, MARK = "#1f2937", "#6b7280", "#5b21b6"
COLOURS = {
    "violation": "#b42318",
    "warning": "#b25e09",
    "info": "#175cd3",
    "waived": "#6b7280",
}
_STROKES = {
    "violation": "m-2.1 -2.1l4.2 4.2m0 -4.2l-4.2 4.2",
    "info": "m0 -2.6v.1m0 2.4v2.7",
    "waived": "m-2.6 .2l1.8 1.9l3.2 -4",
}


def number(value: float) -> str:
    """A coordinate, short and the same on every machine.

    >>> number(12.0), number(0.123), number(-0.001)
    ('12', '0.12', '0')
    """
    short = f"{value:.2f}".rstrip("0").rstrip(".")
    if short in {"-0", ""}:
        return "0"
    return short


#: Longest text of one element; a label is shown in full up to there.
_LONGEST = 4_000
Attributes = Mapping[str, str | float]


def element(
    name: str, content: str = "", more: Attributes | None = None, **attributes: str | float
) -> str:
    """One element; ``_`` in an attribute's name stands for ``-``, a trailing one is dropped."""
    every = {**(more or {}), **attributes}
    pairs = (
        (k.rstrip("_").replace("_", "-"), number(v) if not isinstance(v, str) else v)
        for k, v in every.items()
    )
    head = " ".join([name, *(f"{key}={quoted_attribute(value)}" for key, value in pairs)])
    if content:
        return f"<{head}>{content}</{name}>"
    return f"<{head}/>"


def escaped(words: str) -> str:
    """Text as data: nothing in it is read as markup.

    >>> escaped("<b>&")
    '&lt;b&gt;&amp;'
    """
    return escape(clean(words[:_LONGEST]))


def text(words: str, x: float, y: float, size: float, fill: str = "", **more: str | float) -> str:
    """One line of text with its baseline at ``y``.

    In the colour of the whole picture unless another is named.
    """
    colour: Attributes = {"fill": fill} if fill else {}
    return element("text", escaped(words), colour, x=x, y=y, font_size=size, **more)


def title(words: str) -> str:
    """What a reader hears, or sees when pointing at it."""
    return element("title", escaped(words))


def sign(kind: str, x: float, y: float) -> str:
    """A sign for the severity that does not need colour: cross, triangle, i, tick.

    Centred at (x, y).
    """
    colour = COLOURS[kind]
    r = SIGN
    white: Attributes = {
        "stroke": "#fff",
        "stroke_width": 1.6,
        "stroke_linecap": "round",
        "fill": "none",
    }
    if kind == "warning":
        shape = element(
            "path",
            d=f"M{number(x)} {number(y - r)}l{number(r)} {number(2 * r - 1)}h{number(-2 * r)}z",
            fill=colour,
        )
        return shape + element("path", d=f"M{number(x)} {number(y - 1.6)}v2.6m0 2v.1", more=white)
    disc = element(
        "circle",
        cx=x,
        cy=y,
        r=r,
        fill=colour,
    )
    return disc + element("path", d=f"M{number(x)} {number(y)}{_STROKES[kind]}", more=white)


def badges(counts: Counts, right: float, y: float, lang: Lang) -> str:
    """The counts side by side, ending at ``right``.

    Sign and number, with the words for those who cannot see them.
    """
    out = []
    for kind, many in reversed(counts.shown()):
        room = width(str(many), FIGURE, bold=True)
        figure = text(
            str(many),
            right - room,
            y + 3.4,
            FIGURE,
            COLOURS[kind],
            font_weight="bold",
        )
        mark = sign(kind, right - room - SIGN - 2.5, y)
        out.append(
            element(
                "g",
                title(f"{many} {word(f'drawing/{kind}', lang)}") + mark + figure,
                class_=f"lencana {kind}",
            )
        )
        right -= room + 2 * SIGN + BESIDE
    return "".join(reversed(out))
