"""The composite verdict: is a result measurable, and if not, what stands in the way."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from pyoxigraph import NamedNode

from kg.rules.broken import Broken
from kg.rules.engine import Result
from kg.rules.registry import needed_for, rules
from kg.terms import KIN, text_of
from kg.walk.trace import caption
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


def _of_indicator(view: View, indicator: NamedNode, broken: Broken) -> set[str]:
    found = broken.at(view, indicator)
    # What its document has no place for is not judged, and shows nothing measurable either.
    found |= _untested(map(text_of, view.objects(indicator, KIN["tanpaTempat"])))
    for target in view.nodes(indicator, KIN["memilikiTarget"]):
        found |= broken.by(target)
    return found


def _untested(places: Iterable[str]) -> set[str]:
    """The rules of the verdict that look at what an indicator's document has no place for."""
    found: set[str] = set()
    for place in places:
        found.update(_asking_for().get(KIN[place], ()))
    return found


@lru_cache(maxsize=1)
def _asking_for() -> dict[NamedNode, set[str]]:
    """The rules of the verdict by the property that they look at."""
    found: dict[NamedNode, set[str]] = {}
    needed = frozenset(measurable_rules())
    for rule in rules():
        if rule.id not in needed:
            continue
        for part in rule.parts.values():
            # A part that looks at a fact inspects what is there; only these ask that it be there.
            seen = part.path or part.inspects
            if seen is not None:
                found.setdefault(seen, set()).add(rule.id)
    return found


def _indicators(view: View, result: NamedNode) -> list[NamedNode]:
    """The indicators of a result, else those of the node that says the same."""
    found = list(view.nodes(result, KIN["diukurOleh"]))
    if not found:
        for node in view.nodes(result, KIN["diukurPadaSimpul"]):
            found.extend(view.nodes(node, KIN["diukurOleh"]))
    return found


def verdicts(view: View, results: Iterable[Result]) -> list[Verdict]:
    """One verdict for every goal, objective and tree node, by IRI.

    ``results`` must come from all rules of the verdict.
    """
    broken = Broken(results, measurable_rules())
    found = []
    for node in view.instances(KIN["Kinerja"]):
        own = broken.by(node)
        indicators = _indicators(view, node)
        if own or not indicators:
            why = own or {"IND-01"}
        else:
            why = min(
                (_of_indicator(view, i, broken) for i in indicators),
                key=lambda r: (len(r), sorted(r)),
            )
        found.append(Verdict(node.value, caption(view, node), not why, tuple(sorted(why))))
    return found
