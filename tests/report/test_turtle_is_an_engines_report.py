"""``laporan.ttl`` says of every result what an engine says: value nodes are nodes, and two reports do not merge."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pyshacl
import pytest
import rdflib
from rdflib.namespace import RDF, SH

from kg.assets import bundled_documents
from kg.read.inputs import read_paths
from kg.read.ontology import ontology
from kg.report.bundle.whole_check import Wanted, whole_check
from kg.report.dossier.dossier import Dossier
from kg.report.exchange.folder import exchange_files
from kg.report.forms.as_turtle import check_turtle
from kg.store.embedded import memory_store
from kg.worker.loading import load
from tests.support.forms import as_folder, small

pytestmark = pytest.mark.slow

#: What SHACL 1.0 says of a result beside its path; messages are filled in by us.
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


def _written(graph: rdflib.Graph, node: rdflib.term.Node | None) -> str:
    """A path as text, with all that hangs on a blank node."""
    if not isinstance(node, rdflib.BNode):
        return str(node)
    parts = []
    for predicate, value in graph.predicate_objects(node):
        parts.append(f"{predicate} {_written(graph, value)}")
    return f"[{'; '.join(sorted(parts))}]"


def results(graph: rdflib.Graph) -> set[tuple[str, ...]]:
    """What is said of each result."""
    (report,) = graph.subjects(RDF.type, SH.ValidationReport)
    found = set()
    for node in graph.objects(report, SH.result):
        values = [graph.value(node, key) for key in _SAID]
        said = ["" if value is None else value.n3() for value in values]
        found.add((*said, _written(graph, graph.value(node, SH.resultPath))))
    return found


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small document with findings of many kinds."""
    place = tmp_path_factory.mktemp("turtle") / "isian"
    as_folder(place, small())
    return place


def _exchanged(paths: list[Path]) -> dict[str, bytes]:
    """The files for other engines, of the same documents."""
    store = memory_store()
    load(read_paths(paths), store, ontology())
    return exchange_files(store, ontology(), "id")


def _by_pyshacl(files: dict[str, bytes]) -> rdflib.Graph:
    """The report graph that pySHACL itself writes: nothing of ours comes between."""
    data = rdflib.Graph().parse(data=files["semua.nt"], format="nt")
    data.parse(data=files["ontologi.ttl"], format="turtle")
    shapes = rdflib.Graph().parse(data=files["shapes.ttl"], format="turtle")
    _, graph, _ = pyshacl.validate(data, shacl_graph=shapes, advanced=False, inference="none")
    assert isinstance(graph, rdflib.Graph)
    return graph


def _same_as_pyshacl(paths: list[Path]) -> set[tuple[str, ...]]:
    """What our report and the graph of pySHACL both say: focus, whole path, value node, shape, constraint, ..."""
    ours = whole_check(Wanted(paths=tuple(map(str, paths))))
    found = results(parsed(ours))
    assert found == results(_by_pyshacl(_exchanged(paths)))
    return found


def test_it_is_the_report_graph_of_pyshacl(folder: Path) -> None:
    """Result by result, of a form that somebody filled in and of a whole tree with longer paths."""
    assert len(_same_as_pyshacl([folder])) > 10
    tree = [path for path in bundled_documents() if path.name == "metode-lima-tahap"]
    found = _same_as_pyshacl(tree)
    assert any(path.startswith("[") for *_, path in found)
    assert any(constraint for _, _, _, constraint, *_ in found)


@pytest.mark.heavy
def test_it_is_the_report_graph_of_pyshacl_over_the_five() -> None:
    """All five documents, which take pySHACL minutes."""
    assert len(_same_as_pyshacl(bundled_documents())) > 1000


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
