"""The reference engine: pySHACL over an rdflib graph in memory."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import rdflib
from pyoxigraph import Triple
from pyshacl import validate
from pyshacl.errors import ReportableRuntimeError, ValidationFailure
from rdflib.plugins.sparql import prepareQuery
from rdflib.plugins.sparql.sparql import Query
from rdflib.query import Result as Answer

from kg.errors import CouldNotError, Problem
from kg.rules.engine import Result
from kg.rules.rule import Rule
from kg.rules.rule_file import prefixes_triples
from kg.rules.statements import Data
from kg.store.base import ntriples

__all__ = ["ReferenceEngine", "report"]

_SH = rdflib.Namespace("http://www.w3.org/ns/shacl#")


@lru_cache(maxsize=256)
def _parsed(text: str, names: tuple[tuple[str, str], ...]) -> Query:
    return prepareQuery(text, dict(names))


class _Graph(rdflib.Graph):
    """A graph that reads the text of a query once.

    pySHACL puts the query of a constraint once for each focus node, in the same words; to read
    them takes twenty times as long as to answer.
    """

    def query(self, query_object: str | Query, *rest: Any, **named: Any) -> Answer:
        """As rdflib does."""
        if isinstance(query_object, str):
            names = sorted((prefix, str(space)) for prefix, space in self.namespaces())
            query_object = _parsed(query_object, tuple(names))
        return super().query(query_object, *rest, **named)


def _graph(data: bytes) -> rdflib.Graph:
    """An rdflib graph from our own, already checked N-Triples; literals stay as written."""
    rdflib.NORMALIZE_LITERALS = False
    graph = _Graph()
    graph.parse(data=data, format="nt")
    return graph


@lru_cache(maxsize=2)
def _shapes_graph(shapes: bytes) -> rdflib.Graph:
    """The graph of some shapes, kept for the next data.

    Reading it takes as long as a small check.
    """
    return _graph(shapes)


def report(shapes: bytes, data: bytes) -> rdflib.Graph:
    """What pySHACL reports about N-Triples.

    :raises CouldNotError: it gave up (ENGINE-FAILED).
    """
    try:
        _, found, text = validate(
            _graph(data),
            shacl_graph=_shapes_graph(shapes),
            advanced=False,
            js=False,
            inference="none",
        )
    except (
        ReportableRuntimeError,
        NotImplementedError,
        TypeError,
        ValueError,
    ) as error:  # the last two: ill-typed values
        raise CouldNotError(
            Problem("ENGINE-FAILED", "pySHACL", {"reason": str(error)[:300]})
        ) from error
    if isinstance(found, ValidationFailure) or not isinstance(found, rdflib.Graph):
        raise CouldNotError(Problem("ENGINE-FAILED", "pySHACL", {"reason": str(text)[:300]}))
    return found


class ReferenceEngine:
    """The standard Python validator, one focus node at a time.

    Slow, and the measure of the other.
    """

    name = "reference"

    def run(self, rules: tuple[Rule, ...], data: Data) -> set[Result]:
        """Every violation of every rule in ``data``."""
        said: list[Triple] = []
        for rule in rules:
            said += rule.triples
        shapes = ntriples([*said, *prefixes_triples()])
        return self._results(rules, report(shapes, bytes(data)))

    def _results(self, rules: tuple[Rule, ...], graph: rdflib.Graph) -> set[Result]:
        owner: dict[str, str] = {}
        for rule in rules:
            owner.update(dict.fromkeys((iri.value for iri in rule.parts), rule.id))
        results = set()
        for top in graph.objects(None, _SH.result):
            source = graph.value(top, _SH.sourceConstraint) or graph.value(top, _SH.sourceShape)
            part = str(source)
            if part not in owner:
                raise CouldNotError(Problem("ENGINE-SHAPE", "pySHACL", {"shape": part}))
            value = graph.value(top, _SH.value)
            focus = graph.value(top, _SH.focusNode)
            component = str(graph.value(top, _SH.sourceConstraintComponent))
            results.add(
                Result(
                    owner[part],
                    part,
                    str(focus),
                    value.n3() if value is not None else "",
                    component,
                )
            )
        return results
