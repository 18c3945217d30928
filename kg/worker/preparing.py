"""What a worker process does for loading: read the inputs of one unit, derive its facts, and write all down as N-Quads."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

import pyoxigraph
from pyoxigraph import NamedNode, Quad, RdfFormat, Triple

from kg.derive.run import derivation_digest, derive
from kg.errors import InputError, Problem
from kg.read.document import Document
from kg.read.inputs import read_paths
from kg.read.ontology import Ontology, ontology
from kg.store.base import forms_of, ntriples
from kg.store.catalogue import derived_graph
from kg.store.embedded import Parcel, held_of
from kg.store.marker import Held
from kg.worker.clashes import refuse_clashes
from kg.worker.entering import Change, catalogue_rows, entry_of
from kg.worker.nation.looking import Look, Looked, look
from kg.worker.nation.plan import Task

__all__ = ["PrepareJob", "Prepared", "nquads", "prepare", "unit_documents"]


@dataclass(frozen=True)
class Prepared:
    """One unit ready to be written, or why there is none; ``statements`` counts those of its catalogue rows too."""

    changes: tuple[Change, ...] = ()
    parcel: Parcel = field(default_factory=Parcel)
    statements: int = 0
    notes: tuple[Problem, ...] = ()
    problems: tuple[Problem, ...] = ()


def nquads(graph: NamedNode, triples: Iterable[Triple]) -> bytes:
    r"""The statements of one graph as N-Quads.

    >>> a = NamedNode("http://e/a")
    >>> nquads(a, [Triple(a, a, a)])
    b'<http://e/a> <http://e/a> <http://e/a> <http://e/a> .\n'
    """
    quads = (Quad(t.subject, t.predicate, t.object, graph) for t in triples)
    return pyoxigraph.serialize(quads, format=RdfFormat.N_QUADS) or b""


@lru_cache(maxsize=1)
def _read(path: str) -> list[Document]:
    """The documents of an input; kept for the next task, because one file may hold many units."""
    return read_paths([Path(path)])


def unit_documents(task: Task) -> list[Document]:
    """The documents of the unit of the task.

    :raises InputError: an input is bad, two name one graph (READ-SAMEGRAPH), or two use one IRI (UNIT-CLASH).
    """
    problems: list[Problem] = []
    found: list[Document] = []
    seen: dict[str, str] = {}
    for part in task.parts:
        try:
            found += [d for d in _read(part.name) if d.unit == task.unit]
        except InputError as error:
            problems += error.problems
    for document in found:
        other = seen.setdefault(document.graph.value, document.name)
        if other != document.name:
            problems.append(
                Problem(
                    "READ-SAMEGRAPH", document.name, {"other": other, "graph": document.graph.value}
                )
            )
    if problems:
        raise InputError(problems)
    refuse_clashes({d.graph: d.triples for d in found}, {d.graph: d.name for d in found})
    return found


def prepare(task: Task, known: Ontology) -> Prepared:
    """Read, derive, write down; what is wrong with the inputs is told, never raised."""
    try:
        documents = unit_documents(task)
    except InputError as error:
        return Prepared(problems=tuple(error.problems))
    graphs = {d.graph: d.triples for d in documents}
    entries = [entry_of(d) for d in documents]
    rows = catalogue_rows(entries, task.unit, derivation_digest(known))
    graphs[derived_graph(task.unit)] = derive(graphs, known)
    notes: list[Problem] = []
    for document in documents:
        notes += document.notes
    return Prepared(
        changes=tuple(
            Change(d.graph.value, d.name, "new", d.rows, len(d.triples)) for d in documents
        ),
        parcel=_parcel(graphs, rows),
        statements=sum(map(len, graphs.values())) + sum(map(len, rows.values())),
        notes=tuple(notes),
    )


def _parcel(graphs: dict[NamedNode, list[Triple]], rows: dict[NamedNode, list[Triple]]) -> Parcel:
    """Graphs and their catalogue rows as bytes, with what the marker will say of them."""
    held: dict[str, Held] = {}
    data: list[bytes] = []
    named: list[bytes] = []
    forms: list[Triple] = []
    for graph, triples in graphs.items():
        held[graph.value] = held_of(triples, rows[graph])
        data.append(nquads(graph, triples))
        named.append(ntriples(rows[graph]))
        forms += forms_of(graph, triples)
    return Parcel(held, b"".join(data), b"".join(named), ntriples(forms))


@dataclass(frozen=True)
class PrepareJob:
    """Handed to every worker: looks into inputs, and prepares units."""

    def __call__(self) -> Callable[[Look | Task], Looked | Prepared]:
        """Load the ontology and give the function that carries out a task."""
        known = ontology()

        def carry_out(task: Look | Task) -> Looked | Prepared:
            return look(task) if isinstance(task, Look) else prepare(task, known)

        return carry_out
