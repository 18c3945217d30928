"""What a success factor names and its conditions leave out.

A coordinated part, a scope, or an object.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from pyoxigraph import Literal, NamedNode, Triple

from kg.derive.bahasa.kata import stem
from kg.derive.bahasa.makna import meant
from kg.derive.bahasa.pembuka import kind_of
from kg.derive.context import Context
from kg.derive.text import KEPT, normal, words
from kg.derive.vocabulary import Vocabulary
from kg.terms import KIN

__all__ = ["lost_scopes"]

#: What joins the parts of a list; a comma does as well.
_JOINS = re.compile(
    r"\s*(?:,|;|/|&|\bdan\b|\bserta\b|\bmaupun\b|\bbeserta\b|\bjuga\b)\s*", re.IGNORECASE
)
#: What begins a scope at the end of a factor.
_SCOPE = re.compile(
    r"\b(?:di|pada|bagi|untuk|dalam|terhadap|kepada|oleh|dari|ke|tentang|mengenai|atas|dengan|melalui|berbasis|yang|antara?)\b",
    re.IGNORECASE,
)
#: *Antarinstansi* is *antar instansi*.
_NOT = re.compile(r"\b(?:belum|tidak|kurang|masih)\b")
#: Behind *tepat* stands a condition (*tepat waktu*) that names no thing.
_EXACT = re.compile(r"\btepat \w+")
#: A quality that ends a factor (*data yang mutakhir*).
_CLAUSE = re.compile(r"\byang (\w+)\W*$", re.IGNORECASE)
#: What stands where a condition is still to be written.
_BLANK = re.compile(r"[\W_]*|n/?a|belum(?: ada)?|nihil|tidak ada", re.IGNORECASE)
#: So many things on both sides show that a condition answers something else altogether.
_MANY = 2
#: *antarlembaga* is written in one or in two words.
_BETWEEN = re.compile(r"\bantar(?=\w{4})", re.IGNORECASE)


@lru_cache(maxsize=8)
def _problems(vocabulary: Vocabulary) -> frozenset[str]:
    return frozenset(vocabulary.forms("kata-masalah"))


#: What is said of a thing; a condition says it the other way round, so that it is no part of the
#: scope.
_QUALITY, _THING = "sifat", "benda"
_SAID = frozenset({"keadaan", _QUALITY, "tindakan"})


@lru_cache(maxsize=KEPT)
def _named(vocabulary: Vocabulary, text: str) -> tuple[str, ...]:
    """What a part of a factor names.

    The stems of its things, without the words of the problem and what is said of them.
    """
    things = []
    for w in words(text):
        if (
            w not in _problems(vocabulary)
            and kind_of(w) not in _SAID
            and w not in _sizes(vocabulary)
        ):
            things.append(w)
    named = meant(vocabulary, " ".join(things))
    return tuple(word for word in named if word not in _limitless(vocabulary))


@lru_cache(maxsize=8)
def _sizes(vocabulary: Vocabulary) -> frozenset[str]:
    """Words for a size, which the opening word of a condition tells as well (*jauhnya jarak*: *dekatnya*)."""
    return frozenset(vocabulary.forms("kata-ukuran"))


@lru_cache(maxsize=8)
def _limitless(vocabulary: Vocabulary) -> frozenset[str]:
    """The stems of words that limit no scope (*setempat*, *tata kelola*, *administrasi*)."""
    found: set[str] = set()
    for form in vocabulary.forms("kata-cakupan-hampa"):
        found.update(map(stem, form.split()))
    return frozenset(found)


def _parts(text: str) -> list[str]:
    return [part for part in _JOINS.split(text) if part.strip()]


def _shown(vocabulary: Vocabulary, part: str) -> str:
    """A part as printed, without the words of the problem and without filler."""
    qualities = vocabulary.entries("kata-kualitas")
    hidden = _problems(vocabulary).union(*(entry.forms for entry in qualities))
    told = []
    for word in words(part):
        if word not in hidden and meant(vocabulary, word):
            told.append(word)
    return " ".join(told)


def _lost_parts(vocabulary: Vocabulary, factor: str, answered: frozenset[str]) -> Iterator[str]:
    """Parts of a list of which nothing is answered, while their neighbour is.

    A part shares its head or its tail with its neighbour (*keuangan dan aset kampung*); only its
    own words count.
    """
    parts = _parts(factor)
    for index, part in enumerate(parts):
        beside: set[str] = set()
        for other in parts[max(index - 1, 0) : index + 2]:
            if other != part:
                beside.update(_named(vocabulary, other))
        own = [word for word in _named(vocabulary, part) if word not in beside]
        neighbour = bool(beside & answered)
        if index < len(parts) - 1:
            first = own[-1:]
        else:
            first = own[:1]
        if neighbour and first and not set(first) & answered:
            yield _shown(vocabulary, part)


def _lost_scopes(vocabulary: Vocabulary, factor: str, answered: frozenset[str]) -> Iterator[str]:
    """Scopes behind a preposition of which nothing is answered, while what stands before them is."""
    found = list(_SCOPE.finditer(factor))
    for number, match in enumerate(found):
        if number + 1 < len(found):
            end = found[number + 1].start()
        else:
            end = len(factor)
        scope = _named(vocabulary, factor[match.start() : end])
        before = _named(vocabulary, factor[: match.start()])
        if scope and set(before) & answered and not set(scope) & answered:
            yield normal(factor[match.start() : end])


def _things(vocabulary: Vocabulary, text: str) -> frozenset[str]:
    """The stems of the things that a text names.

    Neither what is done with them nor a property of theirs.
    """
    named = (word for word in words(text) if kind_of(word) == _THING)
    return frozenset(meant(vocabulary, " ".join(named)))


def _lost_objects(vocabulary: Vocabulary, factor: str, condition: str) -> Iterator[str]:
    """Things of a factor that a condition leaves out, and whatever else it leaves out though it adds nothing of its own.

    What is done with a thing, or a property of it, may be told by another word (*kesadaran*,
    *kepatuhan*).
    """
    mine, theirs = _named(vocabulary, factor), meant(vocabulary, condition)
    general = {stem(e.name) for e in vocabulary.entries("kata-kualitas")}
    added = set(_named(vocabulary, " ".join(words(condition)[1:]))) - set(mine) - general
    lost = {w for w in mine if w not in theirs and w not in general}
    if not added:
        told = lost
    else:
        told = lost & _things(vocabulary, factor)
    if told and set(mine) & set(theirs):
        yield " ".join(w for w in words(factor) if set(_named(vocabulary, w)) & told)


def _lost_qualities(factor: str, condition: str) -> Iterator[str]:
    """A quality that a factor joins to another one, of which the condition keeps only the other."""
    # The problem may be said of each: belum cepat dan belum transparan; what is exact is one
    # quality: tepat waktu.
    plain = _EXACT.sub("tepat", _NOT.sub(" ", normal(factor)))
    said = [word.removesuffix("nya") for word in plain.split()]
    kept = {stem(word.removesuffix("nya")) for word in words(condition)}
    for first, joint, second in zip(said, said[1:], said[2:], strict=False):
        both = joint in {"dan", "serta"} and kind_of(first) == kind_of(second) == _QUALITY
        if both and (stem(first) in kept) != (stem(second) in kept):
            yield second if stem(first) in kept else first


def _lost_clause(vocabulary: Vocabulary, factor: str, condition: str) -> Iterator[str]:
    """A quality behind *yang* that a condition leaves out, though it says all else and nothing of its own."""
    clause = _CLAUSE.search(factor)
    if clause is None:
        return
    quality = clause[1]
    rest = frozenset(meant(vocabulary, " ".join(words(factor[: clause.start()])[1:])))
    said = frozenset(meant(vocabulary, " ".join(words(condition)[1:])))
    if rest == said and kind_of(quality.casefold()) == _QUALITY:
        yield quality.casefold()


@lru_cache(maxsize=KEPT)
def _groups(vocabulary: Vocabulary, text: str) -> dict[str, str]:
    """The groups that a text is about, each with the form printed."""
    plain, found = f" {normal(text)} ", {}
    for entry in vocabulary.entries("kelompok-sasaran"):
        named = next((form for form in entry.forms if f" {form} " in plain), "")
        if named:
            found[entry.name] = named
    return found


def _lost_groups(vocabulary: Vocabulary, factor: str, condition: str) -> Iterator[str]:
    """A group of a factor for which its condition has another one.

    And a part where the factor means the whole.
    """
    mine, theirs = _groups(vocabulary, factor), _groups(vocabulary, condition)
    if theirs.keys() - mine.keys():
        for group, form in mine.items():
            if group not in theirs:
                yield form
    narrowed = vocabulary.contains("kata-mempersempit", condition)
    if narrowed and not vocabulary.contains("kata-mempersempit", factor):
        yield f"bukan hanya {narrowed}"


def _lost(context: Context, factor: str, condition: str, others: frozenset[str]) -> list[str]:
    lists = context.vocabulary
    factor, condition = _BETWEEN.sub("antar ", factor), _BETWEEN.sub("antar ", condition)
    answered = frozenset(meant(lists, condition)) | others | _own(context)
    found = [
        *_lost_parts(lists, factor, answered),
        *_lost_scopes(lists, factor, answered),
        *_lost_qualities(factor, condition),
        *_lost_groups(lists, factor, condition),
        *_lost_clause(lists, factor, condition),
    ]
    if found or others:
        return found[:1]
    return list(_lost_objects(lists, factor, condition))


def _own(context: Context) -> frozenset[str]:
    """The own name, which every condition of the document is about."""
    return frozenset(map(stem, context.own_names))


def lost_scopes(context: Context) -> Iterator[Triple]:
    """What a condition, together with the other conditions of its factor, does not answer."""
    view = context.view
    for factor in view.instances(KIN["CSF"]):
        conditions = view.nodes(factor, KIN["kondisiDiperlukan"])
        for node in conditions:
            others = _answers(context, [c for c in conditions if c != node])
            said = view.label(factor)
            lost = _unanswered(context, said, view.label(node), others)
            if lost:
                told = lost if lost == said else f'{lost} (CSF: "{said}")'
                yield Triple(node, KIN["cakupanHilang"], Literal(told))


def _unanswered(context: Context, factor: str, condition: str, others: frozenset[str]) -> str:
    """What a condition leaves of its factor.

    All where it is blank, the problem where it only repeats it, else a part.
    """
    if not normal(factor):
        return ""
    if _BLANK.fullmatch(condition.strip()):
        return factor
    first = words(condition)[0]
    if normal(condition) == normal(factor):
        return first if first in _problems(context.vocabulary) else ""
    lost = _lost(context, factor, condition, others)
    return lost[0] if lost else _exchanged(context, factor, condition, others)


def _exchanged(context: Context, factor: str, condition: str, others: frozenset[str]) -> str:
    """The factor where a lone condition names several other things and not one of its own."""
    lists = context.vocabulary
    mine, theirs = _things(lists, factor), _things(lists, condition)
    apart = not set(_named(lists, factor)) & set(_named(lists, condition))
    several = min(len(mine), len(theirs)) >= _MANY
    return factor if apart and several and not others else ""


def _answers(context: Context, conditions: list[NamedNode]) -> frozenset[str]:
    found: set[str] = set()
    for condition in conditions:
        found.update(meant(context.vocabulary, context.view.label(condition)))
    return frozenset(found)
