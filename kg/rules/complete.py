"""The second composite verdict: is an operational condition complete (sub-activity, performer, indicator, target)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pyoxigraph import NamedNode

from kg.rules.engines import Result
from kg.terms import KIN
from kg.walk.trace import caption, stated_in
from kg.walk.view import View

__all__ = ["COMPLETE", "Completeness", "completeness"]

#: A condition is complete when all of these hold for it, the last two for an indicator of its own or of its translation.
COMPLETE = ("CAS-18", "CAS-19", "IND-01", "TGT-01")


@dataclass(frozen=True)
class Completeness:
    """Whether an operational condition is complete, and the rules that stand in the way."""

    focus: str
    label: str
    complete: bool
    why: tuple[str, ...]


def _results_of(view: View, node: NamedNode) -> list[NamedNode]:
    """The condition and the objectives of the sub-activities it is translated to."""
    items = view.nodes(node, KIN["diterjemahkanKe"])
    return [node, *items, *(s for item in items for s in view.nodes(item, KIN["memilikiSasaran"]))]


def _broken(view: View, node: NamedNode, broken: dict[str, set[str]]) -> set[str]:
    return broken.get(node.value, set()).union(
        *(broken.get(d.value, set()) for d in stated_in(view, node))
    )


def completeness(view: View, results: Iterable[Result]) -> list[Completeness]:
    """One verdict for every operational condition, by IRI; ``results`` must come from all four rules."""
    broken: dict[str, set[str]] = {}
    for result in results:
        if result.rule in COMPLETE:
            broken.setdefault(result.focus, set()).add(result.rule)
    found = []
    for node in view.instances(KIN["KondisiOperasional"]):
        why = _broken(view, node, broken) & {"CAS-18", "CAS-19"}
        indicators = [
            i
            for r in _results_of(view, node)
            for i in view.nodes(r, KIN["diukurOleh"])
            if view.label(i).strip()
        ]
        if not indicators:
            why |= {"IND-01"}
        elif all("TGT-01" in _broken(view, i, broken) for i in indicators):
            why |= {"TGT-01"}
        found.append(Completeness(node.value, caption(view, node), not why, tuple(sorted(why))))
    return found
