"""How a test of the W3C suite, whose shapes are of any style, is put to our engines."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Literal

import pyoxigraph
import shacl
from pyoxigraph import BlankNode, NamedNode, RdfFormat, Triple

from kg.errors import CouldNotError, InputError
from kg.read.ontology import Ontology, closure
from kg.rules.bulk import BulkEngine, _Compiled
from kg.rules.lint import faults
from kg.rules.reference import report
from kg.rules.rule import Both, Rule, Sparql, Target
from kg.rules.statements import indexed
from kg.store.base import ntriples
from kg.terms import OWL, RDFS, SH, text_of
from tests.support.w3c import FAILURE, Case, Lines, Values, line, report_lines, values_of

__all__ = ["ENGINES", "differences", "engines_for"]

_KINDS: tuple[tuple[str, Literal["class", "subjects", "objects", "node"]], ...] = (
    ("targetClass", "class"),
    ("targetSubjectsOf", "subjects"),
    ("targetObjectsOf", "objects"),
    ("targetNode", "node"),
)
_SILENT: Both = {"id": "", "en": ""}


class _CannotSayError(Exception):
    """The test asks for something that a rule of ours cannot say."""


def _reference(case: Case) -> Lines:
    """PySHACL, called as the reference engine calls it."""
    with ThreadPoolExecutor(1) as pool:  # hands over the exceptions that nobody foresaw as values
        job = pool.submit(report, ntriples(case.shapes), ntriples(case.data))
        error = job.exception()
    if error is not None:
        return Lines(
            [FAILURE if isinstance(error, CouldNotError) else f"crash {type(error).__name__}"]
        )
    text = job.result().serialize(format="nt", encoding="utf-8")
    triples = [
        Triple(q.subject, q.predicate, q.object)
        for q in pyoxigraph.parse(text, format=RdfFormat.N_TRIPLES)
    ]
    return report_lines(
        triples, next(t.subject for t in triples if t.object == SH["ValidationReport"])
    )


def _lines(found: shacl.Report) -> Lines:
    lines = Lines([f"conforms {str(found.conforms).lower()}"])
    for r in found.results:
        names = (f"<{r.component_iri}>", f"<{r.severity_iri}>", r.source_shape or "")
        lines[line(r.focus_node, r.path or "", r.value or "", *names)] += 1
    return lines


def _validator(case: Case) -> Lines:
    """The Rust validator by itself, over the whole graphs."""
    try:
        shapes = shacl.Shapes.from_text(ntriples(case.shapes).decode(), "ntriples")
        return _lines(shapes.validate_text(ntriples(case.data).decode(), "ntriples"))
    except ValueError:
        return Lines([FAILURE])


def _shapes_only(triples: tuple[Triple, ...]) -> tuple[Triple, ...]:
    """A shapes graph without the data, the manifest and the expected report that stand in the same file."""
    reports = {t.subject for t in triples if t.predicate in {SH["conforms"], SH["focusNode"]}}
    typed = {t.subject for t in triples if t.object in {SH["NodeShape"], SH["PropertyShape"]}}
    kept = (typed | {t.subject for t in triples if t.predicate.value.startswith(SH)}) - reports
    fresh = list(kept)
    while fresh:
        inner = {
            t.object for t in triples if t.subject in fresh and isinstance(t.object, BlankNode)
        }
        fresh = [node for node in inner if node not in kept]
        kept.update(fresh)
    return tuple(t for t in triples if t.subject in kept)


def _ontology(triples: tuple[Triple, ...]) -> Ontology:
    """The subclasses in a graph, which is all that the bulk engine asks an ontology for."""
    pairs = [(t.object, t.subject) for t in triples if t.predicate == RDFS["subClassOf"]]
    named = [(a, b) for a, b in pairs if isinstance(a, NamedNode) and isinstance(b, NamedNode)]
    below = closure(named, {node for pair in named for node in pair})
    return Ontology((), {}, below, frozenset(), frozenset(), frozenset(), "", "")


def _rule(case: Case, triples: tuple[Triple, ...], sparql: tuple[Sparql, ...]) -> Rule:
    """A rule of which only the statements and the constraints matter."""
    return Rule(
        id=case.id,
        title=_SILENT,
        description=_SILENT,
        remedy=_SILENT,
        severity="violation",
        tier="dasar",
        kind="auto",
        basis=(),
        family="",
        file=case.id,
        parts={},
        targets=(),
        sparql=sparql,
        question=None,
        triples=triples,
    )


def _bulk_core(case: Case) -> Lines:
    """The Core half of the bulk engine: the validator over the statements that the engine selects for it."""
    compiled = BulkEngine(_ontology(case.data))._compile(
        (_rule(case, _shapes_only(case.shapes), ()),)
    )
    return _lines(
        compiled.shapes.validate_text(
            indexed(ntriples(case.data)).naming(compiled.core), "ntriples"
        )
    )


class _Whole(BulkEngine):
    """The bulk engine without its selection, which looks in a query only for names with the prefixes of the project."""

    def __init__(self, case: Case) -> None:
        super().__init__(_ontology(case.data))
        self._all = frozenset(indexed(ntriples(case.data)).by_name)

    def _compile(self, rules: tuple[Rule, ...]) -> _Compiled:
        compiled = super()._compile(rules)
        queries = tuple(replace(query, names=self._all) for query in compiled.queries)
        return replace(compiled, core=tuple(self._all), queries=queries)


def _declared(values: Values, node: object) -> dict[str, str]:
    """The prefixes of ``sh:prefixes``, imports followed."""
    found: dict[str, str] = {}
    for imported in values.get((node, OWL["imports"]), []):
        found |= _declared(values, imported)
    for entry in values.get((node, SH["declare"]), []):
        found[text_of(values[entry, SH["prefix"]][0])] = text_of(values[entry, SH["namespace"]][0])
    return found


def _sparql(values: Values, shape: object, constraint: object) -> Sparql:
    """A constraint as the registry would read it, its declared prefixes written out."""
    if not isinstance(shape, NamedNode) or (shape, SH["path"]) in values:
        raise _CannotSayError
    found = [
        Target(kind, term)
        for name, kind in _KINDS
        for term in values.get((shape, SH[name]), [])
        if isinstance(term, NamedNode)
    ]
    prefixes: dict[str, str] = {}
    for node in values.get((constraint, SH["prefixes"]), []):
        prefixes |= _declared(values, node)
    head = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in prefixes.items())
    iri = constraint if isinstance(constraint, NamedNode) else NamedNode(f"{shape.value}-sparql")
    return Sparql(iri, shape, tuple(found), head + text_of(values[constraint, SH["select"]][0]))


def _bulk_sparql(case: Case) -> Lines:
    """The SPARQL half of the bulk engine, after the linter."""
    values, own = values_of(case.shapes), _shapes_only(case.shapes)
    parts = {
        p.iri: p
        for t in own
        if t.predicate == SH["sparql"]
        for p in [_sparql(values, t.subject, t.object)]
    }
    if not parts:
        raise _CannotSayError
    if [
        p for p in faults(list(own), case.id) if not p.values.get("found", "").endswith(":")
    ]:  # the suite has prefixes of its own
        return Lines([FAILURE])
    rule = _rule(
        case,
        tuple(t for t in own if t.predicate != SH["sparql"] and t.subject not in parts),
        tuple(parts.values()),
    )
    try:
        results = _Whole(case).run((rule,), ntriples(case.data))
    except InputError:
        return Lines([FAILURE])
    lines = Lines([f"conforms {str(not results).lower()}"])
    for r in results:
        shape = parts[NamedNode(r.part)].shape
        severity = values.get((shape, SH["severity"]), [SH["Violation"]])[0]
        lines[line(f"<{r.focus}>", "", r.value, f"<{r.component}>", str(severity), str(shape))] += 1
    return lines


#: What is run for a part of the suite, by name.
ENGINES: dict[str, dict[str, Callable[[Case], Lines]]] = {
    "core": {"reference": _reference, "validator": _validator, "bulk": _bulk_core},
    "sparql": {"reference": _reference, "validator": _validator, "bulk": _bulk_sparql},
}


def engines_for(case: str) -> list[str]:
    """The engines that run a test."""
    return list(ENGINES[case.partition("/")[0]])


def differences(case: Case, engine: str) -> list[str]:
    """What an engine does not report though expected (``-``), and reports though not expected (``+``)."""
    try:
        found = ENGINES[case.id.partition("/")[0]][engine](case)
    except _CannotSayError:
        return ["not representable"]
    missing, more = case.expected - found, found - case.expected
    return sorted([f"- {x}" for x in missing.elements()] + [f"+ {x}" for x in more.elements()])
