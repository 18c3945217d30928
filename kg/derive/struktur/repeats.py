"""The same wording twice: results, and reprints that differ from their first print."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Hashable, Iterator
from functools import lru_cache, partial
from itertools import product

from pyoxigraph import Literal, NamedNode, Triple

from kg.derive.bahasa.kata import stem
from kg.derive.bahasa.makna import changes, meaning, sense, whole_sense
from kg.derive.bahasa.tempat import placeless
from kg.derive.cascading.holders import elsewhere
from kg.derive.context import Context
from kg.derive.pairs import ToldApart, sharing
from kg.derive.text import normal, squeezed, words
from kg.derive.vocabulary import Vocabulary
from kg.terms import KIN, integer
from kg.walk.trace import cited

__all__ = ["reprints", "same_results"]

#: So many words, the opening one included, tell what a result is about.
_TELLING = 3
#: Words that only make a result stronger, and so make no other result.
_STRONGER = re.compile(r"^\s*(?:lebih|makin|semakin|kian)\s+", re.IGNORECASE)


def _sayings(context: Context, node: NamedNode) -> set[NamedNode]:
    """What says a result once more by design.

    Itself, what it is translated to, and the objectives of those items.
    """
    view = context.view
    items = [node, *view.nodes(node, KIN["diterjemahkanKe"])]
    sayings = set(items)
    for item in items:
        sayings.update(view.nodes(item, KIN["memilikiSasaran"]))
    return sayings


def _is_node(context: Context, node: NamedNode) -> bool:
    return context.view.is_a(node, KIN["SimpulKinerja"])


def _is_mapped(context: Context, node: NamedNode) -> bool:
    """Whether a mapping says which row of the plan, or which node, the result belongs to."""
    view = context.view
    items = (node, *view.subjects(KIN["memilikiSasaran"], node))
    into = KIN["diterjemahkanKe"]
    return any(view.objects(item, into) or view.subjects(into, item) for item in items)


def _linked(context: Context, first: NamedNode, second: NamedNode) -> bool:
    """Whether a row of the plan says what its node says: the same result by design.

    Where no mapping ties either of them, a row and a node of one wording are taken for such a pair.
    """
    if second in _sayings(context, first) or first in _sayings(context, second):
        return True
    if _is_node(context, first) == _is_node(context, second):
        return False
    return not _is_mapped(context, first) or not _is_mapped(context, second)


def _row_names(context: Context, result: NamedNode) -> set[tuple[str, str]]:
    """Code and name of the plan rows that have a result."""
    view = context.view
    items = view.subjects(KIN["memilikiSasaran"], result)
    found: set[tuple[str, str]] = set()
    for item in items:
        code = view.text(item, KIN["kodeNomenklatur"])
        name = normal(view.label(item))
        if code and name:
            found.add((code, name))
    return found


def _of_one_row(context: Context, first: NamedNode, second: NamedNode) -> bool:
    """Whether two results are of one row of the plan that is printed twice, which DOC-11 tells."""
    return bool(_row_names(context, first) & _row_names(context, second))


def _is_echo(context: Context, first: NamedNode, second: NamedNode) -> bool:
    """Whether one of the two stands directly below the other, which STR-11 tells as an echo.

    Below the node that the row of the plan says once more counts as well, and so does a row of the plan for its node.
    """
    ways = [*product(_said_by(context, first), _said_by(context, second))]
    ways += [(other, one) for one, other in ways]
    return any(_stands_below(context, one, other) for one, other in ways)


def _said_by(context: Context, result: NamedNode) -> list[NamedNode]:
    """A result, and the nodes that are translated to it or to its row of the plan."""
    view = context.view
    found = [result]
    for item in (result, *view.subjects(KIN["memilikiSasaran"], result)):
        found += view.subjects(KIN["diterjemahkanKe"], item)
    return found


def _stands_below(context: Context, node: NamedNode, other: NamedNode) -> bool:
    """Whether a result stands directly below another one, or below the node that it says once more."""
    above = context.view.nodes(node, KIN["menopang"])
    return other in above or any(other in _sayings(context, parent) for parent in above)


def _whole(context: Context, label: str) -> frozenset[str]:
    """All that a result says, without what the rest of it makes plain (*warga*, *anggota*, *bencana*)."""
    return _specific(context, whole_sense(context.vocabulary, placeless(label)))


def _specific(context: Context, stems: frozenset[str]) -> frozenset[str]:
    """Stems without the general ones, where anything remains."""
    return stems - _general(context.vocabulary) or stems


@lru_cache(maxsize=8)
def _general(vocabulary: Vocabulary) -> frozenset[str]:
    return frozenset(sense(vocabulary, form) for form in vocabulary.forms("kata-penyerta"))


def _plain(label: str) -> str:
    """A result without the own place, and without a word at its beginning that only makes it stronger."""
    return _STRONGER.sub("", placeless(label))


def _key(context: Context, node: NamedNode) -> tuple[str, frozenset[str]]:
    """What two results must share: the direction, and what they say apart from words of quality."""
    label = _plain(context.view.label(node))
    about = _specific(context, _whole(context, label) - _qualities(context.vocabulary))
    return meaning(context.vocabulary, label).direction, about or frozenset({normal(label)})


def _blanks_aside(context: Context, node: NamedNode) -> str:
    """The letters of a result: two that differ only in blanks and signs say the same."""
    return squeezed(placeless(context.view.label(node)))


@lru_cache(maxsize=8)
def _qualities(vocabulary: Vocabulary) -> frozenset[str]:
    return frozenset(stem(e.name) for e in vocabulary.entries("kata-kualitas"))


def _said_again(context: Context, first: NamedNode, second: NamedNode) -> bool:
    return normal(context.view.label(first)) == normal(context.view.label(second))


def _alike(context: Context, first: NamedNode, second: NamedNode) -> bool:
    """Whether two results of one key, neither directly below the other, mean the same.

    Behind the same opening word a word of quality makes no difference; behind another one it does, and one word alone is
    too little to tell, unless general words stand beside it (*angka stunting*).
    """
    if _is_echo(context, first, second):
        return False
    if _blanks_aside(context, first) == _blanks_aside(context, second):
        return True
    labels = _plain(context.view.label(first)), _plain(context.view.label(second))
    one, two = (meaning(context.vocabulary, label) for label in labels)
    if one.opening == two.opening:
        specific = _share(_specific(context, one.core), _specific(context, two.core))
        return max(specific, _share(one.core, two.core)) >= context.threshold("hampir-sama")
    kinds = changes(context.vocabulary)
    known = {kinds[opening] for opening in (one.opening, two.opening) if opening in kinds}
    # Two openings of different kinds of change make two results.
    return len(known) <= 1 and _same_whole(context, *labels)


def _same_whole(context: Context, first: str, second: str) -> bool:
    """Whether two wordings say the same in all their words, and enough to tell anything."""
    whole = _whole(context, first)
    if whole != _whole(context, second):
        return False
    return len(whole) > 1 or min(len(words(first)), len(words(second))) >= _TELLING


def _share(one: frozenset[str], two: frozenset[str]) -> float:
    """How much two results have in common, of what the longer one says."""
    return len(one & two) / max(len(one), len(two), 1)


def _near(context: Context, nodes: list[NamedNode]) -> Iterator[tuple[NamedNode, NamedNode]]:
    """Pairs of results of one document that mean the same."""

    def keys(node: NamedNode) -> list[Hashable]:
        said = (_key(context, node), _blanks_aside(context, node))
        return list(product(context.documents(node), said))

    for first, second in sharing(nodes, keys, context.view.label):
        if _linked(context, first, second) or _of_one_row(context, first, second):
            continue
        if _said_again(context, first, second) or _alike(context, first, second):
            yield first, second


def _reprinted(context: Context) -> Iterator[tuple[NamedNode, NamedNode]]:
    """Pairs of prints of one node in one and the same stage."""
    view = context.view

    def keys(node: NamedNode) -> list[Hashable]:
        stage = view.text(node, KIN["tahap"])
        if stage:
            originals = view.nodes(node, KIN["cetakUlangDari"])
        else:
            originals = []
        found: list[Hashable] = []
        for o in originals:
            if view.is_a(o, KIN["SimpulKinerja"]):
                found.append((stage, o))
        return found

    return sharing(view.instances(KIN["CetakUlang"]), keys, view.label)


def _of_posts(context: Context, nodes: list[NamedNode]) -> Iterator[tuple[NamedNode, NamedNode]]:
    """Pairs of objectives of posts of one organisation with the same words.

    Another organisation has its own plan.
    """

    def keys(node: NamedNode) -> list[Hashable]:
        said = (normal(context.view.label(node)), elsewhere(context, node))
        return [(graph, said) for graph in context.documents(node)]

    return sharing(nodes, keys, context.view.label)


def same_results(context: Context) -> Iterator[Triple]:
    """Results of one document with the same label, and with nearly the same.

    Objectives of posts within one organisation.
    """
    view = context.view
    worded = [n for n in view.instances(KIN["Kinerja"]) if words(view.label(n))]
    posts = [n for n in worded if view.is_a(n, KIN["SasaranJabatan"])]
    of_posts = set(posts)
    nodes = [n for n in worded if n not in of_posts]
    told = ToldApart()
    for first, second in [*_near(context, nodes), *_of_posts(context, posts), *_reprinted(context)]:
        again = _said_again(context, first, second)
        name = "simpulSama" if again else "simpulHampirSama"
        for a, b in ((first, second), (second, first)):
            told.add(a, name, partial(cited, view, b))
    yield from told.facts()


#: The rows of the plan that say what a node of the tree says, word for word.
_PAIR = 2
#: Levels of the tree and of the plan that are translated one to one.
_ONE_TO_ONE = (("Outcome", "Tujuan"), ("KondisiStrategis", "SasaranPerangkatDaerah"))


def _counterpart(context: Context, node: NamedNode) -> list[NamedNode]:
    """The goal of an outcome or the objective of a strategic condition, when each belongs to the other alone."""
    view = context.view
    items = view.nodes(node, KIN["diterjemahkanKe"])
    if len(items) != 1 or len(view.subjects(KIN["diterjemahkanKe"], items[0])) != 1:
        return []
    for above, row in _ONE_TO_ONE:
        if view.is_a(node, KIN[above]) and view.is_a(items[0], KIN[row]):
            return items
    return []


def _prints(context: Context, original: NamedNode) -> list[NamedNode]:
    """A node, its reprints, and the row of the plan that must say the same."""
    reprinted = context.view.subjects(KIN["cetakUlangDari"], original)
    return [original, *reprinted, *_counterpart(context, original)]


def _votes(context: Context, original: NamedNode, prints: list[NamedNode]) -> Counter[str]:
    """How often each wording is printed.

    What the node is translated to speaks too, though it is not held to it.
    """
    said = {*prints, *_sayings(context, original)}
    results = (n for n in said if n in prints or context.view.is_a(n, KIN["Kinerja"]))
    # Counted in a fixed order: of two wordings with as many prints the first one wins.
    return Counter(normal(context.view.label(n)) for n in sorted(results, key=lambda n: n.value))


def reprints(context: Context) -> Iterator[Triple]:
    """How often a result is printed, and the prints whose wording is not that of most of them."""
    view = context.view
    for original in view.instances(KIN["SimpulKinerja"]):
        prints = [p for p in _prints(context, original) if view.label(p).strip()]
        if len(prints) < _PAIR:
            continue
        votes = _votes(context, original, prints)
        usual = max(prints, key=lambda p: votes[normal(view.label(p))])
        for node in prints:
            yield Triple(node, KIN["jumlahCetakan"], integer(len(prints)))
            if normal(view.label(node)) != normal(view.label(usual)):
                apart = f"{view.label(node)} ≠ {view.label(usual)}"
                yield Triple(node, KIN["rumusanBerubah"], Literal(apart))
