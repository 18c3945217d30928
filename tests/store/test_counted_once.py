"""What was found whole is not counted again, and whatever happens to the files of a store is told all the same."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pyoxigraph
import pytest
from pyoxigraph import Literal, NamedNode, Quad
from typer.testing import CliRunner

from kg.cli.app import app
from kg.errors import CouldNotError
from kg.store.base import CATALOGUE
from kg.store.counted import NAME
from kg.store.embedded import EmbeddedStore
from kg.store.opening import open_store
from kg.store.proof import prove
from kg.terms import KIN
from tests.support.crowd import crowd


def _ask(store: Path, *words: str) -> str:
    """A question to every kecamatan, in this process."""
    asked = ["ask", "Q03", "--store", str(store), "--format", "csv", *words]
    done = CliRunner().invoke(app, asked)
    return done.stdout if done.exit_code == 0 else done.output


def _counts(store: Path) -> int:
    """How many graphs are counted when all are asked about."""
    counted = 0
    select = EmbeddedStore.select

    def watched(self: EmbeddedStore, query: str, graphs: tuple[NamedNode, ...] = ()) -> object:
        nonlocal counted
        counted += query.startswith("SELECT (COUNT(*)")
        return select(self, query, graphs)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(EmbeddedStore, "select", watched)
        opened = open_store(store, write=False)
        opened.count(map(NamedNode, opened.must_hold))
    return counted


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of sixty kecamatan of which nothing was counted yet."""
    folder = tmp_path_factory.mktemp("counted")
    store = folder / "s"
    words = ["load", str(crowd(folder / "in", range(60))), "--store", str(store)]
    assert CliRunner().invoke(app, words).exit_code == 0
    return store


@pytest.fixture
def store(loaded: Path, tmp_path: Path) -> Path:
    """A copy of it."""
    return Path(shutil.copytree(loaded, tmp_path / "s"))


def _halve(store: Path) -> None:
    """Another program takes every second statement out of each graph of a document."""
    database = pyoxigraph.Store(str(store))
    for graph in list(database.named_graphs()):
        if isinstance(graph, NamedNode) and graph.value.endswith("/renja"):
            for quad in list(database.quads_for_pattern(None, None, None, graph))[::2]:
                database.remove(quad)
    database.flush()


@pytest.mark.parametrize("words", [(), ("--jobs", "2")])
def test_a_question_to_all_counts_for_the_next(store: Path, words: tuple[str, ...]) -> None:
    """By one process or several; the rows are the same."""
    every = _counts(store)
    first = _ask(store, *words)
    assert (store / NAME).exists()
    assert _counts(store) < every / 2 + 8, "the graphs of the documents are known"
    assert _ask(store, *words) == first


def test_a_proof_counts_for_every_question(store: Path) -> None:
    """Its digests say more than a number."""
    assert all(proof.whole for proof in prove(open_store(store, write=False)))
    assert _counts(store) < 8


def test_what_another_program_takes_away_later_is_told(store: Path) -> None:
    """It leaves other files behind, so everything is counted again."""
    _ask(store)
    _halve(store)
    assert "STORE-DAMAGED" in _ask(store)
    assert "STORE-DAMAGED" in _ask(store, "--jobs", "2")


def test_a_row_of_the_catalogue_that_another_program_changes_later_is_told(store: Path) -> None:
    """After the first question the catalogue is listed without its digests, while the files are the same."""
    first = _ask(store)
    assert _ask(store) == first
    database = pyoxigraph.Store(str(store))
    quad = next(database.quads_for_pattern(None, KIN["kodeSatuanPeriksa"], None, CATALOGUE))
    database.remove(quad)
    database.add(Quad(quad.subject, quad.predicate, Literal("99.99.99"), CATALOGUE))
    database.flush()
    del database
    assert "STORE-DAMAGED" in _ask(store)


def test_a_copy_is_counted_anew(store: Path, tmp_path: Path) -> None:
    """Its files have other numbers: what was written about the first says nothing of it."""
    every = _counts(store)
    _ask(store)
    assert _counts(Path(shutil.copytree(store, tmp_path / "copy"))) == every


def test_a_file_put_back_with_its_old_time_is_told(store: Path) -> None:
    """Size and time of writing are those of then; the time of the change and the number are not."""
    _ask(store)
    path = max(store.glob("*.sst"), key=lambda file: file.stat().st_size)
    about, data = path.stat(), path.read_bytes()
    path.write_bytes(data[: len(data) // 2] + bytes(len(data) - len(data) // 2))
    os.utime(path, ns=(about.st_atime_ns, about.st_mtime_ns))
    with pytest.raises(CouldNotError, match="STORE-DAMAGED"):
        _counts(store)


@pytest.mark.parametrize("text", [b"", b"[]\n[]", b"[[", b"\xff\n\xff", b"null\nnull"])
def test_a_broken_list_is_as_none(store: Path, text: bytes) -> None:
    """Whatever stands there, all is counted."""
    every = _counts(store)
    (store / NAME).write_bytes(text)
    assert _counts(store) == every


def test_a_torn_list_of_graphs_is_as_none(store: Path) -> None:
    """The files are right, and the second line ends in the middle."""
    every = _counts(store)
    _ask(store)
    path = store / NAME
    path.write_bytes(path.read_bytes()[:-20])
    assert _counts(store) == every


def test_a_change_of_ours_is_counted_too(store: Path, tmp_path: Path) -> None:
    """After another load the list is that of other files."""
    every = _counts(store)
    _ask(store)
    one = crowd(tmp_path / "more", range(61))
    assert CliRunner().invoke(app, ["load", str(one), "--store", str(store)]).exit_code == 0
    assert _counts(store) > every
