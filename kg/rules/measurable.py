"""The composite verdict: is a result measurable, and if not, what stands in the way."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pyoxigraph import NamedNode

from kg.rules.engine import Result
from kg.rules.registry import needed_for
from kg.terms import KIN
from kg.walk.trace import caption, stated_in
from kg.walk.view import View

__all__ = ["Verdict", "measurable_rules", "verdicts"]

_MEASURABLE = "terukur"


def measurable_rules() -> tuple[str, ...]:
    """The rules that all hold for a measurable result and at least one of its indicators."""
    return needed_for(_MEASURABLE)


@dataclass(frozen=True)
class Verdict:
    """Whether a result is measurable, and the rules that its best indicator breaks."""

    focus: str
    label: str
    measurable: bool
    why: tuple[str, ...]


def _broken(results: Iterable[Result]) -> dict[str, set[str]]:
    broken: dict[str, set[str]] = {}
    for result in results:
        if result.rule in measurable_rules():
            broken.setdefault(result.focus, set()).add(result.rule)
    return broken


def _of_indicator(view: View, indicator: NamedNode, broken: dict[str, set[str]]) -> set[str]:
    found = set(broken.get(indicator.value, ()))
    for document in stated_in(
        view, indicator
    ):  # what a whole document lacks, each of its nodes lacks
        found |= broken.get(document.value, set())
    for target in view.nodes(indicator, KIN["memilikiTarget"]):
        found |= broken.get(target.value, set())
    return found


def verdicts(view: View, results: Iterable[Result]) -> list[Verdict]:
    """One verdict for every goal, objective and tree node, by IRI.

    ``results`` must come from all rules of the verdict.
    """
    broken = _broken(results)
    found = []
    for node in view.instances(KIN["Kinerja"]):
        own = broken.get(node.value, set())
        indicators = view.nodes(node, KIN["diukurOleh"])
        if own or not indicators:
            why = own or {"IND-01"}
        else:
            why = min(
                (_of_indicator(view, i, broken) for i in indicators),
                key=lambda r: (len(r), sorted(r)),
            )
        found.append(Verdict(node.value, caption(view, node), not why, tuple(sorted(why))))
    return found
