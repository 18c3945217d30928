"""Findings as the page shows them.

In groups by rule and by line of the source, each with anchors to the others.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kg.report.dossier.dossier import Dossier, Response
from kg.report.dossier.naming import told_numbers
from kg.report.dossier.place import DossierPlaces, stands
from kg.report.dossier.priority import urgency
from kg.report.html.text import mark, slug
from kg.rules.check import RuleStatus, UnitReport
from kg.rules.finding import Finding, number_of

__all__ = [
    "Card",
    "CardGroup",
    "SourceFile",
    "SourceLine",
    "cards",
    "groups",
    "post_key",
    "sources",
]


@dataclass(frozen=True)
class Card:
    """One finding with its anchors, its place in the tree, the keys that filters look for, and the answer to it."""

    found: Finding
    anchor: str
    number: str
    node: str
    line: str
    unit: int
    level: str
    posts: tuple[str, ...]
    keys: str
    response: Response | None
    #: Document and line or cell; empty where the unit has one document and the line alone says it.
    where: str

    @property
    def value(self) -> str:
        """What was found; empty where the message tells it already."""
        value = self.found.value or ""
        for text in self.found.message.values():
            if value in text:
                return ""
        return value

    @property
    def names_itself(self) -> bool:
        """Whether the message tells what the node is called."""
        return any(self.found.label in text for text in self.found.message.values())

    @property
    def quote(self) -> str:
        """The text of the source; empty where label or value tell it already."""
        text = self.found.source.text
        if text in {self.found.label, self.found.value}:
            return ""
        return text


@dataclass(frozen=True)
class CardGroup:
    """The findings of one rule, those that a waiver covers apart."""

    row: RuleStatus
    anchor: str
    open: tuple[Card, ...]
    waived: tuple[Card, ...]


@dataclass(frozen=True)
class SourceLine:
    """One line or cell of a source with the texts quoted from it and the findings that point at it."""

    anchor: str
    place: str
    texts: tuple[str, ...]
    cards: tuple[Card, ...]


@dataclass(frozen=True)
class SourceFile:
    """The lines of one source document that findings point at."""

    anchor: str
    name: str
    unit: int
    lines: tuple[SourceLine, ...]
    #: Whether the unit has no other document.
    is_alone: bool


def _file(found: Finding) -> str:
    return found.source.document or found.focus


def _place(found: Finding) -> str:
    source = found.source
    if source.sheet and source.cell:
        return f"{source.sheet}!{source.cell}"
    return str(source.line or "")


def post_key(unit: int, post: str) -> str:
    """The key by which filters know a post of a unit."""
    return f"j-{mark(str(unit), post)}"


class _Maker:
    """Makes the cards of one unit."""

    def __init__(
        self,
        dossier: Dossier,
        number: int,
        unit: UnitReport,
        numbers: Mapping[str, str],
        seen: dict[str, int],
    ) -> None:
        self._weights = {row.rule.id: row.rule.severity for row in unit.statuses}
        self._places: DossierPlaces | None = None
        for facts in dossier.facts:
            if facts.key == unit.key:
                self._places = DossierPlaces(facts)
                break
        self._responses = dossier.responses
        self._number = number
        self._numbers = numbers
        self._seen = seen
        self._alone = len(set(map(_file, unit.findings))) == 1

    def _keys(self, found: Finding, level: str, posts: Iterable[str]) -> str:
        keys = [f"u-{self._number}", f"l-{level}"]
        # A part of a rule may weigh less than the rule, whose severity is told once for all.
        if found.severity != self._weights.get(found.rule):
            keys.insert(0, f"s-{found.severity}")
        if not self._alone:
            keys.append(f"d-{mark(_file(found))}")
        if found.waived:
            keys.append("o-waived")
        if found.id in self._responses:
            keys.append("o-answered")
        for post in posts:
            keys.append(post_key(self._number, post))
        return " ".join(keys)

    def card(self, found: Finding) -> Card:
        """One finding."""
        level = "text"
        posts: tuple[str, ...] = ()
        if self._places is not None:
            level, posts = self._places.of(found)
        place = stands(found)
        if self._alone and found.source.line:
            # The page shows the line beside the finding, and there is no other document.
            place = ""
        number = number_of(found.id)
        return Card(
            found,
            anchor=self._anchor(number),
            number=self._numbers[found.id],
            node=f"n-{mark(str(self._number), found.focus)}",
            line=f"b-{mark(_file(found), _place(found))}",
            unit=self._number,
            level=level,
            posts=posts,
            keys=self._keys(found, level, posts),
            response=self._responses.get(found.id),
            where=place,
        )

    def _anchor(self, number: str) -> str:
        """Two findings may share a number, as two may share a fingerprint.

        Each has an anchor of its own.
        """
        again = self._seen.get(number, 0) + 1
        self._seen[number] = again
        if again == 1:
            return slug(number)
        return f"{slug(number)}-{again}"


def cards(dossier: Dossier) -> list[Card]:
    """Every finding, in the order of every listing."""
    made: list[Card] = []
    seen: dict[str, int] = {}
    numbers = told_numbers(dossier)
    for number, unit in enumerate(dossier.report.units):
        maker = _Maker(dossier, number, unit, numbers, seen)
        made += map(maker.card, unit.findings)
    return sorted(made, key=lambda card: card.found.sort_key())


def groups(dossier: Dossier, made: list[Card]) -> list[CardGroup]:
    """The findings by rule, in the order in which they are best mended."""
    by_rule: dict[str, list[Card]] = {}
    for card in made:
        by_rule.setdefault(card.found.rule, []).append(card)
    rows = [row for row in dossier.report.statuses() if row.rule.id in by_rule]
    found = []
    for row in sorted(rows, key=lambda row: urgency(row.rule)):
        own = by_rule[row.rule.id]
        opened = []
        waived = []
        for card in own:
            if card.found.waived is None:
                opened.append(card)
            else:
                waived.append(card)
        anchor = f"temuan-{slug(row.rule.id)}"
        found.append(CardGroup(row, anchor, tuple(opened), tuple(waived)))
    return found


def _lines(own: Iterable[Card]) -> tuple[SourceLine, ...]:
    by_line: dict[str, list[Card]] = {}
    for card in sorted(own, key=lambda card: card.found.source.order()):
        by_line.setdefault(card.line, []).append(card)
    found = []
    for anchor, at in by_line.items():
        # Two findings of a line mostly quote the same text: it is shown once.
        texts = dict.fromkeys(card.found.source.text for card in at)
        place = _place(at[0].found)
        found.append(SourceLine(anchor, place, tuple(texts), tuple(at)))
    return tuple(found)


def sources(made: list[Card]) -> list[SourceFile]:
    """The findings by document and line."""
    by_file: dict[str, list[Card]] = {}
    for card in made:
        by_file.setdefault(_file(card.found), []).append(card)
    units = Counter(own[0].unit for own in by_file.values())
    found = []
    for name, own in by_file.items():
        unit = own[0].unit
        file = SourceFile(
            f"d-{mark(name)}",
            name,
            unit,
            lines=_lines(own),
            is_alone=units[unit] == 1,
        )
        found.append(file)
    return found
