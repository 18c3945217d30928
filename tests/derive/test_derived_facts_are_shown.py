"""What rules rest on can be taken elsewhere: ``kg export --derived`` shows it, and any SHACL engine finds the same with it."""

from __future__ import annotations

from pathlib import Path

import pyshacl
import pytest
import rdflib
from pyoxigraph import NamedNode
from typer.testing import CliRunner

from kg.assets import bundled_documents, files, folder
from kg.cli.app import app
from kg.derive.run import DERIVATIONS, derive
from kg.read.document import Document
from kg.read.inputs import read_paths
from kg.read.ontology import load_turtle, ontology
from kg.read.rdf import read_rdf
from kg.rules.registry import rule_files
from kg.terms import KIN, OWL, RDF
from kg.worker.units import from_documents
from tests.support.cases import CASES
from tests.support.engines import checked
from tests.support.forms import as_folder, small

#: Stated by documents, and completed by a derivation where RDF from elsewhere states only the number.
COMPLETED = {KIN["teksNilai"]}
SH = rdflib.Namespace("http://www.w3.org/ns/shacl#")


def _declared(*kinds: str) -> set[NamedNode]:
    """The terms of these kinds in the module of derived facts; an inverse says what the other one says."""
    types = {OWL[kind] for kind in kinds}
    modules = sorted((folder("ontology") / "turunan").glob("*.ttl"))
    quads = [quad for path in modules for quad in load_turtle(path)]
    found = {
        q.subject
        for q in quads
        if q.predicate == RDF["type"] and q.object in types and isinstance(q.subject, NamedNode)
    }
    return found - {q.object for q in quads if q.predicate == OWL["inverseOf"]}


def _export(target: Path, *words: str, paths: list[Path]) -> rdflib.Graph:
    """What ``kg export`` writes after ``paths`` were loaded."""
    store, runner = target.parent / "store", CliRunner()
    assert runner.invoke(app, ["load", *map(str, paths), "--store", str(store)]).exit_code == 0
    assert (
        runner.invoke(
            app, ["export", *words, "--store", str(store), "--format", "ttl", "-o", str(target)]
        ).exit_code
        == 0
    )
    return rdflib.Graph().parse(target)


def test_what_is_derived_and_what_is_declared_are_the_same() -> None:
    """Over all cases of the rules: no fact without a term, no term that nothing gives rise to."""
    known = ontology()
    shown: set[object] = set()
    for document in (read_rdf(case)[0] for case in CASES):
        derived = derive({document.graph: document.triples}, known)
        shown |= {t.object if t.predicate == RDF["type"] else t.predicate for t in derived}
    assert shown == _declared("Class", "ObjectProperty", "DatatypeProperty") | COMPLETED


def test_every_derivation_derives_something(
    monkeypatch: pytest.MonkeyPatch, documents: dict[str, Document]
) -> None:
    """Each function by itself gives a fact in some case or document."""
    known = ontology()
    # The cases come first: most derivations have one of a few statements.
    inputs = [*(read_rdf(case)[0] for case in CASES), *documents.values()]
    for derivation in DERIVATIONS:
        monkeypatch.setattr("kg.derive.run.DERIVATIONS", (derivation,))
        assert any(derive({d.graph: d.triples}, known) for d in inputs), derivation.__name__


def test_export_shows_the_derived_facts_of_the_documents(
    tmp_path: Path, documents: dict[str, Document]
) -> None:
    """All of them and nothing else."""
    shown = _export(tmp_path / "derived.ttl", "--derived", paths=bundled_documents())
    units = from_documents(list(documents.values()))
    derived = {str(t) for unit in units for t in unit.derived(ontology())}
    assert len(shown) == len(derived)
    terms = {str(o if p == rdflib.RDF.type else p) for _, p, o in shown}
    assert terms <= {t.value for t in _declared("Class", "ObjectProperty", "DatatypeProperty")}
    assert {KIN["kataUkuran"].value, KIN["memilikiSimpul"].value, KIN["PohonKinerja"].value} < terms


def _poor(folder: Path) -> Path:
    """A small document in which much is missing: more than fifty findings over few statements."""
    sheets = small()
    for number in range(6):
        sheets["simpul"].append([f"N{number}", "A", "operasional", f"Terlaksananya {number}"])
        said = [f"X{number}", f"N{number}", "Terlaksananya kegiatan dan rapat", "", ""]
        sheets["indikator"].append(said)
    return as_folder(folder / "isian", sheets)


@pytest.mark.parametrize(
    "name",
    [
        "",
        pytest.param("33.02.19-sokaraja", marks=pytest.mark.heavy),
        pytest.param("metode-lima-tahap", marks=pytest.mark.heavy),
    ],
)
def test_another_engine_finds_the_same_in_the_export(tmp_path: Path, name: str) -> None:
    """Export, derived facts, ontology and rule files as they lie there, in plain pySHACL, without a line of ours."""
    path = [p for p in bundled_documents() if p.name == name] or [_poor(tmp_path)]
    data = _export(tmp_path / "all.ttl", paths=path) + _export(
        tmp_path / "derived.ttl", "--derived", paths=path
    )
    shapes = rdflib.Graph()
    for file in [folder("shapes") / "awalan.ttl", *rule_files()]:
        shapes.parse(file)
    for file in files("ontology", "*.ttl"):
        data.parse(file)
    _, report, _ = pyshacl.validate(data, shacl_graph=shapes, inference="none")
    assert isinstance(report, rdflib.Graph)
    found = set()
    for result in report.objects(None, SH.result):
        source = report.value(result, SH.sourceConstraint) or report.value(result, SH.sourceShape)
        found.add((str(source), str(report.value(result, SH.focusNode))))
    ours = {(f.part, f.focus) for f in checked(read_paths(path)).findings}
    assert len(ours) > 50, "a comparison of nothing proves nothing"
    assert found == ours
