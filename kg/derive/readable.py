"""What rules can be held against.

The members of the classes that ``ontology/turunan/teruji.ttl`` declares.

A rule that looks at a column takes its nodes from such a class, so that no engine needs to be told
about columns that text extraction scrambled, or about facts without which nothing can be decided.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from pyoxigraph import Literal, NamedNode

from kg.read.ontology import Ontology, ontology
from kg.terms import KIN, text_of
from kg.walk.view import View

__all__ = ["readable"]

_SAID = (
    "anggotaDari",
    "pemilikDari",
    "terbacaPada",
    "hanyaBila",
    "kecualiAnggota",
    "kecualiPemilik",
    "bertempatPada",
)


@dataclass(frozen=True)
class _Tested:
    """One declared class: whose members it takes, and what keeps them out."""

    name: NamedNode
    classes: tuple[NamedNode, ...] = ()
    owned: tuple[NamedNode, ...] = ()
    columns: tuple[str, ...] = ()
    facts: tuple[NamedNode, ...] = ()
    without: tuple[NamedNode, ...] = ()
    told: tuple[NamedNode, ...] = ()
    places: tuple[str, ...] = ()

    def members(self, view: View) -> list[NamedNode]:
        """The nodes that can be tested."""
        if not all(map(view.pairs, self.facts)):
            return []
        kept_out: set[NamedNode] = set()
        for column in self.columns:
            kept_out.update(view.subjects(KIN["artefakEkstraksi"], Literal(column)))
        for place in self.places:
            kept_out.update(view.subjects(KIN["tanpaTempat"], Literal(place)))
        for name in self.without:
            kept_out.update(view.instances(name))
        # What another rule tells of a node is not told again by this one.
        for name in self.told:
            kept_out.update(view.having(name))
        found: list[NamedNode] = []
        for name in self.classes:
            found += view.instances(name)
        for name in self.owned:
            found += view.having(name)
        return [node for node in found if node not in kept_out] if kept_out else found


def _declared(known: Ontology) -> tuple[_Tested, ...]:
    said: dict[NamedNode, dict[str, list[NamedNode | Literal]]] = {}
    wanted = {KIN[name]: name for name in _SAID}
    for triple in known.triples:
        name = wanted.get(triple.predicate)
        if name and isinstance(triple.subject, NamedNode):
            values = said.setdefault(triple.subject, {}).setdefault(name, [])
            values.append(triple.object)  # type: ignore[arg-type]
    found = []
    for node, about in sorted(said.items(), key=lambda item: item[0].value):
        classes, owned, columns, facts, without, told, places = (
            about.get(name, []) for name in _SAID
        )
        found.append(
            _Tested(
                node,
                _nodes(classes),
                _nodes(owned),
                tuple(map(text_of, columns)),
                _nodes(facts),
                _nodes(without),
                _nodes(told),
                tuple(map(text_of, places)),
            )
        )
    return tuple(found)


def _nodes(terms: list[NamedNode | Literal]) -> tuple[NamedNode, ...]:
    return tuple(term for term in terms if isinstance(term, NamedNode))


@lru_cache(maxsize=1)
def _own() -> tuple[_Tested, ...]:
    return _declared(ontology())


def readable(view: View) -> Iterator[tuple[NamedNode, list[NamedNode]]]:
    """Every declared class with its members.

    ``view`` holds the documents and all other derived facts.
    """
    if view.ontology is ontology():
        declared = _own()
    else:
        declared = _declared(view.ontology)
    for tested in declared:
        yield tested.name, tested.members(view)
