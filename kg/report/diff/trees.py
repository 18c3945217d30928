"""What changed between two states of one kecamatan: nodes added, removed, reworded, moved, recoded; indicators and targets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Literal

from rapidfuzz import fuzz

from kg.derive.text import normal
from kg.report.dossier.place import told_source
from kg.walk.trace import Source
from kg.worker.facts import IndicatorFact, NodeFact, UnitFacts

__all__ = [
    "CHANGE_KINDS",
    "TreeChange",
    "key_of",
    "nodes_by_key",
    "pair",
    "place_of",
    "tree_changes",
]

ChangeKind = Literal[
    "added",
    "removed",
    "reworded",
    "moved",
    "recoded",
    "indicator-added",
    "indicator-removed",
    "indicator-changed",
    "target-changed",
    "target-added",
    "target-removed",
]
#: Every class of change, in the order of listings.
CHANGE_KINDS: tuple[ChangeKind, ...] = (
    "added",
    "removed",
    "reworded",
    "moved",
    "recoded",
    "indicator-added",
    "indicator-removed",
    "indicator-changed",
    "target-changed",
    "target-added",
    "target-removed",
)
#: Least similarity (0-100) of two labels of the same band that count as one node under another code.
_SAME = 90


@dataclass(frozen=True)
class TreeChange:
    """One change: its class, the node or indicator, what was printed before and after, and where each stands."""

    kind: ChangeKind
    band: str
    key: str
    label: str
    before: str
    after: str
    old: Source | None
    new: Source | None


def key_of(iri: str) -> str:
    """Kind and code of an instance: what stays when the period changes.

    >>> key_of("https://w3id.org/kinerja/id/33.02.19/2021/program/P1")
    'program/P1'
    """
    return "/".join(iri.rsplit("/", 2)[-2:])


def pair(old: Mapping[str, NodeFact], new: Mapping[str, NodeFact]) -> dict[str, str]:
    """Old key by new key: the same code, else the most similar label of the same band that is left on both sides."""
    pairs = {key: key for key in new if key in old and old[key].band == new[key].band}
    left_old = [k for k in sorted(old) if k not in pairs.values()]
    left_new = [k for k in sorted(new) if k not in pairs]
    found = sorted(
        (-fuzz.ratio(normal(old[o].label), normal(new[n].label)), n, o)
        for n in left_new
        for o in left_old
        if old[o].band == new[n].band
    )
    for score, key, other in found:
        if -score >= _SAME and key not in pairs and other not in pairs.values():
            pairs[key] = other
    return pairs


def nodes_by_key(facts: UnitFacts) -> dict[str, NodeFact]:
    """The nodes by what stays of their IRI when the period changes."""
    return {key_of(node.iri): node for node in facts.nodes}


def _parents(node: NodeFact) -> set[str]:
    return {key_of(iri) for iri in node.above}


def _label(nodes: Mapping[str, NodeFact], keys: set[str]) -> str:
    return "; ".join(sorted(nodes[k].label if k in nodes else k for k in keys))


def _node_changes(
    old: dict[str, NodeFact], new: dict[str, NodeFact], pairs: dict[str, str]
) -> Iterator[TreeChange]:
    for key in sorted(set(new) - set(pairs)):
        node = new[key]
        yield TreeChange("added", node.band, key, node.label, "", node.label, None, node.source)
    for key in sorted(set(old) - set(pairs.values())):
        node = old[key]
        yield TreeChange("removed", node.band, key, node.label, node.label, "", node.source, None)
    for key, was in sorted(pairs.items()):
        before, after = old[was], new[key]
        if before.label != after.label:
            yield TreeChange(
                "reworded",
                after.band,
                key,
                after.label,
                before.label,
                after.label,
                before.source,
                after.source,
            )
        if {pairs.get(p, p) for p in _parents(after)} != _parents(before):
            places = _label(old, _parents(before)), _label(new, _parents(after))
            yield TreeChange(
                "moved", after.band, key, after.label, *places, before.source, after.source
            )
        codes = before.nomenclature or was, after.nomenclature or key
        if codes[0] != codes[1]:
            yield TreeChange(
                "recoded", after.band, key, after.label, *codes, before.source, after.source
            )


def _printed(fact: IndicatorFact) -> dict[str, str]:
    """What is compared of an indicator, by column."""
    return {
        "rumusan": fact.label,
        "formulasi": fact.formula,
        "satuan": fact.unit,
        "sumber data": fact.data_source,
        "arah": fact.direction,
    }


def _changed(before: IndicatorFact, after: IndicatorFact, key: str) -> Iterator[TreeChange]:
    was, now = _printed(before), _printed(after)
    columns = [column for column in was if was[column] != now[column]]
    if columns:
        told, now_told = ("; ".join(f"{c}: {side[c]}" for c in columns) for side in (was, now))
        yield TreeChange(
            "indicator-changed",
            "indikator",
            key,
            after.label,
            told,
            now_told,
            before.source,
            after.source,
        )
    yield from _target_changes(before, after, key)


def _targets(fact: IndicatorFact) -> dict[str, tuple[str, Source]]:
    """Year and printed value, and where that stands, by year; what is stated twice for a year is told together."""
    found: dict[str, tuple[str, Source]] = {}
    sources = fact.target_sources or (fact.source,) * len(fact.targets)
    for (year, value), source in zip(fact.targets, sources, strict=True):
        told, first = found.get(year, (f"{year}: {value}", source))
        found[year] = (told if year not in found else f"{told} | {value}", first)
    return found


def _target_changes(before: IndicatorFact, after: IndicatorFact, key: str) -> Iterator[TreeChange]:
    """Values of the years that both states have; years that only one of them has are added or removed, not changed."""
    was, now = _targets(before), _targets(after)
    for year in sorted(was.keys() | now.keys()):
        (told, old), (now_told, new) = was.get(year, ("", None)), now.get(year, ("", None))
        if told != now_told:
            kind: ChangeKind = (
                "target-added"
                if old is None
                else "target-removed"
                if new is None
                else "target-changed"
            )
            yield TreeChange(kind, "indikator", key, after.label, told, now_told, old, new)


def _indicator_changes(old: UnitFacts, new: UnitFacts) -> Iterator[TreeChange]:
    was = {key_of(i.iri): i for i in old.indicators}
    now = {key_of(i.iri): i for i in new.indicators}
    for key in sorted(now.keys() - was.keys()):
        yield TreeChange(
            "indicator-added",
            "indikator",
            key,
            now[key].label,
            "",
            now[key].of_label,
            None,
            now[key].source,
        )
    for key in sorted(was.keys() - now.keys()):
        yield TreeChange(
            "indicator-removed",
            "indikator",
            key,
            was[key].label,
            was[key].of_label,
            "",
            was[key].source,
            None,
        )
    for key in sorted(was.keys() & now.keys()):
        yield from _changed(was[key], now[key], key)


def tree_changes(old: UnitFacts, new: UnitFacts) -> list[TreeChange]:
    """Every change from one state to another, by class and key."""
    nodes = nodes_by_key(old), nodes_by_key(new)
    found = [*_node_changes(*nodes, pair(*nodes)), *_indicator_changes(old, new)]
    return sorted(found, key=lambda c: (CHANGE_KINDS.index(c.kind), c.key))


def place_of(change: TreeChange) -> str:
    """Where a change stands: before and after, each as file:line or file sheet!cell."""
    return " → ".join(told_source(asdict(s)) for s in (change.old, change.new) if s is not None)
