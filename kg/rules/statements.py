"""The statements of one unit as engines take them: lines of N-Triples, by the names that rules look for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kg.store.base import Term
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
        return self.naming(self.by_name).encode()

    def naming(self, names: Iterable[str]) -> str:
        """The N-Triples of these properties and classes."""
        lines: list[str] = []
        for name in names:
            lines += self.by_name.get(name, ())
        lines.append("")  # so that the last one ends as well
        return _END.join(lines)


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


def of_view(view: View) -> Statements:
    """The statements of a view with the class hierarchy, in the lines that the view keeps anyway."""
    found: dict[str, list[str]] = {}
    for predicate, lines in view.lines().items():
        found[str(predicate)] = lines
    kinds: dict[Term, list[str]] = {}
    for (_, kind), line in zip(view.pairs(_TYPE), found.pop(_TYPED, ()), strict=True):
        kinds.setdefault(kind, []).append(line)
    for kind, lines in kinds.items():
        # Not added to a list in place: that one is the view's.
        found[str(kind)] = [*found.get(str(kind), ()), *lines]
    found[_PART_OF] = [*found.get(_PART_OF, ()), *view.ontology.below]
    return Statements(found)
