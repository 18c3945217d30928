"""What a store holds can be listed, summed up, taken out again whole, and proved."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from kg.cli.app import app
from kg.store.catalogue import derived_graph, entries
from kg.store.opening import open_store
from kg.terms import UnitKey
from tests.support.forms import as_folder, small


def run(*words: object) -> Any:
    """Run the command line."""
    return CliRunner().invoke(app, [str(word) for word in words])


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """Two kecamatan, one of them with two documents."""
    folder = tmp_path / "s"
    for name, region in (("satu", "33.02.19"), ("dua", "33.02.19"), ("tiga", "33.02.20")):
        path = as_folder(tmp_path / name, small(name, region, "2021", prefix=name))
        assert run("load", path, "--store", folder).exit_code == 0
    return folder


def listed(store: Path) -> list[dict[str, Any]]:
    """The documents of the store."""
    body = json.loads(run("store", "list", "--store", store, "--format", "json").stdout)
    return list(body["documents"])


def test_a_list_names_every_document(store: Path) -> None:
    """As table, CSV and JSON."""
    assert [d["kecamatan"] for d in listed(store)] == ["33.02.19", "33.02.19", "33.02.20"]
    assert len(run("store", "list", "--store", store, "--format", "csv").stdout.splitlines()) == 4
    info = json.loads(run("store", "info", "--store", store, "--format", "json").stdout)
    assert (info["documents"], info["units"], info["stale"], info["samples"]) == (3, 2, 0, 0)


def test_one_document_goes_and_its_neighbour_stays(store: Path) -> None:
    """Facts of the unit are derived anew, the other unit is not touched, and the store is whole."""
    before = {e.graph: e for e in entries(open_store(store, write=False))}
    gone = next(d for d in listed(store) if d["document"].endswith("dua"))
    result = run("store", "remove", "--document", gone["document"], "--store", store)
    assert result.exit_code == 0, result.output
    after = {e.graph: e for e in entries(open_store(store, write=False))}
    assert {g.value for g in before.keys() - after.keys()} == {gone["graph"]}
    assert all(after[graph] == before[graph] for graph in after)
    assert run("store", "verify", "--store", store).exit_code == 0


def test_the_last_document_takes_the_derived_facts_with_it(store: Path) -> None:
    """Nothing is left of a kecamatan that is gone."""
    assert run("store", "remove", "--kecamatan", "33.02.20", "--store", store).exit_code == 0
    opened = open_store(store, write=False)
    graphs = set(opened.graphs())
    assert not any("33.02.20" in graph.value for graph in graphs)
    assert derived_graph(UnitKey("33.02.19", "2021")) in graphs


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ((), "STORE-SELECT"),
        (("--kecamatan", "99.99.99"), "STORE-NONE"),
        (("--kecamatan", "33.02.19", "--period", "1999"), "STORE-NONE"),
        (("--document", "ua"), "STORE-NONE"),
    ],
)
def test_nothing_is_removed_by_a_slip(store: Path, words: tuple[str, ...], code: str) -> None:
    """A word that fits nothing is an error, and all documents stay."""
    result = run("store", "remove", *words, "--store", store)
    assert result.exit_code == 2
    assert code in result.stderr
    assert len(listed(store)) == 3


def test_a_store_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    """For every command, with its path, and nothing on standard output."""
    missing = tmp_path / "salah-ketik"
    for words in (
        ("check",), ("ask", "Q03"), ("draw",), ("export",), ("reason",),
        ("store", "list"), ("store", "info"), ("store", "verify"),
        ("store", "remove", "--graph", "x"), ("check", "--jobs", "1", "-o", tmp_path / "o"),
    ):  # fmt: skip
        result = run(*words, "--store", missing)
        assert (result.exit_code, result.stdout) == (2, ""), words
        assert "STORE-MISSING" in result.stderr
        assert str(missing) in result.stderr
    assert not (tmp_path / "o").exists()
