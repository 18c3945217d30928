"""The ontology as the program needs it: its statements, its class hierarchy and its terms."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import chain
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Triple

from kg.assets import folder
from kg.limits import DEFAULT
from kg.read.gate import read_bytes, sha256
from kg.read.parse import quads_of
from kg.terms import OWL, RDF, RDFS, text_of

__all__ = ["Ontology", "closure", "load_triples", "load_turtle", "ontology"]

_CLASS = OWL["Class"]
_PROPERTIES = (OWL["ObjectProperty"], OWL["DatatypeProperty"], OWL["AnnotationProperty"])


@dataclass(frozen=True)
class Ontology:
    """All statements of ``ontology/*.ttl``; ancestors and descendants include the class itself."""

    triples: tuple[Triple, ...]
    ancestors: dict[NamedNode, frozenset[NamedNode]]
    descendants: dict[NamedNode, frozenset[NamedNode]]
    classes: frozenset[NamedNode]
    properties: frozenset[NamedNode]
    derived: frozenset[NamedNode]
    version: str
    digest: str

    @cached_property
    def mentioned(self) -> frozenset[NamedNode]:
        """Every name in a statement, whoever declares it: gathered once for a hundred rules."""
        terms = chain.from_iterable((t.subject, t.predicate, t.object) for t in self.triples)
        return frozenset(term for term in terms if isinstance(term, NamedNode))

    @cached_property
    def labels(self) -> dict[tuple[NamedNode, str], str]:
        """What each term is called, by language: looked up once for each finding."""
        found: dict[tuple[NamedNode, str], str] = {}
        for t in self.triples:
            term, name = t.subject, t.object
            if t.predicate != RDFS["label"] or not isinstance(term, NamedNode):
                continue
            if isinstance(name, Literal) and name.language:
                found.setdefault((term, name.language), name.value)

        return found

    @cached_property
    def below(self) -> tuple[str, ...]:
        """The class hierarchy as text, without the points at the ends: every check asks for it."""
        return tuple(map(str, self.hierarchy()))

    def hierarchy(self) -> list[Triple]:
        """The ``rdfs:subClassOf`` statements between named classes, which SHACL targets and questions need."""
        part_of = RDFS["subClassOf"]
        return [Triple(below, part_of, above) for below, above in _steps(self.triples)]


def closure(
    pairs: Iterable[tuple[NamedNode, NamedNode]], nodes: Iterable[NamedNode]
) -> dict[NamedNode, frozenset[NamedNode]]:
    """What each node reaches over ``pairs``, itself included.

    >>> a, b, c = (NamedNode(f"http://e/{x}") for x in "abc")
    >>> sorted(n.value[-1] for n in closure([(a, b), (b, c)], [a, b, c])[a])
    ['a', 'b', 'c']
    """
    step: dict[NamedNode, set[NamedNode]] = {}
    for start, end in pairs:
        step.setdefault(start, set()).add(end)
    reached: dict[NamedNode, frozenset[NamedNode]] = {}
    for node in nodes:
        found, todo = {node}, [node]
        while todo:
            for following in step.get(todo.pop(), ()):
                if following not in found:
                    found.add(following)
                    todo.append(following)
        reached[node] = frozenset(found)
    return reached


def load_turtle(path: Path) -> list[Quad]:
    """The statements of one of our own Turtle files.

    They are program text: a test puts each of them through the gate for foreign files once, so that
    not every start pays for it.
    """
    return quads_of(read_bytes(path), path.name, RdfFormat.TURTLE, DEFAULT)


def load_triples(path: Path) -> list[Triple]:
    """The statements of one of our own Turtle files, which name no graphs."""
    return [quad.triple for quad in load_turtle(path)]


@lru_cache(maxsize=1)
def ontology() -> Ontology:
    """The ontology that comes with the program.

    >>> from kg.terms import KIN
    >>> KIN["SimpulKinerja"] in ontology().ancestors[KIN["Outcome"]]
    True
    """
    stated = sorted(folder("ontology").glob("*.ttl"))
    computed = sorted((folder("ontology") / "turunan").glob("*.ttl"))
    derived = _statements(computed)
    triples = [*_statements(stated), *derived]
    classes = _declared(triples, {_CLASS})
    pairs = list(_steps(triples))
    version = next(text_of(t.object) for t in triples if t.predicate == OWL["versionInfo"])
    return Ontology(
        triples=tuple(triples),
        ancestors=closure(pairs, classes),
        descendants=closure([(below, above) for above, below in pairs], classes),
        classes=classes,
        properties=_declared(triples, _PROPERTIES),
        derived=_declared(derived),
        version=version,
        digest=sha256(b"".join(path.read_bytes() for path in (*stated, *computed))),
    )


def _statements(paths: Iterable[Path]) -> list[Triple]:
    found = []
    for path in paths:
        found += load_triples(path)
    return found


def _declared(
    triples: Iterable[Triple], kinds: Collection[NamedNode] | None = None
) -> frozenset[NamedNode]:
    """The names that are declared as one of these kinds, or as anything."""
    found = set()
    for t in triples:
        if t.predicate != RDF["type"] or not isinstance(t.subject, NamedNode):
            continue
        if kinds is None or t.object in kinds:
            found.add(t.subject)
    return frozenset(found)


def _steps(triples: Iterable[Triple]) -> Iterator[tuple[NamedNode, NamedNode]]:
    """Each class with one that it is part of, where both have names."""
    for t in triples:
        if t.predicate != RDFS["subClassOf"]:
            continue
        if isinstance(t.subject, NamedNode) and isinstance(t.object, NamedNode):
            yield t.subject, t.object
