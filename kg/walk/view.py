"""The statements of one unit in memory, indexed for code that walks them."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import cast

from pyoxigraph import Literal, NamedNode, Triple

from kg.read.ontology import Ontology
from kg.store.base import Term
from kg.terms import RDF, RDFS

__all__ = ["View"]

_Index = dict[Term, list[Term]]
_NONE: tuple[Term, ...] = ()
_TYPE, _LABEL = RDF["type"], RDFS["label"]


class View:
    """An index over triples without blank nodes: forward, backward, and by class with subclasses.

    A property is indexed when it is first asked for; most are asked for in one direction or not at all.
    """

    def __init__(self, triples: Iterable[Triple], ontology: Ontology) -> None:
        self.ontology = ontology
        self._pairs: dict[NamedNode, list[tuple[Term, Term]]] = {}
        for subject, predicate, value in triples:
            self._pairs.setdefault(predicate, []).append(
                (cast("NamedNode", subject), cast("Term", value))
            )
        self._forward: dict[NamedNode, _Index] = {}
        self._backward: dict[NamedNode, _Index] = {}
        self._instances: dict[NamedNode, tuple[NamedNode, ...]] = {}

    def plus(self, triples: Iterable[Triple]) -> View:
        """These statements and more; what is indexed already stays so for the properties that have no more."""
        other = View(triples, self.ontology)
        more = other._pairs
        other._forward = {p: index for p, index in self._forward.items() if p not in more}
        other._backward = {p: index for p, index in self._backward.items() if p not in more}
        other._pairs = self._pairs | {
            p: [*self._pairs.get(p, ()), *pairs] for p, pairs in more.items()
        }
        return other

    def pairs(self, predicate: NamedNode) -> list[tuple[Term, Term]]:
        """Every thing that has the property, with each value."""
        return self._pairs.get(predicate, [])

    def things(self) -> set[Term]:
        """Everything that has a property."""
        return {subject for pairs in self._pairs.values() for subject, _ in pairs}

    def _objects(self, predicate: NamedNode) -> _Index:
        """The values of a property by thing."""
        found = self._forward.get(predicate)
        if found is None:
            found = self._forward[predicate] = {}
            for subject, value in self._pairs.get(predicate, ()):
                found.setdefault(subject, []).append(value)
        return found

    def _subjects(self, predicate: NamedNode) -> _Index:
        """The things by value of a property."""
        found = self._backward.get(predicate)
        if found is None:
            found = self._backward[predicate] = {}
            for subject, value in self._pairs.get(predicate, ()):
                found.setdefault(value, []).append(subject)
        return found

    @cached_property
    def _predicates(self) -> dict[Term, list[NamedNode]]:
        """The properties that each thing has."""
        found: dict[Term, list[NamedNode]] = {}
        for predicate in self._pairs:
            for subject in self._objects(predicate):
                found.setdefault(subject, []).append(predicate)
        return found

    def objects(self, subject: Term, predicate: NamedNode) -> list[Term]:
        """The values of one property of one thing."""
        return (self._forward.get(predicate) or self._objects(predicate)).get(subject, [])

    def subjects(self, predicate: NamedNode, value: Term) -> list[NamedNode]:
        """The things that have this value."""
        found = (self._backward.get(predicate) or self._subjects(predicate)).get(value)
        return [s for s in found if isinstance(s, NamedNode)] if found else []

    def nodes(self, subject: Term, predicate: NamedNode) -> list[NamedNode]:
        """The values of a property that are things, not literals."""
        found = (self._forward.get(predicate) or self._objects(predicate)).get(subject)
        return [o for o in found if isinstance(o, NamedNode)] if found else []

    def text(self, subject: Term, predicate: NamedNode) -> str:
        """The first literal value as text; empty when there is none."""
        for value in (self._forward.get(predicate) or self._objects(predicate)).get(subject, _NONE):
            if isinstance(value, Literal):
                return value.value
        return ""

    def label(self, subject: Term) -> str:
        """The label as printed; empty when there is none."""
        return self.text(subject, _LABEL)

    def properties(self, subject: Term) -> list[NamedNode]:
        """Every property that the thing has."""
        return self._predicates.get(subject, [])

    def is_a(self, subject: Term, name: NamedNode) -> bool:
        """Whether the thing is an instance of the class or of one of its subclasses."""
        below = self.ontology.descendants.get(name)
        kinds = self._objects(_TYPE).get(subject, _NONE)
        return name in kinds if below is None else any(kind in below for kind in kinds)

    def instances(self, name: NamedNode) -> list[NamedNode]:
        """All instances of a class and its subclasses, by IRI."""
        known = self._instances.get(name)
        if known is None:
            below = self.ontology.descendants.get(name, frozenset((name,)))
            found = {s for cls in below for s in self.subjects(_TYPE, cls)}
            known = self._instances[name] = tuple(sorted(found, key=lambda n: n.value))
        return list(known)

    def having(self, predicate: NamedNode) -> list[NamedNode]:
        """All things that have the property."""
        return [s for s in self._objects(predicate) if isinstance(s, NamedNode)]

    def values_of(self, predicate: NamedNode) -> list[NamedNode]:
        """All things that are a value of the property."""
        return [o for o in self._subjects(predicate) if isinstance(o, NamedNode)]
