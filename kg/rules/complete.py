"""The second composite verdict.

Is an operational condition complete (sub-activity, performer, indicator, target).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pyoxigraph import NamedNode

from kg.rules.broken import Broken
from kg.rules.engine import Result
from kg.rules.registry import needed_for
from kg.terms import KIN
from kg.walk.trace import caption
from kg.walk.view import View

__all__ = ["Completeness", "complete_rules", "completeness"]

_COMPLETE = "lengkap"
#: The two of them that hold for an indicator of the condition or of its translation.
_INDICATED, _TARGETED = "IND-01", "TGT-01"


def complete_rules() -> tuple[str, ...]:
    """The rules that all hold for a complete condition."""
    return needed_for(_COMPLETE)


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
    found = [node, *items]
    for item in items:
        found += view.nodes(item, KIN["memilikiSasaran"])
    return found


def _worded_indicators(view: View, node: NamedNode) -> list[NamedNode]:
    found: list[NamedNode] = []
    for result in _results_of(view, node):
        for indicator in view.nodes(result, KIN["diukurOleh"]):
            # A cell that was left empty measures nothing.
            if view.label(indicator).strip():
                found.append(indicator)
    return found


def completeness(view: View, results: Iterable[Result]) -> list[Completeness]:
    """One verdict for every operational condition, by IRI.

    ``results`` must come from all rules of the verdict.
    """
    broken = Broken(results, complete_rules())
    found = []
    for node in view.instances(KIN["KondisiOperasional"]):
        why = broken.at(view, node) - {_INDICATED, _TARGETED}
        indicators = _worded_indicators(view, node)
        if not indicators:
            why |= {_INDICATED}
        elif all(_TARGETED in broken.at(view, i) for i in indicators):
            why |= {_TARGETED}
        found.append(Completeness(node.value, caption(view, node), not why, tuple(sorted(why))))
    return found
