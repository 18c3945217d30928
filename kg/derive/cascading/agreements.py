"""Targets of a performance agreement (PK) held against those of the plan, year by year whatever period the plan has."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Triple

from kg.derive.bahasa.makna import meant
from kg.derive.context import Context
from kg.derive.target.target_units import Stated, compared, stated
from kg.derive.text import normal
from kg.derive.vocabulary import Vocabulary
from kg.terms import KIN
from kg.walk.trace import place_of, source

__all__ = ["Measure", "agreements", "measure_of", "measured"]

#: Documents whose targets an agreement has to keep.
_PLANS = frozenset({"renstra", "renja", "rkt", "iku"})
_AGREEMENT = "pk"
#: A name in brackets (*(IKM)*) is the measure once more.
_BRACKETS = re.compile(r"\([^)]*\)")

#: What two indicators of one measure have in common.
Measure = frozenset[str]


@dataclass(frozen=True)
class _Row:
    """An indicator, and the unit that it stands in: that of the agreement or another period."""

    context: Context
    node: NamedNode

    def is_same(self, other: _Row) -> bool:
        """Whether both are one indicator of one unit; another period may use its IRI again."""
        return self.context is other.context and self.node == other.node

    def promises(self) -> dict[int, Stated]:
        """Its numeric targets of whole years; a predicate is held against nothing here."""
        view = self.context.view
        found: dict[int, Stated] = {}
        for target in view.nodes(self.node, KIN["memilikiTarget"]):
            year = view.text(target, KIN["tahun"])
            value = stated(view, self.context.vocabulary, self.node, target)
            if (
                value.amount is not None
                and year.isdigit()
                and not view.text(target, KIN["triwulan"])
            ):
                found[int(year)] = value
        return dict(sorted(found.items()))

    def kinds(self) -> set[str]:
        """The kinds of its documents, in the words of the form."""
        return self.context.document_kinds(self.node)

    def is_changed(self) -> bool:
        """Whether a document that states it is a change of another, such as a Renja Perubahan."""
        return self.context.is_changed(self.node)

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


def measured(lists: Vocabulary, own_names: frozenset[str], label: str) -> Measure:
    """What an indicator measures, whichever kecamatan it is of; a wording of no known word is its own measure.

    The one key by which ``kg diff`` and the rule on agreements find the other side.
    """
    return (measure_of(lists, label) - own_names) or frozenset({normal(label)} - {""})


def _by_measure(context: Context, kinds: frozenset[str]) -> dict[Measure, list[_Row]]:
    """The worded indicators of documents of these kinds, by what they measure."""
    found: dict[Measure, list[_Row]] = defaultdict(list)
    for node in context.view.instances(KIN["Indikator"]):
        label = context.view.label(node)
        measure = measured(context.vocabulary, context.own_names, label)
        if measure and kinds & context.document_kinds(node):
            found[measure].append(_Row(context, node))
    return found


def _apart(own: dict[int, Stated], plan: _Row, years: Iterable[int]) -> list[str]:
    """Of these years those in which a plan promises something else, each with the row of the plan."""
    theirs = plan.promises()
    found: list[str] = []
    for year in years:
        mine = own[year]
        other = theirs[year]
        if compared(mine, other) != "same":
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
    plans: dict[Measure, list[_Row]] = defaultdict(list)
    for period in (context, *context.beside):
        for measure, found in _by_measure(period, _PLANS).items():
            plans[measure] += found
    for measure, rows in promised.items():
        for promise in rows:
            yield from _held(promise, plans.get(measure, []))


def _held(promise: _Row, plans: list[_Row]) -> Iterator[Triple]:
    own = promise.promises()
    others = [plan for plan in plans if not plan.is_same(promise)]
    for plan in others:
        years = sorted(own.keys() & plan.promises().keys())
        years = [year for year in years if not _is_replaced(plan, promise, others, year)]
        if not years:
            continue
        yield Triple(promise.node, KIN["dalamPerjanjianKinerja"], Literal(_AGREEMENT))
        apart = _apart(own, plan, years)
        if apart:
            yield Triple(promise.node, KIN["perjanjianBerbeda"], Literal("; ".join(apart)))


def _is_replaced(plan: _Row, promise: _Row, plans: list[_Row], year: int) -> bool:
    """Whether a plan gives way to another of its kind: a change goes with a change, as it was with as it was.

    Where only one of both states the year, that one holds for every agreement.
    """
    if plan.is_changed() == promise.is_changed():
        return False
    for other in plans:
        same_kind = other.kinds() & plan.kinds()
        if same_kind and other.is_changed() == promise.is_changed() and year in other.promises():
            return True
    return False
