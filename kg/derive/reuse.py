"""One indicator for two results: the same wording, one wording within another, the same formula; and targets that disagree."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from pyoxigraph import Literal, NamedNode, Triple
from rapidfuzz import fuzz

from kg.derive.context import Context
from kg.derive.copies import copied_formulas
from kg.derive.formulas import computes
from kg.derive.posts import elsewhere
from kg.derive.ratios import content
from kg.derive.text import normal, words
from kg.store.trace import source
from kg.terms import KIN

__all__ = ["same_indicators", "targets_apart"]

#: The fewest words of a numerator that tell what is counted.
_COUNTED = 2
_UP = ("menopang", "faktorDari", "bagianDari", "mendukungSasaran")
_UNITLESS = "tanpa satuan"


@dataclass(frozen=True)
class _Indicator:
    """What two indicators are compared by, computed once; ``formula`` and ``counted`` only of a formula that computes."""

    node: NamedNode
    label: str
    tokens: list[str]
    content: set[str]
    measure: str
    unitless: bool
    formula: str
    method: str
    counted: set[str]
    values: list[tuple[str, str]]
    about: set[str]
    place: set[NamedNode]
    above: set[NamedNode]
    prefix: float
    home: frozenset[NamedNode]

    def begins(self, other: _Indicator) -> bool:
        """Whether the other wording goes on where this one ends."""
        return self.prefix <= len(self.tokens) < len(other.tokens) and other.tokens[: len(self.tokens)] == self.tokens

    def covers(self, other: _Indicator) -> bool:
        """Whether the other wording only adds what the result or plan item of this one names anyway."""
        return self.begins(other) and content(" ".join(other.tokens[len(self.tokens) :])) <= self.about

    def same(self, other: _Indicator) -> bool:
        """The same wording."""
        return self.tokens == other.tokens

    def linked(self, other: _Indicator) -> bool:
        """Whether one of the two results stands above the other."""
        return bool(self.place & other.above or other.place & self.above)

    def contains(self, other: _Indicator) -> bool:
        """One wording within the other, for one matter or for two levels of one branch."""
        begun = self.begins(other) or other.begins(self)
        return begun and (self.covers(other) or other.covers(self) or self.linked(other))

    def alike(self, other: _Indicator, least: float) -> bool:
        """The same measure word and mostly the same words."""
        shared, all_words = len(self.content & other.content), len(self.content | other.content)
        return bool(self.measure) and self.measure == other.measure and shared >= least * all_words

    def remeasured(self, other: _Indicator) -> bool:
        """Only the measure words differ, and one formula counts what the other one counts."""
        small, large = sorted((self.counted, other.counted), key=len)
        return self.measure != other.measure and self.content == other.content and len(small) >= _COUNTED and small <= large


def _place(context: Context, node: NamedNode) -> set[NamedNode]:
    """The results that an indicator measures and the plan items that have them."""
    results = set(context.view.subjects(KIN["diukurOleh"], node))
    return results | {item for r in results for item in context.view.subjects(KIN["memilikiSasaran"], r)}


def _above(context: Context, place: set[NamedNode]) -> set[NamedNode]:
    """Everything that these results and items stand below."""
    found: set[NamedNode] = set()
    new = set(place)
    while new:
        new = {up for node in new for name in _UP for up in context.view.nodes(node, KIN[name])} - found
        found |= new
    return found - place


def _indicator(context: Context, node: NamedNode) -> _Indicator:
    view = context.view
    label, printed = view.label(node), view.text(node, KIN["formulasi"])
    measure = context.vocabulary.beginning("kata-ukuran", label)
    usable = computes(context, node) and not context.scrambled(node, "formulasi")
    targets = view.nodes(node, KIN["memilikiTarget"])
    place = _place(context, node)
    return _Indicator(
        node,
        label,
        tokens=words(label),
        content=content(label),
        measure=measure.name if measure else "",
        unitless=measure is not None and measure.implied == _UNITLESS,
        formula=normal(printed) if usable else "",
        method="" if usable else normal(printed),
        counted=content(view.text(node, KIN["pembilang"]) or printed) - context.own_names() if usable else set(),
        values=sorted((view.text(t, KIN["tahun"]), view.text(t, KIN["teksNilai"])) for t in targets),
        about={word for p in place for word in words(view.label(p))},
        place=place,
        above=_above(context, place),
        prefix=context.threshold("awal-indikator"),
        home=elsewhere(context, node),
    )


def _indicators(context: Context) -> list[_Indicator]:
    return context.once(_compared)


def _compared(context: Context) -> list[_Indicator]:
    return [_indicator(context, n) for n in context.view.instances(KIN["Indikator"]) if words(context.view.label(n))]


def _line(context: Context, other: _Indicator) -> str:
    line = source(context.view, other.node, None).line
    return f"baris {line}" if line else ""


def _named(context: Context, other: _Indicator, score: str = "") -> str:
    """The other one as evidence: label, score where it counts, line."""
    inside = ", ".join(part for part in (score, _line(context, other)) if part)
    return f"{other.label} ({inside})" if inside else other.label


def _evidence(pairs: dict[tuple[NamedNode, str], list[str]]) -> Iterator[Triple]:
    """One fact per node and kind, naming all the others."""
    for (node, name), others in pairs.items():
        yield Triple(node, KIN[name], Literal("; ".join(sorted(others))))


def _reuse(first: _Indicator, second: _Indicator, told: set[NamedNode]) -> str:
    """How one indicator serves twice: the property that says so; ``told`` are formulas known to be another post's."""
    if first.same(second):
        return "indikatorSama"
    if first.contains(second):
        return "indikatorMemuat"
    if first.formula and first.formula == second.formula and not told & {first.node, second.node}:
        return "formulasiSama"
    return "bedaKataUkuran" if first.remeasured(second) else ""


