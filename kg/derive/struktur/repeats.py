"""The same wording twice: results, and reprints that differ from their first print."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import combinations

from pyoxigraph import Literal, NamedNode, Triple
from rapidfuzz import fuzz

from kg.derive.cascading.holders import elsewhere
from kg.derive.context import Context
from kg.derive.text import normal, words
from kg.terms import KIN, integer
from kg.walk.trace import source

__all__ = ["reprints", "same_results"]

#: Words that qualify a result without making it another one.
_QUALIFIERS = frozenset(
    {"kualitas", "desa", "kelurahan", "kecamatan", "di", "dan", "tingkat", "wilayah"}
)


def _pair(context: Context, other: NamedNode, score: float) -> str:
    """The other one as evidence: label, score, line."""
    line = source(context.view, other, None).line
    place = f", baris {line}" if line else ""
    return f"{context.view.label(other)} ({score / 100:.2f}{place})"


def _linked(context: Context, first: NamedNode, second: NamedNode) -> bool:
    """Whether one result is the translation of the other into the plan: the same result by design."""
    view = context.view
    items = {first, *view.nodes(first, KIN["diterjemahkanKe"])}
    others = {second, *view.nodes(second, KIN["diterjemahkanKe"])}
    goals = {s for item in items for s in view.nodes(item, KIN["memilikiSasaran"])}
    theirs = {s for item in others for s in view.nodes(item, KIN["memilikiSasaran"])}
    return second in items | goals or first in others | theirs


def _evidence(name: str, pairs: dict[NamedNode, list[str]]) -> Iterator[Triple]:
    """One fact per node, naming all the others."""
    for node, others in pairs.items():
        yield Triple(node, KIN[name], Literal("; ".join(sorted(others))))


def _near(context: Context, nodes: list[NamedNode]) -> Iterator[tuple[NamedNode, NamedNode]]:
    """Pairs of one document with the same first word that are apart only in words that qualify, and alike by score."""
    groups: dict[tuple[str, frozenset[str]], list[NamedNode]] = {}
    for node in nodes:
        tokens = words(context.view.label(node))
        groups.setdefault((tokens[0], frozenset(tokens) - _QUALIFIERS), []).append(node)
    for group in groups.values():
        for first, second in combinations(group, 2):
            one, two = normal(context.view.label(first)), normal(context.view.label(second))
            alike = fuzz.token_set_ratio(one, two) >= 100 * context.threshold(
                "hampir-sama"
            ) and context.together(first, second)
            if alike and not _linked(context, first, second):
                yield first, second


def _reprinted(context: Context) -> Iterator[tuple[NamedNode, NamedNode]]:
    """Pairs of prints of one node in one and the same stage."""
    view = context.view
    for first, second in combinations(view.instances(KIN["CetakUlang"]), 2):
        originals = set(view.nodes(first, KIN["cetakUlangDari"])) & set(
            view.nodes(second, KIN["cetakUlangDari"])
        )
        stage = view.text(first, KIN["tahap"])
        if (
            stage
            and stage == view.text(second, KIN["tahap"])
            and any(view.is_a(o, KIN["SimpulKinerja"]) for o in originals)
        ):
            yield first, second


def _of_posts(context: Context, nodes: list[NamedNode]) -> Iterator[tuple[NamedNode, NamedNode]]:
    """Pairs of objectives of posts of one organisation with the same words; another organisation has its own plan."""
    groups: dict[tuple[str, frozenset[NamedNode]], list[NamedNode]] = {}
    for node in nodes:
        groups.setdefault((normal(context.view.label(node)), elsewhere(context, node)), []).append(
            node
        )
    for group in groups.values():
        yield from (pair for pair in combinations(group, 2) if context.together(*pair))


def same_results(context: Context) -> Iterator[Triple]:
    """Results of one document with the same label, and with nearly the same; objectives of posts within one organisation."""
    view = context.view
    worded = [n for n in view.instances(KIN["Kinerja"]) if words(view.label(n))]
    posts = [n for n in worded if view.is_a(n, KIN["SasaranJabatan"])]
    nodes = [n for n in worded if n not in set(posts)]
    same: dict[NamedNode, list[str]] = {}
    near: dict[NamedNode, list[str]] = {}
    for first, second in [*_near(context, nodes), *_of_posts(context, posts), *_reprinted(context)]:
        one, two = normal(view.label(first)), normal(view.label(second))
        for a, b in ((first, second), (second, first)):
            (same if one == two else near).setdefault(a, []).append(
                _pair(context, b, fuzz.token_set_ratio(one, two))
            )
    yield from _evidence("simpulSama", same)
    yield from _evidence("simpulHampirSama", near)


def _prints(context: Context, original: NamedNode) -> list[NamedNode]:
    """A node, its reprints, and the goals or objectives it is translated to."""
    view = context.view
    items = view.nodes(original, KIN["diterjemahkanKe"])
    goals = [g for item in items for g in [item, *view.nodes(item, KIN["memilikiSasaran"])]]
    return [
        original,
        *view.subjects(KIN["cetakUlangDari"], original),
        *(g for g in goals if view.is_a(g, KIN["Kinerja"])),
    ]


def reprints(context: Context) -> Iterator[Triple]:
    """How often a result is printed, and the prints whose wording is not that of most of them."""
    view = context.view
    for original in view.instances(KIN["SimpulKinerja"]):
        prints = _prints(context, original)
        labels = {p: normal(view.label(p)) for p in prints if view.label(p).strip()}
        most = Counter(labels.values()).most_common(1)
        for node, label in labels.items() if len(labels) > 1 else ():
            yield Triple(node, KIN["jumlahCetakan"], integer(len(labels)))
            if label != most[0][0]:
                text = next(view.label(p) for p in prints if labels.get(p) == most[0][0])
                yield Triple(node, KIN["rumusanBerubah"], Literal(f"{view.label(node)} ≠ {text}"))
