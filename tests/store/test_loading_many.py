"""Many kecamatan are loaded each by itself: a bad one is told and left out, and a killed load goes on where it stopped."""

from __future__ import annotations

import errno
import subprocess
import sys
import zlib
from pathlib import Path

import pyoxigraph
import pytest
from click.testing import Result
from pyoxigraph import RdfFormat
from typer.testing import CliRunner

from kg.cli.app import app
from kg.errors import CouldNotError
from kg.read.ontology import ontology
from kg.read.parse import parse
from kg.store import pouring
from kg.store.catalogue import content_digest, entries
from kg.store.embedded import EmbeddedStore, Parcel
from kg.store.lookup import stale_units
from kg.store.marker import Held
from kg.store.opening import open_store
from kg.worker.loading_many import load_many
from kg.worker.nation.nation_inputs import found_below
from tests.support.crowd import code, crowd, graph, tiny

pytestmark = pytest.mark.slow

MANY = 120
runner = CliRunner()

#: Loads in batches of about ten kecamatan and stands still where it is told to: before the catalogue rows of a batch are
#: written, or behind them.
LOADER = """
import sys, time
from pathlib import Path
from kg.read.ontology import ontology
from kg.store.embedded import EmbeddedStore
from kg.store import pouring
from kg.store.opening import open_store
from kg.worker import loading_many
from kg.worker.nation.nation_inputs import found_below
folder, store, where, batch = sys.argv[1:]
pouring.most_at_once = lambda: 250
count, name_poured = 0, EmbeddedStore.name_poured
def stop():
    print("now", flush=True)
    time.sleep(600)
def named(self, parcels, number):
    global count
    count += 1
    if where == "before" and count == int(batch): stop()
    name_poured(self, parcels, number)
    if where == "behind" and count == int(batch): stop()
EmbeddedStore.name_poured = named
loading_many.load_many(tuple(found_below([Path(folder)])), open_store(Path(store), write=True), ontology(), lambda _: None)
"""


def _load(store: Path, *paths: Path, jobs: str = "1") -> Result:
    return runner.invoke(
        app, ["load", *map(str, paths), "--store", str(store), "--jobs", jobs, "--lang", "en"]
    )


def _content(store: EmbeddedStore) -> set[str]:
    return {f"{g} {triple}" for g in store.graphs() for triple in store.triples(g)}


@pytest.fixture(scope="module")
def inputs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files of all."""
    return crowd(tmp_path_factory.mktemp("inputs"), range(MANY))


@pytest.fixture(scope="module")
def in_one_go(inputs: Path, tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """What a store holds after a load that nobody disturbed."""
    folder = tmp_path_factory.mktemp("whole") / "store"
    load_many(
        tuple(found_below([inputs])), open_store(folder, write=True), ontology(), lambda _: None
    )
    return _content(open_store(folder, write=False))


@pytest.mark.parametrize(("where", "batch"), [("before", "1"), ("before", "4"), ("behind", "5")])
def test_killed_and_gone_on(
    inputs: Path, in_one_go: set[str], tmp_path: Path, where: str, batch: str
) -> None:
    """What the catalogue names is whole; the same command loads the rest; the end is that of a load in one go."""
    store = tmp_path / "store"
    process = subprocess.Popen(
        [sys.executable, "-c", LOADER, str(inputs), str(store), where, batch],
        stdout=subprocess.PIPE,
    )
    assert process.stdout is not None and process.stdout.readline().strip() == b"now"
    process.kill()
    process.wait()
    process.stdout.close()
    opened = open_store(store, write=False)
    held = entries(opened)
    assert 0 < len(held) < MANY if (where, batch) != ("before", "1") else not held
    assert all(content_digest(opened.triples(e.graph)) == e.content for e in held)
    del opened
    result = _load(store, inputs)
    assert result.exit_code == 0
    assert (
        f"Loaded now {MANY - len(held)} documents, replaced 0, unchanged {len(held)}, failed 0"
        in result.stderr
    )
    assert _content(open_store(store, write=False)) == in_one_go


def _full(*_: object) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


def test_what_a_killed_load_left_is_cleared_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also when the file has changed since: nothing of the old text stays."""
    store, inputs = tmp_path / "store", crowd(tmp_path / "in", range(3))
    opened = open_store(store, write=True)
    quads = list(parse(tiny(1, outcome="Teks lama").encode(), "a.nq", RdfFormat.N_QUADS))
    data = pyoxigraph.serialize(quads, format=RdfFormat.TRIG)
    names = {quad.graph_name.value for quad in quads}
    monkeypatch.setattr(EmbeddedStore, "name_poured", _full)
    with pytest.raises(CouldNotError):
        opened.pour([Parcel(dict.fromkeys(names, Held(1, "")), zlib.compress(data or b""))])
    del opened
    monkeypatch.undo()
    assert _load(store, inputs).exit_code == 0
    assert "Teks lama" not in "".join(_content(open_store(store, write=False)))


def test_several_processes_write_the_same(
    inputs: Path, in_one_go: set[str], tmp_path: Path
) -> None:
    """Statement for statement."""
    assert _load(tmp_path / "store", inputs, jobs="2").exit_code == 0
    assert _content(open_store(tmp_path / "store", write=False)) == in_one_go


