"""Lists of the nomenclature come in as people have them: every form gives the same list, and a damaged one nothing."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import openpyxl
import pytest

from kg.derive.official.concept import Listing
from kg.derive.official.nomenclature import nomenclature
from kg.errors import InputError
from kg.link.errata import read_errata
from kg.link.importing import import_list
from kg.link.stored import listing_of, triples_of
from kg.store.opening import open_store
from kg.worker.checking import check
from kg.worker.deciding import put_list
from kg.worker.equipment import Settings, choose_tools
from kg.worker.linking import known_lists
from kg.worker.sources import bundled
from kg.worker.units import from_documents
from tests.support.places import SHARED

DECREE = nomenclature().decree("900.1.15.5-1317/2023")
EARLIER = nomenclature().decree("050-5889/2021")
NATIONAL = SHARED / "data" / "nomenklatur_701.csv"
#: Code, name, result, indicator, unit; invented.
ROWS = [
    ("7.01.02", "PROGRAM PELAYANAN", "", "", ""),
    ("7.01.02.2.09", "Koordinasi Taman", "", "", ""),
    ("7.01.02.2.09.0001", "Penanaman Bunga", "Tertanamnya Bunga", "Jumlah Bunga", "Batang"),
    ("7.01.02.2.10", "Koordinasi Kebun", "", "", ""),
    ("7.01.02.2.10.0001", "Penanaman Sayur", "Tertanamnya Sayur", "Jumlah Sayur", "Batang"),
    ("7.01.02.2.10.0002", "Pemanenan Sayur", "Terpanennya Sayur", "Jumlah Panen", "Kilogram"),
    ("7.01.02.2.11", "Koordinasi Kolam", "", "", ""),
    ("7.01.02.2.11.0001", "Penebaran Ikan", "Tertebarnya Ikan", "Jumlah Ikan", "Ekor"),
]


def written(path: Path, rows: list[list[str]], delimiter: str = ",") -> Path:
    """A file of delimited text, or a workbook whose cells are all text."""
    if path.suffix == ".xlsx":
        book = openpyxl.Workbook()
        for row in rows:
            book.active.append(row)
        book.save(path)
        return path
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows(rows)
    path.write_text(out.getvalue(), encoding="utf-8")
    return path


def own_form(path: Path) -> Path:
    """Our own columns."""
    return written(path, [["kode", "nama", "kinerja", "indikator", "satuan"], *map(list, ROWS)])


def seeder(path: Path) -> Path:
    """The columns of seeders."""
    heads = ["Nomor Kode", "Nomenklatur", "Kinerja", "Indikator", "Satuan", "pagu_1"]
    return written(path, [heads, *([*row, "5"] for row in ROWS)], ";")


def levels() -> list[dict[str, str]]:
    """One record for every sub-activity, with the levels above."""
    names = {row[0]: row[1] for row in ROWS}
    found = []
    for code, name, result, indicator, unit in ROWS:
        groups = code.split(".")
        if len(groups) == 6:
            activity, program = ".".join(groups[:5]), ".".join(groups[:3])
            found.append(
                {
                    "kode_program": program,
                    "nama_program": names[program],
                    "kode_giat": "X.XX.02." + ".".join(groups[3:5]),
                    "nama_giat": names[activity],
                    "kode_sub_giat": code,
                    "nama_sub_giat": f"{code} {name}",
                    "sasaran": result,
                    "indikator": indicator,
                    "satuan": unit,
                    "tahun_anggaran": "2023",
                }
            )
    return found


def dump(path: Path) -> Path:
    """The answer of a service: records within data within data."""
    body = {"data": {"data": levels(), "recordsTotal": 4}}
    path.write_text(json.dumps(body), encoding="utf-8")
    return path


def recap(path: Path) -> Path:
    """A workbook with a title, headings in capitals, rows that say the same again, and a total."""
    records = levels()
    heads = {
        "kode_giat": "KODE KEGIATAN",
        "kode_sub_giat": "KODE SUBKEGIATAN",
        "nama_sub_giat": "NAMA SUB KEGIATAN",
    }
    first = [heads.get(key, key.upper().replace("_", " ")) for key in records[0]]
    rows = [["REKAP", *[""] * 9], first]
    for record in records:
        rows += [list(record.values())] * 3
    return written(path, [*rows, ["GRAND TOTAL", *[""] * 9]])


def annex(path: Path) -> Path:
    """Two pages of an annex without dependable headings; a name goes on over the border of the files."""
    path.mkdir()
    rows = []
    for code, *texts in ROWS:
        groups = code.split(".")
        parts = [*groups[:3], ".".join(groups[3:5]), *groups[5:]]
        rows.append([*parts, *[""] * (5 - len(parts)), *texts])
    head = ["URUSAN", "BIDANG", "PROGRAM", "KEGIATAN", "SUB", "NOMENKLATUR", "K", "I", "S"]
    cut = rows[4][5].split()
    rows[4][5] = cut[0]
    rest = ["", "", "", "", "", cut[1], "", "", ""]
    remark = ["", "", "", "", "", "(kegiatan ini milik kota)", "", "", ""]
    written(path / "C-00001-00010.xlsx", [head, *rows[:5]])
    written(path / "C-00011-00020.xlsx", [rest, remark, head, *rows[5:]])
    return path


FORMS = {
    "own.csv": own_form,
    "seeder.csv": seeder,
    "dump.json": dump,
    "recap.xlsx": recap,
    "annex": annex,
}


@pytest.mark.parametrize("name", FORMS)
def test_every_form_gives_the_same_statements(tmp_path: Path, name: str) -> None:
    """Whatever file a list came in, its graph is the same."""
    plain = import_list(own_form(tmp_path / "plain.csv"), DECREE).listing
    listing = import_list(FORMS[name](tmp_path / name), DECREE).listing
    assert sorted(map(str, triples_of(listing))) == sorted(map(str, triples_of(plain)))


def test_spending_is_no_whole_list(tmp_path: Path) -> None:
    """A file of spending names what one office uses: nothing is concluded from what it lacks."""
    rows = [[*row, "5.1.02"] for row in ROWS]
    path = written(
        tmp_path / "dpa.csv",
        [["kode", "nama", "kinerja", "indikator", "satuan", "Kode Akun"], *rows],
    )
    assert import_list(path, DECREE).listing.parts == ()
    assert import_list(own_form(tmp_path / "own.csv"), DECREE).listing.parts == ("7.01",)
    assert import_list(own_form(tmp_path / "own.csv"), DECREE, part=True).listing.parts == ()


def test_a_list_comes_back_from_its_statements(tmp_path: Path) -> None:
    """What is stored is what was read."""
    listing = import_list(own_form(tmp_path / "own.csv"), DECREE).listing
    assert listing_of(triples_of(listing)) == listing


HEAD = ["kode", "nama", "jenjang", "kode_induk"]
GOOD = ["7.01.02", "PROGRAM", "program", ""]
DAMAGED = {
    "no-rows": ([HEAD], "LINK-EMPTY"),
    "no-headings": ([["a", "b"], ["c", "d"]], "LINK-HEADER"),
    "lost-zero": ([HEAD, ["7.1.02", "A", "", ""]], "LINK-CODE-NUMBER"),
    "lost-zero-activity": ([HEAD, GOOD, ["7.01.02.2.1", "A", "", ""]], "LINK-CODE-NUMBER"),
    "word-as-code": ([HEAD, GOOD, ["tujuh", "A", "", ""]], "LINK-CODE"),
    "comma-in-code": ([HEAD, GOOD, ["7,01,02", "A", "", ""]], "LINK-CODE"),
    "code-too-long": ([HEAD, GOOD, ["7.01.02.2.01.00001", "A", "", ""]], "LINK-CODE"),
    "date-as-code": ([HEAD, GOOD, ["2007-01-02", "A", "", ""]], "LINK-CODE"),
    "no-name": ([HEAD, ["7.01.02", "", "", ""]], "LINK-NAME-EMPTY"),
    "blank-name": ([HEAD, ["7.01.02", "  ", "", ""]], "LINK-NAME-EMPTY"),
    "only-the-code-as-name": ([HEAD, ["7.01.02", "7.01.02", "", ""]], "LINK-NAME-EMPTY"),
    "level-of-another": ([HEAD, ["7.01.02", "A", "kegiatan", ""]], "LINK-LEVEL"),
    "level-unknown": ([HEAD, ["7.01.02", "A", "sasaran", ""]], "LINK-LEVEL"),
    "no-parent": ([HEAD, ["7.01.02.2.01", "A", "", ""]], "LINK-PARENT"),
    "no-grandparent": ([HEAD, GOOD, ["7.01.02.2.01.0001", "A", "", ""]], "LINK-PARENT"),
    "parent-of-another": ([HEAD, GOOD, ["7.01.03", "B", "", ""], ["7.01.02.2.01", "A", "", "7.01.03"]], "LINK-PREFIX"),
    "two-names": ([HEAD, GOOD, ["7.01.02", "LAIN", "", ""]], "LINK-DUPLICATE"),
    "two-names-far": ([HEAD, GOOD, ["7.01.03", "B", "", ""], ["7.01.02", "C", "", ""]], "LINK-DUPLICATE"),
    "one-bad-of-many": ([HEAD, GOOD, ["7.01.03", "B", "", ""], ["7.01.4", "C", "", ""]], "LINK-CODE-NUMBER"),
    "bad-level-column": ([HEAD, GOOD, ["7.01.02.2.01", "A", "program", ""]], "LINK-LEVEL"),
}  # fmt: skip


@pytest.mark.parametrize("name", DAMAGED)
def test_a_damaged_list_is_refused_with_its_place(tmp_path: Path, name: str) -> None:
    """What is wrong is told with file and line, and nothing is given."""
    rows, code = DAMAGED[name]
    path = written(tmp_path / f"{name}.csv", rows)
    with pytest.raises(InputError) as raised:
        import_list(path, DECREE)
    first = raised.value.problems[0]
    assert first.code == code
    assert f"{name}.csv" in first.where


BYTES = {
    "empty.csv": (b"", "READ-EMPTY"),
    "latin.csv": (b"kode,nama\n7.01.02,\xe9\n", "READ-UTF8"),
    "control.csv": (b"kode,nama\n7.01.02,A\x07\n", "READ-CHAR"),
    "quote.csv": (b'kode,nama\n7.01.02,"A\n', "FORM-CSV"),
    "broken.xlsx": (b"PK\x03\x04 no archive", "READ-ZIP"),
    "broken.json": (b'{"data": [{"kode": ', "READ-RECORDS"),
    "other.json": (b'{"data": "7.01.02"}', "READ-RECORDS"),
    "nested.json": (b'[{"kode": {"a": 1}}]', "READ-RECORDS"),
    "number.json": (b'[{"kode": 7.01, "nama": "A"}]', "LINK-CODE-NUMBER"),
    "escape.json": (b'[{"kode": "7.01.02", "nama": "A\\u0007"}]', "READ-CHAR"),
}


@pytest.mark.parametrize("name", BYTES)
def test_bytes_that_are_no_list_are_refused(tmp_path: Path, name: str) -> None:
    """Damaged files of every kind."""
    data, code = BYTES[name]
    (tmp_path / name).write_bytes(data)
    with pytest.raises(InputError) as raised:
        import_list(tmp_path / name, DECREE)
    assert raised.value.problems[0].code == code


def test_numbers_in_a_workbook_are_no_codes(tmp_path: Path) -> None:
    """A spreadsheet that took a code for a number has lost its zeros."""
    book = openpyxl.Workbook()
    book.active.append(["kode", "nama"])
    book.active.append([7.01, "A"])
    book.save(tmp_path / "a.xlsx")
    with pytest.raises(InputError) as raised:
        import_list(tmp_path / "a.xlsx", DECREE)
    assert raised.value.problems[0].code == "LINK-CODE-NUMBER"
    assert "A2" in raised.value.problems[0].where


@pytest.mark.parametrize(("neighbours", "sound"), [((2.09, 2.11), True), ((2.08, 2.12), False)])
def test_a_lost_zero_of_an_annex_is_told_by_the_neighbours(
    tmp_path: Path, neighbours: tuple[float, float], sound: bool
) -> None:
    """2.10 stored as 2.1 is read where 2.09 and 2.11 stand beside it, and nowhere else."""
    book = openpyxl.Workbook()
    book.active.append(["7", "01", "02", "", "", "PROGRAM"])
    for number in (neighbours[0], 2.1, neighbours[1]):
        book.active.append(["7", "01", "02", number, "", f"Kegiatan {number}"])
    book.save(tmp_path / "a.xlsx")
    if sound:
        codes = {c.code for c in import_list(tmp_path / "a.xlsx", DECREE).listing.concepts}
        assert "7.01.02.2.10" in codes
        return
    with pytest.raises(InputError):
        import_list(tmp_path / "a.xlsx", DECREE)


def test_templates_stand_for_every_bidang(tmp_path: Path) -> None:
    """X.XX.01 is kept as a template, and is 7.01.01 where the bidang does not list it itself."""
    rows = [["kode", "nama"], ["X.XX.01", "PROGRAM PENUNJANG"], ["7.01.02", "PROGRAM"]]
    path = written(tmp_path / "a.csv", rows)
    codes = [c.code for c in import_list(path, DECREE).listing.concepts]
    assert codes == ["7.01.01", "7.01.02", "X.XX.01"]


def test_a_misprint_is_put_right_once_and_told(tmp_path: Path) -> None:
    """An erratum changes its cell, is listed, and says so when the cell holds something else."""
    path = written(tmp_path / "daftar.csv", [["kode", "nama"], ["7.01.03", "A"], ["7.01.04", "B"]])
    heads = ["berkas", "baris", "kolom", "tercetak", "seharusnya", "alasan", "sumber"]
    errata = written(
        tmp_path / "errata.csv",
        [heads, ["daftar.csv", "2", "A", "7.01.03", "7.01.02", "salah cetak", "x"], ["daftar.csv", "3", "A", "9", "8", "x", "x"]],
    )  # fmt: skip
    imported = import_list(path, DECREE, read_errata(errata))
    assert [c.code for c in imported.listing.concepts] == ["7.01.02", "7.01.04"]
    assert [note.code for note in imported.notes] == ["LINK-ERRATUM", "LINK-ERRATUM-OTHER"]


def changed(
    tmp_path: Path, base: Listing, updates: list[list[str]], gone: list[list[str]]
) -> Listing:
    """The list after a decree that changes some rows."""
    folder = tmp_path / f"delta-{len(list(tmp_path.iterdir()))}"
    folder.mkdir()
    if updates:
        written(folder / "C-UPDATE-1.csv", [["kode", "nama"], *updates])
    if gone:
        written(folder / "C-DELETE-1.csv", [["kode", "nama"], *gone])
    return import_list(folder, DECREE, [], base).listing


def test_changes_apply_to_their_base_and_not_twice(tmp_path: Path) -> None:
    """Updates and deletions of codes that are there; those of others are told, and a second time changes nothing."""
    base = import_list(own_form(tmp_path / "own.csv"), EARLIER).listing
    after = changed(
        tmp_path, base, [["7.01.02.2.11.0001", "Penebaran Benih"]], [["7.01.02.2.10.0002", "x"]]
    )
    by_code = {c.code: c for c in after.concepts}
    assert by_code["7.01.02.2.11.0001"].names == ("Penebaran Benih", "Penebaran Ikan")
    assert "7.01.02.2.10.0002" not in by_code
    for updates, gone, code in (
        ([["7.01.02.2.11.0009", "A"]], [], "LINK-DELTA"),
        ([], [["7.01.02.2.11.0009", "A"]], "LINK-DELTA"),
    ):
        with pytest.raises(InputError) as raised:
            changed(tmp_path, base, updates, gone)
        assert raised.value.problems[0].code == code
    with pytest.raises(InputError) as raised:
        changed(tmp_path, after, [], [["7.01.02.2.10.0002", "x"]])
    assert raised.value.problems[0].code == "LINK-DELTA"


def test_a_check_holds_names_against_the_imported_list(tmp_path: Path) -> None:
    """The list of the version in force stands for the own catalogue, and the finding names it."""
    listing = import_list(own_form(tmp_path / "own.csv"), EARLIER).listing
    put_list(tmp_path / "store", listing)
    tools = choose_tools(Settings(rules=("NOM-03", "NOM-11"), store=str(tmp_path / "store")))
    units = [u for u in from_documents(bundled()) if u.region == "33.02.19"]
    report = check(
        units, tools.rules, tools.engine, tools.ontology, "", tools.lists, tools.nomenclature
    )
    assert not [f for f in report.findings if f.rule == "NOM-03"]
    assert EARLIER.number in {lists.version for lists in known_lists(tmp_path / "store").listings}


@pytest.mark.skipif(not NATIONAL.is_file(), reason="the national list is not part of the product")
def test_the_national_list_is_read_as_it_is(tmp_path: Path) -> None:
    """All programs, activities and sub-activities, with their scopes, and back from the store."""
    listing = import_list(NATIONAL, DECREE).listing
    put_list(tmp_path / "store", listing)
    stored = [lists for lists in known_lists(tmp_path / "store").listings if lists.version]
    assert stored == [listing]
    assert len(listing.concepts) == 226
    assert open_store(tmp_path / "store", write=False).graphs()


def unpadded(code: str) -> str:
    """A code without the zeros in front of its groups."""
    return ".".join(str(int(group)) for group in code.split("."))


def short(code: str) -> str:
    """A code whose last group has two digits, as before 2023."""
    groups = code.split(".")
    return ".".join([*groups[:5], *(group[-2:] for group in groups[5:])])


#: How a code is written, by whom it does not belong to.
WRITTEN = {
    "unpadded": unpadded,
    "two-digits": short,
    "dot-behind": lambda code: f"{code}.",
    "blanks": lambda code: code.replace(".", " . "),
    "no-break-spaces": lambda code: f"\u00a0{code}\u00a0",
}
_TAIL = ["Kinerja", "Indikator", "Satuan"]
HEADED = [
    ["Kode Program/Kegiatan/Sub Kegiatan", "Nama Program/Kegiatan/Sub Kegiatan", "Kinerja", "Indikator Kinerja", "Satuan"],
    ["KODE", "NOMENKLATUR URUSAN KABUPATEN/KOTA", "KINERJA", "INDIKATOR", "SATUAN"],
    ["No. Kode", "Program / Kegiatan / Sub Kegiatan", "Kinerja Sub Kegiatan", "Indikator Sub Kegiatan", "Satuan"],
    ["kode", "uraian kegiatan", "keluaran", "indikator keluaran", "satuan"],
]  # fmt: skip


def plain_list(folder: Path) -> Listing:
    """The list as our own form gives it."""
    return import_list(own_form(folder / "own.csv"), DECREE).listing


@pytest.mark.parametrize("name", WRITTEN)
def test_codes_are_read_however_they_are_written(name: str, tmp_path: Path) -> None:
    """Zeros that were left out, dots and blanks that were added: the same list."""
    rows = [[WRITTEN[name](row[0]), *row[1:]] for row in ROWS]
    path = written(tmp_path / "a.csv", [["kode", "nama", *_TAIL], *rows])
    assert import_list(path, DECREE).listing == plain_list(tmp_path)


@pytest.mark.parametrize("heads", HEADED, ids=lambda heads: heads[1])
def test_headings_are_read_however_they_are_worded(heads: list[str], tmp_path: Path) -> None:
    """As the annexes and the templates of offices head their columns."""
    path = written(tmp_path / "a.xlsx", [heads, *map(list, ROWS)])
    assert import_list(path, DECREE).listing == plain_list(tmp_path)


@pytest.mark.parametrize("form", ["{} {}", "{} - {}", "[{}] {}", "{}\n{}"])
def test_code_and_name_in_one_cell_are_taken_apart(form: str, tmp_path: Path) -> None:
    """One such column, or one for each level."""
    joined = {row[0]: form.format(row[0], row[1]) for row in ROWS}
    flat = [["Uraian Nomenklatur", *_TAIL], *([joined[row[0]], *row[2:]] for row in ROWS)]
    assert import_list(written(tmp_path / "a.csv", flat), DECREE).listing == plain_list(tmp_path)
    levels = [["Program", "Kegiatan", "Sub Kegiatan", *_TAIL]]
    for row in ROWS:
        groups = row[0].split(".")
        if len(groups) == 6:
            above = [joined[".".join(groups[:number])] for number in (3, 5)]
            levels.append([*above, joined[row[0]], *row[2:]])
    assert import_list(written(tmp_path / "b.csv", levels), DECREE).listing == plain_list(tmp_path)


def test_a_lost_end_is_not_taken_for_a_missing_zero(tmp_path: Path) -> None:
    """2.1 in a code whose other groups keep their zeros may be 2.10: refused with its place."""
    rows = [[row[0].replace(".2.10", ".2.1"), *row[1:]] for row in ROWS]
    with pytest.raises(InputError) as raised:
        import_list(written(tmp_path / "a.csv", [["kode", "nama", *_TAIL], *rows]), DECREE)
    assert {problem.code for problem in raised.value.problems} == {"LINK-CODE-NUMBER"}
    assert raised.value.problems[0].where.endswith("a.csv:5")


def test_a_sheet_that_explains_is_no_list(tmp_path: Path) -> None:
    """Beside a list it is told and left aside; alone it is refused."""
    book = openpyxl.Workbook()
    book.active.append(["Cara membaca lembar berikutnya"])
    book.save(tmp_path / "alone.xlsx")
    for row in [["kode", "nama", *_TAIL], *map(list, ROWS)]:
        if len(book.sheetnames) == 1:
            book.create_sheet("Daftar")
        book["Daftar"].append(row)
    book.save(tmp_path / "both.xlsx")
    found = import_list(tmp_path / "both.xlsx", DECREE)
    assert found.listing == plain_list(tmp_path)
    assert [note.code for note in found.notes] == ["LINK-HEADER"]
    with pytest.raises(InputError):
        import_list(tmp_path / "alone.xlsx", DECREE)


def numbered(path: Path, code: object) -> bytes:
    """A workbook whose first code is a number."""
    book = openpyxl.Workbook()
    for row in (HEAD, [code, "PROGRAM", "", ""]):
        book.active.append(row)
    book.save(path)
    return path.read_bytes()


#: Files that are no list at all, each by its name with what refuses it.
BROKEN = {
    "kosong.csv": (b"", "READ-EMPTY"),
    "setengah.csv": ("kode,nama\n".encode("utf-16")[:-1], "READ-UTF8"),
    "nol.csv": (b"kode,nama\n7.01.02,A\0B\n", "READ-CHAR"),
    "teks.xlsx": (b"bukan buku kerja", "READ-ZIP"),
    "laman.xls": (b"<html><table><tr><td>7.01.02</td></tr></table></html>", "READ-HTML"),
    "terpotong.json": (b'[{"kode": "7.01.02", ', "READ-RECORDS"),
    "angka.json": (b"7", "READ-RECORDS"),
    "dalam.json": (b'[{"kode": {"nilai": "7.01.02"}}]', "READ-RECORDS"),
    "bilangan.json": (b'[{"kode": 7.01, "nama": "A"}]', "LINK-CODE-NUMBER"),
    "tanpa-kepala.json": (b'[{"a": "7.01.02", "b": "A"}]', "LINK-HEADER"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_file_is_refused_with_its_name(tmp_path: Path, name: str) -> None:
    """In one sentence, never with a traceback."""
    data, code = BROKEN[name]
    (tmp_path / name).write_bytes(data)
    refused(tmp_path / name, code)


@pytest.mark.parametrize("code", [7.01, 7, 70102])
def test_a_number_is_no_code(tmp_path: Path, code: float) -> None:
    """A cell that a spreadsheet took for a number has lost what it was."""
    numbered(tmp_path / "a.xlsx", code)
    refused(tmp_path / "a.xlsx", "LINK-CODE-NUMBER")


def refused(path: Path, code: str) -> None:
    """Nothing of the file is read, and the sentence names the file."""
    with pytest.raises(InputError) as raised:
        import_list(path, DECREE)
    assert code in {problem.code for problem in raised.value.problems}
    assert all(path.name in problem.where for problem in raised.value.problems)
