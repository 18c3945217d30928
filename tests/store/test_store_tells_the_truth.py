"""A store that lost or changed something says so: it never answers as if nothing were."""

from __future__ import annotations

import random
import shutil
import subprocess
import sys
import textwrap
from collections.abc import Callable
from pathlib import Path

import pyoxigraph
import pytest
from pyoxigraph import Literal, NamedNode, Quad

from kg.errors import CouldNotError, KgError
from kg.files import write_durably
from kg.read.inputs import read_paths
from kg.read.ontology import ontology
from kg.store.base import CATALOGUE
from kg.store.catalogue import CatalogueEntry, content_digest, derived_graph, entries
from kg.store.free_queries import free_query
from kg.store.opening import open_store
from kg.store.proof import prove
from kg.terms import KIN
from kg.worker.loading import load
from tests.support.forms import as_folder, small

#: What one reading of a store gives: every entry with the digests of its statements and derived facts.
Reading = list[tuple[CatalogueEntry, str, str]]


def _read(folder: Path) -> Reading:
    store = open_store(folder, write=False, seconds=0)
    found: Reading = []
    for entry in entries(store):
        own = content_digest(store.triples(entry.graph))
        facts = content_digest(store.triples(derived_graph(entry.unit)))
        found.append((entry, own, facts))
    return found


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store as ``kg load`` leaves it after two documents."""
    folder = tmp_path_factory.mktemp("store") / "s"
    store = open_store(folder, write=True)
    for region in ("33.02.19", "33.02.20"):
        sheets = small()
        for row in sheets["identitas"]:
            if row[0] == "kode_wilayah":
                row[1] = region
        load(read_paths([as_folder(folder.parent / region, sheets)]), store, ontology())
    del store
    return folder


def _outcome(folder: Path, before: Reading) -> str:
    """The code of the refusal, or whether the answer is the one from before."""
    try:
        return "same" if _read(folder) == before else "other"
    except KgError as error:
        return error.problems[0].code


def _damage(path: Path, draw: random.Random) -> None:
    """One bit or more of one byte turned, or the end cut off."""
    data = bytearray(path.read_bytes())
    place = draw.randrange(len(data))
    if draw.random() < 0.3:
        data = data[:place]
    else:
        data[place] ^= draw.randrange(1, 256)
    path.write_bytes(bytes(data))


def test_random_damage_is_noticed_or_without_effect(
    whole: Path, tmp_path: Path, heavy: bool
) -> None:
    """Whatever file it hits, journal and marker too: an error with a code, or the very same answer."""
    before, draw = _read(whole), random.Random(16)
    files = [path.name for path in sorted(whole.iterdir()) if path.stat().st_size]
    noticed = 0
    for number in range(1_000 if heavy else 40):
        copy = tmp_path / str(number)
        shutil.copytree(whole, copy)
        name = files[number % len(files)]
        _damage(copy / name, draw)
        outcome = _outcome(copy, before)
        assert outcome == "same" or outcome.startswith("STORE-"), name
        noticed += outcome != "same"
        shutil.rmtree(copy)
    assert noticed, "some of the damage must hit what is read"


def test_a_lost_file_is_noticed(whole: Path, tmp_path: Path) -> None:
    """Each of the files in turn: never an empty answer."""
    before = _read(whole)
    for path in sorted(whole.iterdir()):
        copy = tmp_path / "copy"
        shutil.copytree(whole, copy)
        (copy / path.name).unlink()
        assert _outcome(copy, before) in {"same", "STORE-DAMAGED", "STORE-OLD", "STORE-BUSY"}
        shutil.rmtree(copy)


def _all(store: pyoxigraph.Store, name: str) -> list[Quad]:
    return list(store.quads_for_pattern(None, KIN[name], None, CATALOGUE))


def _without(name: str) -> Callable[[pyoxigraph.Store], None]:
    def change(store: pyoxigraph.Store) -> None:
        for quad in _all(store, name):
            store.remove(quad)

    return change


def _instead(name: str, value: str) -> Callable[[pyoxigraph.Store], None]:
    def change(store: pyoxigraph.Store) -> None:
        for quad in _all(store, name):
            store.remove(quad)
            store.add(Quad(quad.subject, quad.predicate, Literal(value), CATALOGUE))

    return change


def _graph(store: pyoxigraph.Store) -> NamedNode:
    graph = _all(store, "sidikBerkas")[0].subject
    assert isinstance(graph, NamedNode)
    return graph


def _no_graph(store: pyoxigraph.Store) -> None:
    store.remove_graph(_graph(store))


def _half_a_graph(store: pyoxigraph.Store) -> None:
    for quad in list(store.quads_for_pattern(None, None, None, _graph(store)))[::2]:
        store.remove(quad)


def _other_values(store: pyoxigraph.Store) -> None:
    for quad in list(store.quads_for_pattern(None, KIN["teksNilai"], None, None)):
        store.remove(quad)
        store.add(Quad(quad.subject, quad.predicate, Literal("100"), quad.graph_name))


def _one_more(store: pyoxigraph.Store) -> None:
    graph = _graph(store)
    store.add(Quad(graph, graph, graph, graph))


@pytest.mark.parametrize(
    "change",
    [
        _without("kodeSatuanPeriksa"),
        _without("sidikIsi"),
        _without("versiProgram"),
        _instead("jumlahTripel", "banyak"),
        _instead("versiProgram", "99.0.0"),
        _instead("asalBerkas", "a\x1b[2J.nq"),
        _no_graph,
        _half_a_graph,
        _other_values,
        _one_more,
        lambda store: store.clear(),
        lambda store: store.remove_graph(CATALOGUE),
    ],
)
def test_what_another_program_changed_is_noticed(
    change: Callable[[pyoxigraph.Store], None], whole: Path, tmp_path: Path
) -> None:
    """Every file of the database is sound, but it holds something else; to read and to verify."""
    copy = tmp_path / "copy"
    shutil.copytree(whole, copy)
    store = pyoxigraph.Store(str(copy))
    change(store)
    store.flush()
    del store
    with pytest.raises(CouldNotError) as caught:
        _read(copy)
    assert caught.value.problems[0].code == "STORE-DAMAGED"
    try:
        proofs = list(prove(open_store(copy, write=False, seconds=0)))
    except CouldNotError:
        return
    assert not all(proof.whole for proof in proofs)


def _asked(folder: Path, graph: str) -> str:
    """What a query of an expert gets, or the code of the refusal; read to its end as the endpoint does."""
    query = "SELECT ?s ?p ?o WHERE { GRAPH ?g { ?s ?p ?o } } ORDER BY ?s ?p ?o"
    try:
        store = open_store(folder, write=False, seconds=0)
        with store.reading():
            found = free_query(store, query, base="urn:x:", default=(), named=(graph,))
            assert isinstance(found, pyoxigraph.QuerySolutions)
            return (found.serialize(format=pyoxigraph.QueryResultsFormat.CSV) or b"").decode()
    except KgError as error:
        return error.problems[0].code


def test_a_free_query_names_damage_as_every_question_does(whole: Path, tmp_path: Path) -> None:
    """Files that were cut or turned, and graphs that another program halved: never that it cannot be opened."""
    graph = entries(open_store(whole, write=False, seconds=0))[0].graph.value
    before, codes = _asked(whole, graph), set()
    files = [path for path in sorted(whole.iterdir()) if path.suffix == ".sst"]
    for number, path in enumerate(files):
        copy = tmp_path / str(number)
        shutil.copytree(whole, copy)
        data = path.read_bytes()
        (copy / path.name).write_bytes(data[: len(data) // 2] + bytes(len(data) - len(data) // 2))
        codes.add(_asked(copy, graph))
    copy = tmp_path / "halved"
    shutil.copytree(whole, copy)
    store = pyoxigraph.Store(str(copy))
    for quad in list(store.quads_for_pattern(None, None, None, NamedNode(graph)))[::2]:
        store.remove(quad)
    store.flush()
    del store
    assert _asked(copy, graph) == "STORE-DAMAGED"
    assert "STORE-DAMAGED" in codes
    assert codes <= {"STORE-DAMAGED", before}


def test_a_newer_store_is_refused(whole: Path, tmp_path: Path) -> None:
    """The marker tells by whom it was written."""
    copy = tmp_path / "copy"
    shutil.copytree(whole, copy)
    store = open_store(copy, write=True)
    del store
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("kg.store.marker.__version__", "99.1.0")
        open_store(copy, write=True)
    with pytest.raises(CouldNotError) as caught:
        open_store(copy, write=False)
    assert caught.value.problems[0].code == "STORE-NEWER"


def test_a_whole_store_is_proven(whole: Path) -> None:
    """Every document, its derived facts, the ontology and the catalogue."""
    proofs = list(prove(open_store(whole, write=False)))
    assert len(proofs) == 6 and all(proof.whole for proof in proofs)


WRITER = """
import sys
from pathlib import Path
from kg.read.inputs import read_paths
from kg.read.ontology import ontology
from kg.store.opening import open_store
from kg.worker.loading import load
print("ready", flush=True)
for turn in range(int(sys.argv[2])):
    for folder in sys.argv[3:]:
        store = open_store(Path(sys.argv[1]), write=True)
        load(read_paths([Path(folder)]), store, ontology())
        del store
