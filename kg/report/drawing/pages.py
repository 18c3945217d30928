"""The pictures of one unit as sheets of A3 that can be read.

One, or an overview and its branches.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.errors import Lang
from kg.limits import DEFAULT
from kg.report.drawing.cut import cut
from kg.report.drawing.forest import Forest
from kg.report.drawing.layout import best, is_legible
from kg.report.drawing.scene import Ground, Highlight, Scene
from kg.report.drawing.svg import paint
from kg.report.words import word
from kg.rules.finding import Finding
from kg.worker.facts import UnitFacts

__all__ = ["DrawnPage", "pages"]

#: More sheets than any unit needs; a note that names one is as wide as it will ever be.
_SHEETS = 88


@dataclass(frozen=True)
class DrawnPage:
    """One picture of a unit.

    ``name`` is empty for the whole, else tells the sheet apart in a file name.
    """

    name: str
    title: str
    svg: str


@dataclass(frozen=True)
class _Book:
    """One unit whose tree needs several sheets."""

    ground: Ground
    lang: Lang
    highlight: Highlight | None

    @property
    def forest(self) -> Forest:
        """The tree of the unit."""
        return self.ground.forest

    def _more(self, hidden: Sequence[str], sheets: Sequence[Sequence[str]]) -> str:
        """How many nodes below one are not on its sheet, and on which sheet they begin."""
        many = sum(1 + self.forest.size[below] for below in hidden)
        homes = (number for number, sheet in enumerate(sheets, 1) if hidden[0] in sheet)
        return word("drawing/more", self.lang, n=many, sheet=next(homes, _SHEETS))

    def drawn(self, shown: Sequence[str], number: int, sheets: Sequence[Sequence[str]]) -> Scene:
        """The scene of one sheet.

        A node that has more below it says how much, and on which sheet that begins.
        """
        part = word("drawing/sheet", self.lang, a=number, b=len(sheets))
        if number == 1:
            part += f": {word('drawing/overview', self.lang)}"
        inside = frozenset(shown)
        notes = {}
        for iri in shown:
            if hidden := self.forest.hidden(iri, inside):
                notes[iri] = self._more(hidden, sheets)
        return self.ground.scene(self.highlight, inside, part, notes)

    def fits(self, shown: Sequence[str]) -> bool:
        """Whether these nodes can be read on one sheet, whatever its number."""
        return is_legible(self.drawn(shown, _SHEETS, [[]] * _SHEETS))


def pages(
    facts: UnitFacts, findings: Sequence[Finding], lang: Lang, highlight: Highlight | None = None
) -> list[DrawnPage]:
    """The whole tree on one sheet of A3 when that can be read, else an overview and its branches."""
    ground = Ground(facts, findings, lang)
    whole = ground.scene(highlight)
    if len(facts.nodes) > DEFAULT.drawn_nodes or is_legible(whole):
        return [DrawnPage("", whole.title, paint(best(whole)))]
    book = _Book(ground, lang, highlight)
    sheets = cut(book.forest, book.fits)
    if len(sheets) == 1:
        return [DrawnPage("", whole.title, paint(best(whole)))]
    digits = len(str(len(sheets)))
    found = []
    for number, shown in enumerate(sheets, start=1):
        placed = best(book.drawn(shown, number, sheets))
        found.append(DrawnPage(str(number).zfill(digits), placed.scene.title, paint(placed)))
    return found
