"""One indicator for two results: the same wording, one wording within another, the same formula; and targets that disagree."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from pyoxigraph import Literal, NamedNode, Triple

from kg.derive.cascading.copies import copied_formulas
from kg.derive.context import Context
from kg.derive.indikator.compared import Indicator, indicators
from kg.derive.text import normal
from kg.terms import KIN
from kg.walk.trace import source

__all__ = ["same_indicators", "targets_apart"]


def _line(context: Context, other: Indicator) -> str:
    line = source(context.view, other.node, None).line
    return f"baris {line}" if line else ""


def _named(context: Context, other: Indicator, score: str = "") -> str:
    """The other one as evidence: label, score where it counts, line."""
    inside = ", ".join(part for part in (score, _line(context, other)) if part)
    return f"{other.label} ({inside})" if inside else other.label


def _evidence(pairs: dict[tuple[NamedNode, str], list[str]]) -> Iterator[Triple]:
    """One fact per node and kind, naming all the others."""
    for (node, name), others in pairs.items():
        yield Triple(node, KIN[name], Literal("; ".join(sorted(others))))


def _reuse(first: Indicator, second: Indicator, told: set[NamedNode]) -> str:
    """How one indicator serves twice: the property that says so; ``told`` are formulas known to be another post's."""
    if first.same(second):
        return "indikatorSama"
    if first.contains(second):
        return "indikatorMemuat"
    if first.formula and first.formula == second.formula and not told & {first.node, second.node}:
        return "formulasiSama"
    return "bedaKataUkuran" if first.remeasured(second) else ""


def _near(found: list[Indicator]) -> Iterator[tuple[Indicator, Indicator]]:
    """The pairs that can have anything in common: the first words, the formula, or all words but the measure."""
    alike: dict[object, list[int]] = {}
    for number, one in enumerate(found):
        keys = [("words", *one.tokens[: int(one.prefix)]), ("matter", frozenset(one.content))]
        for key in [*keys, ("formula", one.formula)] if one.formula else keys:
            alike.setdefault(key, []).append(number)
    pairs = {pair for numbers in alike.values() for pair in combinations(numbers, 2)}
    return ((found[first], found[second]) for first, second in sorted(pairs))


def same_indicators(context: Context) -> Iterator[Triple]:
    """Indicators that one document uses for two results of one organisation, by wording or formula."""
    copied = (t for t in copied_formulas(context) if t.predicate == KIN["salinanJabatan"])
    told = {t.subject for t in copied if isinstance(t.subject, NamedNode)}
    used: dict[tuple[NamedNode, str], list[str]] = {}
    for first, second in _near(indicators(context)):
        name = _reuse(first, second, told)
        if not name or first.home != second.home or not context.together(first.node, second.node):
            continue
        for a, b in ((first, second), (second, first)):
            used.setdefault((a.node, name), []).append(_named(context, b))
    yield from _evidence(used)


def _told(first: Indicator, second: Indicator) -> str:
    """The other indicator with its line, and the first year in which the targets differ."""
    years = first.apart(second)
    more = f" (+{len(years) - 1})" if len(years) > 1 else ""
    return f"{second.label} [{years[0]}{more}]"


def targets_apart(context: Context) -> Iterator[Triple]:
    """Indicators of one wording, or of nearly one, whose targets differ; and methods of an index with targets of their own."""
    apart: dict[tuple[NamedNode, str], list[str]] = {}
    stated = [i for i in indicators(context) if i.values]
    for first, second in combinations(stated, 2):
        if not first.apart(second):
            continue
        together = (
            first.same(second)
            or first.covers(second)
            or second.covers(first)
            or first.alike(second, context.threshold("indikator-serupa"))
        )
        for a, b in ((first, second), (second, first)):
            line = _line(context, b)
            told = f"{_told(a, b)} ({line})" if line else _told(a, b)
            if together:
                apart.setdefault((a.node, "targetBerbeda"), []).append(told)
            elif b.unitless and b.method == normal(a.label):
                apart.setdefault((a.node, "targetCaraBerbeda"), []).append(told)
    yield from _evidence(apart)
