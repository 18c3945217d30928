"""RDF files: one document per named graph."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import PurePath
from typing import Any

from pyoxigraph import BlankNode, DefaultGraph, NamedNode, RdfFormat, Triple

from kg.errors import InputError, Problem
from kg.limits import DEFAULT, Limits
from kg.read.asread import AsRead, parts_of
from kg.read.document import Document
from kg.read.foreign import Said, graph_place, instance_unit, refuse_foreign, said
from kg.read.gate import decode, read_bytes, sha256
from kg.read.ontology import ontology
from kg.read.parse import LINES, parse
from kg.read.place import Place
from kg.read.plainlines import plain_statements
from kg.suggest import nearest
from kg.terms import (
    KIN,
    NO_PERIOD,
    NO_REGION,
    OWL,
    RESERVED_DOCUMENTS,
    UnitKey,
    graph_iri,
    text_of,
)

__all__ = ["FORMATS", "read_rdf"]

FORMATS = {
    ".ttl": RdfFormat.TURTLE,
    ".nt": RdfFormat.N_TRIPLES,
    ".nq": RdfFormat.N_QUADS,
    ".trig": RdfFormat.TRIG,
    ".jsonld": RdfFormat.JSON_LD,
    ".rdf": RdfFormat.RDF_XML,
}


def _place(spoken: Said, graph: object, name: str) -> tuple[UnitKey, str]:
    """Unit and code of a document: from its graph name, its document node, or its instance IRIs.

    :raises InputError: READ-UNITS, or READ-RESERVED for a code that the program uses itself.
    """
    unit, code = graph_place(graph) or _place_by_content(spoken, name)
    if code.casefold() in RESERVED_DOCUMENTS:
        raise InputError(Problem("READ-RESERVED", name, {"code": code}))
    return unit, code


def _place_by_content(spoken: Said, name: str) -> tuple[UnitKey, str]:
    """Where a file without graph names belongs.

    Files without instance IRIs of ours are units of their own.
    """
    units = set(map(instance_unit, spoken.subjects)) - {None}
    if len(units) > 1:
        found = ", ".join(sorted("/".join(unit) for unit in units if unit))
        raise InputError(Problem("READ-UNITS", name, {"found": found}))
    documents = [node.value for node in spoken.documents if isinstance(node, NamedNode)]
    stem = re.sub(r"[^\w.-]+", "-", PurePath(name).stem)
    if len(documents) == 1:
        code = re.split(r"[/#]", documents[0])[-1]
    else:
        code = stem
    unit = next(iter(units), None) or UnitKey(f"{NO_REGION}-{stem}", NO_PERIOD)
    return unit, code


def _no_blanks(triples: Sequence[Triple], code: str) -> list[Triple]:
    """Blank nodes get IRIs of their own, numbered in reading order, so that findings can name them."""
    names: dict[str, NamedNode] = {}

    def named(term: Any) -> Any:
        if not isinstance(term, BlankNode):
            return term
        return names.setdefault(term.value, NamedNode(f"urn:x-kinerja:{code}:b{len(names) + 1}"))

    found: list[Triple] = []
    for t in triples:
        found.append(Triple(named(t.subject), t.predicate, named(t.object)))
    return found


def _by_graph(
    data: bytes, name: str, rdf_format: RdfFormat, limits: Limits
) -> Mapping[object, Sequence[Triple]]:
    """The statements of each graph; read as text where they are written plainly.

    :raises InputError: READ-NOTHING, and what the parser says.
    """
    plain = None
    if rdf_format == RdfFormat.N_QUADS:
        plain = plain_statements(decode(data, name), limits)
    if plain:
        return plain
    quads = parse(data, name, rdf_format, limits)
    if not quads:
        raise InputError(Problem("READ-NOTHING", name))
    graphs: dict[object, list[Triple]] = {}
    for quad in quads:
        graphs.setdefault(quad.graph_name, []).append(quad.triple)
    return graphs


def read_rdf(path: Place, limits: Limits = DEFAULT) -> list[Document]:
    """The documents of an RDF file, one per named graph (one for a file without graphs)."""
    data = read_bytes(path, limits)
    rdf_format = FORMATS[path.suffix.casefold()]
    graphs = _by_graph(data, str(path), rdf_format, limits)
    spoken = {graph: said(parts_of(triples)) for graph, triples in graphs.items()}
    refuse_foreign(spoken, data, str(path), rdf_format)
    digest = sha256(data)
    blanks = rdf_format not in LINES or b"_:" in data  # in lines a blank node always has its sign
    documents = []
    for graph, triples in graphs.items():
        if not isinstance(graph, (NamedNode, DefaultGraph)):
            raise InputError(Problem("READ-GRAPHNAME", str(path)))
        own = _own(spoken[graph].terms)
        unit, code = _place(spoken[graph], graph, str(path))
        clean = triples
        # Read as text, each is there once, and none is about a blank node.
        if not isinstance(triples, AsRead):
            clean = list(dict.fromkeys(_no_blanks(triples, code) if blanks else triples))
        documents.append(
            Document(
                graph=graph_iri(*unit, code),
                region=unit.region,
                period=unit.period,
                code=code,
                name=str(path),
                sha256=digest,
                rows=0,
                triples=clean,
                notes=[*_strange(own, path), *_backward(own, path)],
            )
        )
    return documents


@lru_cache(maxsize=1)
def _known() -> frozenset[str]:
    """The names of our own terms."""
    found = set()
    for term in ontology().classes | ontology().properties:
        if term.value.startswith(KIN):
            found.add(term.value.removeprefix(KIN))
    return frozenset(found)


@lru_cache(maxsize=1)
def _inverses() -> dict[str, str]:
    """The names of properties that say what another says, from the other end, and that other."""
    found = {}
    for triple in ontology().triples:
        if triple.predicate == OWL["inverseOf"]:
            found[text_of(triple.object).removeprefix(KIN)] = text_of(triple.subject)
    return {name: stated.removeprefix(KIN) for name, stated in found.items()}


def _own(terms: set[Any]) -> set[str]:
    """The names of those in our namespace."""
    used = set()
    for term in terms:
        if isinstance(term, NamedNode) and term.value.startswith(KIN):
            used.add(term.value.removeprefix(KIN))
    return used


def _backward(used: set[str], path: Place) -> list[Problem]:
    """Properties that the ontology has for readers: documents state the other direction."""
    other = {name: stated for name, stated in sorted(_inverses().items()) if name in used}
    if not other:
        return []
    values = {"terms": ", ".join(other), "near": ", ".join(dict.fromkeys(other.values()))}
    return [Problem("READ-INVERSE", str(path), values)]


def _strange(used: set[str], path: Place) -> list[Problem]:
    """Terms in our namespace that the ontology does not know.

    Most likely misspelt, and no rule looks at them.
    """
    known = _known()
    strange = sorted(used - known)
    if not strange:
        return []
    near = []
    for name in strange:
        near.extend(nearest(name, sorted(known)))
    values = {"terms": ", ".join(strange), "near": ", ".join(dict.fromkeys(near)) or "-"}
    return [Problem("READ-TERM", str(path), values)]
