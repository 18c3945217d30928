"""A world: a few things with links and values, drawn at random, walked by twins and written as RDF for the engines."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Protocol, TypeVar

from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Triple

from kg.terms import KIN, ORG, PROV, RDF, RDFS, XSD, instance_iri

__all__ = [
    "PERIOD",
    "REGION",
    "Family",
    "Seeded",
    "Slots",
    "Thing",
    "Twin",
    "World",
    "iri",
    "triples",
    "world_by",
    "worlds",
]

T = TypeVar("T")
REGION, PERIOD = "33.02.19", "2025-2027"
_OTHER = {"label": RDFS["label"], "wasDerivedFrom": PROV["wasDerivedFrom"], "postIn": ORG["postIn"]}
_TYPED = {"tahap": "integer", "tahun": "gYear", "tahunPeriode": "gYear", "nilai": "decimal"}


@dataclass(frozen=True)
class Thing:
    """One thing: its class, the numbers of the things it points to, and its values, both by property."""

    kind: str
    links: dict[str, list[int]] = field(default_factory=dict)
    values: dict[str, list[str]] = field(default_factory=dict)


class World(list[Thing]):
    """The things of one document, named by number."""

    def of(self, *kinds: str) -> set[int]:
        """The things of these kinds."""
        return {n for n, thing in enumerate(self) if thing.kind in kinds}

    def to(self, n: int, name: str) -> set[int]:
        """What a thing points to."""
        return set(self[n].links.get(name, []))

    def back(self, n: int, name: str) -> set[int]:
        """What points to a thing."""
        return {m for m in range(len(self)) if n in self.to(m, name)}

    def text(self, n: int, name: str) -> list[str]:
        """The values of a thing that are not blank."""
        return [value for value in self[n].values.get(name, []) if value.strip()]

    def above(self, n: int, name: str) -> set[int]:
        """What a thing reaches in one step or more."""
        seen: set[int] = set()
        todo = self.to(n, name)
        while todo:
            seen |= todo
            todo = {further for m in todo for further in self.to(m, name)} - seen
        return seen


#: The things that break one part of a rule; -1 stands for the tree as a whole.
Twin = Callable[[World], set[int]]


@dataclass(frozen=True)
class Slots:
    """What a thing of one kind may carry: links with the kinds they should lead to, values with their choices."""

    links: dict[str, tuple[str, ...]] = field(default_factory=dict)
    values: dict[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class Family:
    """Rules that look at the same kinds of thing: what to draw, and the twin of every part."""

    name: str
    kinds: dict[str, Slots]
    twins: dict[str, Twin]
    size: int = 8
    batch: int = 5
    #: Links and values that a thing may carry several of, and kinds to draw more often than others.
    many: frozenset[str] = frozenset()
    often: tuple[str, ...] = ()

    @property
    def rules(self) -> frozenset[str]:
        """The ids of the rules."""
        return frozenset(part.partition("#")[0] for part in self.twins)


class Chance(Protocol):
    """What decides: hypothesis, which looks for the smallest world that fails, or a seed, which costs a tenth of it."""

    def number(self, low: int, high: int) -> int:
        """A number from low to high."""

    def one(self, choices: Sequence[T]) -> T:
        """One of the choices."""

    def some(self, choices: Sequence[T], least: int, most: int, *, unique: bool) -> list[T]:
        """Several of them."""


class Searched:
    """Decisions that can be taken back one by one when a test fails."""

    def __init__(self, draw: st.DrawFn) -> None:
        self._draw = draw

    def number(self, low: int, high: int) -> int:
        """A number from low to high."""
        return self._draw(st.integers(low, high))

    def one(self, choices: Sequence[T]) -> T:
        """One of the choices."""
        return self._draw(st.sampled_from(choices))

    def some(self, choices: Sequence[T], least: int, most: int, *, unique: bool) -> list[T]:
        """Several of them."""
        one = st.sampled_from(choices)
        return self._draw(st.lists(one, min_size=least, max_size=most, unique=unique))


class Seeded:
    """Decisions of a seed: the same in every run."""

    def __init__(self, seed: str) -> None:
        self._random = random.Random(seed)

    def number(self, low: int, high: int) -> int:
        """A number from low to high."""
        return self._random.randint(low, high)

    def one(self, choices: Sequence[T]) -> T:
        """One of the choices."""
        return self._random.choice(choices)

    def some(self, choices: Sequence[T], least: int, most: int, *, unique: bool) -> list[T]:
        """Several of them."""
        count = self._random.randint(least, most)
        if unique:
            return self._random.sample(choices, min(count, len(choices)))
        return self._random.choices(choices, k=count)


@st.composite
def worlds(draw: st.DrawFn, family: Family) -> World:
    """Worlds that hypothesis looks through."""
    return world_by(Searched(draw), family)


def world_by(chance: Chance, family: Family) -> World:
    """Mostly sound links of every kind, and now and then one that is missing, doubled or leads astray."""
    every = (*sorted(family.kinds), *family.often)
    kinds = chance.some(every, 1, family.size, unique=False)
    world = World()
    for kind in kinds:
        slots = family.kinds[kind]
        links, values = {}, {}
        for name, right in slots.links.items():
            fitting = [n for n, other in enumerate(kinds) if other in right]
            pool = fitting if chance.number(0, 5) else list(range(len(kinds)))
            count = 4 if name in family.many else chance.one((1, 0, 1, 1, 2))
            if pool and count:
                links[name] = chance.some(pool, 1, count, unique=True)
        for name, choices in slots.values.items():
            most = 3 if name in family.many else 1
            least = min(1, chance.number(0, 3))
            values[name] = chance.some(choices, least, max(least, most), unique=True)
        world.append(Thing(kind, links, values))
    return world


def iri(number: int, thing: int) -> NamedNode:
    """The IRI of a thing of the world of that number."""
    return instance_iri(REGION, PERIOD, "hal", f"{number}-{thing}")


def triples(world: World, number: int) -> list[Triple]:
    """The world as RDF; things of a family without labels are numbered."""
    found = []
    for n, thing in enumerate(world):
        node = iri(number, n)
        found.append(Triple(node, RDF["type"], KIN[thing.kind]))
        values = (
            thing.values
            if "label" in thing.values
            else {**thing.values, "label": [f"Hal {number} {n}"]}
        )
        for name, texts in values.items():
            datatype = XSD[_TYPED.get(name, "string")]
            found += [
                Triple(node, _OTHER.get(name, KIN[name]), Literal(text, datatype=datatype))
                for text in texts
            ]
        for name, others in thing.links.items():
            found += [Triple(node, _OTHER.get(name, KIN[name]), iri(number, m)) for m in others]
    return found
