"""What a reader process is asked to do.

Each task is a value, carried out on the store that the process has opened.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import pyoxigraph
from pyoxigraph import (
    BlankNode,
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    RdfFormat,
    Triple,
)

from kg.errors import InputError, KgError, Problem
from kg.limits import DEFAULT, Limits
from kg.read.ontology import Ontology, ontology
from kg.store.embedded import EmbeddedStore
from kg.store.free_queries import free_query
from kg.store.lookup import units_held
from kg.store.opening import open_store
from kg.terms import RDF, Namespace
from kg.web.negotiate import preferred
from kg.web.refusal import Failed

__all__ = [
    "GRAPH_TYPES",
    "Description",
    "DeskTask",
    "Expert",
    "ReaderJob",
    "TaskContext",
    "UnitsHeld",
]

GRAPH_TYPES = {
    "text/turtle": RdfFormat.TURTLE,
    "application/n-triples": RdfFormat.N_TRIPLES,
    "application/rdf+xml": RdfFormat.RDF_XML,
    "application/ld+json": RdfFormat.JSON_LD,
}
_ROW_TYPES = {
    "application/sparql-results+json": QueryResultsFormat.JSON,
    "application/sparql-results+xml": QueryResultsFormat.XML,
    "text/csv": QueryResultsFormat.CSV,
    "text/tab-separated-values": QueryResultsFormat.TSV,
}
#: A yes or no has no CSV form (SPARQL 1.1 Query Results CSV and TSV, section 1).
_BOOLEAN_TYPES = dict(list(_ROW_TYPES.items())[:2])
#: The lowest priority that systems know.
_LAST = 19
_SD = Namespace("http://www.w3.org/ns/sparql-service-description#")
_FORMATS = Namespace("http://www.w3.org/ns/formats/")
_OFFERED = (
    "SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV",
    "Turtle", "N-Triples", "RDF_XML", "JSON-LD",
)  # fmt: skip


@dataclass(frozen=True)
class TaskContext:
    """What a reader process has at hand."""

    store: EmbeddedStore
    ontology: Ontology
    limits: Limits = DEFAULT


class DeskTask(Protocol):
    """Something to be done in a reader process."""

    def __call__(self, context: TaskContext) -> Any:
        """Carry it out; the answer must be a plain value."""
        ...


@dataclass(frozen=True)
class ReaderJob:
    """Starts a reader: opens the store for reading, loads the ontology, and gives the function for tasks.

    One that ``yields`` works only while no other process wants to.
    """

    store: str
    yields: bool = False

    def __call__(self) -> Callable[[DeskTask], Any]:
        """Open, load, and give the function for tasks."""
        context = TaskContext(open_store(Path(self.store), write=False), ontology())
        # Only now: one that is made for somebody who waits is made as fast as a page.
        if self.yields and hasattr(os, "nice"):
            os.nice(_LAST)

        def carry(task: DeskTask) -> Any:
            try:
                return task(context)
            except (
                KgError
            ) as error:  # a value: the request behind the task ends, the reader goes on
                return Failed.by(error)

        return carry


@dataclass(frozen=True)
class Expert:
    """A query in SPARQL; the answer is (media type, bytes)."""

    query: str
    base: str
    default_graphs: tuple[str, ...]
    named_graphs: tuple[str, ...]
    accept: str

    def __call__(self, context: TaskContext) -> tuple[str, bytes]:
        """Ask the engine and write the whole answer.

        :raises CouldNotError: STORE-DAMAGED.
        :raises InputError: ASK-SYNTAX; ASK-LARGE when the answer passes the limit.
        """
        answer = free_query(
            context.store,
            self.query,
            base=self.base,
            default=self.default_graphs,
            named=self.named_graphs,
        )
        with context.store.reading():
            media, body = self._written(answer)

        if len(body) > context.limits.answer_bytes:
            raise InputError(Problem("ASK-LARGE", "", {"limit": str(context.limits.answer_bytes)}))
        return media, body

    def _written(self, answer: object) -> tuple[str, bytes]:
        if isinstance(answer, QuerySolutions):
            media = preferred(self.accept, list(_ROW_TYPES))
            return media, answer.serialize(format=_ROW_TYPES[media]) or b""
        if isinstance(answer, QueryBoolean):
            media = preferred(self.accept, list(_BOOLEAN_TYPES))
            return media, answer.serialize(format=_BOOLEAN_TYPES[media]) or b""
        media = preferred(self.accept, list(GRAPH_TYPES))
        triples = answer  # CONSTRUCT and DESCRIBE
        return media, pyoxigraph.serialize(triples, format=GRAPH_TYPES[media]) or b""  # type: ignore[arg-type]


@dataclass(frozen=True)
class Description:
    """The service description: what the endpoint is, can do, and holds."""

    address: str
    media: str

    def __call__(self, context: TaskContext) -> bytes:
        """The description in the form asked for."""
        service = BlankNode("s")
        dataset = BlankNode("d")
        default = BlankNode("g")
        triples = [
            Triple(service, RDF["type"], _SD["Service"]),
            Triple(service, _SD["endpoint"], NamedNode(self.address)),
            Triple(service, _SD["supportedLanguage"], _SD["SPARQL11Query"]),
            Triple(service, _SD["feature"], _SD["UnionDefaultGraph"]),
            Triple(service, _SD["defaultDataset"], dataset),
            Triple(dataset, RDF["type"], _SD["Dataset"]),
            Triple(dataset, _SD["defaultGraph"], default),
            Triple(default, RDF["type"], _SD["Graph"]),
        ]
        for name in _OFFERED:
            triples.append(Triple(service, _SD["resultFormat"], _FORMATS[name]))
        for number, graph in enumerate(context.store.graphs()):
            named = BlankNode(f"n{number}")
            triples.append(Triple(dataset, _SD["namedGraph"], named))
            triples.append(Triple(named, _SD["name"], graph))
        return pyoxigraph.serialize(triples, format=GRAPH_TYPES[self.media]) or b""


@dataclass(frozen=True)
class UnitsHeld:
    """The units of the store: (region, period, name)."""

    def __call__(self, context: TaskContext) -> list[tuple[str, str, str]]:
        """As the catalogue of the store lists them."""
        return units_held(context.store)
