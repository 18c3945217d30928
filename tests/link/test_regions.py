"""Regions: lists are loaded and compared, names looked up, items of Wikidata wait for a person; a wrong one is one sentence."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from kg.cli.app import app
from kg.derive.regions import RegionPlace
from kg.errors import InputError
from kg.link.wilayah.difference import difference
from kg.link.wilayah.marks import MARKS
from kg.link.wilayah.places import Places, national
from kg.link.wilayah.reading import read_rows
from kg.link.wilayah.region_matching import Gazetteer
from kg.read.inputs import read_paths
from kg.read.ontology import ontology
from kg.store.opening import open_store
from kg.terms import KIN, SKOS, WILAYAH, text_of
from kg.worker.linking import known_in
from kg.worker.units import from_documents
from tests.support.forms import as_folder, small

#: A list of before: two kecamatan of one kabupaten with their villages; invented.
OLD = {
    "97": "Provinsi", "97.01": "Kabupaten Satu", "97.02": "Kabupaten Dua",
    "97.01.01": "Awal", "97.01.02": "Batu Putih", "97.01.03": "Cemara", "97.02.01": "Dahlia",
    "97.01.01.2001": "Anggur", "97.01.01.2002": "Belimbing", "97.01.01.2003": "Ceri", "97.01.01.2004": "Duku",
    "97.01.02.2001": "Enau", "97.01.03.2001": "Fuli", "97.02.01.2001": "Gandaria",
}  # fmt: skip
#: The same after respelling, renaming, moving, splitting and merging.
NEW = {
    "97": "Provinsi", "97.01": "Kabupaten Satu", "97.02": "Kabupaten Dua", "97.03": "Kabupaten Tiga",
    "97.01.01": "Awal", "97.01.02": "Batuputih", "97.01.04": "Awal Timur", "97.03.01": "Dahlia",
    "97.01.01.2001": "Anggur", "97.01.01.2002": "Belimbing", "97.01.04.2001": "Ceri", "97.01.04.2002": "Duku",
    "97.01.02.2001": "Enau", "97.01.02.2002": "Fuli", "97.03.01.2001": "Gandaria",
}  # fmt: skip


def places(names: dict[str, str], version: str = "baru") -> Places:
    """A list."""
    return Places(version, tuple(RegionPlace(code, name) for code, name in names.items()))


def written(path: Path, rows: list[list[str]]) -> Path:
    """A CSV file."""
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    return path


def run(folder: Path, *words: str) -> Result:
    """``kg link wilayah`` with the store ``s``."""
    return CliRunner().invoke(app, ["link", "wilayah", *words, "--store", str(folder / "s")])


def test_changes_between_lists_are_told_by_kind() -> None:
    """Spelling, splitting, merging and moving, each as what it is; what stayed is not told."""
    kinds = {}
    for change in difference(places(OLD), places(NEW)):
        codes = [place.code for place in (change.old, change.new) if place is not None]
        if len(codes[0]) == len("97.01.01"):
            kinds[codes[0], codes[-1]] = change.kind
    assert kinds == {
        ("97.01.02", "97.01.02"): "ganti_ejaan",
        ("97.01.01", "97.01.04"): "pecah",
        ("97.01.03", "97.01.02"): "gabung",
        ("97.02.01", "97.03.01"): "pindah",
    }
    assert not difference(national(), national())


def test_two_of_a_name_prove_nothing() -> None:
    """When two of one name went and came elsewhere, none is called moved."""
    old = places({"97.01.01": "Awal", "97.02.01": "Awal"})
    new = places({"97.03.01": "Awal", "97.04.01": "Awal"})
    assert {change.kind for change in difference(old, new)} == {"hapus", "baru"}


@pytest.mark.parametrize(
    ("text", "kabupaten", "decision", "code"),
    [
        ("Kec. Pinoraya", "", "diterima", "17.01.06"),
        ("KECAMATAN PINO RAYA", "", "diterima", "17.01.06"),
        ("330219", "", "diterima", "33.02.19"),
        ("Gondang", "", "tinjau", "33.14.06"),
        ("Gondang", "Kab. Nganjuk", "diterima", "35.18.17"),
        ("Sokarja", "Banyumas", "diterima", "33.02.19"),
        ("Sokaraja", "Purbalingga", "tinjau", "33.02.19"),
        ("Budidaya Lele", "", "tanpa padanan", ""),
        ("33.02.99", "", "tanpa padanan", ""),
        ("3302190", "", "tinjau", ""),
        ("-", "", "tanpa padanan", ""),
    ],
)
def test_names_are_looked_up(text: str, kabupaten: str, decision: str, code: str) -> None:
    """By code, by name however spelled, within its kabupaten; two of a name are left to a person."""
    found = Gazetteer(national()).find(text, kabupaten)
    assert found.decision == decision
    assert [place.code for place in found.places[:1]] == ([code] if code else [])


def test_a_newer_list_makes_a_split_off_kecamatan_known(tmp_path: Path) -> None:
    """Before it is loaded its code is one finding's sentence; after, it is a kecamatan like any other."""
    sheets = small(region="33.02.99")
    sheets["identitas"][2][1] = "Sokaraja Timur"
    document = as_folder(tmp_path / "d", sheets)
    assert wrong(tmp_path, document) == ["33.02.99 tidak ada dalam daftar wilayah"]
    rows = [["Kode", "Nama"], ["33.02.19", "Sokaraja"], ["33.02.99", "Sokaraja Timur"]]
    told = run(tmp_path, "import", str(written(tmp_path / "baru.csv", rows)), "--version", "9/2030")
    assert told.exit_code == 0, told.output
    assert wrong(tmp_path, document) == []
    found = run(tmp_path, "match", "sokarajatimur")
    assert "33.02.99" in found.output


