"""Slips of the pen: listed and unlisted ones, *di* written apart or together, the misspelt own name."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from pyoxigraph import Literal, NamedNode, Triple
from rapidfuzz import fuzz

from kg.derive.bahasa.kata import stems
from kg.derive.context import Context
from kg.derive.dokumen.cetakan import may_be_slips, slips_in
from kg.derive.nomenklatur.naming import matches
from kg.derive.text import KEPT, normal, words
from kg.derive.vocabulary import Vocabulary
from kg.terms import KIN, RDFS

__all__ = ["name_slips", "own_name", "slips"]

#: So many words at the end of a text tell that an official name is said.
_BESIDE = 5
_NAMED = re.compile(r"\bkecamatan\s+([a-z]+(?:\s+[a-z]+)?)", re.IGNORECASE)
#: A passive verb whose prefix stands apart (*di berdayakan*); words with pe- or ke- in front are
#: nouns (*di pendidikan*).
_APART = re.compile(r"\bdi ((?!pe|ke)[a-z]{4,}kan)\b")


def own_name(context: Context) -> str:
    """The name of the kecamatan as printed; empty when no document states one."""
    return next(map(context.view.label, context.view.instances(KIN["Kecamatan"])), "")


def name_slips(context: Context, text: str) -> list[str]:
    """Names behind the word *kecamatan* that are nearly, but not quite, the own one, nor that of a neighbour or village."""
    # A cheap look first: most texts name no kecamatan at all.
    if "camatan" not in text.casefold() or not own_name(context):
        return []
    own = normal(own_name(context))
    known = {own, *context.once(_names_around)}
    least = 100 * context.threshold("nama-sendiri")
    slips = []
    for match in _NAMED.finditer(text):
        if f"{normal(text[match.start(1) :])} ".startswith(f"{own} "):
            continue
        # A name ends where the next words of the sentence begin: so many words as the own one has.
        name = " ".join(match[1].split()[: len(own.split())])
        printed = normal(name)
        if printed not in known and fuzz.ratio(printed, own) >= least:
            slips.append(name)
    return slips


def _names_around(context: Context) -> frozenset[str]:
    """The names of neighbours and villages, which may be like the own one and are no slips of it."""
    if not context.known_region:
        return frozenset()
    code = context.region_code
    names = [*context.regions.neighbours(code)]
    for villages in context.regions.villages(code).values():
        names += villages
    return frozenset(map(normal, names))


@lru_cache(maxsize=KEPT)
def _written(vocabulary: Vocabulary, plain: str) -> tuple[tuple[str, str], ...]:
    """Listed slips, the longest first, each stretch of text once; then *di* that stands apart."""
    text = f" {plain} "
    found = {}
    for wrong, right in vocabulary.slips_begun_in(plain):
        if f" {wrong} " in text:
            text = text.replace(f" {wrong} ", "  ")
            found[wrong] = right
    for match in _APART.finditer(plain):
        found.setdefault(match[0], f"di{match[1]}")
    return tuple(found.items())


def _found(context: Context, text: str, names: frozenset[str]) -> Iterator[tuple[str, str]]:
    listed = dict(_written(context.vocabulary, normal(text)))
    yield from listed.items()
    told = set(" ".join(listed).split())
    for wrong, right in slips_in(text, names | told).items():
        if not set(wrong.split()) & told:
            yield wrong, right
    for name in name_slips(context, text):
        yield normal(name), normal(own_name(context))


def _official(context: Context) -> dict[NamedNode, str]:
    """The official name of every item, and of its results and indicators that say the whole of it in their own inflection."""
    view = context.view
    found = {}
    for item, _, match in matches(context):
        results = view.nodes(item, KIN["memilikiSasaran"])
        measured = []
        for node in (item, *results):
            measured.extend(view.nodes(node, KIN["diukurOleh"]))
        named = set(stems(match.name))
        worded_after = []
        for n in (*results, *measured):
            if named <= set(stems(view.label(n))):
                worded_after.append(n)
        found.update(dict.fromkeys((item, *worded_after), match.name))
    return found


def _own_words(context: Context) -> frozenset[str]:
    """Words that this document knows.

    Names of the region and its villages, and what it writes again and again.
    """
    code = context.region_code
    places = [context.regions.name(code), context.regions.parent_name(code)]
    if context.known_region:
        places += context.regions.neighbours(code)
        for villages in context.regions.villages(code).values():
            places += villages
    statements = context.view.instances(KIN["Pernyataan"])
    labels = set()
    for node in statements:
        for _, text in context.texts(node):
            labels.add(text)
    often: Counter[str] = Counter()
    for label in labels:
        often.update(set(words(label)))
    least = context.threshold("kata-sering")
    own = set()
    for word, count in often.items():
        if count >= least:
            own.add(word)
    for name in places:
        own.update(words(name))
    return frozenset(own)


def _prescribed(context: Context, text: str, label: str) -> str:
    """What the nomenclature prescribes of a text or of its row.

    It keeps its spelling, in the formula as well.
    """
    for said in (text, label):
        if context.nomenclature.says(said):
            return said
    return ""


def slips(context: Context) -> Iterator[Triple]:
    """The slips of each printed text with their right form.

    The spelling of an official or the own name is no slip.
    """
    view = context.view
    for node in view.instances(KIN["Pernyataan"]):
        for prop, text in context.texts(node):
            if _is_sound(context.vocabulary, text):
                continue
            told = _told(context, node, prop, text)
            if told:
                yield Triple(node, KIN["salahKetik"], Literal(", ".join(told)))


@lru_cache(maxsize=KEPT)
def _is_sound(vocabulary: Vocabulary, text: str) -> bool:
    """Whether no document could find a slip in a text, whatever words and names it knows.

    That is nearly every text, and many stand in many kecamatan.
    """
    listed = _written(vocabulary, normal(text))
    return not (listed or may_be_slips(text) or _NAMED.search(text))


def _told(context: Context, node: NamedNode, prop: NamedNode, text: str) -> list[str]:
    """The slips of a text of a statement, each with its right form."""
    found = set(_found(context, text, context.once(_own_words)))
    if not found:
        return []
    label = context.view.label(node)
    excused = set(context.own_names).union(words(_prescribed(context, text, label)))
    if prop == RDFS["label"]:
        excused.update(words(context.once(_official).get(node, "")))
    told = (
        pair for pair in found if pair[0] not in excused and not _quoted(context, text, pair[0])
    )
    return sorted(f"{wrong} → {right}" for wrong, right in told)


def _quoted(context: Context, text: str, word: str) -> bool:
    """Whether a word stands in the name of an item that a text ends in (*Jumlah Laporan Peningkatan Efektifitas …*)."""
    tokens = words(text)
    places = [at for at, printed in enumerate(tokens) if printed == word]
    says = context.nomenclature.says
    starts = range(min(places[0] + 1, len(tokens) - _BESIDE + 1)) if places else range(0)
    return any(says(" ".join(tokens[start:])) for start in starts)
