"""The statements of one unit as engines take them: lines of N-Triples, by the names that rules look for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kg.read.ontology import Ontology
from kg.terms import RDF, RDFS
from kg.walk.view import View

__all__ = ["Data", "Statements", "indexed", "of_view"]

_TYPE = RDF["type"]
_TYPED = str(_TYPE)
_PART_OF = str(RDFS["subClassOf"])
#: What ends a line.
_END = " .\n"


@dataclass(frozen=True)
class Statements:
    """Lines by property, and statements of a type by their class: both as N-Triples writes them.

    A line is without the point at its end.
    """

    by_name: Mapping[str, list[str]]

    def __bytes__(self) -> bytes:
        return self.naming(self.by_name)

    def naming(self, names: Iterable[str]) -> bytes:
        """The N-Triples of these properties and classes."""
        lines: list[str] = []
        for name in names:
            lines += self.by_name.get(name, ())
        if not lines:
            return b""
        return (_END.join(lines) + _END).encode()


#: What an engine is given: the statements as they were read once, or N-Triples.
Data = bytes | Statements


def indexed(data: Data) -> Statements:
    r"""The lines by property, those of types by class.

    >>> sorted(indexed(b"<urn:a> <urn:b> <urn:c> .\n").by_name)
    ['<urn:b>']
    """
    if isinstance(data, Statements):
        return data
    found: dict[str, list[str]] = defaultdict(list)
    for line in data.decode().split("\n"):
        if line:
            stated = line[:-2]
            _, predicate, rest = stated.split(" ", 2)
            found[rest if predicate == _TYPED else predicate].append(stated)
    return Statements(found)


def of_view(view: View, ontology: Ontology) -> Statements:
    """The statements of a view with the class hierarchy, in the lines that the view keeps anyway."""
    found: dict[str, list[str]] = defaultdict(list)
    for predicate, lines in view.lines().items():
        if predicate != _TYPE:
            found[str(predicate)] = lines
            continue
        for (_, kind), line in zip(view.pairs(_TYPE), lines, strict=True):
            found[str(kind)].append(line)
    # Not added to the list in place: that one is the view's.
    found[_PART_OF] = [*found[_PART_OF], *ontology.below]
    return Statements(found)
