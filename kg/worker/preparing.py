"""What a worker process does for loading.

Read the inputs of one unit, derive its facts, and write all down as TriG.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

import pyoxigraph
from pyoxigraph import NamedNode, RdfFormat, Triple

from kg.derive.context import Graphs
from kg.derive.digest import derivation_digest
from kg.derive.official.nomenclature import Nomenclature
from kg.derive.run import derive
from kg.errors import InputError, Problem
from kg.read.document import Document
from kg.read.inputs import read_paths
from kg.read.ontology import Ontology, ontology
from kg.store.base import forms_of, ntriples
from kg.store.catalogue import derived_graph
from kg.store.embedded import Parcel
from kg.store.holding import held_of
from kg.store.marker import Held
from kg.terms import PREFIXES
from kg.worker.clashes import refuse_clashes
from kg.worker.entering import EnteredChange, catalogue_rows, change_of, entry_of
from kg.worker.linking import Brought
from kg.worker.nation.looking import Look, Looked, look
from kg.worker.nation.plan import Task

__all__ = ["PrepareJob", "Prepared", "in_graphs", "prepare", "unit_documents"]


@dataclass(frozen=True)
class Prepared:
    """One unit ready to be written, or why there is none.

    ``statements`` counts those of its catalogue rows too.
    """

    changes: tuple[EnteredChange, ...] = ()
    parcel: Parcel = field(default_factory=Parcel)
    statements: int = 0
    notes: tuple[Problem, ...] = ()
    problems: tuple[Problem, ...] = ()


def in_graphs(graphs: Graphs) -> bytes:
    r"""The statements of some graphs as TriG, which is a fifth of the same as N-Quads.

    >>> a = NamedNode("http://e/a")
    >>> in_graphs({a: [Triple(a, a, a)]}).splitlines()[-3:]
    [b'<http://e/a> {', b'<http://e/a> <http://e/a> <http://e/a> .', b'}']
    """
    heads: list[bytes] = []
    blocks: list[bytes] = []
    for graph, triples in graphs.items():
        if not triples:
            continue
        # Turtle within a graph is TriG. To make quads first takes seven times as long as this.
        text = pyoxigraph.serialize(triples, format=RdfFormat.TURTLE, prefixes=PREFIXES) or b""
        *heads, body = text.split(b"\n", len(PREFIXES))
        blocks.append(f"{graph} {{\n".encode() + body + b"}\n")
    return b"\n".join([*heads, b"".join(blocks)])


@lru_cache(maxsize=1)
def _read(path: str) -> list[Document]:
    """The documents of an input; kept for the next task, because one file may hold many units."""
    return read_paths([Path(path)])


def _same_graph(found: list[Document]) -> list[Problem]:
    """READ-SAMEGRAPH for every document whose graph another one has too."""
    problems = []
    seen: dict[str, str] = {}
    for document in found:
        graph = document.graph.value
        other = seen.setdefault(graph, document.name)
        if other != document.name:
            values = {"other": other, "graph": graph}
            problems.append(Problem("READ-SAMEGRAPH", document.name, values))

    return problems


def unit_documents(task: Task) -> list[Document]:
    """The documents of the unit of the task.

    :raises InputError: an input is bad, two name one graph (READ-SAMEGRAPH), or two use one IRI
        (UNIT-CLASH).
    """
    problems: list[Problem] = []
    found: list[Document] = []
    for part in task.parts:
        try:
            documents = _read(part.name)
        except InputError as error:
            problems += error.problems
        else:
            # A file may speak of other units too; they are tasks of their own.
            for document in documents:
                if document.unit == task.unit:
                    found.append(document)

    problems += _same_graph(found)
    if problems:
        raise InputError(problems)

    graphs = {document.graph: document.triples for document in found}
    refuse_clashes(graphs, {document.graph: document.name for document in found})
    return found


def _others(task: Task) -> list[Graphs]:
    """The documents of the other periods of the kecamatan, as far as they can be read."""
    found = []
    for other in task.beside:
        # What is wrong with it is told where it is loaded itself.
        with suppress(InputError):
            found.append({document.graph: document.triples for document in unit_documents(other)})

    return found


def prepare(task: Task, known: Ontology, lists: Nomenclature) -> Prepared:
    """Read, derive, write down; what is wrong with the inputs is told, never raised."""
    try:
        documents = unit_documents(task)
    except InputError as error:
        return Prepared(problems=tuple(error.problems))

    changes = []
    notes: list[Problem] = []
    graphs: Graphs = {}
    for document in documents:
        changes.append(change_of(document, "new"))
        notes += document.notes
        graphs[document.graph] = document.triples

    digest = derivation_digest(known, lists)
    entries = [entry_of(document) for document in documents]
    rows = catalogue_rows(entries, task.unit, digest)
    graphs[derived_graph(task.unit)] = derive(graphs, known, known=lists, others=_others(task))
    return Prepared(
        changes=tuple(changes),
        parcel=_parcel(graphs, rows, {entry.graph: entry.content for entry in entries}),
        statements=sum(map(len, graphs.values())) + sum(map(len, rows.values())),
        notes=tuple(notes),
    )


def _parcel(
    graphs: Graphs,
    rows: dict[NamedNode, list[Triple]],
    digests: dict[NamedNode, str],
) -> Parcel:
    """Graphs and their catalogue rows as bytes, with what the marker will say of them.

    ``digests`` are those of their content that are known already.
    """
    held: dict[str, Held] = {}
    named: list[bytes] = []
    forms: list[Triple] = []
    for graph, triples in graphs.items():
        held[graph.value] = held_of(triples, rows[graph], digest=digests.get(graph, ""))
        named.append(ntriples(rows[graph]))
        forms += forms_of(graph, triples)

    data = zlib.compress(in_graphs(graphs), level=1)
    return Parcel(held, data, b"".join(named), ntriples(forms))


@dataclass(frozen=True)
class PrepareJob:
    """Handed to every worker.

    Looks into inputs, and prepares units with what the store holds of the nomenclature.
    """

    brought: Brought = field(default_factory=Brought)

    def __call__(self) -> Callable[[Look | Task], Looked | Prepared]:
        """Load the ontology and give the function that carries out a task."""
        known = ontology()
        lists = self.brought.known()

        def look_or_prepare(task: Look | Task) -> Looked | Prepared:
            if isinstance(task, Look):
                return look(task)

            return prepare(task, known, lists)

        return look_or_prepare
