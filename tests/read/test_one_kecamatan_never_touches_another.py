"""A file speaks for the units that it declares: nothing in the file of one kecamatan changes what is found in another."""

from __future__ import annotations

import random
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import NamedNode, RdfFormat, Triple, serialize
from typer.testing import CliRunner

from kg.cli.app import app
from kg.errors import InputError, Problem
from kg.read.document import Document
from kg.read.inputs import read_paths
from kg.terms import KIN, RDFS, UnitKey, instance_iri
from kg.worker.units import from_documents
from tests.support.forms import as_folder, small

A, B = UnitKey("33.02.19", "2025"), UnitKey("33.02.20", "2025")


@pytest.fixture(scope="module")
def documents(tmp_path_factory: pytest.TempPathFactory) -> tuple[Document, Document]:
    """A whole document of each."""
    folder = tmp_path_factory.mktemp("two")
    first, second = (as_folder(folder / u.region, small(region=u.region)) for u in (A, B))
    return read_paths([first])[0], read_paths([second])[0]


def _lines(document: Document) -> list[str]:
    return (serialize(document.quads(), format=RdfFormat.N_QUADS) or b"").decode().splitlines()


def _dressed(iri: str, way: str) -> str:
    """An IRI of B in another dress."""
    changes = {
        "as it is": ("https", "https"),
        "other scheme": ("https://", "http://"),
        "capitals": ("w3id.org", "W3ID.org"),
        "strokes": ("/id/", "//id/"),
        "percent": ("33.02.20", "33%2E02.20"),
        "other period": ("/2025/", "/2026/"),
        "no kind": ("/simpul/", "/"),
    }
    return iri.replace(*changes[way], 1)


WAYS = ["as it is", "other scheme", "capitals", "strokes", "percent", "other period", "no kind"]
GRAPHS = ["of a", "of b", "none", "new of b", "stranger"]


def _graph(way: str, a: Document, b: Document) -> str:
    return {
        "of a": f"{a.graph}",
        "of b": f"{b.graph}",
        "none": "",
        "new of b": f"{b.graph}".replace("cascading", "tambahan"),
        "stranger": "<http://e/g>",
    }[way]


def _told_or_without_effect(
    a: Document, b: Document, path: Path, drawn: tuple[str, str, int, int]
) -> None:
    """Lines about B in a file of A are refused, with the first of them, or change nothing in B."""
    way, where, start, count = drawn
    lines = _lines(a)
    for number in range(count):
        triple = b.triples[(start + number) % len(b.triples)]
        if triple.predicate.value.endswith("#type"):
            continue  # a file in which a document of B stands speaks for B
        subject = _dressed(str(triple.subject), way)
        lines.append(f"{subject} {triple.predicate} {triple.object} {_graph(where, a, b)} .")
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    first = len(_lines(a)) + 1
    try:
        found = read_paths([path])
    except InputError as error:
        problem = error.problems[0]
        assert problem.code == "READ-FOREIGN" and problem.where.endswith(f":{first}")
        return
    alone = {unit.key: unit.statements() for unit in from_documents([b])}
    together = {unit.key: unit.statements() for unit in from_documents([*found, b])}
    assert together[B] == alone[B]


def test_lines_about_another_kecamatan(
    documents: tuple[Document, Document], tmp_path: Path, heavy: bool
) -> None:
    """Whatever the dress and the graph, each of them several times; a thousand draws with --heavy."""
    chance = random.Random(16)
    dresses = list(product(WAYS, GRAPHS))
    for turn in range(1_000 if heavy else 6 * len(dresses)):
        drawn = (*dresses[turn % len(dresses)], chance.randrange(10_000), chance.randint(1, 7))
        _told_or_without_effect(*documents, tmp_path / "a.nq", drawn)


def _refused(path: Path) -> Problem:
    with pytest.raises(InputError) as caught:
        read_paths([path])
    return caught.value.problems[0]


@pytest.mark.parametrize("suffix", ["ttl", "trig", "jsonld", "rdf", "nt"])
def test_every_format(suffix: str, documents: tuple[Document, Document], tmp_path: Path) -> None:
    """One statement about B beside a whole document of A, with a line where the format has lines."""
    a, _ = documents
    forms: dict[str, Any] = {
        "ttl": RdfFormat.TURTLE, "trig": RdfFormat.TRIG, "jsonld": RdfFormat.JSON_LD,
        "rdf": RdfFormat.RDF_XML, "nt": RdfFormat.N_TRIPLES,
    }  # fmt: skip
    node = instance_iri(*B, "simpul", "ASING")
    smuggled = Triple(node, KIN["menopang"], instance_iri(*B, "simpul", "O"))
    path = tmp_path / f"a.{suffix}"
    path.write_bytes(serialize([*a.triples, smuggled], format=forms[suffix]) or b"")
    problem = _refused(path)
    assert problem.code == "READ-FOREIGN" and "ASING" in problem.values["found"]
    assert int(problem.where.rpartition(":")[2]) > 0


def test_the_vocabulary_is_nobodys_to_change(
    documents: tuple[Document, Document], tmp_path: Path
) -> None:
    """Nor are regions, rules and the nomenclature."""
    a, _ = documents
    for name in ("ns#Target", "wilayah/33.02.20", "rule/IND-01", "nomenklatur/2025/7.01.01"):
        subject = NamedNode(f"https://w3id.org/kinerja/{name}")
        extra = Triple(subject, RDFS["subClassOf"], KIN["Outcome"])
        path = tmp_path / "a.nt"
        path.write_bytes(serialize([*a.triples, extra], format=RdfFormat.N_TRIPLES) or b"")
        assert _refused(path).code == "READ-FOREIGN"


def test_two_units_that_both_declare_their_document_may_share_a_file(
    documents: tuple[Document, Document], tmp_path: Path
) -> None:
    """As an export of a store does."""
    path = tmp_path / "both.nq"
    path.write_text(
        "\n".join([*_lines(documents[0]), *_lines(documents[1])]) + "\n", encoding="utf-8"
    )
    assert {document.unit for document in read_paths([path])} == {A, B}


@pytest.mark.parametrize("command", ["load", "check", "nation"])
def test_every_door(command: str, documents: tuple[Document, Document], tmp_path: Path) -> None:
    """Load, check and a check of many tell the same."""
    a, b = documents
    path = tmp_path / "in" / "a.nq"
    path.parent.mkdir()
    extra = (
        f"{instance_iri(*B, 'simpul', 'K')} {KIN['menopang']} {instance_iri(*B, 'simpul', 'O')} ."
    )
    path.write_text("\n".join([*_lines(a), extra]) + "\n", encoding="utf-8")
    (path.parent / "b.nq").write_text("\n".join(_lines(b)) + "\n", encoding="utf-8")
    words = {
        "load": ["load", str(path.parent), "--store", str(tmp_path / "s")],
        "check": ["check", str(path.parent), "--rule", "IND-01"],
        "nation": ["check", str(path.parent), "--jobs", "1", "-o", str(tmp_path / "out")],
    }[command]
    result = CliRunner().invoke(app, words)
    told = result.output
    if command == "nation":
        told += "".join(p.read_text(encoding="utf-8") for p in (tmp_path / "out").glob("gagal*"))
    assert "READ-FOREIGN" in told
