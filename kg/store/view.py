"""The statements of one unit in memory, indexed for code that walks them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast

from pyoxigraph import Literal, NamedNode, Triple

from kg.read.ontology import Ontology
from kg.store.base import Term
from kg.terms import RDF, RDFS, text_of

__all__ = ["View"]


class View:
    """An index over triples without blank nodes: forward, backward, and by class with subclasses."""

    def __init__(self, triples: Iterable[Triple], ontology: Ontology) -> None:
        self.ontology = ontology
        self._forward: dict[tuple[Term, NamedNode], list[Term]] = {}
        self._backward: dict[tuple[Term, NamedNode], list[Term]] = {}
        self._predicates: dict[Term, list[NamedNode]] = {}
        for t in triples:
            subject, value = cast("NamedNode", t.subject), cast("Term", t.object)
            found = self._forward.setdefault((subject, t.predicate), [])
            if not found:
                self._predicates.setdefault(subject, []).append(t.predicate)
            found.append(value)
            self._backward.setdefault((value, t.predicate), []).append(subject)

    def objects(self, subject: Term, predicate: NamedNode) -> list[Term]:
        """The values of one property of one thing."""
        return self._forward.get((subject, predicate), [])

    def subjects(self, predicate: NamedNode, value: Term) -> list[NamedNode]:
        """The things that have this value."""
        return [s for s in self._backward.get((value, predicate), []) if isinstance(s, NamedNode)]

    def nodes(self, subject: Term, predicate: NamedNode) -> list[NamedNode]:
        """The values of a property that are things, not literals."""
        return [o for o in self.objects(subject, predicate) if isinstance(o, NamedNode)]

    def text(self, subject: Term, predicate: NamedNode) -> str:
        """The first literal value as text; empty when there is none."""
        return next((text_of(o) for o in self.objects(subject, predicate) if isinstance(o, Literal)), "")

    def label(self, subject: Term) -> str:
        """The label as printed; empty when there is none."""
        return self.text(subject, RDFS["label"])

    def properties(self, subject: Term) -> list[NamedNode]:
        """Every property that the thing has."""
        return self._predicates.get(subject, [])

    def is_a(self, subject: Term, name: NamedNode) -> bool:
        """Whether the thing is an instance of the class or of one of its subclasses."""
        below = self.ontology.descendants.get(name, frozenset((name,)))
        return any(o in below for o in self.objects(subject, RDF["type"]))

    def instances(self, name: NamedNode) -> list[NamedNode]:
        """All instances of a class and its subclasses, by IRI."""
        below = self.ontology.descendants.get(name, frozenset((name,)))
        found = {s for cls in below for s in self.subjects(RDF["type"], cls)}
        return sorted(found, key=lambda n: n.value)

    def having(self, predicate: NamedNode) -> list[NamedNode]:
        """All things that have the property."""
        return [s for s, p in self._forward if p == predicate and isinstance(s, NamedNode)]

    def values_of(self, predicate: NamedNode) -> list[NamedNode]:
        """All things that are a value of the property."""
        return [o for o, p in self._backward if p == predicate and isinstance(o, NamedNode)]
