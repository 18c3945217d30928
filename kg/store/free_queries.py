"""Queries of any kind over any graphs of the store, for the endpoint: what a catalogue question never needs."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from contextlib import contextmanager

from pyoxigraph import (
    BlankNode,
    DefaultGraph,
    NamedNode,
    QueryBoolean,
    QuerySolutions,
    QueryTriples,
    Triple,
)

from kg.errors import CouldNotError, InputError, Problem
from kg.store.embedded import EmbeddedStore, reason_of

__all__ = ["about", "free_query"]


@contextmanager
def _reading(store: EmbeddedStore) -> Generator[None, None, None]:
    try:
        yield
    except (OSError, RuntimeError) as error:
        values = {"reason": reason_of(error)}
        raise CouldNotError(Problem("STORE-OPEN", store.name, values)) from error


def free_query(
    store: EmbeddedStore, text: str, *, base: str, default: Sequence[str], named: Sequence[str]
) -> QuerySolutions | QueryTriples | QueryBoolean:
    """Answer a query of any kind; without graphs named beside it, over the union of all graphs.

    :raises InputError: ASK-SYNTAX with the reason of the parser.
    """
    with _reading(store):
        try:
            graphs: list[NamedNode | BlankNode | DefaultGraph] = [NamedNode(i) for i in default]
            others: list[NamedNode | BlankNode] = [NamedNode(iri) for iri in named]
            is_union = not graphs and not others
            return store.engine.query(
                text,
                base_iri=base,
                use_default_graph_as_union=is_union,
                default_graph=None if is_union else graphs,
                named_graphs=None if is_union else others,
            )
        except (SyntaxError, ValueError) as error:
            raise InputError(Problem("ASK-SYNTAX", "", {"reason": str(error)})) from error


def about(store: EmbeddedStore, node: NamedNode) -> list[Triple]:
    """Every statement of every graph with the node as subject or object."""
    with _reading(store):
        said = [
            *store.engine.quads_for_pattern(node, None, None, None),
            *store.engine.quads_for_pattern(None, None, node, None),
        ]
    return [Triple(quad.subject, quad.predicate, quad.object) for quad in said]
