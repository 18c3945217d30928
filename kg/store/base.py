"""What every store can do, and the text of the updates that both kinds understand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

import pyoxigraph
from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple

__all__ = [
    "GraphStore",
    "Solutions",
    "Term",
    "bind",
    "clear_about",
    "insert",
    "ntriples",
    "replace_graph",
]

Term = NamedNode | BlankNode | Literal


@dataclass(frozen=True)
class Solutions:
    """The answer of a SELECT: variable names and rows of terms (``None`` where unbound)."""

    variables: list[str]
    rows: list[list[Term | None]]


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

    def update(self, text: str) -> None:
        """Carry out an update, whole or not at all."""


def replace_graph(graph: NamedNode, triples: Iterable[Triple]) -> str:
    """An update that puts exactly ``triples`` into ``graph``; every term is serialised, none is pasted.

    >>> a = NamedNode("http://e/a")
    >>> replace_graph(a, [Triple(a, a, Literal('say "hi"'))]).splitlines()[1]
    'INSERT DATA { GRAPH <http://e/a> {'
    """
    return f"DROP SILENT GRAPH {graph} ;\n{insert(graph, triples)}"


def insert(graph: NamedNode, triples: Iterable[Triple]) -> str:
    """An update that adds ``triples`` to ``graph``."""
    body = "\n".join(f"{t.subject} {t.predicate} {t.object} ." for t in triples)
    return f"INSERT DATA {{ GRAPH {graph} {{\n{body}\n}} }}"


def clear_about(subject: NamedNode, graph: NamedNode) -> str:
    """An update that removes what ``graph`` says about ``subject``.

    >>> clear_about(NamedNode("http://e/a"), NamedNode("http://e/g"))
    'DELETE WHERE { GRAPH <http://e/g> { <http://e/a> ?p ?o } }'
    """
    return f"DELETE WHERE {{ GRAPH {graph} {{ {subject} ?p ?o }} }}"


def bind(query: str, bindings: dict[str, Term]) -> str:
    """Bind variables of a SELECT to terms: a VALUES clause of serialised terms at the start of its WHERE.

    >>> bind("SELECT ?s WHERE { ?s ?p ?o }", {"o": NamedNode("http://e/a")})
    'SELECT ?s WHERE { VALUES (?o) { (<http://e/a>) } ?s ?p ?o }'
    """
    if not bindings:
        return query
    names = " ".join(f"?{name}" for name in bindings)
    terms = " ".join(str(term) for term in bindings.values())
    head, where, rest = query.partition("WHERE {")
    return f"{head}{where} VALUES ({names}) {{ ({terms}) }}{rest}"


def ntriples(triples: Iterable[Triple]) -> bytes:
    r"""The statements as N-Triples, the form in which both engines take their data.

    >>> from pyoxigraph import NamedNode
    >>> ntriples([Triple(NamedNode("http://e/a"), NamedNode("http://e/b"), NamedNode("http://e/c"))])
    b'<http://e/a> <http://e/b> <http://e/c> .\n'
    """
    return pyoxigraph.serialize(triples, format=RdfFormat.N_TRIPLES) or b""
