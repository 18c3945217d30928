"""A file speaks for the units that it declares.

What it says about anything else is refused with its lines.

Otherwise a few lines in the file of one kecamatan would change what is found in another.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pyoxigraph
from pyoxigraph import NamedNode, Quad, RdfFormat

from kg.errors import InputError, Problem
from kg.read.asread import Parts
from kg.terms import BASE, GRAPH, ID, KIN, RDF, UnitKey

__all__ = ["Said", "graph_place", "instance_unit", "refuse_foreign", "said", "strange_subjects"]

#: The address of a thing of ours: region, period, kind and code.
_INSTANCE = re.compile(re.escape(ID) + r"([^/]+)/([^/]+)/[^/]+/.+")
#: The name of a graph of ours: region, period and document.
_GRAPH = re.compile(re.escape(GRAPH) + r"([^/]+)/([^/]+)/([^/]+)")
# Our addresses in any dress: another scheme or case, or more strokes, is taken for ours by whoever
# reads it.
_OURS = re.compile(r"https?://+" + re.escape(BASE.partition("://")[2]).replace("/", "/+"), re.I)
#: Formats with one statement a line: only of these the line of a statement is known.
_LINES = {RdfFormat.N_TRIPLES, RdfFormat.N_QUADS}
#: So many lines are named.
_NAMED = 10


@dataclass(frozen=True)
class Said:
    """What statements speak of.

    Everything that they are about, their properties and classes, and what is a ``kin:Dokumen``.
    """

    subjects: set[Any]
    terms: set[Any]
    documents: list[Any]


def said(statements: Iterable[Parts]) -> Said:
    """What statements speak of, in one walk."""
    found = Said(set(), set(), [])
    about, terms = found.subjects.add, found.terms.add
    kind, document = RDF["type"], KIN["Dokumen"]
    for subject, predicate, value in statements:
        about(subject)
        terms(predicate)
        if predicate == kind:
            terms(value)
            if value == document:
                found.documents.append(subject)
    return found


Graphs = Mapping[object, Said]


def graph_place(graph: object) -> tuple[UnitKey, str] | None:
    """Unit and code of the document that a graph of ours is named for."""
    match = None
    if isinstance(graph, NamedNode):
        match = _GRAPH.fullmatch(graph.value)
    if match:
        return (UnitKey(match[1], match[2]), match[3])
    return None


def instance_unit(node: object) -> UnitKey | None:
    """The unit that an instance of ours belongs to, as its IRI says.

    >>> instance_unit(NamedNode("https://w3id.org/kinerja/id/33.02.19/2021/simpul/O"))
    UnitKey(region='33.02.19', period='2021')
    """
    match = None
    if isinstance(node, NamedNode):
        match = _INSTANCE.fullmatch(node.value)
    if match:
        return UnitKey(match[1], match[2])
    return None


def _declared(graphs: Graphs) -> set[UnitKey]:
    """The units for which a document stands in the file, where it belongs.

    Empty when no document is named.
    """
    found: set[UnitKey] = set()
    for graph, spoken in graphs.items():
        place = graph_place(graph)
        for document in spoken.documents:
            unit = instance_unit(document)
            if unit is not None and place in {None, (unit, place and place[1])}:
                found.add(unit)
    return found


def strange_subjects(subjects: Iterable[object], units: Container[UnitKey | None]) -> set[str]:
    """What of the things that statements are about these units have no say in.

    Things of other people's names are left to them.
    """
    found: set[str] = set()
    for subject in subjects:
        if not isinstance(subject, NamedNode) or instance_unit(subject) in units:
            continue
        if _OURS.match(subject.value):
            found.add(str(subject))
    return found


def _foreign(graphs: Graphs) -> Iterator[tuple[object, str]]:
    """Graph and subject of what the file has no say in."""
    places = {graph: graph_place(graph) for graph in graphs}
    named = {place[0] for place in places.values() if place}
    declared = _declared(graphs)
    may_speak = declared or named
    if not may_speak or (len(declared) > 1 and not named):
        return  # what it is about will be told by its content
    for graph, spoken in graphs.items():
        place = places[graph]
        allowed = may_speak
        if place is not None:
            # A graph that names its unit speaks of that one only.
            allowed = may_speak & {place[0]}
        for subject in _strange(spoken, allowed):
            yield graph, subject


def _strange(spoken: Said, allowed: set[UnitKey]) -> set[str]:
    """The subjects of a graph that none of these units has a say in; all, where there is no unit."""
    if not allowed:
        return set(map(str, spoken.subjects))
    return strange_subjects(spoken.subjects, allowed)


def refuse_foreign(graphs: Graphs, text: bytes, name: str, rdf_format: RdfFormat) -> None:
    """Refuse what a file says about anything but the units that it declares.

    Declared is a unit of which a document (``kin:Dokumen``) stands in the file; when none does, the
    graph names declare.

    :raises InputError: READ-FOREIGN with the lines.
    """
    found = set(_foreign(graphs))
    if not found:
        return
    lines = sorted(_lines(found, text, rdf_format))
    subjects = sorted({subject for _, subject in found})
    shown = ", ".join(map(str, lines[:_NAMED])) + (", …" if len(lines) > _NAMED else "")
    if lines:
        where = f"{name}:{lines[0]}"
    else:
        where = name
    values = {"found": subjects[0], "count": str(len(subjects)), "lines": shown or "?"}
    raise InputError(Problem("READ-FOREIGN", where, values))


def _lines(found: set[tuple[object, str]], text: bytes, rdf_format: RdfFormat) -> Iterator[int]:
    """Where that stands: exactly in formats of one statement a line, else where the name of the subject comes up."""
    ends = []
    for _, subject in found:
        ends.append(subject.strip("<>").rpartition("/")[2].encode())
    for number, line in enumerate(text.splitlines(), 1):
        if rdf_format not in _LINES:
            if any(end in line for end in ends):
                yield number
            continue
        for quad in _quads(line, rdf_format):
            if (quad.graph_name, str(quad.subject)) in found:
                yield number


def _quads(line: bytes, rdf_format: RdfFormat) -> Iterator[Quad]:
    yield from pyoxigraph.parse(line, format=rdf_format)
