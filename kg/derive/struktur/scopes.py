"""What a success factor names and its conditions leave out: a coordinated part, a scope, or an object."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from pyoxigraph import Literal, NamedNode, Triple

from kg.derive.bahasa.kata import stem
from kg.derive.bahasa.makna import meant
from kg.derive.context import Context
from kg.derive.text import normal, words
from kg.derive.vocabulary import Vocabulary
from kg.terms import KIN

__all__ = ["lost_scopes"]

#: What joins the parts of a list; a comma does as well.
_JOINS = re.compile(
    r"\s*(?:,|;|/|&|\bdan\b|\bserta\b|\bmaupun\b|\bbeserta\b|\bjuga\b)\s*", re.IGNORECASE
)
#: What begins a scope at the end of a factor.
_SCOPE = re.compile(
    r"\b(?:di|pada|bagi|untuk|antar|antara|dalam|terhadap|kepada|oleh)\b", re.IGNORECASE
)


@lru_cache(maxsize=8)
def _problems(vocabulary: Vocabulary) -> frozenset[str]:
    return frozenset(f for entry in vocabulary.entries("kata-masalah") for f in entry.forms)


def _named(vocabulary: Vocabulary, text: str) -> tuple[str, ...]:
    """What a part of a factor names: its stems without the words of the problem."""
    said = [word for word in words(text) if word not in _problems(vocabulary)]
    return meant(vocabulary, " ".join(said))


def _parts(text: str) -> list[str]:
    return [part for part in _JOINS.split(text) if part.strip()]


def _shown(vocabulary: Vocabulary, part: str) -> str:
    """A part as printed, without the words of the problem and without filler."""
    qualities = vocabulary.entries("kata-kualitas")
    hidden = _problems(vocabulary).union(*(entry.forms for entry in qualities))
    told = [word for word in words(part) if word not in hidden and meant(vocabulary, word)]
    return " ".join(told)


def _lost_parts(vocabulary: Vocabulary, factor: str, answered: frozenset[str]) -> Iterator[str]:
    """Parts of a list of which nothing is answered, while their neighbour is.

    A part shares its head or its tail with its neighbour (*keuangan dan aset kampung*); only its own words count.
    """
    parts = _parts(factor)
    for index, part in enumerate(parts):
        beside = {
            w
            for other in parts[max(index - 1, 0) : index + 2]
            if other != part
            for w in _named(vocabulary, other)
        }
        own = [word for word in _named(vocabulary, part) if word not in beside]
        neighbour = bool(beside & answered)
        first = own[-1:] if index < len(parts) - 1 else own[:1]
        if neighbour and first and not set(first) & answered:
            yield _shown(vocabulary, part)


def _lost_scopes(vocabulary: Vocabulary, factor: str, answered: frozenset[str]) -> Iterator[str]:
    """Scopes behind a preposition of which nothing is answered, while what stands before them is."""
    found = list(_SCOPE.finditer(factor))
    for number, match in enumerate(found):
        end = found[number + 1].start() if number + 1 < len(found) else len(factor)
        scope = _named(vocabulary, factor[match.start() : end])
        before = _named(vocabulary, factor[: match.start()])
        if scope and set(before) & answered and not set(scope) & answered:
            yield normal(factor[match.start() : end])


def _lost_objects(vocabulary: Vocabulary, factor: str, condition: str) -> Iterator[str]:
    """Words of a factor that a condition leaves out though it adds none of its own: nothing stands for them."""
    factor_stems = _named(vocabulary, factor)
    condition_stems = _named(vocabulary, " ".join(words(condition)[1:]))
    added = [w for w in condition_stems if w not in factor_stems]
    lost = [w for w in factor_stems if w not in condition_stems]
    if condition_stems and not added and lost:
        printed = [w for w in words(factor) if set(_named(vocabulary, w)) & set(lost)]
        yield " ".join(printed)


def _lost(context: Context, factor: str, condition: str, others: frozenset[str]) -> list[str]:
    lists = context.vocabulary
    answered = frozenset(meant(lists, condition)) | others | _own(context)
    found = [
        *_lost_parts(lists, factor, answered),
        *_lost_scopes(lists, factor, answered),
    ]
    if found or others:
        return found[:1]
    return list(_lost_objects(lists, factor, condition))


def _own(context: Context) -> frozenset[str]:
    """The own name, which every condition of the document is about."""
    return frozenset(stem(word) for word in context.own_names)


def lost_scopes(context: Context) -> Iterator[Triple]:
    """What a condition, together with the other conditions of its factor, does not answer."""
    view = context.view
    for factor in view.instances(KIN["CSF"]):
        conditions = view.nodes(factor, KIN["kondisiDiperlukan"])
        for node in conditions:
            others = _answers(context, [c for c in conditions if c != node])
            lost = _lost(context, view.label(factor), view.label(node), others)
            if lost and normal(view.label(node)):
                yield Triple(node, KIN["cakupanHilang"], Literal(lost[0]))


def _answers(context: Context, conditions: list[NamedNode]) -> frozenset[str]:
    labels = (context.view.label(c) for c in conditions)
    return frozenset(word for label in labels for word in meant(context.vocabulary, label))