"""


def test_readers_beside_a_writer(tmp_path: Path, heavy: bool) -> None:
    """Every reading succeeds and is one of the states that were written, whole; at first the store does not even exist."""
    folder, versions, states = tmp_path / "s", [], set()
    for number in range(2):
        sheets = small()
        sheets["simpul"] += [
            [f"N{n}", "A", "operasional", f"Rumusan {number} {n}"] for n in range(50)
        ]
        versions.append(as_folder(tmp_path / f"v{number}", sheets))
        states.add(content_digest(read_paths([versions[-1]])[0].triples))
    command = [
        sys.executable,
        "-c",
        WRITER,
        str(folder),
        "40" if heavy else "4",
        *map(str, versions),
    ]
    writer = subprocess.Popen(command, stdout=subprocess.PIPE)
    assert writer.stdout is not None and writer.stdout.readline()
    readings = 0
    while writer.poll() is None:
        found = entries(store := open_store(folder, write=False))
        assert len(found) <= 1
        for entry in found:
            assert (
                content_digest(store.triples(entry.graph)) == entry.content
                and entry.content in states
            )
        readings += 1
    writer.stdout.close()
    assert writer.returncode == 0
    assert readings >= (480 if heavy else 6)


def test_a_folder_without_anything_is_an_empty_store(tmp_path: Path) -> None:
    """A reader that comes between the first two steps of the first load finds nothing, not damage."""
    assert entries(open_store(tmp_path, write=False, seconds=0)) == []
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("first", ["LOG", "LOCK"])
def test_the_beginnings_of_a_store_are_no_strange_folder(tmp_path: Path, first: str) -> None:
    """A database writes its log before its lock: who looks just then is to wait, not to go elsewhere."""
    (tmp_path / first).touch()
    with pytest.raises(CouldNotError) as told:
        open_store(tmp_path, write=False, seconds=0)
    assert told.value.problems[0].code == "STORE-BUSY"


def test_two_first_loads_wait_for_each_other(tmp_path: Path) -> None:
    """Neither takes the beginnings of the other for a strange folder."""
    folders = [as_folder(tmp_path / name, small()) for name in ("a", "b")]
    command = [sys.executable, "-c", textwrap.dedent(WRITER), str(tmp_path / "s"), "3"]
    both = [subprocess.Popen([*command, str(f)], stdout=subprocess.DEVNULL) for f in folders]
    assert [process.wait() for process in both] == [0, 0]
    assert all(proof.whole for proof in prove(open_store(tmp_path / "s", write=False)))


@pytest.mark.skipif(sys.platform == "win32", reason="folders have no modes there")
def test_a_store_is_for_its_owner_only(whole: Path) -> None:
    """What lies in a shared place is not for everybody."""
    assert whole.stat().st_mode & 0o077 == 0


def test_nothing_waits_in_the_journal_after_a_load(whole: Path, tmp_path: Path) -> None:
    """What was acknowledged lies in files with checksums: without the journal the store is the same."""
    copy = tmp_path / "copy"
    shutil.copytree(whole, copy)
    for journal in copy.glob("*.log"):
        journal.write_bytes(b"")
    assert _outcome(copy, _read(whole)) == "same"


def test_a_planted_link_is_not_followed(tmp_path: Path) -> None:
    """Under the name of the file beside, which can be guessed."""
    other, beside = tmp_path / "other", tmp_path / ".a.tmp"
    other.write_bytes(b"mine")
    try:
        Path(beside).symlink_to(other)
    except OSError:
        pytest.skip("no symbolic links here")
    with pytest.raises(OSError, match="exists"):
        write_durably(tmp_path / "a", beside, [b"theirs"])
    assert other.read_bytes() == b"mine"
