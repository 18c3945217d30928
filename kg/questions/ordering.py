"""Puts the rows of an answer in the order that its query asks for, where that order is plain.

A store on disk looks up the text of every term by which it sorts, one by one, and once more for the answer. What is
read for the answer is enough to sort by: IRIs among IRIs and texts among texts, by their code points as SPARQL says.
Whatever is compared otherwise (numbers, texts beside IRIs) is left to the store.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from operator import itemgetter

from pyoxigraph import Literal, NamedNode

from kg.store.base import Solutions, Term
from kg.terms import XSD

__all__ = ["in_order", "without_order"]

#: The end of a query that orders by nothing but variables.
_ORDER = re.compile(r"\nORDER BY((?: \?\w+)+)\s*\Z")
_NAME = re.compile(r"\?(\w+)")
_STRING = XSD["string"]

Row = list[Term | None]


@lru_cache(maxsize=64)
def without_order(query: str) -> tuple[str, tuple[str, ...]] | None:
    r"""The query without its order, and the variables that it orders by; none where it orders otherwise.

    >>> without_order("SELECT ?a WHERE { ?a ?b ?c }\nORDER BY ?a\n")
    ('SELECT ?a WHERE { ?a ?b ?c }\n', ('a',))
    >>> without_order("SELECT ?a WHERE { ?a ?b ?c }\nORDER BY LCASE(?a)\n")
    """
    found = _ORDER.search(query)
    if found is None:
        return None
    shown = set(_NAME.findall(query.partition("WHERE {")[0]))
    names = _NAME.findall(found[1])
    if not shown.issuperset(names):
        return None
    return query[: found.start()] + "\n", tuple(names)


def _kind(term: Term) -> object:
    """What terms must have in common to be compared by their texts; nothing for what is compared otherwise."""
    if isinstance(term, NamedNode):
        return "iri"
    if isinstance(term, Literal) and (term.language or term.datatype == _STRING):
        return term.language or ""
    return None


def _texts(column: Sequence[Term | None]) -> list[str] | None:
    """What a column is sorted by; nothing where its terms are not all of one kind."""
    bound = [term for term in column if term is not None]
    kinds = set(map(_kind, bound))
    if len(kinds) > 1 or None in kinds:
        return None
    # What is unbound comes first, before the empty text too.
    return ["" if term is None else f"0{term.value}" for term in column]


def _keys(found: Solutions, names: Sequence[str]) -> list[tuple[str, ...]] | None:
    """What each row is sorted by; nothing where a column is compared otherwise."""
    columns = []
    for name in names:
        place = found.variables.index(name)
        texts = _texts([row[place] for row in found.rows])
        if texts is None:
            return None
        columns.append(texts)
    return list(zip(*columns, strict=True))


def in_order(found: Solutions, names: Sequence[str]) -> list[Row] | None:
    """The rows in order; nothing where only the store can tell it.

    Where rows differ that the order does not tell apart, only the store knows how it puts them.
    """
    keys = None
    if set(names) <= set(found.variables):
        keys = _keys(found, names)
    if keys is None:
        return None
    pairs = sorted(zip(keys, found.rows, strict=True), key=itemgetter(0))
    for (key, row), (following, other) in pairwise(pairs):
        if key == following and row != other:
            return None
    return [row for _, row in pairs]
