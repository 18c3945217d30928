"""One indicator for two results: the same wording, one wording within another, the same formula.

And targets that disagree.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterator
from functools import partial
from itertools import chain
from math import ceil

from pyoxigraph import NamedNode, Triple

from kg.derive.cascading.copies import copied_formulas
from kg.derive.context import Context
from kg.derive.indikator.compared import ComparedIndicator, indicators
from kg.derive.indikator.prescribed import prescribed
from kg.derive.pairs import ToldApart, sharing
from kg.derive.text import normal
from kg.terms import KIN
from kg.walk.trace import place_of

__all__ = ["same_indicators", "targets_apart"]


def _named(context: Context, other: ComparedIndicator, score: str = "") -> str:
    """The other one as evidence: label, score where it counts, place."""
    inside = ", ".join(filter(None, (score, place_of(context.view, other.node))))
    if inside:
        return f"{other.label} ({inside})"
    return other.label


def _reuse(first: ComparedIndicator, second: ComparedIndicator, told: set[NamedNode]) -> str:
    """How one indicator serves twice: the property that says so.

    ``told`` are formulas known to be another post's.
    """
    if first.same(second) or first.means(second):
        return "indikatorSama"
    if first.contains(second):
        return "indikatorMemuat"
    if first.formula and first.formula == second.formula and not told & {first.node, second.node}:
        return "formulasiSama"
    if first.remeasured(second):
        return "bedaKataUkuran"
    return ""


def _scopes(context: Context, one: ComparedIndicator) -> list[Hashable]:
    """Where one is used twice: in one document, for one organisation."""
    return [(graph, one.home) for graph in context.documents(one.node)]


def _of_one_post(context: Context, first: ComparedIndicator, second: ComparedIndicator) -> bool:
    """Whether an individual indicator is that of the result for which its own post answers."""
    pairs = ((first, second), (second, first))
    return any(_answers_for(context, held.node, other.node) for held, other in pairs)


def _answers_for(context: Context, held: NamedNode, other: NamedNode) -> bool:
    view = context.view
    posts = set(view.subjects(KIN["memilikiIndikator"], held))
    results = view.subjects(KIN["diukurOleh"], other) if posts else []
    # What measures another result of the tree or the plan is no copy for the post.
    apart = set(view.subjects(KIN["diukurOleh"], held)) - set(results)
    if not all(view.is_a(result, KIN["SasaranJabatan"]) for result in apart):
        return False
    return any(posts.intersection(view.nodes(r, KIN["ditanggungjawabiOleh"])) for r in results)


def _of_one_matter(context: Context, first: ComparedIndicator, second: ComparedIndicator) -> bool:
    """Whether one wording measures one matter in two places.

    A condition and the row that it alone is translated to, or one sub kegiatan printed twice with
    the indicator that the nomenclature prescribes for it.
    """
    if not first.same(second):
        return False
    if _is_translated(context, first, second) or _is_translated(context, second, first):
        return True
    return prescribed(first.label) and bool(_codes(context, first) & _codes(context, second))


def _is_translated(context: Context, one: ComparedIndicator, other: ComparedIndicator) -> bool:
    view, into = context.view, KIN["diterjemahkanKe"]
    for node in one.place:
        items = view.nodes(node, into)
        alone = len(items) == 1 and len(view.subjects(into, items[0])) == 1
        if alone and items[0] in other.place:
            return True
    return False


def _codes(context: Context, one: ComparedIndicator) -> set[str]:
    """The codes of the plan items that an indicator measures."""
    return {context.view.text(node, KIN["kodeNomenklatur"]) for node in one.place} - {""}


def _shared(context: Context, one: ComparedIndicator, lengths: list[int]) -> Iterator[Hashable]:
    """What two uses of one indicator can have in common.

    The words, the formula, or all words but the measure.
    """
    said: list[Hashable] = [*_wordings(one, lengths), ("matter", frozenset(one.content))]
    said.append(("sense", one.measure, one.sense))
    if one.formula:
        said.append(("formula", one.formula))
    for scope in _scopes(context, one):
        for key in said:
            yield (scope, key)


def _wordings(one: ComparedIndicator, lengths: list[int]) -> list[Hashable]:
    """The whole wording, and every beginning of it that is as long as another wording."""
    whole = len(one.tokens)
    begun = [n for n in lengths if one.prefix <= n < whole]
    found: list[Hashable] = []
    for n in (*begun, whole):
        found.append(("words", *one.tokens[:n]))
    return found


def _lengths(found: list[ComparedIndicator]) -> list[int]:
    """How many words the wordings have: no other beginning can be a wording."""
    return sorted({len(one.tokens) for one in found})


def same_indicators(context: Context) -> Iterator[Triple]:
    """Indicators that one document uses for two results of one organisation, by wording or formula."""
    copied = (t for t in copied_formulas(context) if t.predicate == KIN["salinanJabatan"])
    told = set()
    for t in copied:
        if isinstance(t.subject, NamedNode):
            told.add(t.subject)
    found = indicators(context)
    lengths = _lengths(found)
    used = ToldApart()
    for first, second in sharing(found, lambda i: _shared(context, i, lengths), _said):
        name = _reuse(first, second, told)
        if not name or first.home != second.home or not context.together(first.node, second.node):
            continue
        if _of_one_post(context, first, second) or _of_one_matter(context, first, second):
            continue
        used.add(first.node, name, partial(_named, context, second))
        used.add(second.node, name, partial(_named, context, first))
    yield from used.facts()


def _said(one: ComparedIndicator) -> Hashable:
    """Two indicators of one formula are of interest when their words differ."""
    return (one.measure, *one.tokens)


def _told(context: Context, first: ComparedIndicator, second: ComparedIndicator) -> str:
    """The other indicator with every year in which the targets differ, and its place."""
    told = f"{second.label} [{'; '.join(first.apart(second))}]"
    place = place_of(context.view, second.node)
    if place:
        return f"{told} ({place})"
    return told


def _rarest(
    found: list[ComparedIndicator], least: float
) -> Callable[[ComparedIndicator], list[str]]:
    """The words of which two indicators share one when they share ``least`` of all their words.

    Of n words in one order for all, two such sets share one of the first n - ⌈least · n⌉ + 1
    (prefix filter: Chaudhuri, Ganti and Kaushik 2006); with the rare words first few share any.
    """
    often = Counter(chain.from_iterable(one.content for one in found))

    def first_words(one: ComparedIndicator) -> list[str]:
        rare = sorted(one.content, key=lambda word: (often[word], word))
        # A hair less than the product, so that rounding up an exact number leaves it.
        needed = max(1, ceil(least * len(rare) - 1e-9))
        return rare[: len(rare) - needed + 1] or [""]

    return first_words


def _targeted(
    one: ComparedIndicator, lengths: list[int], rarest: Callable[[ComparedIndicator], list[str]]
) -> Iterator[Hashable]:
    """What two indicators can have in common whose targets are compared."""
    yield from _wordings(one, lengths)
    if one.measure:
        for word in rarest(one):
            yield ("stem", one.measure, word)
    yield ("method", normal(one.label))
    if one.unitless and one.method:
        yield ("method", one.method)


def _values(one: ComparedIndicator) -> Hashable:
    """Two indicators are of interest when their targets differ."""
    return tuple((year, one.values[year]) for year in sorted(one.values))


def _together(context: Context, first: ComparedIndicator, second: ComparedIndicator) -> bool:
    """Whether two indicators say the same, or nearly."""
    return (
        first.same(second)
        or first.covers(second)
        or second.covers(first)
        or first.alike(second, context.threshold("indikator-serupa"))
    )


def targets_apart(context: Context) -> Iterator[Triple]:
    """Indicators of one wording, or of nearly one, whose targets differ.

    And methods of an index with targets of their own.
    """
    stated = [i for i in indicators(context) if i.values]
    rarest = _rarest(stated, context.threshold("indikator-serupa"))
    lengths = _lengths(stated)
    apart = ToldApart()
    for first, second in sharing(stated, lambda i: _targeted(i, lengths, rarest), _values):
        if not first.apart(second):
            continue
        together = _together(context, first, second)
        for a, b in ((first, second), (second, first)):
            if together:
                apart.add(a.node, "targetBerbeda", partial(_told, context, a, b))
            elif b.unitless and b.method == normal(a.label):
                apart.add(a.node, "targetCaraBerbeda", partial(_told, context, a, b))
    yield from apart.facts()
