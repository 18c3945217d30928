"""What the summary counts.

Findings by rule, severity, document, level and post, and the worst nodes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from kg.report.dossier.counts import by_severity, share, state
from kg.report.dossier.counts import states as counted
from kg.report.dossier.dossier import Dossier
from kg.report.dossier.place import LEVELS
from kg.report.html.cards import Card, post_key
from kg.report.html.tree_section import Tree, TreePart
from kg.rules.check import RuleStatus, UnitReport

__all__ = [
    "Bar",
    "MatrixRow",
    "UnitRow",
    "Why",
    "bars",
    "by_level",
    "by_post",
    "by_rule",
    "matrix",
    "states",
    "unit_rows",
    "whys",
    "worst",
]

#: One violation weighs more than all warnings that a node ever has.
_WEIGHT = {"violation": 100, "warning": 10, "info": 1}
#: So many nodes are listed; the sheet has them all.
_WORST = 20
#: More columns than these cannot be read side by side; the workbook has them all.
_ABREAST = 12


@dataclass(frozen=True)
class Bar:
    """One line of a chart.

    What it counts, a key of the filters or an anchor, open findings by severity, and waived ones.
    """

    name: str
    key: str
    counts: tuple[int, ...]
    waived: int

    @property
    def total(self) -> int:
        """All open findings of the line."""
        return sum(self.counts)


@dataclass(frozen=True)
class UnitRow:
    """One kecamatan and period: names, counts and the two shares."""

    number: int
    report: UnitReport
    name: str
    inputs: tuple[str, ...]
    states: dict[str, int]
    bar: Bar
    measurable: tuple[int, int]
    complete: tuple[int, int]


@dataclass(frozen=True)
class Why:
    """How often a rule stands in the way of a composite verdict."""

    rule: str
    count: int


@dataclass(frozen=True)
class MatrixRow:
    """One rule with its state and the number of its open findings in every unit."""

    row: RuleStatus
    cells: tuple[tuple[str, int], ...]


def _bar(name: str, key: str, own: Iterable[Card]) -> Bar:
    *opened, waived = by_severity(card.found for card in own)
    return Bar(name, key, tuple(opened), waived)


def bars(made: list[Card], keys: Callable[[Card], Iterable[tuple[str, str]]]) -> list[Bar]:
    """One line per (name, key) that ``keys`` tells of a finding, the most findings first."""
    own: dict[tuple[str, str], list[Card]] = {}
    for card in made:
        for key in keys(card):
            own.setdefault(key, []).append(card)
    lines = [_bar(*key, found) for key, found in own.items()]
    return sorted(lines, key=_most_first)


def _most_first(bar: Bar) -> tuple[int, str, str]:
    return -bar.total, bar.name, bar.key


def by_rule(made: list[Card]) -> list[Bar]:
    """The findings by rule; the filters know a rule by its id."""
    return bars(made, lambda card: [(card.found.rule, card.found.rule)])


def by_level(made: list[Card]) -> list[Bar]:
    """The findings by level, from the top of the tree."""
    found = bars(made, lambda card: [(card.level, f"l-{card.level}")])
    return sorted(found, key=lambda bar: LEVELS.index(bar.name))


def by_post(made: list[Card], units: list[UnitRow]) -> list[Bar]:
    """The findings by post and kecamatan; a finding that two posts answer for counts for both."""

    def keys(card: Card) -> list[tuple[str, str]]:
        name = units[card.unit].name
        found = []
        for post in card.posts:
            # Two kecamatan have posts of the same name: the bar says whose it is.
            found.append((f"{post} · {name}", post_key(card.unit, post)))
        return found

    return bars(made, keys)


def worst(grown: list[Tree]) -> list[TreePart]:
    """The nodes of the trees, and their parts, with the gravest open findings.

    The document itself is no node.
    """
    parts: list[TreePart] = []
    for tree in grown:
        parts += tree.parts
    listed = []
    for part in parts:
        if part.open and part.level != "text":
            listed.append(part)
    listed.sort(key=_gravest_first)
    return listed[:_WORST]


def _gravest_first(part: TreePart) -> tuple[int, str]:
    weight = sum(_WEIGHT[card.found.severity] for card in part.open)
    return -weight, part.anchor


def states(dossier: Dossier) -> dict[str, int]:
    """How many rules came to which state; the sum is all rules."""
    return counted(dossier.report.statuses())


def unit_rows(dossier: Dossier, made: list[Card]) -> list[UnitRow]:
    """The kecamatan and periods, in the order of the check."""
    names = {facts.key: facts.name for facts in dossier.facts}
    by_unit: dict[int, list[Card]] = {}
    for card in made:
        by_unit.setdefault(card.unit, []).append(card)
    rows = []
    for number, unit in enumerate(dossier.report.units):
        paths = []
        for entry in dossier.report.inputs:
            if entry.unit == unit.key:
                paths.append(entry.path)
        row = UnitRow(
            number,
            report=unit,
            name=names.get(unit.key, unit.region),
            inputs=tuple(sorted(paths)),
            states=counted(unit.statuses),
            bar=_bar(unit.region, f"u-{number}", by_unit.get(number, [])),
            measurable=share(verdict.measurable for verdict in unit.verdicts),
            complete=share(condition.complete for condition in unit.conditions),
        )
        rows.append(row)
    return rows


def matrix(dossier: Dossier) -> list[MatrixRow]:
    """Every rule with its state in every unit.

    Without cells where too many units stand side by side.
    """
    units = dossier.report.units
    if len(units) > _ABREAST:
        units = ()
    cells: dict[str, list[tuple[str, int]]] = {}
    for unit in units:
        for row in unit.statuses:
            cell = (state(row), row.findings - row.waived)
            cells.setdefault(row.rule.id, []).append(cell)
    found = []
    for row in dossier.report.statuses():
        own = cells.get(row.rule.id, ())
        found.append(MatrixRow(row, tuple(own)))
    return found


def whys(reasons: Iterable[tuple[str, ...]]) -> list[Why]:
    """The rules that stand in the way, the most frequent first."""
    count: Counter[str] = Counter()
    for why in reasons:
        count.update(why)
    found = [Why(rule, many) for rule, many in count.items()]
    return sorted(found, key=lambda why: (-why.count, why.rule))
