"""What changed between two states of one kecamatan: nodes added, removed, reworded, moved, recoded.

Indicators and targets.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from rapidfuzz import fuzz

from kg.derive.text import normal
from kg.report.diff.stated_changes import StatementChange, statement_changes
from kg.report.diff.targets import target_steps
from kg.report.dossier.place import where
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
    "target-fell",
    "added",
    "removed",
    "reworded",
    "moved",
    "recoded",
    "indicator-added",
    "indicator-removed",
    "indicator-changed",
    "target-rose",
    "target-changed",
    "target-added",
    "target-removed",
    "statement-changed",
    "statement-added",
    "statement-removed",
]
#: Every class of change, in the order of listings: what a reviewer asks about first stands first.
CHANGE_KINDS: tuple[ChangeKind, ...] = get_args(ChangeKind)
#: Least similarity (0-100) of two labels of the same band that count as one node under another
#: code.
_SAME = 90
#: The band under which indicators are listed.
_INDICATOR = "indikator"
_Nodes = Mapping[str, NodeFact]


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


def _likeness(old: _Nodes, new: _Nodes) -> Iterator[tuple[float, str, str]]:
    """How alike the labels of two nodes of one band are, with their new and old key."""
    for key, node in sorted(new.items()):
        for other, was in sorted(old.items()):
            if was.band == node.band:
                yield fuzz.ratio(normal(was.label), normal(node.label)), key, other


def _without(nodes: _Nodes, keys: Container[str]) -> _Nodes:
    return {key: node for key, node in nodes.items() if key not in keys}


def pair(old: _Nodes, new: _Nodes) -> dict[str, str]:
    """Old key by new key: the same code, else the most similar label of the same band that is left on both sides."""
    pairs = {}
    for key in new:
        if key in old and old[key].band == new[key].band:
            pairs[key] = key
    left_old = _without(old, pairs)
    left_new = _without(new, pairs)
    taken = set(pairs.values())
    # The most alike first, so that none is taken by a worse counterpart.
    for score, key, other in sorted(_likeness(left_old, left_new), key=lambda row: -row[0]):
        if score >= _SAME and key not in pairs and other not in taken:
            pairs[key] = other
            taken.add(other)
    return pairs


def nodes_by_key(facts: UnitFacts) -> dict[str, NodeFact]:
    """The nodes by what stays of their IRI when the period changes."""
    return {key_of(node.iri): node for node in facts.nodes}


def _parents(node: NodeFact) -> set[str]:
    return set(map(key_of, node.above))


def _labels(nodes: _Nodes, keys: set[str]) -> str:
    """What nodes are called; one that is not there by its key."""
    found = []
    for key in keys:
        found.append(nodes[key].label if key in nodes else key)
    return "; ".join(sorted(found))


@dataclass(frozen=True)
class _Pair:
    """One node in both states."""

    key: str
    was: NodeFact
    now: NodeFact

    def change(self, kind: ChangeKind, before: str, after: str) -> TreeChange:
        """A change of this node."""
        now = self.now
        return TreeChange(
            kind, now.band, self.key, now.label, before, after, self.was.source, now.source
        )


def _added(key: str, node: NodeFact) -> TreeChange:
    return TreeChange("added", node.band, key, node.label, "", node.label, None, node.source)


def _removed(key: str, node: NodeFact) -> TreeChange:
    return TreeChange("removed", node.band, key, node.label, node.label, "", node.source, None)


def _node_changes(old: _Nodes, new: _Nodes) -> Iterator[TreeChange]:
    pairs = pair(old, new)
    for key in sorted(set(new) - set(pairs)):
        yield _added(key, new[key])
    for key in sorted(set(old) - set(pairs.values())):
        yield _removed(key, old[key])
    for key, other in sorted(pairs.items()):
        both = _Pair(key, old[other], new[key])
        if both.was.label != both.now.label:
            yield both.change("reworded", both.was.label, both.now.label)
        before = _parents(both.was)
        after = _parents(both.now)
        # A parent that only got another code is the same parent.
        if {pairs.get(above, above) for above in after} != before:
            yield both.change("moved", _labels(old, before), _labels(new, after))
        code = both.was.nomenclature or other
        now_code = both.now.nomenclature or key
        if code != now_code:
            yield both.change("recoded", code, now_code)


def _printed(fact: IndicatorFact) -> dict[str, str]:
    """What is compared of an indicator, by column."""
    return {
        "rumusan": fact.label,
        "formulasi": fact.formula,
        "satuan": fact.unit,
        "sumber data": fact.data_source,
        "arah": fact.direction,
    }


def _told(columns: list[str], texts: Mapping[str, str]) -> str:
    return "; ".join(f"{column}: {texts[column]}" for column in columns)


def _changed(was: IndicatorFact, now: IndicatorFact, key: str) -> Iterator[TreeChange]:
    """Texts of one indicator that differ, then its targets."""
    before = _printed(was)
    after = _printed(now)
    columns = []
    for column in before:
        if before[column] != after[column]:
            columns.append(column)
    if columns:
        texts = _told(columns, before), _told(columns, after)
        yield TreeChange(
            "indicator-changed", _INDICATOR, key, now.label, *texts, was.source, now.source
        )
    for step in target_steps(was, now):
        yield TreeChange(
            step.kind, _INDICATOR, key, now.label, step.before, step.after, step.old, step.new
        )


def _indicator_changes(old: UnitFacts, new: UnitFacts) -> Iterator[TreeChange]:
    was = {key_of(indicator.iri): indicator for indicator in old.indicators}
    now = {key_of(indicator.iri): indicator for indicator in new.indicators}
    for key in sorted(now.keys() - was.keys()):
        fact = now[key]
        yield TreeChange(
            "indicator-added", _INDICATOR, key, fact.label, "", fact.of_label, None, fact.source
        )
    for key in sorted(was.keys() - now.keys()):
        fact = was[key]
        yield TreeChange(
            "indicator-removed", _INDICATOR, key, fact.label, fact.of_label, "", fact.source, None
        )
    for key in sorted(was.keys() & now.keys()):
        yield from _changed(was[key], now[key], key)


def _of_statement(change: StatementChange) -> TreeChange:
    """A change of a row that no class of its own stands for."""
    kind: ChangeKind = "statement-changed"
    if change.old is None:
        kind = "statement-added"
    elif change.new is None:
        kind = "statement-removed"
    band = change.key.partition("/")[0]
    texts = change.label, change.before, change.after
    return TreeChange(kind, band, change.key, *texts, change.old, change.new)


def tree_changes(old: UnitFacts, new: UnitFacts) -> list[TreeChange]:
    """Every change from one state to another, by class and key."""
    found = list(_node_changes(nodes_by_key(old), nodes_by_key(new)))
    found += _indicator_changes(old, new)
    found += map(_of_statement, statement_changes(old, new))
    return sorted(found, key=lambda change: (CHANGE_KINDS.index(change.kind), change.key))


def place_of(change: TreeChange) -> str:
    """Where a change stands: before and after, each as file:line or file sheet!cell."""
    sides = []
    for source in (change.old, change.new):
        if source is not None:
            sides.append(source)
    return " → ".join(map(where, sides))
