"""Targets of a performance agreement (PK) held against those of the plan, year by year and in one unit."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, Triple

from kg.derive.bahasa.makna import meant
from kg.derive.context import Context
from kg.derive.target.units import Amount, amounts
from kg.terms import KIN

__all__ = ["agreements"]

_PLANS = frozenset({"renstra", "renja", "iku"})
_AGREEMENT = "pk"
#: A name in brackets (*(IKM)*) is the measure once more.
_BRACKETS = re.compile(r"\([^)]*\)")

#: What two indicators of one measure have in common.
Measure = frozenset[str]


def _measure(context: Context, node: NamedNode) -> Measure:
    plain = _BRACKETS.sub(" ", context.view.label(node))
    return frozenset(meant(context.vocabulary, plain)) - context.own_names


def _by_measure(context: Context, kinds: frozenset[str]) -> dict[Measure, list[NamedNode]]:
    """The worded indicators of documents of these kinds, by what they measure."""
    found: dict[Measure, list[NamedNode]] = defaultdict(list)
    for node in context.view.instances(KIN["Indikator"]):
        measure = _measure(context, node)
        if measure and kinds & context.document_kinds(node):
            found[measure].append(node)
    return found


def _apart(own: dict[int, Amount], theirs: dict[int, Amount]) -> list[str]:
    """The years in which two series promise something else."""
    pairs = []
    for year in sorted(own.keys() & theirs.keys()):
        pairs.append((year, own[year], theirs[year]))
    found: list[str] = []
    for year, mine, other in pairs:
        if not mine.equals(other):
            found.append(f"{year}: {mine.text} ≠ {other.text}")
    return found


def agreements(context: Context) -> Iterator[Triple]:
    """Indicators of an agreement that a plan has for a year of theirs, and targets that are not those of the plan."""
    plans = _by_measure(context, _PLANS)
    for measure, nodes in _by_measure(context, frozenset({_AGREEMENT})).items():
        for node in nodes:
            yield from _held(context, node, plans.get(measure, []))


def _held(context: Context, node: NamedNode, plans: list[NamedNode]) -> Iterator[Triple]:
    own = amounts(context, node)
    for plan in plans:
        theirs = amounts(context, plan)
        if plan == node or not own.keys() & theirs.keys():
            continue
        yield Triple(node, KIN["dalamPerjanjianKinerja"], Literal(_AGREEMENT))
        apart = _apart(own, theirs)
        if apart:
            yield Triple(node, KIN["perjanjianBerbeda"], Literal("; ".join(apart)))
