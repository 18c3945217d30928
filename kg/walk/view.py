"""The statements of one unit in memory, indexed for code that walks them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Sequence
from functools import cached_property
from itertools import chain
from operator import attrgetter
from typing import TypeVar, cast

from pyoxigraph import Literal, NamedNode, Triple

from kg.read.asread import Parts, lines_of, parts_of
from kg.read.ontology import Ontology
from kg.store.base import Term
from kg.terms import RDF, RDFS
from kg.walk.members import members_of

__all__ = ["View"]

_Pair = tuple[Term, Term]
_Pairs = list[_Pair]
_Index = dict[Term, list[Term]]
_Nodes = dict[Term, list[NamedNode]]
_Texts = dict[Term, str]
_Lines = dict[NamedNode, list[str]]
_TYPE = RDF["type"]
_LABEL = RDFS["label"]
_iri = attrgetter("value")


Index = TypeVar("Index")


def _without(indexes: dict[NamedNode, Index], more: Container[NamedNode]) -> dict[NamedNode, Index]:
    """The indexes of all properties but those that got more statements."""
    return {predicate: index for predicate, index in indexes.items() if predicate not in more}


class View:
    """An index over triples without blank nodes: forward, backward, and by class with subclasses.

    A property is indexed when it is first asked for; most are asked for in one direction or not at
    all.
    """

    def __init__(self, triples: Iterable[Triple], ontology: Ontology) -> None:
        self.ontology = ontology
        self._pairs: dict[NamedNode, _Pairs] = {}
        for subject, predicate, value in cast("Iterable[Parts]", triples):
            self._pairs.setdefault(predicate, []).append((subject, value))
        self._lines: _Lines = {}
        #: Where those begin that were added to another view, by property.
        self._begun: dict[NamedNode, int] = {}
        self._forward: dict[NamedNode, _Index] = {}
        self._upward: dict[NamedNode, _Nodes] = {}
        self._backward: dict[NamedNode, _Nodes] = {}
        self._texts: dict[NamedNode, _Texts] = {}
        self._instances: dict[NamedNode, tuple[NamedNode, ...]] = {}
        self._members: dict[NamedNode, frozenset[Term]] = {}
        #: What stands directly above a thing, as far as it was asked for.
        self.places: dict[NamedNode, NamedNode | None] = {}
        #: The columns of a sheet, as far as they were asked for.
        self.columns: dict[Term, list[NamedNode]] = {}

    @classmethod
    def in_order(cls, graphs: Iterable[Sequence[Triple]], ontology: Ontology) -> View:
        """A view of the statements of several graphs, the same whatever their order and however often one is said.

        The texts that they are ordered by are kept: engines take them.
        """
        written: dict[str, Parts] = {}
        for stated in graphs:
            written.update(zip(lines_of(stated), parts_of(stated), strict=True))
        found: dict[NamedNode, tuple[_Pairs, list[str]]] = defaultdict(lambda: ([], []))
        for line in sorted(written):
            subject, predicate, value = written[line]
            pairs, lines = found[predicate]
            pairs.append((subject, value))
            lines.append(line)
        view = cls((), ontology)
        for predicate, (pairs, lines) in found.items():
            view._pairs[predicate], view._lines[predicate] = pairs, lines
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
        more: dict[NamedNode, dict[str, _Pair]] = defaultdict(dict)
        for triple in cast("Iterable[Parts]", triples):
            subject, predicate, value = triple
            more[predicate][str(triple)] = (subject, value)
        return self._grown(more)

    def with_members(self, classes: Iterable[tuple[NamedNode, Iterable[NamedNode]]]) -> View:
        """These statements, and that things are members of classes, as :meth:`plus` adds them."""
        stated = cast("list[tuple[NamedNode, NamedNode]]", self.pairs(_TYPE))
        begun = self._begun.get(_TYPE, len(stated))
        earlier: dict[NamedNode, list[NamedNode]] = defaultdict(list)
        for member, name in stated[begun:]:
            earlier[name].append(member)
        added = members_of(chain(earlier.items(), classes))
        other = self._grown({_TYPE: {}})
        other._begun[_TYPE] = begun
        other._lines[_TYPE] = other._lines.get(_TYPE, [])[:begun] + added.lines
        other._pairs[_TYPE] = [*stated[:begun], *added.pairs]
        other._backward[_TYPE] = index = dict(self._backward.get(_TYPE) or self._subjects(_TYPE))
        for name, members in added.of.items():
            again = set(earlier.get(name, ()))
            index[name] = [m for m in index.get(name, ()) if m not in again] + members
        return other

    def _grown(self, more: dict[NamedNode, dict[str, _Pair]]) -> View:
        """These statements and more, given by property and text."""
        other = View((), self.ontology)
        other._forward = _without(self._forward, more)
        other._upward = _without(self._upward, more)
        other._backward = _without(self._backward, more)
        other._texts = _without(self._texts, more)
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
            statements = cast("Iterable[tuple[NamedNode, Term]]", pairs)
            for line, (subject, value) in zip(lines, statements, strict=True):
                found[line] = Triple(subject, predicate, value)
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
            found.update([subject for subject, _ in pairs])
        return found

    def _objects(self, predicate: NamedNode) -> _Index:
        """The values of a property by thing."""
        found: _Index = {}
        for subject, value in self._pairs.get(predicate, ()):
            found.setdefault(subject, []).append(value)
        self._forward[predicate] = found
        return found

    def _things(self, predicate: NamedNode) -> _Nodes:
        """The values that are things, by thing."""
        found: _Nodes = {}
        for subject, value in self._pairs.get(predicate, ()):
            if isinstance(value, NamedNode):
                found.setdefault(subject, []).append(value)
        self._upward[predicate] = found
        return found

    def _subjects(self, predicate: NamedNode) -> _Nodes:
        """The things by value of a property."""
        found: _Nodes = {}
        for subject, value in self._pairs.get(predicate, ()):
            if isinstance(subject, NamedNode):
                found.setdefault(value, []).append(subject)
        self._backward[predicate] = found
        return found

    def _first_texts(self, predicate: NamedNode) -> _Texts:
        """The first text of each thing.

        One and the same however often it is asked for: what is remembered of a text is found at
        once by it.
        """
        found: _Texts = {}
        for subject, value in self._pairs.get(predicate, ()):
            if isinstance(value, Literal) and subject not in found:
                found[subject] = value.value
        self._texts[predicate] = found
        return found

    @cached_property
    def _predicates(self) -> dict[Term, list[NamedNode]]:
        """The properties that each thing has."""
        found: dict[Term, list[NamedNode]] = {}
        for predicate in self._pairs:
            for subject in self._forward.get(predicate) or self._objects(predicate):
                found.setdefault(subject, []).append(predicate)
        return found

    def objects(self, subject: Term, predicate: NamedNode) -> list[Term]:
        """The values of one property of one thing."""
        try:
            index = self._forward[predicate]
        except KeyError:
            index = self._objects(predicate)
        return index.get(subject, [])

    def subjects(self, predicate: NamedNode, value: Term) -> list[NamedNode]:
        """The things that have this value."""
        try:
            index = self._backward[predicate]
        except KeyError:
            index = self._subjects(predicate)
        return [*index.get(value, ())]

    def nodes(self, subject: Term, predicate: NamedNode) -> list[NamedNode]:
        """The values of a property that are things, not literals."""
        try:
            index = self._upward[predicate]
        except KeyError:
            index = self._things(predicate)
        return [*index.get(subject, ())]

    def step(self, node: NamedNode, predicate: NamedNode, *, forward: bool) -> list[NamedNode]:
        """The things one step away, along a property or against it."""
        if forward:
            return self.nodes(node, predicate)
        return self.subjects(predicate, node)

    def text(self, subject: Term, predicate: NamedNode) -> str:
        """The first literal value as text; empty when there is none."""
        try:
            index = self._texts[predicate]
        except KeyError:
            index = self._first_texts(predicate)
        return index.get(subject, "")

    def label(self, subject: Term) -> str:
        """The label as printed; empty when there is none."""
        return self.text(subject, _LABEL)

    def properties(self, subject: Term) -> list[NamedNode]:
        """Every property that the thing has."""
        return self._predicates.get(subject, [])

    def is_a(self, subject: Term, name: NamedNode) -> bool:
        """Whether the thing is an instance of the class or of one of its subclasses."""
        try:
            members = self._members[name]
        except KeyError:
            members = self._members[name] = frozenset(self.instances(name))
        return subject in members

    def instances(self, name: NamedNode) -> list[NamedNode]:
        """All instances of a class and its subclasses, by IRI."""
        known = self._instances.get(name)
        if known is None:
            index = self._backward.get(_TYPE) or self._subjects(_TYPE)
            kinds = self.ontology.descendants.get(name, (name,))
            found = set(chain.from_iterable(index.get(kind, ()) for kind in kinds))
            # Kept as a tuple: callers get a list of their own and may change it.
            known = tuple(sorted(found, key=_iri))
            self._instances[name] = known
        return list(known)

    def having(self, predicate: NamedNode) -> list[NamedNode]:
        """All things that have the property, each once."""
        pairs = self._pairs.get(predicate, ())
        return list(dict.fromkeys(thing for thing, _ in pairs if isinstance(thing, NamedNode)))

    def values_of(self, predicate: NamedNode) -> list[NamedNode]:
        """All things that are a value of the property, each once."""
        pairs = self._pairs.get(predicate, ())
        return list(dict.fromkeys(value for _, value in pairs if isinstance(value, NamedNode)))
