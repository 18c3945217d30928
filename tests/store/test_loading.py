"""Loading is whole or not at all, changes nothing twice, and names every error of a file at once."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import Triple

from kg.errors import InputError
from kg.read.inputs import read_paths
from kg.read.ontology import ontology
from kg.report.exchange.compact import in_indonesian
from kg.store.base import Write
from kg.store.catalogue import derived_graph, entries
from kg.store.embedded import EmbeddedStore, memory_store
from kg.store.opening import open_store
from kg.terms import KIN, UnitKey, graph_iri
from kg.worker.loading import load
from tests.support.forms import as_folder, as_workbook, small


def _load(store: EmbeddedStore, *paths: Path) -> list[str]:
    return [change.action for change in load(read_paths(list(paths)), store, ontology())]


def _content(store: EmbeddedStore) -> set[str]:
    return {f"{graph} {triple}" for graph in store.graphs() for triple in store.triples(graph)}


def test_one_graph_per_kecamatan_period_and_document(tmp_path: Path) -> None:
    """The graph IRI is built from the three codes, with a derived graph beside it."""
    store = memory_store()
    assert _load(store, as_folder(tmp_path / "a", small())) == ["new"]
    assert graph_iri("33.02.19", "2025", "cascading") in store.graphs()
    assert store.triples(derived_graph(("33.02.19", "2025")))


def test_the_same_bytes_again_change_nothing(tmp_path: Path) -> None:
    """Also from a copy of the folder."""
    store = memory_store()
    _load(store, as_folder(tmp_path / "a", small()))
    before = _content(store)
    assert _load(store, as_folder(tmp_path / "b", small())) == ["unchanged"]
    assert _content(store) == before


def test_a_corrected_file_replaces_its_graph(tmp_path: Path) -> None:
    """The old statements are gone, derived ones included."""
    store = memory_store()
    sheets = small()
    _load(store, as_folder(tmp_path / "a", sheets))
    sheets["indikator"][1][2] = "Persentase pemohon yang dilayani"
    assert _load(store, as_folder(tmp_path / "a", sheets)) == ["replaced"]
    text = "\n".join(_content(store))
    assert "Jumlah pemohon yang dilayani" not in text and "Persentase pemohon yang dilayani" in text
    assert '#kataUkuran> "persentase"' in text and '#kataUkuran> "jumlah"' not in text


def test_workbook_and_folder_say_the_same(tmp_path: Path) -> None:
    """Apart from where the rows came from."""
    folder, book = as_folder(tmp_path / "a", small()), as_workbook(tmp_path / "isian.xlsx", small())
    first, second = (
        {str(t) for t in read_paths([p])[0].triples if "/lembar/" not in str(t)}
        for p in (folder, book)
    )
    assert first == second


def test_semicolons_and_aliases_are_understood(tmp_path: Path) -> None:
    """As Indonesian Excel writes CSV, with other words in the header."""
    sheets = small()
    sheets["simpul"][0] = ["kode", "induk", "jenis_simpul", "uraian"]
    plain, other = (
        as_folder(tmp_path / "a", small()),
        as_folder(tmp_path / "b", sheets, delimiter=";"),
    )
    assert {str(t) for t in read_paths([plain])[0].triples} == {
        str(t) for t in read_paths([other])[0].triples
    }


def test_unknown_columns_are_reported_not_fatal(tmp_path: Path) -> None:
    """They are named, and nothing of them is loaded."""
    sheets = small()
    sheets["simpul"] = [
        [*row, value]
        for row, value in zip(sheets["simpul"], ["warna", "merah", "", "", ""], strict=True)
    ]
    document = read_paths([as_folder(tmp_path / "a", sheets)])[0]
    assert [n.code for n in document.notes] == ["FORM-UNKNOWN"] and "warna" in document.notes[
        0
    ].line("id")
    assert "merah" not in "".join(map(str, document.triples))


def _bad() -> dict[str, list[list[str]]]:
    """Seven mistakes; the code left out of the indicator is not told again by its targets."""
    sheets = small()
    sheets["simpul"][2] = ["S", "X9", "strategi", "Meningkatnya pelayanan"]
    sheets["simpul"].append(["A", "S", "antara", "Kode dipakai dua kali"])
    sheets["target"].append(["I", "tahun depan", "41 Orang"])
    sheets["peran"][1] = ["K", "staff", "pelaksana"]
    sheets["indikator"][1][0] = ""
    sheets["jabatan"].append(["kasi", "Kasi 198501012010011001", "kepala_seksi"])
    return sheets


EXPECTED = {
    ("FORM-CHOICE", "simpul", 3, "C"),
    ("FORM-REFERENCE", "simpul", 3, "B"),
    ("FORM-DUPLICATE", "simpul", 6, "A"),
    ("FORM-YEAR", "target", 3, "B"),
    ("FORM-REFERENCE", "peran", 2, "B"),
    ("FORM-REQUIRED", "indikator", 2, "A"),
    ("FORM-PERSON", "jabatan", 3, "B"),
}


def test_all_errors_of_a_folder_at_once(tmp_path: Path) -> None:
    """File, line and column of each, what was found and what is expected."""
    with pytest.raises(InputError) as caught:
        read_paths([as_folder(tmp_path / "a", _bad())])
    places = {(p.code, p.where) for p in caught.value.problems}
    wanted = {
        (code, f"{tmp_path / 'a' / sheet}.csv:{row}", column)
        for code, sheet, row, column in EXPECTED
    }
    assert {
        (code, where.partition(" (")[0], where.partition(" (")[2][:1]) for code, where in places
    } == wanted
    text = next(p.line("en") for p in caught.value.problems if p.code == "FORM-CHOICE")
    assert (
        '"strategi" is unknown' in text
        and "outcome, csf, strategis" in text
        and "perhaps strategis is meant" in text
    )


def test_all_errors_of_a_workbook_at_once(tmp_path: Path) -> None:
    """The place is sheet!cell as Excel shows it."""
    path = as_workbook(tmp_path / "isian.xlsx", _bad())
    with pytest.raises(InputError) as caught:
        read_paths([path])
    assert {(p.code, p.where) for p in caught.value.problems} == {
        (code, f"{path} {sheet}!{column}{row}") for code, sheet, row, column in EXPECTED
    }


def test_one_bad_path_keeps_all_out(tmp_path: Path) -> None:
    """The errors of both bad documents are told, the good one is not loaded either."""
    good = as_folder(tmp_path / "good", small("baik"))
    bad, worse = as_folder(tmp_path / "bad", _bad()), tmp_path / "worse.ttl"
    worse.write_text("<http://e/a> <http://e/b>", encoding="utf-8")
    store = memory_store()
    with pytest.raises(InputError) as caught:
        _load(store, good, bad, worse)
    assert len(caught.value.problems) == len(EXPECTED) + 1
    assert not store.graphs()


def test_two_documents_may_not_share_a_code(tmp_path: Path) -> None:
    """The same code in two documents of a kecamatan would merge two things; posts of the same name are the same post."""
    store = memory_store()
    _load(store, as_folder(tmp_path / "a", small("satu")))
    before = _content(store)
    with pytest.raises(InputError) as caught:
        _load(store, as_folder(tmp_path / "b", small("dua")))
    assert caught.value.problems[0].code == "UNIT-CLASH" and "simpul/" in caught.value.problems[
        0
    ].line("id")
    assert _content(store) == before
    assert _load(store, as_folder(tmp_path / "c", small("dua", prefix="D"))) == ["new"]


def test_two_paths_to_one_graph_are_refused(tmp_path: Path) -> None:
    """Which of the two should count?"""
    first, second = as_folder(tmp_path / "a", small()), as_workbook(tmp_path / "b.xlsx", small())
    with pytest.raises(InputError) as caught:
        read_paths([first, second])
    assert caught.value.problems[0].code == "READ-SAMEGRAPH"


@pytest.mark.parametrize("suffix", ["nq", "trig", "jsonld"])
def test_what_was_exported_can_be_loaded(tmp_path: Path, suffix: str) -> None:
    """Graph for graph the same statements; JSON-LD says the language of labels besides."""
    from typer.testing import CliRunner

    from kg.cli.app import app

    folder, target = tmp_path / "store", tmp_path / f"all.{suffix}"
    runner = CliRunner()
    assert (
        runner.invoke(
            app, ["load", str(as_folder(tmp_path / "a", small())), "--store", str(folder)]
        ).exit_code
        == 0
    )
    assert (
        runner.invoke(
            app, ["export", "--store", str(folder), "--format", suffix, "-o", str(target)]
        ).exit_code
        == 0
    )
    graph = entries(open_store(folder, write=False))[0].graph
    other = memory_store()
    _load(other, target)
    told = list(open_store(folder, write=False).triples(graph))
    if suffix == "jsonld":
        told = [Triple(t.subject, t.predicate, in_indonesian(t) or t.object) for t in told]
    assert set(other.triples(graph)) == set(told)


def test_a_store_on_disk_is_found_again(tmp_path: Path) -> None:
    """Closed and opened, the content is there; a second writer is told so."""
    from kg.errors import CouldNotError

    store = open_store(tmp_path / "new" / "store", write=True)
    _load(store, as_folder(tmp_path / "a", small()))
    with pytest.raises(CouldNotError) as caught:
        open_store(tmp_path / "new" / "store", write=True, seconds=0.3)
    assert caught.value.problems[0].code == "STORE-BUSY"
    before = _content(store)
    del store
    assert _content(open_store(tmp_path / "new" / "store", write=False)) == before


def test_a_foreign_folder_is_left_alone(tmp_path: Path) -> None:
    """A folder with other files never becomes a store."""
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(InputError) as caught:
        open_store(tmp_path, write=True)
    assert caught.value.problems[0].code == "STORE-FOREIGN"
    assert [p.name for p in tmp_path.iterdir()] == ["notes.txt"]


def test_upgrading_the_word_lists_refreshes_derived_facts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Facts derived by another version are made anew by the next load, also of documents that did not change."""
    store = memory_store()
    path = as_folder(tmp_path / "a", small())
    _load(store, path)
    before = _content(store)
    facts = derived_graph(UnitKey("33.02.19", "2025"))
    kept = [t for t in store.triples(facts) if t.predicate != KIN["kataUkuran"]]
    store.write(Write({facts: kept}))
    monkeypatch.setattr("kg.worker.loading.derivation_digest", lambda *_: "another version")
    assert _load(store, path) == ["unchanged"]
    monkeypatch.undo()
    assert _load(store, path) == ["unchanged"]
    assert _content(store) == before
