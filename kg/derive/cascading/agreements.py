"""Targets of a performance agreement (PK) held against those of the plan, year by year whatever period the plan has."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Triple

from kg.derive.bahasa.makna import meant
from kg.derive.context import Context
from kg.derive.target.units import Amount, amounts
from kg.derive.vocabulary import Vocabulary
from kg.terms import KIN
from kg.walk.trace import place_of, source

__all__ = ["agreements", "measure_of"]

_PLANS = frozenset({"renstra", "renja", "rkt", "iku"})
_AGREEMENT = "pk"
#: A name in brackets (*(IKM)*) is the measure once more.
_BRACKETS = re.compile(r"\([^)]*\)")

#: What two indicators of one measure have in common.
Measure = frozenset[str]


@dataclass(frozen=True)
class _Stated:
    """An indicator, and the unit that it stands in: that of the agreement or another period."""

    context: Context
    node: NamedNode

    def is_same(self, other: _Stated) -> bool:
        """Whether both are one indicator of one unit; another period may use its IRI again."""
        return self.context is other.context and self.node == other.node

    def amounts(self) -> dict[int, Amount]:
        """Its numeric targets by year."""
        return amounts(self.context, self.node)

    def quoted(self, year: int) -> str:
        """Its row as evidence.

        Wording, kind and period of the document, file and place of the target of that year.
        """
        view = self.context.view
        row = self.node
        for target in view.nodes(self.node, KIN["memilikiTarget"]):
            if view.text(target, KIN["tahun"]) == str(year) and place_of(view, target):
                row = target
        years = self.context.stated_years()
        period = "-".join(map(str, dict.fromkeys((*years[:1], *years[-1:]))))
        kinds = " ".join(sorted(self.context.document_kinds(self.node)))
        file = source(view, row).document or ""
        document = f"{kinds} {period}".strip()
        parts = (view.label(self.node), document, file, place_of(view, row))
        return ", ".join(filter(None, parts))


def measure_of(lists: Vocabulary, label: str) -> Measure:
    """What a wording measures, without its name in brackets and the order of its words."""
    return frozenset(meant(lists, _BRACKETS.sub(" ", label)))


def _by_measure(context: Context, kinds: frozenset[str]) -> dict[Measure, list[_Stated]]:
    """The worded indicators of documents of these kinds, by what they measure."""
    found: dict[Measure, list[_Stated]] = defaultdict(list)
    for node in context.view.instances(KIN["Indikator"]):
        label = context.view.label(node)
        measure = measure_of(context.vocabulary, label) - context.own_names
        if measure and kinds & context.document_kinds(node):
            found[measure].append(_Stated(context, node))
    return found


def _apart(own: dict[int, Amount], plan: _Stated) -> list[str]:
    """The years in which a plan promises something else, each with the row of the plan."""
    theirs = plan.amounts()
    found: list[str] = []
    for year in sorted(own.keys() & theirs.keys()):
        mine = own[year]
        other = theirs[year]
        if not mine.equals(other):
            found.append(f"{year}: {mine.text} ≠ {other.text} ({plan.quoted(year)})")
    return found


def agreements(context: Context) -> Iterator[Triple]:
    """Indicators of an agreement that a plan has for a year of theirs, and targets that differ.

    The plan may be of another period of the same kecamatan; what is said is a fact of the
    agreement.
    """
    promised = _by_measure(context, frozenset({_AGREEMENT}))
    if not promised:
        return
    plans: dict[Measure, list[_Stated]] = defaultdict(list)
    for period in (context, *context.beside):
        for measure, found in _by_measure(period, _PLANS).items():
            plans[measure] += found
    for measure, stated in promised.items():
        for promise in stated:
            yield from _held(promise, plans.get(measure, []))


def _held(promise: _Stated, plans: list[_Stated]) -> Iterator[Triple]:
    own = promise.amounts()
    for plan in plans:
        if plan.is_same(promise) or not own.keys() & plan.amounts().keys():
            continue
        yield Triple(promise.node, KIN["dalamPerjanjianKinerja"], Literal(_AGREEMENT))
        apart = _apart(own, plan)
        if apart:
            yield Triple(promise.node, KIN["perjanjianBerbeda"], Literal("; ".join(apart)))
