"""``laporan.ttl`` says of every result what an engine says: value nodes are nodes, and two reports do not merge."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
import rdflib
from rdflib.namespace import RDF, SH

from kg.report.bundle.whole_check import Wanted, whole_check
from kg.report.dossier.dossier import Dossier
from kg.report.forms.as_turtle import check_turtle
from tests.support.forms import as_folder, small

#: What SHACL 1.0 says of a result; messages are filled in by us, paths are compared by their first step.
_SAID = (
    SH.focusNode,
    SH.resultSeverity,
    SH.sourceShape,
    SH.sourceConstraint,
    SH.sourceConstraintComponent,
    SH.value,
)
_COUNTS = {SH.MinCountConstraintComponent, SH.MaxCountConstraintComponent}


def parsed(dossier: Dossier) -> rdflib.Graph:
    """The report as a graph."""
    return rdflib.Graph().parse(data=check_turtle(dossier), format="turtle")


def results(graph: rdflib.Graph) -> set[tuple[rdflib.term.Node | None, ...]]:
    """What is said of each result."""
    (report,) = graph.subjects(RDF.type, SH.ValidationReport)
    found = set()
    for node in graph.objects(report, SH.result):
        found.add(tuple(graph.value(node, key) for key in _SAID))
    return found


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small document with findings of many kinds."""
    place = tmp_path_factory.mktemp("turtle") / "isian"
    as_folder(place, small())
    return place


def test_it_says_what_pyshacl_says(folder: Path) -> None:
    """Result by result: focus, value node, shape, component, severity."""
    ours = whole_check(Wanted(paths=(str(folder),)))
    theirs = whole_check(Wanted(paths=(str(folder),), engine="reference"))
    found = results(parsed(ours))
    assert found == results(parsed(theirs))
    assert len(found) > 10


def test_values_are_nodes_and_counts_have_none(dossier: Dossier) -> None:
    """No caption where a node is meant; what people read stands beside it."""
    graph = parsed(dossier)
    nodes = 0
    for node in graph.subjects(RDF.type, SH.ValidationResult):
        component = graph.value(node, SH.sourceConstraintComponent)
        value = graph.value(node, SH.value)
        if component in _COUNTS:
            assert value is None
        nodes += isinstance(value, rdflib.URIRef)
    assert nodes > 10
    read = rdflib.URIRef("https://w3id.org/kinerja/ns#nilaiDitemukan")
    captions = {str(value) for value in graph.objects(None, read)}
    assert captions == {found.value for found in dossier.findings if found.value is not None}


def test_reports_about_two_inputs_are_two(dossier: Dossier) -> None:
    """Merged they stay apart, and each keeps its own results."""
    less = replace(dossier.report, inputs=dossier.report.inputs[1:])
    other = replace(dossier, report=less)
    merged = parsed(dossier) + parsed(other)
    assert len(set(merged.subjects(RDF.type, SH.ValidationReport))) == 2


def test_the_same_check_made_again_is_the_same_report(dossier: Dossier) -> None:
    """The report says what was found, not when: a day later every byte is the same (the manifest has the time)."""
    later = replace(dossier, moment=dossier.moment + timedelta(days=1))
    assert check_turtle(dossier) == check_turtle(later)
