"""The performance tree of one unit as a picture, in SVG or PNG."""

from __future__ import annotations

from collections.abc import Sequence

from kg.errors import Lang
from kg.report.drawing.layout import best, is_legible
from kg.report.drawing.png import svg_to_png
from kg.report.drawing.scene import Highlight, scene
from kg.report.drawing.svg import paint
from kg.rules.finding import Finding
from kg.worker.facts import UnitFacts

__all__ = ["is_too_large", "tree_png", "tree_svg"]


def tree_svg(
    facts: UnitFacts, findings: Sequence[Finding], lang: Lang, highlight: Highlight | None = None
) -> str:
    """One standalone ``<svg>`` of every node of the unit.

    ``highlight`` are the nodes and lines that answer a question.
    """
    return paint(best(scene(facts, findings, lang, highlight)))


def tree_png(
    facts: UnitFacts, findings: Sequence[Finding], lang: Lang, highlight: Highlight | None = None
) -> bytes:
    """The same picture in dots, for A3 at 150 dots per inch.

    :raises CouldNotError: DRAW-PNG when the library that paints is not there for this machine.
    """
    return svg_to_png(tree_svg(facts, findings, lang, highlight))


def is_too_large(facts: UnitFacts, findings: Sequence[Finding], lang: Lang) -> bool:
    """Whether the whole tree cannot be read on one sheet of A3, so that its sheets are better printed."""
    return not is_legible(scene(facts, findings, lang))
