"""Whole workbooks of a tree, its posts and its plan, held against the forms that hold the same documents."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest

from kg.read.inputs import read_paths
from kg.read.layout.choice import Choice
from kg.read.layout.document import Understood, understand
from kg.terms import KIN
from tests.support.places import TESTS

BOOKS = sorted((TESTS / "layouts" / "buku_pohon").glob("*.xlsx"))

Rows = list[dict[str, str]]


def _form(name: str, sheet: str) -> Rows:
    path = TESTS / "unseen" / name / f"{sheet}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _read(understood: Understood, sheet: str) -> Rows:
    found: Rows = []
    for entry in understood.entries:
        if entry.sheet == sheet:
            found.append({name: value.text for name, value in entry.cells.items()})
    return found


def _named(rows: Rows, text: str) -> dict[str, str]:
    return {row["kode"]: row[text] for row in rows}


def _links(rows: Rows, names: dict[str, str], *columns: str) -> set[tuple[str, ...]]:
    """What rows say of others, by their words: the codes of a form are its own."""
    found = set()
    for row in rows:
        texts = [names.get(row.get(column, ""), row.get(column, "")) for column in columns]
        # A dash says that nobody is meant; forms keep it as printed.
        texts = ["" if text == "-" and "nilai" not in columns else text for text in texts]
        found.add(tuple(texts))
    return found


def _names(conditions: Rows, plan: Rows, posts: Rows) -> dict[str, str]:
    return _named(conditions, "rumusan") | _named(plan, "nama") | _named(posts, "nama")


@pytest.fixture(params=BOOKS, ids=lambda path: path.stem)
def book(request: pytest.FixtureRequest) -> tuple[str, Understood]:
    """One workbook as it is read."""
    path: Path = request.param
    return path.stem, understand(path, Choice())


def test_conditions_stand_below_those_of_the_form(book: tuple[str, Understood]) -> None:
    """Factors between them, in a column of their own, break no link."""
    name, read = book
    wanted, got = _form(name, "simpul"), _read(read, "simpul")
    columns = ("rumusan", "kode_induk", "jenis", "crosscutting_dengan")
    assert _links(got, _named(got, "rumusan"), *columns) == _links(
        wanted, _named(wanted, "rumusan"), *columns
    )
    assert len(got) == len(wanted)


def test_posts_and_what_they_answer_for(book: tuple[str, Understood]) -> None:
    """Two posts of one cell are two, and whoever carries out a condition is not in charge of it."""
    name, read = book
    columns = ("kode_kinerja_atau_komponen", "kode_jabatan", "peran")
    got = _names(_read(read, "simpul"), _read(read, "rencana"), _read(read, "jabatan"))
    wanted = _names(_form(name, "simpul"), _form(name, "rencana"), _form(name, "jabatan"))
    stated = _links(_form(name, "peran"), wanted, *columns)
    assert _links(_read(read, "peran"), got, *columns) >= stated


def test_the_plan_and_the_conditions_that_it_realises(book: tuple[str, Understood]) -> None:
    """Programs stand below the objective of the condition that they say to support."""
    name, read = book
    wanted, got = _form(name, "rencana"), _read(read, "rencana")
    columns = ("nama", "kode_induk", "jenjang")
    assert _links(got, _named(got, "nama"), *columns) == _links(
        wanted, _named(wanted, "nama"), *columns
    )
    pairs = []
    for form, mapped in ((got, _read(read, "pemetaan")), (wanted, _form(name, "pemetaan"))):
        tree = _read(read, "simpul") if form is got else _form(name, "simpul")
        names = _named(tree, "rumusan") | _named(form, "nama")
        pairs.append(_links(mapped, names, "kode_simpul", "kode_rencana"))
    assert pairs[0] >= pairs[1]


def _measured(rows: Rows) -> Iterator[tuple[str, ...]]:
    for row in rows:
        kept = ("rumusan", "formulasi", "satuan", "tipe_penghitungan", "arah", "sumber_data")
        yield tuple(row.get(column, "") for column in kept)


def test_indicators_and_targets_are_those_of_the_form(book: tuple[str, Understood]) -> None:
    """Also the dash that stands where a target should."""
    name, read = book
    assert sorted(_measured(_read(read, "indikator"))) == sorted(
        _measured(_form(name, "indikator"))
    )
    targets = []
    for rows, indicators in (
        (_read(read, "target"), _read(read, "indikator")),
        (_form(name, "target"), _form(name, "indikator")),
    ):
        names = _named(indicators, "rumusan")
        targets.append(_links(rows, names, "kode_indikator", "tahun", "nilai"))
    assert targets[0] == targets[1]


def test_posts_have_their_superiors() -> None:
    """As the table of posts names them; what a post answers for is the condition itself."""
    path = next(path for path in BOOKS if "gondokusuman" in path.stem)
    read = understand(path, Choice())
    wanted, got = _form(path.stem, "jabatan"), _read(read, "jabatan")
    columns = ("nama", "kode_atasan", "jenis")
    listed = _links(wanted, _named(wanted, "nama"), *columns[:2])
    assert _links(got, _named(got, "nama"), *columns[:2]) == listed
    assert not [row for row in _read(read, "rencana") if row["jenjang"] == "sasaran_jabatan"]
    assert not read.reading.ignored
    titles = [row["uraian"] for row in _read(read, "teks")]
    assert titles[1:] == ["KEMANTREN GONDOKUSUMAN TAHUN 2023-2026"]


def test_a_row_of_the_tree_keeps_what_stands_beside_it(tmp_path: Path) -> None:
    """A team that is no post, an issue, a place and a tag were understood as columns and kept nowhere."""
    book = openpyxl.Workbook()
    head = ["No", "Jenis", "Strategi", "Penanggung Jawab", "Isu Strategis", "Lokasi", "Tematik"]
    rows = [
        ["POHON KINERJA DISTRIK SENTANI KABUPATEN JAYAPURA TAHUN 2025-2029"],
        head,
        ["1", "Ultimate Outcome", "Meningkatnya mutu layanan", "Kepala Distrik", "Antrean", "", ""],
        ["1.1", "Strategic", "Tersedianya petugas loket", "Tim Loket", "", "Kampung Hobong", "SPM"],
    ]
    for row in rows:
        book.active.append(row)
    path = tmp_path / "pohon.xlsx"
    book.save(path)
    document = read_paths([path])[0]
    said = {t.predicate.value.rpartition("#")[2]: t.object.value for t in document.triples}
    kept = ("unitPenanggungJawab", "isuStrategis", "lokasi", "tagTematik")
    assert [said.get(name) for name in kept] == ["Tim Loket", "Antrean", "Kampung Hobong", "SPM"]


def test_a_program_supports_every_objective_that_it_names() -> None:
    """The second objective was kept nowhere, and told to have no program."""
    path = next(book for book in BOOKS if "ende" in book.name)
    (program,) = [
        row for row in _read(understand(path, Choice()), "rencana") if "mendukung_juga" in row
    ]
    assert (program["kode_induk"], program["mendukung_juga"]) == ("POHON-SS1", "POHON-SS3")
    document = read_paths([path])[0]
    served = [t for t in document.triples if t.predicate == KIN["mendukungSasaran"]]
    assert len({t.object for t in served if str(t.subject).endswith("7.01.03>")}) == 2
