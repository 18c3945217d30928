"""The statements of one unit in memory, indexed for code that walks them."""

from __future__ import annotations

from collections.abc import Container, Iterable
from functools import cached_property
from typing import cast

from pyoxigraph import Literal, NamedNode, Triple

from kg.read.ontology import Ontology
from kg.store.base import Term
from kg.terms import RDF, RDFS

__all__ = ["View"]

_Pair = tuple[Term, Term]
_Pairs = list[_Pair]
_Index = dict[Term, list[Term]]
_Lines = dict[NamedNode, list[str]]
_NONE: tuple[Term, ...] = ()
_TYPE = RDF["type"]
_LABEL = RDFS["label"]


def _nodes(terms: Iterable[Term] | None) -> list[NamedNode]:
    """The things among some terms."""
    if not terms:  # most questions are about nothing, and this is the hottest line of the program
        return []
    return [term for term in terms if isinstance(term, NamedNode)]


def _without(
    indexes: dict[NamedNode, _Index], more: Container[NamedNode]
) -> dict[NamedNode, _Index]:
    """The indexes of all properties but those that got more statements."""
    found: dict[NamedNode, _Index] = {}
    for predicate, index in indexes.items():
        if predicate not in more:
            found[predicate] = index
    return found


def _iri(node: NamedNode) -> str:
    return node.value


class View:
    """An index over triples without blank nodes: forward, backward, and by class with subclasses.

    A property is indexed when it is first asked for; most are asked for in one direction or not at
    all.
    """

    def __init__(self, triples: Iterable[Triple], ontology: Ontology) -> None:
        self.ontology = ontology
        self._pairs: dict[NamedNode, _Pairs] = {}
        for subject, predicate, value in triples:
            pair = cast("_Pair", (subject, value))
            self._pairs.setdefault(predicate, []).append(pair)
        self._lines: _Lines = {}
        #: Where those begin that were added to another view, by property.
        self._begun: dict[NamedNode, int] = {}
        self._forward: dict[NamedNode, _Index] = {}
        self._backward: dict[NamedNode, _Index] = {}
        self._instances: dict[NamedNode, tuple[NamedNode, ...]] = {}
        #: What stands directly above a thing, as far as it was asked for.
        self.places: dict[NamedNode, NamedNode | None] = {}

    @classmethod
    def in_order(cls, triples: Iterable[Triple], ontology: Ontology) -> View:
        """The same view whatever the order of the statements.

        The texts that they are ordered by are kept: engines take them.
        """
        stated = list(triples)
        written = list(map(str, stated))
        view = cls((), ontology)
        for place in sorted(range(len(stated)), key=written.__getitem__):
            subject, predicate, value = stated[place]
            pair = cast("_Pair", (subject, value))
            view._pairs.setdefault(predicate, []).append(pair)
            view._lines.setdefault(predicate, []).append(written[place])
        return view

    def lines(self) -> _Lines:
        """Every statement as N-Triples writes it, without the point at its end.

        By property, in the order of its pairs.
        """
        for predicate, pairs in self._pairs.items():
            if predicate not in self._lines:
                self._lines[predicate] = [f"{thing} {predicate} {value}" for thing, value in pairs]
        return self._lines

    def plus(self, triples: Iterable[Triple]) -> View:
        """These statements and more, each once and in the order of their texts.

        In two goes the same as in one. What is indexed already stays so for the properties that
        have no more.
        """
        more: dict[NamedNode, dict[str, _Pair]] = {}
        for triple in triples:
            subject, predicate, value = triple
            more.setdefault(predicate, {})[str(triple)] = cast("_Pair", (subject, value))
        other = View((), self.ontology)
        other._forward = _without(self._forward, more)
        other._backward = _without(self._backward, more)
        other._pairs = dict(self._pairs)
        other._lines = dict(self.lines())
        other._begun = dict(self._begun)
        for predicate, told in more.items():
            pairs, lines = self.pairs(predicate), other._lines.get(predicate, [])
            begun = other._begun.setdefault(predicate, len(pairs))
            told.update(zip(lines[begun:], pairs[begun:], strict=True))
            ordered = sorted(told)
            other._lines[predicate] = lines[:begun] + ordered
            other._pairs[predicate] = pairs[:begun] + [told[line] for line in ordered]
        return other

    def added(self) -> list[Triple]:
        """The statements that were added to the first view, in the order of their texts."""
        found: dict[str, Triple] = {}
        for predicate, begun in self._begun.items():
            lines, pairs = self._lines[predicate][begun:], self._pairs[predicate][begun:]
            for line, (subject, value) in zip(lines, pairs, strict=True):
                found[line] = Triple(cast("NamedNode", subject), predicate, value)
        return [found[line] for line in sorted(found)]

    def pairs(self, predicate: NamedNode) -> _Pairs:
        """Every thing that has the property, with each value."""
        return self._pairs.get(predicate, [])

    def added_pairs(self, predicate: NamedNode) -> _Pairs:
        """The same of those statements only that were added to the first view."""
        pairs = self.pairs(predicate)
        return pairs[self._begun.get(predicate, len(pairs)) :]

    def things(self) -> set[Term]:
        """Everything that has a property."""
        found: set[Term] = set()
        for pairs in self._pairs.values():
            found.update(subject for subject, _ in pairs)
        return found

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
        index = self._forward.get(predicate) or self._objects(predicate)
        return index.get(subject, [])

    def subjects(self, predicate: NamedNode, value: Term) -> list[NamedNode]:
        """The things that have this value."""
        index = self._backward.get(predicate) or self._subjects(predicate)
        return _nodes(index.get(value))

    def nodes(self, subject: Term, predicate: NamedNode) -> list[NamedNode]:
        """The values of a property that are things, not literals."""
        index = self._forward.get(predicate) or self._objects(predicate)
        return _nodes(index.get(subject))

    def step(self, node: NamedNode, predicate: NamedNode, *, forward: bool) -> list[NamedNode]:
        """The things one step away, along a property or against it."""
        if forward:
            return self.nodes(node, predicate)
        return self.subjects(predicate, node)

    def text(self, subject: Term, predicate: NamedNode) -> str:
        """The first literal value as text; empty when there is none."""
        index = self._forward.get(predicate) or self._objects(predicate)
        for value in index.get(subject, _NONE):
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
        if below is None:
            return name in kinds
        return any(kind in below for kind in kinds)

    def instances(self, name: NamedNode) -> list[NamedNode]:
        """All instances of a class and its subclasses, by IRI."""
        known = self._instances.get(name)
        if known is None:
            found: set[NamedNode] = set()
            for kind in self.ontology.descendants.get(name, (name,)):
                found.update(self.subjects(_TYPE, kind))
            # Kept as a tuple: callers get a list of their own and may change it.
            known = tuple(sorted(found, key=_iri))
            self._instances[name] = known
        return list(known)

    def having(self, predicate: NamedNode) -> list[NamedNode]:
        """All things that have the property."""
        return _nodes(self._objects(predicate))

    def values_of(self, predicate: NamedNode) -> list[NamedNode]:
        """All things that are a value of the property."""
        return _nodes(self._subjects(predicate))
