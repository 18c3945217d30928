"""Things as members of classes, in the order of the lines that say so."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from pyoxigraph import NamedNode

from kg.terms import RDF

__all__ = ["Members", "members_of"]

#: What stands between the IRI of a thing and its class.
_IS = f"> {RDF['type']} "


def _closed(iri: str) -> str:
    """IRIs in the order of lines: the sign that ends one counts."""
    return f"{iri}>"


@dataclass(frozen=True)
class _Class:
    """A class, as N-Triples writes it, and its members."""

    name: NamedNode
    written: str
    members: list[NamedNode] = field(default_factory=list)


@dataclass(frozen=True)
class Members:
    """Members by class, and the same as pairs and as lines without the point at their end."""

    of: dict[NamedNode, list[NamedNode]]
    pairs: list[tuple[NamedNode, NamedNode]]
    lines: list[str]


def members_of(said: Iterable[tuple[NamedNode, Iterable[NamedNode]]]) -> Members:
    """Classes with their members, each once, where a class or a member may be given several times.

    Most of what is derived of a unit is this, so a thing is written once for all its classes.

    >>> thing = NamedNode("urn:a")
    >>> members_of([(NamedNode("urn:c"), [thing, thing])]).lines
    ['<urn:a> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <urn:c>']
    """
    told: dict[NamedNode, list[NamedNode]] = {}
    for name, members in said:
        told.setdefault(name, []).extend(members)
    things: dict[str, NamedNode] = {}
    classes: dict[str, list[_Class]] = {}
    found: dict[NamedNode, list[NamedNode]] = {}
    for name in sorted(told, key=lambda node: _closed(node.value)):
        kind = _Class(name, str(name))
        found[name] = kind.members
        for member in told[name]:
            iri = member.value
            known = classes.get(iri)
            if known is None:
                things[iri], classes[iri] = member, [kind]
            elif known[-1] is not kind:
                known.append(kind)
    pairs, lines = _in_order(things, classes)
    return Members(found, pairs, lines)


def _in_order(
    things: dict[str, NamedNode], classes: dict[str, list[_Class]]
) -> tuple[list[tuple[NamedNode, NamedNode]], list[str]]:
    """Pairs and lines; each class gets its members in the same order."""
    pairs, lines = [], []
    for iri in sorted(classes, key=_closed):
        thing, begun = things[iri], f"<{iri}{_IS}"
        for kind in classes[iri]:
            kind.members.append(thing)
            pairs.append((thing, kind.name))
            lines.append(begun + kind.written)
    return pairs, lines
