"""Queries of any kind over any graphs of the store, for the endpoint.

What a catalogue question never needs.
"""

from __future__ import annotations

from collections.abc import Sequence

from pyoxigraph import (
    BlankNode,
    DefaultGraph,
    NamedNode,
    QueryBoolean,
    QuerySolutions,
    QueryTriples,
    Triple,
)

from kg.errors import InputError, Problem
from kg.store.embedded import EmbeddedStore

__all__ = ["about", "free_query"]


def free_query(
    store: EmbeddedStore, text: str, *, base: str, default: Sequence[str], named: Sequence[str]
) -> QuerySolutions | QueryTriples | QueryBoolean:
    """Answer a query of any kind; without graphs named beside it, over the union of all graphs.

    What comes is read from the files only when the answer is walked: that is done within
    ``store.reading()`` too.

    :raises InputError: ASK-SYNTAX with the reason of the parser.
    :raises CouldNotError: STORE-DAMAGED, as for every other question.
    """
    with store.reading():
        try:
            graphs: list[NamedNode | BlankNode | DefaultGraph] = list(map(NamedNode, default))
            others: list[NamedNode | BlankNode] = list(map(NamedNode, named))
            is_union = not graphs and not others
            store.count(map(NamedNode, (*default, *named)))
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
    with store.reading():
        said = [
            *store.engine.quads_for_pattern(node, None, None, None),
            *store.engine.quads_for_pattern(None, None, node, None),
        ]
    return [Triple(quad.subject, quad.predicate, quad.object) for quad in said]
