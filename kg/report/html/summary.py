"""What the summary counts: findings by rule, severity, document, level and post, and the worst nodes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from kg.report.dossier.counts import by_severity, share
from kg.report.dossier.counts import states as counted
from kg.report.dossier.dossier import Conclusion, Dossier, conclusion
from kg.report.dossier.place import LEVELS
from kg.report.html.cards import Card
from kg.report.html.nodes import NodeCard
from kg.report.html.text import mark
from kg.rules.check import UnitReport

__all__ = [
    "Bar",
    "UnitRow",
    "Why",
    "bars",
    "by_level",
    "by_post",
    "conclude",
    "states",
    "unit_rows",
    "whys",
    "worst",
]

_WEIGHT = {"violation": 100, "warning": 10, "info": 1}
_WORST = 20


@dataclass(frozen=True)
class Bar:
    """One line of a chart: what it counts, a key of the filters or an anchor, open findings by severity, and waived ones."""

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


def _bar(name: str, key: str, own: Iterable[Card]) -> Bar:
    *opened, waived = by_severity(c.found for c in own)
    return Bar(name, key, tuple(opened), waived)


def bars(made: list[Card], keys: Callable[[Card], Iterable[tuple[str, str]]]) -> list[Bar]:
    """One line per (name, key) that ``keys`` tells of a finding, the most findings first."""
    own: dict[tuple[str, str], list[Card]] = {}
    for card in made:
        for key in keys(card):
            own.setdefault(key, []).append(card)
    lines = [_bar(name, key, found) for (name, key), found in own.items()]
    return sorted(lines, key=lambda bar: (-bar.total, bar.name, bar.key))


def by_level(made: list[Card]) -> list[Bar]:
    """The findings by level, from the top of the tree."""
    return sorted(
        bars(made, lambda c: [(c.level, f"l-{c.level}")]), key=lambda bar: LEVELS.index(bar.name)
    )


def by_post(made: list[Card], units: list[UnitRow]) -> list[Bar]:
    """The findings by post and kecamatan; a finding that two posts answer for counts for both."""
    return bars(
        made,
        lambda c: [(f"{p} · {units[c.unit].name}", f"j-{mark(str(c.unit), p)}") for p in c.posts],
    )


def worst(found: list[NodeCard]) -> list[NodeCard]:
    """The nodes with the gravest open findings."""
    weight = {n.anchor: sum(_WEIGHT[c.found.severity] for c in n.open) for n in found}
    return sorted((n for n in found if n.open), key=lambda n: (-weight[n.anchor], n.anchor))[
        :_WORST
    ]


def states(dossier: Dossier) -> dict[str, int]:
    """How many rules came to which state; the sum is all rules."""
    return counted(dossier.report.statuses())


def unit_rows(dossier: Dossier, made: list[Card]) -> list[UnitRow]:
    """The kecamatan and periods, in the order of the check."""
    names = {f.key: f.name for f in dossier.facts}
    by_unit: dict[int, list[Card]] = {}
    for card in made:
        by_unit.setdefault(card.unit, []).append(card)
    rows = []
    for number, unit in enumerate(dossier.report.units):
        key, own = unit.key, by_unit.get(number, [])
        paths = tuple(sorted(i.path for i in dossier.report.inputs if i.unit == key))
        rows.append(
            UnitRow(
                number,
                unit,
                names.get(key, unit.region),
                paths,
                counted(unit.statuses),
                _bar(unit.region, f"u-{number}", own),
                share(v.measurable for v in unit.verdicts),
                share(c.complete for c in unit.conditions),
            )
        )
    return rows


def whys(reasons: Iterable[tuple[str, ...]]) -> list[Why]:
    """The rules that stand in the way, the most frequent first."""
    count = Counter(rule for why in reasons for rule in why)
    return [Why(rule, n) for rule, n in sorted(count.items(), key=lambda p: (-p[1], p[0]))]


def conclude(dossier: Dossier) -> tuple[Conclusion, str, dict[str, int]]:
    """The conclusion, the key of the sentence that says it, and the figures in that sentence."""
    report, chosen = dossier.report, conclusion(dossier)
    grave = [f for f in report.open if f.severity == "violation"]
    figures = {
        "violations": len(grave),
        "units": sum(
            any(f.severity == "violation" and f.waived is None for f in unit.findings)
            for unit in report.units
        ),
        "all": len(report.units),
        "rules": len({f.rule for f in grave}),
        "warnings": sum(f.severity == "warning" for f in report.open),
        "waived": len(report.findings) - len(report.open),
        "kept": states(dossier)["kept"],
    }
    if chosen != "belum-dapat-disimpulkan":
        return chosen, f"says-{chosen}", figures
    reason = "unread" if report.problems else "failed" if states(dossier)["error"] else "nothing"
    return chosen, f"says-{reason}", figures
