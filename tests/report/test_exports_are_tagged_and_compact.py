"""JSON-LD and Turtle name the language of labels; JSON-LD is written by our context and says the same as N-Quads."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from pyoxigraph import Literal, Quad, RdfFormat, parse
from typer.testing import CliRunner

from kg.cli.app import app
from kg.terms import RDFS, XSD

runner = CliRunner()


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with the five documents."""
    folder = tmp_path_factory.mktemp("ekspor") / "store"
    assert runner.invoke(app, ["load", "--contoh", "--store", str(folder)]).exit_code == 0
    return folder


def _exported(store: Path, form: str) -> bytes:
    target = store.parent / f"isi.{form}"
    words = ["export", "--store", str(store), "--format", form, "-o", str(target)]
    assert runner.invoke(app, words).exit_code == 0
    return target.read_bytes()


def _tagged(quad: Quad) -> Quad:
    label = quad.object
    if quad.predicate != RDFS["label"] or not isinstance(label, Literal) or label.language:
        return quad
    said = Literal(label.value, language="id")
    return Quad(quad.subject, quad.predicate, said, quad.graph_name)


def test_compact_json_says_what_quads_say(store: Path) -> None:
    """Every statement in its graph, with values of the same types; labels with their language."""
    plain = {_tagged(quad) for quad in parse(_exported(store, "nq"), format=RdfFormat.N_QUADS)}
    assert set(parse(_exported(store, "jsonld"), format=RdfFormat.JSON_LD)) == plain


def test_json_is_compact(store: Path) -> None:
    """Names by the context, which comes along; no text is given a type of its own."""
    body = json.loads(_exported(store, "jsonld"))
    context = body["@context"]
    assert context["label"]["@language"] == "id"
    nodes = [node for graph in body["@graph"] for node in graph["@graph"]]
    keys = {key for node in nodes for key in node if not key.startswith("@")}
    assert {"label", "menopang", "kin:memuatProperti"} <= keys
    assert not [key for key in keys if "//" in key]
    assert not [node for node in nodes if isinstance(node.get("label"), dict)]


def test_labels_in_turtle_say_their_language(store: Path) -> None:
    """None is left without."""
    triples = list(parse(_exported(store, "ttl"), format=RdfFormat.TURTLE))
    labels = [triple.object for triple in triples if triple.predicate == RDFS["label"]]
    assert labels
    assert not [label for label in labels if label.datatype == XSD["string"]]


def test_what_was_exported_is_checked_alike(store: Path) -> None:
    """And is exported again to the same bytes."""
    written = _exported(store, "jsonld")
    again = str(store.parent / "lagi")
    assert (
        runner.invoke(app, ["load", str(store.parent / "isi.jsonld"), "--store", again]).exit_code
        == 0
    )
    assert _exported(store.parent / "lagi", "jsonld") == written
    found = []
    for folder in (str(store), again):
        result = runner.invoke(app, ["check", "--store", folder, "--format", "json"])
        found.append([finding["id"] for finding in json.loads(result.stdout)["findings"]])
    assert found[0] == found[1]
    assert found[0]


def test_iris_are_encoded_once(store: Path) -> None:
    """A percent sign that was encoded itself would show as %25."""
    assert b"%25" not in _exported(store, "nq")
