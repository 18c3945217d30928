"""The reference engine: pySHACL over an rdflib graph in memory."""

from __future__ import annotations

import rdflib
from pyshacl import validate
from pyshacl.errors import ReportableRuntimeError, ValidationFailure

from kg.errors import CouldNotError, Problem
from kg.rules.engines import Result
from kg.rules.registry import prefixes_triples
from kg.rules.rule import Rule
from kg.store.base import ntriples

__all__ = ["ReferenceEngine"]

_SH = rdflib.Namespace("http://www.w3.org/ns/shacl#")


def _graph(data: bytes) -> rdflib.Graph:
    """An rdflib graph from our own, already checked N-Triples; literals stay as written."""
    rdflib.NORMALIZE_LITERALS = False
    graph = rdflib.Graph()
    graph.parse(data=data, format="nt")
    return graph


class ReferenceEngine:
    """The standard Python validator, one focus node at a time: slow, and the measure of the other."""

    name = "reference"

    def run(self, rules: tuple[Rule, ...], data: bytes) -> set[Result]:
        """Every violation of every rule in the N-Triples ``data``."""
        shapes = _graph(ntriples([*(t for rule in rules for t in rule.triples), *prefixes_triples()]))
        try:
            _, report, text = validate(_graph(data), shacl_graph=shapes, advanced=False, js=False, inference="none")
        except (ReportableRuntimeError, TypeError, ValueError) as error:  # the last two: comparisons of ill-typed values
            raise CouldNotError(Problem("ENGINE-FAILED", "pySHACL", {"reason": str(error)[:300]})) from error
        if isinstance(report, ValidationFailure) or not isinstance(report, rdflib.Graph):
            raise CouldNotError(Problem("ENGINE-FAILED", "pySHACL", {"reason": str(text)[:300]}))
        return self._results(rules, report)

    def _results(self, rules: tuple[Rule, ...], report: rdflib.Graph) -> set[Result]:
        owner = {iri.value: rule.id for rule in rules for iri in rule.parts}
        results = set()
        for top in report.objects(None, _SH.result):
            source = report.value(top, _SH.sourceConstraint) or report.value(top, _SH.sourceShape)
            part = str(source)
            if part not in owner:
                raise CouldNotError(Problem("ENGINE-SHAPE", "pySHACL", {"shape": part}))
            value = report.value(top, _SH.value)
            focus = report.value(top, _SH.focusNode)
            component = str(report.value(top, _SH.sourceConstraintComponent))
            results.add(Result(owner[part], part, str(focus), value.n3() if value is not None else "", component))
        return results
