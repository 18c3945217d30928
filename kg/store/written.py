"""Numbers as they were written.

The database keeps values ("84.7"), the document has signs ("84.70").
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pyoxigraph
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Triple

from kg.terms import XSD

__all__ = ["as_written", "rewritten"]

_SIGN = NamedNode("urn:x-kinerja:nilai")
_STRING = XSD["string"]


def _kept(literals: Sequence[Literal]) -> list[Literal]:
    """What the database makes of each literal.

    It is asked, so that no second list of its habits can go out of date.
    """
    store = pyoxigraph.Store()
    places = [NamedNode(f"urn:x-kinerja:nilai:{number}") for number in range(len(literals))]
    pairs = zip(places, literals, strict=True)
    store.extend(Quad(place, _SIGN, literal) for place, literal in pairs)
    found: dict[NamedNode, Literal] = {}
    for quad in store:
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, Literal):
            found[quad.subject] = quad.object
    return [found[place] for place in places]


def rewritten(triples: Iterable[Triple]) -> list[Triple]:
    """The statements that would not come back as they are.

    >>> a, decimal = NamedNode("http://e/a"), XSD["decimal"]
    >>> triples = [Triple(a, a, Literal(v, datatype=decimal)) for v in ("84.70", "5")]
    >>> [triple.object.value for triple in rewritten(triples)]
    ['84.70']
    """
    typed: list[tuple[Triple, Literal]] = []
    for triple in triples:
        value = triple.object
        if isinstance(value, Literal) and value.datatype != _STRING and not value.language:
            typed.append((triple, value))
    distinct = list(dict.fromkeys(value for _, value in typed))
    kept = dict(zip(distinct, _kept(distinct), strict=True))
    changed: list[Triple] = []
    stand_ins: set[Triple] = set()
    for triple, value in typed:
        if kept[value] != value:
            changed.append(triple)
            stand_ins.add(Triple(triple.subject, triple.predicate, kept[value]))
    # "84.7" beside "84.70" would be taken for the stand-in of the other, so it is told too.
    return changed + [triple for triple, _ in typed if triple in stand_ins]


def as_written(held: list[Triple], forms: Iterable[bytes]) -> list[Triple]:
    """What the database holds, with the statements that it rewrote as the document has them.

    ``forms`` are these statements as N-Triples.
    """
    originals: list[Triple] = []
    for text in forms:
        originals += [quad.triple for quad in pyoxigraph.parse(text, format=RdfFormat.N_TRIPLES)]
    if not originals:
        return held
    values = []
    for triple in originals:
        if isinstance(triple.object, Literal):
            values.append(triple.object)
    stand_ins: set[Triple] = set()
    for original, kept in zip(originals, _kept(values), strict=True):
        stand_ins.add(Triple(original.subject, original.predicate, kept))
    return [triple for triple in held if triple not in stand_ins] + originals