def _near(indicators: list[_Indicator]) -> Iterator[tuple[_Indicator, _Indicator]]:
    """The pairs that can have anything in common: the first words, the formula, or all words but the measure."""
    alike: dict[object, list[int]] = {}
    for number, one in enumerate(indicators):
        keys = [("words", *one.tokens[: int(one.prefix)]), ("matter", frozenset(one.content))]
        for key in [*keys, ("formula", one.formula)] if one.formula else keys:
            alike.setdefault(key, []).append(number)
    pairs = {pair for numbers in alike.values() for pair in combinations(numbers, 2)}
    return ((indicators[first], indicators[second]) for first, second in sorted(pairs))


def same_indicators(context: Context) -> Iterator[Triple]:
    """Indicators that one document uses for two results of one organisation, by wording or formula."""
    copied = (t for t in copied_formulas(context) if t.predicate == KIN["salinanJabatan"])
    told = {t.subject for t in copied if isinstance(t.subject, NamedNode)}
    used: dict[tuple[NamedNode, str], list[str]] = {}
    for first, second in _near(_indicators(context)):
        name = _reuse(first, second, told)
        comparable = name and first.home == second.home and context.together(first.node, second.node)
        name = name if comparable else ""
        for a, b in ((first, second), (second, first)) if name else ():
            used.setdefault((a.node, name), []).append(_named(context, b))
    yield from _evidence(used)


def targets_apart(context: Context) -> Iterator[Triple]:
    """Indicators of one wording, or of nearly one, whose targets differ; and methods of an index with targets of their own."""
    apart: dict[tuple[NamedNode, str], list[str]] = {}
    stated = [i for i in _indicators(context) if i.values]
    for first, second in combinations(stated, 2):
        if first.values == second.values:
            continue
        together = (
            first.same(second)
            or first.covers(second)
            or second.covers(first)
            or first.alike(second, context.threshold("indikator-serupa"))
        )
        for a, b in ((first, second), (second, first)):
            if together:
                score = f"{fuzz.token_set_ratio(normal(first.label), normal(second.label)) / 100:.2f}"
                apart.setdefault((a.node, "targetBerbeda"), []).append(_named(context, b, score))
            elif b.unitless and b.method == normal(a.label):
                apart.setdefault((a.node, "targetCaraBerbeda"), []).append(_named(context, b))
    yield from _evidence(apart)
