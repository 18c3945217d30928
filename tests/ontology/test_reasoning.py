"""HermiT: the ontology and the documents are consistent, inferences equal the question, clashes are explained."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Triple
from typer.testing import CliRunner

from kg.cli.app import app
from kg.questions.question import catalogue
from kg.read.document import Document
from kg.read.ontology import ontology
from kg.reason.axioms import axioms, facts
from kg.reason.explain import explain
from kg.reason.hermit import infer, is_consistent
from kg.store.embedded import memory_store
from kg.terms import KIN, ORG, RDF
from kg.walk.view import View
from kg.worker.asking import answer, find_question
from kg.worker.loading import load

pytestmark = pytest.mark.slow

NAMES = [
    "17.01.06-pino-raya",
    "33.02.19-sokaraja",
    "35.07.26-pujon",
    "52.02.01-praya",
    "metode-lima-tahap",
]
#: The one with an outcome and posts, and one without.
_SMALL = {"52.02.01-praya", "metode-lima-tahap"}


def test_the_ontology_is_consistent() -> None:
    """By itself, without any document."""
    assert is_consistent(axioms(ontology()))


def _asked(document: Document) -> set[tuple[str, str]]:
    """(post, outcome) pairs as the question answers them, for every outcome of the document."""
    store = memory_store()
    load([document], store, ontology())
    question = find_question("jabatan-pendukung-outcome", catalogue())
    pairs = set()
    for outcome in View(document.triples, ontology()).instances(KIN["Outcome"]):
        found = answer(question, {"outcome": outcome.value}, store, ontology())
        column = found.columns.index("jabatan_iri")
        pairs |= {(row[column], outcome.value) for row in found.rows}
    return pairs


@pytest.mark.parametrize(
    "name",
    [pytest.param(name, marks=[] if name in _SMALL else pytest.mark.heavy) for name in NAMES],
)
def test_document_is_consistent_and_inference_equals_question(
    documents: dict[str, Document], name: str
) -> None:
    """Property chains and SPARQL paths conclude the same kin:mendukungOutcome."""
    inference = infer(axioms(ontology()) + facts(documents[name].triples, ontology()))
    assert inference.consistent
    assert inference.supports == _asked(documents[name])
    assert bool(inference.supports) == (name == "metode-lima-tahap"), (
        "only the method has an outcome and posts"
    )


@pytest.mark.parametrize("plan", ["sasaran", "komponen", "simpul"])
def test_inference_follows_every_kind_of_step(plan: str) -> None:
    """A role on the objective, on the component, or on the node itself leads to the outcome."""
    node = {
        n: NamedNode(f"http://e/{n}")
        for n in (
            "outcome",
            "strategis",
            "antara",
            "simpul",
            "komponen",
            "kegiatan",
            "sasaran",
            "jabatan",
        )
    }
    triples = [
        Triple(node["outcome"], RDF["type"], KIN["Outcome"]),
        Triple(node["strategis"], KIN["menopang"], node["outcome"]),
        Triple(node["antara"], KIN["menopang"], node["strategis"]),
        Triple(node["simpul"], KIN["menopang"], node["antara"]),
        Triple(node["antara"], KIN["diterjemahkanKe"], node["kegiatan"]),
        Triple(node["komponen"], KIN["bagianDari"], node["kegiatan"]),
        Triple(node["komponen"], KIN["memilikiSasaran"], node["sasaran"]),
        Triple(node[plan], KIN["ditanggungjawabiOleh"], node["jabatan"]),
    ]
    assert infer(axioms(ontology()) + facts(triples, ontology())).supports == {
        ("http://e/jabatan", "http://e/outcome")
    }


CLASHES = {
    "a node that is outcome and post": lambda v: [
        Triple(v.instances(KIN["Outcome"])[0], RDF["type"], KIN["Jabatan"])
    ],
    "two kinds of condition": lambda v: [
        Triple(v.instances(KIN["KondisiAntara"])[0], RDF["type"], KIN["KondisiOperasional"])
    ],
    "an indicator as accountable post": lambda v: [
        Triple(
            v.instances(KIN["Outcome"])[0],
            KIN["ditanggungjawabiOleh"],
            v.instances(KIN["Indikator"])[0],
        ),
    ],
}


#: One kind in the small size; the command below explains another.
_SMALL_CLASH = "two kinds of condition"


@pytest.mark.parametrize(
    "clash",
    [
        pytest.param(name, marks=[] if name == _SMALL_CLASH else pytest.mark.heavy)
        for name in CLASHES
    ],
)
def test_a_clash_is_found_and_explained(documents: dict[str, Document], clash: str) -> None:
    """The planted statement is among the few that clash, and HermiT confirms that these alone cannot hold."""
    document = documents["52.02.01-praya"]
    planted = CLASHES[clash](View(document.triples, ontology()))
    stated = facts([*document.triples, *planted], ontology())
    assert not is_consistent(axioms(ontology()) + stated)
    found = explain(axioms(ontology()), stated)
    assert set(planted) <= set(found.statements)
    assert len(found.statements) <= 4
    assert found.confirmed
    assert any("DisjointClasses" in axiom for axiom in found.axioms)


def test_command_reports_the_clash_with_its_line(
    documents: dict[str, Document], tmp_path: Path
) -> None:
    """Kg reason exits 1 and names the statements and their source."""
    document = documents["metode-lima-tahap"]
    outcome = View(document.triples, ontology()).instances(KIN["Outcome"])[0]
    path = tmp_path / "bentrok.nt"
    lines = [f"{t} ." for t in [*document.triples, Triple(outcome, RDF["type"], KIN["Jabatan"])]]
    path.write_text("\n".join(lines), encoding="utf-8")
    result = CliRunner().invoke(app, ["reason", str(path), "--format", "json"])
    assert result.exit_code == 1
    alone, unit = json.loads(result.stdout)["reasoning"]
    assert alone["consistent"] and not unit["consistent"] and unit["confirmed"]
    assert {
        "statement": "Terwujudnya Tata Kelola Pemerintah Kecamatan yang Baik adalah Jabatan",
        "document": "004_a577a5ddc7614c03.txt",
        "line": 22,
    } in unit["clash"]


def test_posts_stand_in_an_organisation(documents: dict[str, Document]) -> None:
    """org:postIn leads from every post to the kecamatan, a unit, or another organisation."""
    for document in documents.values():
        view = View(document.triples, ontology())
        for post in view.instances(KIN["Jabatan"]):
            assert [view.is_a(o, KIN["Organisasi"]) for o in view.nodes(post, ORG["postIn"])] == [
                True
            ]