def test_bad_files_are_told_and_left_out(tmp_path: Path) -> None:
    """With more than fifty inputs, and folders of any depth; the exit code says that something is missing."""
    inputs, store = crowd(tmp_path / "in", range(60)), tmp_path / "store"
    bad = next(inputs.rglob(f"{code(7)}.nq"))
    bad.write_text(tiny(7) + "<http://e/a> <http://e/b>\n", encoding="utf-8")
    (inputs / "33" / "empty.ttl").touch()
    result = runner.invoke(app, ["load", str(inputs), "--store", str(store)])
    assert result.exit_code == 2
    assert (
        "READ-SYNTAX" in result.stderr
        and str(bad) in result.stderr
        and "READ-EMPTY" in result.stderr
    )
    assert {e.graph for e in entries(open_store(store, write=False))} == {
        graph(n) for n in range(60) if n != 7
    }
    bad.write_text(tiny(7), encoding="utf-8")
    (inputs / "33" / "empty.ttl").unlink()
    assert runner.invoke(app, ["load", str(inputs), "--store", str(store)]).exit_code == 0
    assert len(entries(open_store(store, write=False))) == 60


def test_few_inputs_are_all_or_nothing_in_deep_folders_too(tmp_path: Path) -> None:
    """Up to fifty one bad file keeps all out."""
    inputs, store = crowd(tmp_path / "in", range(5)), tmp_path / "store"
    bad = next(inputs.rglob(f"{code(3)}.nq"))
    bad.write_text("<http://e/a> <http://e/b>\n", encoding="utf-8")
    assert runner.invoke(app, ["load", str(inputs), "--store", str(store)]).exit_code == 2
    assert not store.exists() or not entries(open_store(store, write=False))
    bad.write_text(tiny(3), encoding="utf-8")
    result = runner.invoke(app, ["load", str(inputs), "--store", str(store)])
    assert result.exit_code == 0 and len(entries(open_store(store, write=False))) == 5


def test_changed_and_stale_units_are_replaced_in_place(
    inputs: Path, in_one_go: set[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One corrected file changes its unit only; a new way to derive facts refreshes all."""
    own, store = crowd(tmp_path / "in", range(MANY)), tmp_path / "store"
    changed = next(own.rglob(f"{code(9)}.nq"))
    changed.write_text(tiny(9, outcome="Terwujudnya hal lain"), encoding="utf-8")
    assert _load(store, own).exit_code == 0
    changed.write_text(tiny(9), encoding="utf-8")
    result = _load(store, own)
    assert f"Loaded now 0 documents, replaced 1, unchanged {MANY - 1}" in result.stderr
    names = {str(own): str(inputs)}
    found = {
        line.replace(*next(iter(names.items())))
        for line in _content(open_store(store, write=False))
    }
    assert found == in_one_go
    for module in ("loading", "loading_many", "preparing"):
        monkeypatch.setattr(f"kg.worker.{module}.derivation_digest", lambda *_: "another version")
    assert f"unchanged {MANY}" in _load(store, own).stderr
    assert not stale_units(open_store(store, write=False), "another version")


def test_two_files_of_one_unit_and_one_file_of_two_units(tmp_path: Path) -> None:
    """What belongs together is derived together; two files of one graph are refused, with the unit."""
    folder, store = tmp_path / "in", tmp_path / "store"
    folder.mkdir()
    (folder / "a.nq").write_text(tiny(1) + tiny(2), encoding="utf-8")
    (folder / "b.nq").write_text(tiny(3), encoding="utf-8")
    (folder / "c.nq").write_text(tiny(3) + "\n", encoding="utf-8")
    result = _load(store, folder)
    assert result.exit_code == 2 and result.stderr.count("READ-SAMEGRAPH") == 1
    assert {e.region for e in entries(open_store(store, write=False))} == {code(1), code(2)}


def _pours(monkeypatch: pytest.MonkeyPatch, store: Path, inputs: Path) -> list[str]:
    """What a load of these inputs does to the files of the store."""
    done: list[str] = []
    for name in ("pour", "tidy"):
        real = getattr(EmbeddedStore, name)

        def noted(
            self: EmbeddedStore, *given: object, name: str = name, real: object = real
        ) -> None:
            done.append(name)
            real(self, *given)  # type: ignore[operator]

        monkeypatch.setattr(EmbeddedStore, name, noted)
    opened = open_store(store, write=True)
    load_many(tuple(found_below([inputs])), opened, ontology(), lambda _: None)
    monkeypatch.undo()
    return done


def test_what_waits_is_written_in_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """All in one pour where there is time and room, and then the files lie in order; sooner where one of both is short."""
    inputs = crowd(tmp_path / "in", range(4))
    one = tmp_path / "one"
    assert _pours(monkeypatch, one, inputs) == ["pour"]
    monkeypatch.setattr(pouring, "_PATIENCE", 0.0)
    monkeypatch.setattr(pouring, "_FEW", 1)
    late = tmp_path / "late"
    assert _pours(monkeypatch, late, inputs) == [*["pour"] * 4, "tidy"]
    monkeypatch.setattr(pouring, "most_at_once", lambda: 1)
    crowded = tmp_path / "crowded"
    assert _pours(monkeypatch, crowded, inputs) == [*["pour"] * 4, "tidy"]
    held = [_content(open_store(store, write=False)) for store in (one, late, crowded)]
    assert held[0] == held[1] == held[2]
    more = crowd(tmp_path / "more", range(4, 6))
    assert _pours(monkeypatch, one, more) == ["pour", "tidy"]


def test_a_container_may_have_less_room_than_its_machine(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its limit counts; "max" is none."""
    limit = tmp_path / "memory.max"
    monkeypatch.setattr(pouring, "_CONTAINER", limit)
    monkeypatch.setattr(pouring, "_ROOM", 1)
    whole = pouring.most_at_once()
    limit.write_text("max\n", encoding="ascii")
    assert pouring.most_at_once() == whole
    limit.write_text("0\n", encoding="ascii")
    assert pouring.most_at_once() < whole
