"""What every store can do, and the text of the updates that both kinds understand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

import pyoxigraph
from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple

from kg.store.written import rewritten
from kg.terms import GRAPH, KIN

__all__ = [
    "BOOK",
    "CATALOGUE",
    "GENERATION",
    "ONTOLOGY",
    "WRITTEN",
    "GraphStore",
    "Solutions",
    "Term",
    "Write",
    "as_update",
    "bind",
    "clear_about",
    "forms_of",
    "insert",
    "ntriples",
    "replace_graph",
    "solutions_of",
]

Term = NamedNode | BlankNode | Literal

#: The graphs of the store itself: its catalogue, the ontology, and a book that only the store
#: reads.
CATALOGUE = GRAPH["katalog"]
ONTOLOGY = GRAPH["ontologi"]
BOOK = GRAPH["buku"]
#: What stands in the book: the number of the last change; and what the database keeps of a graph in
#: other signs.
GENERATION = KIN["nomorPerubahan"]
WRITTEN = KIN["bentukTertulis"]


@dataclass(frozen=True)
class Solutions:
    """The answer of a SELECT: variable names and rows of terms (``None`` where unbound)."""

    variables: list[str]
    rows: list[list[Term | None]]


def solutions_of(answer: pyoxigraph.QuerySolutions) -> Solutions:
    """An answer of the library as names and rows."""
    names = [variable.value for variable in answer.variables]
    return Solutions(names, list(map(list, answer)))


class GraphStore(Protocol):
    """A store of named graphs."""

    @property
    def name(self) -> str:
        """What to call the store in messages."""

    def graphs(self) -> list[NamedNode]:
        """Every named graph, in a stable order."""

    def triples(self, graph: NamedNode) -> list[Triple]:
        """All statements of one named graph."""

    def select(self, query: str, graphs: Sequence[NamedNode]) -> Solutions:
        """Answer a SELECT over the union of ``graphs``."""

    def write(self, change: Write) -> None:
        """Carry out a change, whole or not at all; when it returns, the change stays."""

    def vouch(self, rows: Iterable[Triple]) -> None:
        """Say nothing when the catalogue holds just this about the graphs that ``rows`` are about.

        :raises CouldNotError: STORE-DAMAGED when something else was written once.
        """


@dataclass(frozen=True)
class Write:
    """What graphs hold from now on, and what the catalogue says about them.

    Nothing takes a graph away.
    """

    graphs: Mapping[NamedNode, Sequence[Triple]] = field(default_factory=dict)
    rows: Mapping[NamedNode, Sequence[Triple]] = field(default_factory=dict)

    def __add__(self, other: Write) -> Write:
        """Both as one."""
        return Write({**self.graphs, **other.graphs}, {**self.rows, **other.rows})


def as_update(change: Write, *, empty: bool = False) -> str:
    """A change as one SPARQL update; every term is serialised, none is pasted.

    With ``empty`` the graphs are left empty, for statements that are moved there.
    """
    parts: list[str] = []
    for graph, triples in change.graphs.items():
        parts.append(replace_graph(graph, [] if empty else triples))
        parts.append(clear_about(graph, BOOK))
        forms = forms_of(graph, triples)
        if forms:
            parts.append(insert(BOOK, forms))
    for graph, rows in change.rows.items():
        parts.append(clear_about(graph, CATALOGUE))
        if rows:
            parts.append(insert(CATALOGUE, rows))
    return " ;\n".join(parts)


def forms_of(graph: NamedNode, triples: Iterable[Triple]) -> list[Triple]:
    """What is kept beside a graph.

    Its statements that a database would rewrite, as one text of N-Triples.
    """
    changed = rewritten(triples)
    if not changed:
        return []
    return [Triple(graph, WRITTEN, Literal(ntriples(changed).decode()))]


def replace_graph(graph: NamedNode, triples: Sequence[Triple]) -> str:
    """An update that puts exactly ``triples`` into ``graph``.

    >>> a = NamedNode("http://e/a")
    >>> replace_graph(a, [Triple(a, a, Literal('say "hi"'))]).splitlines()[1]
    'INSERT DATA { GRAPH <http://e/a> {'
    """
    if not triples:
        return f"DROP SILENT GRAPH {graph}"
    return f"DROP SILENT GRAPH {graph} ;\n{insert(graph, triples)}"


def insert(graph: NamedNode, triples: Iterable[Triple]) -> str:
    """An update that adds ``triples`` to ``graph``."""
    lines = []
    for t in triples:
        lines.append(f"{t.subject} {t.predicate} {t.object} .")
    body = "\n".join(lines)
    return f"INSERT DATA {{ GRAPH {graph} {{\n{body}\n}} }}"


def clear_about(subject: NamedNode, graph: NamedNode) -> str:
    """An update that removes what ``graph`` says about ``subject``.

    >>> clear_about(NamedNode("http://e/a"), NamedNode("http://e/g"))
    'DELETE WHERE { GRAPH <http://e/g> { <http://e/a> ?p ?o } }'
    """
    return f"DELETE WHERE {{ GRAPH {graph} {{ {subject} ?p ?o }} }}"


def bind(query: str, bindings: dict[str, Term]) -> str:
    """Bind variables of a SELECT to terms.

    A VALUES clause of serialised terms at the start of its WHERE.

    >>> bind("SELECT ?s WHERE { ?s ?p ?o }", {"o": NamedNode("http://e/a")})
    'SELECT ?s WHERE { VALUES (?o) { (<http://e/a>) } ?s ?p ?o }'
    """
    if not bindings:
        return query
    names = " ".join(f"?{name}" for name in bindings)
    terms = " ".join(map(str, bindings.values()))
    values = f"VALUES ({names}) {{ ({terms}) }}"
    head, where, rest = query.partition("WHERE {")
    return f"{head}{where} {values}{rest}"


def ntriples(triples: Iterable[Triple]) -> bytes:
    r"""The statements as N-Triples, the form in which both engines take their data.

    >>> from pyoxigraph import NamedNode
    >>> ntriples([Triple(NamedNode("http://e/a"), NamedNode("http://e/b"), NamedNode("http://e/c"))])
    b'<http://e/a> <http://e/b> <http://e/c> .\n'
    """
    return pyoxigraph.serialize(triples, format=RdfFormat.N_TRIPLES) or b""
