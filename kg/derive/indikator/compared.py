"""What two indicators of one kecamatan are compared by, worked out once for each."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from pyoxigraph import NamedNode

from kg.derive.bahasa.makna import meant, spelt_out
from kg.derive.bahasa.tempat import placeless
from kg.derive.cascading.holders import elsewhere
from kg.derive.context import Context
from kg.derive.indikator.formulas import computes
from kg.derive.indikator.measured import measure_of, unmeasured
from kg.derive.indikator.ratios import content
from kg.derive.target.target_units import Amount, amounts
from kg.derive.text import normal, words
from kg.terms import KIN
from kg.walk.paths import parents
from kg.walk.view import View

__all__ = ["ComparedIndicator", "indicators"]

#: The fewest words of a numerator that tell what is counted.
_COUNTED = 2
_UNITLESS = "tanpa satuan"


@dataclass(frozen=True)
class ComparedIndicator:
    """What two indicators are compared by, computed once.

    ``formula`` and ``counted`` only of a formula that computes.
    """

    node: NamedNode
    label: str
    tokens: list[str]
    content: set[str]
    sense: tuple[str, ...]
    measure: str
    unitless: bool
    formula: str
    method: str
    counted: set[str]
    values: dict[int, Amount]
    about: set[str]
    place: set[NamedNode]
    prefix: float
    home: frozenset[NamedNode]
    view: View = field(repr=False, compare=False)

    @cached_property
    def above(self) -> set[NamedNode]:
        """Everything that its results stand below.

        Few are ever asked for it, and a chain of n results costs n each.
        """
        return _above(self.view, self.place)

    def begins(self, other: ComparedIndicator) -> bool:
        """Whether the other wording goes on where this one ends."""
        return (
            self.prefix <= len(self.tokens) < len(other.tokens)
            and other.tokens[: len(self.tokens)] == self.tokens
        )

    def covers(self, other: ComparedIndicator) -> bool:
        """Whether the other wording only adds what the result or plan item of this one names anyway."""
        return (
            self.begins(other) and content(" ".join(other.tokens[len(self.tokens) :])) <= self.about
        )

    def apart(self, other: ComparedIndicator) -> list[str]:
        """The years in which the targets differ, compared in one unit, with both of them."""
        years = sorted(self.values.keys() & other.values.keys())
        pairs = []
        for year in years:
            pairs.append((year, self.values[year], other.values[year]))
        found: list[str] = []
        for year, mine, theirs in pairs:
            if not mine.equals(theirs):
                found.append(f"{year}: {_beside(mine, theirs)}")
        return found

    def same(self, other: ComparedIndicator) -> bool:
        """The same wording."""
        return self.tokens == other.tokens

    def means(self, other: ComparedIndicator) -> bool:
        """The same meaning in the same measure.

        The same stems, abbreviations spelt out, the own place aside.
        """
        return self.measure == other.measure and self.sense == other.sense and len(self.sense) > 1

    def linked(self, other: ComparedIndicator) -> bool:
        """Whether one of the two results stands above the other."""
        return bool(self.place & other.above or other.place & self.above)

    def contains(self, other: ComparedIndicator) -> bool:
        """One wording within the other, for one matter or for two levels of one branch."""
        begun = self.begins(other) or other.begins(self)
        return begun and (self.covers(other) or other.covers(self) or self.linked(other))

    def alike(self, other: ComparedIndicator, least: float) -> bool:
        """The same measure word and mostly the same words."""
        shared = len(self.content & other.content)
        all_words = len(self.content | other.content)
        return bool(self.measure) and self.measure == other.measure and shared >= least * all_words

    def remeasured(self, other: ComparedIndicator) -> bool:
        """Only the measure words differ, and one formula counts what the other one counts."""
        small, large = sorted((self.counted, other.counted), key=len)
        return (
            self.measure != other.measure
            and self.content == other.content
            and len(small) >= _COUNTED
            and small <= large
        )


def _beside(mine: Amount, theirs: Amount) -> str:
    """Two amounts as printed; with their units where it is these alone that differ."""
    if normal(mine.text) != normal(theirs.text):
        return f"{mine.text} ≠ {theirs.text}"
    return f"{mine.text} {mine.unit} ≠ {theirs.text} {theirs.unit}"


def _place(context: Context, node: NamedNode) -> set[NamedNode]:
    """The results that an indicator measures and the plan items that have them."""
    results = context.view.subjects(KIN["diukurOleh"], node)
    place = set(results)
    for result in results:
        place.update(context.view.subjects(KIN["memilikiSasaran"], result))
    return place


def _above(view: View, place: set[NamedNode]) -> set[NamedNode]:
    """Everything that these results and items stand below."""
    found: set[NamedNode] = set()
    new = set(place)
    while new:
        reached = set()
        for node in new:
            for step in parents():
                reached.update(view.nodes(node, step))
        new = reached - found
        found |= new
    return found - place


def _indicator(context: Context, node: NamedNode) -> ComparedIndicator:
    view = context.view
    label = view.label(node)
    printed = view.text(node, KIN["formulasi"])
    spelt = spelt_out(context.vocabulary, placeless(label))
    measure = measure_of(label) or measure_of(spelt)
    usable = computes(context, node) and not context.scrambled(node, "formulasi")
    place = _place(context, node)
    about: set[str] = set()
    for stated in place:
        about.update(words(view.label(stated)))
    # What no formula computes is told beside the indicator as a method; it counts nothing.
    formula = ""
    method = normal(printed)
    counted = set[str]()
    if usable:
        formula = method
        method = ""
        counted = content(view.text(node, KIN["pembilang"]) or printed) - context.own_names
    return ComparedIndicator(
        node,
        label,
        tokens=words(label),
        content=content(label),
        sense=tuple(sorted(meant(context.vocabulary, " ".join(unmeasured(spelt))))),
        measure=measure.name if measure else "",
        unitless=measure is not None and measure.implied == _UNITLESS,
        formula=formula,
        method=method,
        counted=counted,
        values=amounts(context, node),
        about=about,
        place=place,
        prefix=context.threshold("awal-indikator"),
        home=elsewhere(context, node),
        view=view,
    )


def indicators(context: Context) -> list[ComparedIndicator]:
    """All worded indicators, by IRI."""
    return context.once(_compared)


def _compared(context: Context) -> list[ComparedIndicator]:
    found: list[ComparedIndicator] = []
    for n in context.view.instances(KIN["Indikator"]):
        if words(context.view.label(n)):
            found.append(_indicator(context, n))
    return found
