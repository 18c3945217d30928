"""JSON-LD and Turtle name the language of labels; JSON-LD is written by our context and says the same as N-Quads."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from pyoxigraph import Literal, Quad, RdfFormat, parse
from typer.testing import CliRunner

from kg.cli.app import app
from kg.report.dossier.dossier import Dossier
from kg.terms import RDFS, XSD

pytestmark = pytest.mark.slow

runner = CliRunner()


class Exported:
    """A store in the forms that were asked for, each written once."""

    def __init__(self, store: Path, folder: Path) -> None:
        self.store, self._folder = store, folder

    def path(self, form: str) -> Path:
        """The file in that form."""
        target = self._folder / f"isi.{form}"
        if not target.exists():
            _export(self.store, form, target)
        return target

    def data(self, form: str) -> bytes:
        """What stands in it."""
        return self.path(form).read_bytes()


@pytest.fixture(scope="module")
def exported(five: Path, tmp_path_factory: pytest.TempPathFactory) -> Exported:
    """The five documents."""
    return Exported(five, tmp_path_factory.mktemp("ekspor"))


def _export(store: Path, form: str, target: Path) -> bytes:
    words = ["export", "--store", str(store), "--format", form, "-o", str(target)]
    assert runner.invoke(app, words).exit_code == 0
    return target.read_bytes()


def _tagged(quad: Quad) -> Quad:
    label = quad.object
    if quad.predicate != RDFS["label"] or not isinstance(label, Literal) or label.language:
        return quad
    said = Literal(label.value, language="id")
    return Quad(quad.subject, quad.predicate, said, quad.graph_name)


def test_compact_json_says_what_quads_say(exported: Exported) -> None:
    """Every statement in its graph, with values of the same types; labels with their language."""
    plain = {_tagged(quad) for quad in parse(exported.data("nq"), format=RdfFormat.N_QUADS)}
    assert set(parse(exported.data("jsonld"), format=RdfFormat.JSON_LD)) == plain


def test_json_is_compact(exported: Exported) -> None:
    """Names by the context, which comes along; no text is given a type of its own."""
    body = json.loads(exported.data("jsonld"))
    context = body["@context"]
    assert context["label"]["@language"] == "id"
    nodes = [node for graph in body["@graph"] for node in graph["@graph"]]
    keys = {key for node in nodes for key in node if not key.startswith("@")}
    assert {"label", "menopang", "kin:memuatProperti"} <= keys
    assert not [key for key in keys if "//" in key]
    assert not [node for node in nodes if isinstance(node.get("label"), dict)]


def test_labels_in_turtle_say_their_language(exported: Exported) -> None:
    """None is left without."""
    triples = list(parse(exported.data("ttl"), format=RdfFormat.TURTLE))
    labels = [triple.object for triple in triples if triple.predicate == RDFS["label"]]
    assert labels
    assert not [label for label in labels if label.datatype == XSD["string"]]


def test_what_was_exported_is_checked_alike(
    exported: Exported, dossier: Dossier, tmp_path: Path
) -> None:
    """And is exported again to the same bytes."""
    again = tmp_path / "lagi"
    words = ["load", str(exported.path("jsonld")), "--store", str(again)]
    assert runner.invoke(app, words).exit_code == 0
    assert _export(again, "jsonld", tmp_path / "lagi.jsonld") == exported.data("jsonld")
    result = runner.invoke(app, ["check", "--store", str(again), "--format", "json"])
    found = [finding["id"] for finding in json.loads(result.stdout)["findings"]]
    assert found == [finding.id for finding in dossier.findings]
    assert found


def test_iris_are_encoded_once(exported: Exported) -> None:
    """A percent sign that was encoded itself would show as %25."""
    assert b"%25" not in exported.data("nq")