def wrong(folder: Path, document: Path) -> list[str]:
    """What DOC-04 would say of a document, with what the store holds."""
    [unit] = from_documents(read_paths([document]))
    known = known_in(open_store(folder / "s", write=False))
    facts = unit.derived(ontology(), None, known)
    return [text_of(t.object) for t in facts if t.predicate == KIN["wilayahTidakSah"]]


def test_items_wait_for_a_person(tmp_path: Path) -> None:
    """The sheet that comes out is filled in and read back; only what a person agreed to is the same thing."""
    rows = [
        ["kode", "qid", "label", "induk"],
        ["33.02.19", "Q1", "Sokaraja", "Kabupaten Banyumas"],
        ["33.02.18", "Q2", "Somagede", "Purbalingga"],
        ["33.02.17", "Q3", "Kalibagor", ""],
        ["33.02.16", "Q3", "Banyumas", ""],
    ]
    sheet = tmp_path / "lembar.csv"
    done = run(tmp_path, "import", str(written(tmp_path / "q.csv", rows)), "-o", str(sheet))
    assert done.exit_code == 0, done.output
    assert items(tmp_path) == {}
    with sheet.open(encoding="utf-8-sig", newline="") as file:
        table = list(csv.DictReader(file))
    assert [bool(row["keraguan"]) for row in table] == [False, True, True, True]
    for row in table:
        row |= {"keputusan": "ya", "peninjau": "Analis"}
    filled = written(
        tmp_path / "diisi.csv", [list(table[0]), *(list(row.values()) for row in table)]
    )
    assert run(tmp_path, "import", str(filled)).exit_code == 0
    assert items(tmp_path) == {"33.02.19": "http://www.wikidata.org/entity/Q1"}


def items(folder: Path) -> dict[str, str]:
    """The items of the store by code."""
    store = open_store(folder / "s", write=False)
    return {
        text_of(triple.subject).removeprefix(WILAYAH): text_of(triple.object)
        for triple in store.triples(MARKS)
        if triple.predicate == SKOS["exactMatch"]
    }


def test_codes_of_the_statistics_office_are_looked_up(tmp_path: Path) -> None:
    """Where a list was brought, a code of seven digits means its kecamatan."""
    rows = [["kode_kemendagri", "kode_bps"], ["33.02.19", "3302180"]]
    assert run(tmp_path, "import", str(written(tmp_path / "b.csv", rows))).exit_code == 0
    found = run(tmp_path, "match", "3302180")
    assert found.exit_code == 0
    assert "33.02.19" in found.output


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ([["nama", "luas"], ["Awal", "3"]], "REGION-HEADER"),
        ([["kode", "nama"], ["33.2", "Awal"]], "REGION-ROW"),
        ([["kode", "qid"], ["33.02.19", "X12"]], "REGION-ROW"),
        ([["kode", "kode_bps"], ["33.02.19", "33021"]], "REGION-ROW"),
        ([["kode", "nama"], ["33.02.19", "A"], ["33.02.19", "B"]], "REGION-TWICE"),
        ([["kode", "nama"]], "LINK-EMPTY"),
    ],
)
def test_a_damaged_list_is_refused_with_its_place(
    rows: list[list[str]], code: str, tmp_path: Path
) -> None:
    """Nothing of it is read."""
    with pytest.raises(InputError) as raised:
        read_rows(written(tmp_path / "x.csv", rows))
    assert [problem.code for problem in raised.value.problems] == [code]
    assert "x.csv" in raised.value.problems[0].where


def test_what_the_command_refuses_is_told(tmp_path: Path) -> None:
    """A list without its decree, a code that no list has, a decision of nobody."""
    name = written(tmp_path / "n.csv", [["kode", "nama"], ["33.02.19", "Sokaraja"]])
    assert "REGION-VERSION" in run(tmp_path, "import", str(name)).output
    foreign = written(tmp_path / "f.csv", [["kode", "qid"], ["33.02.99", "Q1"]])
    assert "REGION-UNKNOWN" in run(tmp_path, "import", str(foreign)).output
    heads = ["kode", "qid", "keputusan"]
    nobody = written(tmp_path / "k.csv", [heads, ["33.02.19", "Q1", "ya"]])
    assert "REGION-REVIEWER" in run(tmp_path, "import", str(nobody)).output
    assert "P2588" in run(tmp_path, "import", "--query").output
    changed = run(tmp_path, "diff", str(name), "--format", "csv")
    assert "hapus" in changed.output
