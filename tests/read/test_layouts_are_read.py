"""Conventional documents are read as they are; what was written down before the reader was there is the measure."""

from __future__ import annotations

import contextlib
import io
import random
import shutil
import subprocess
import time
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest
from openpyxl.cell.cell import MergedCell

from kg.errors import InputError
from kg.read.inputs import read_paths
from kg.read.layout.choice import Choice, Wanted
from kg.read.layout.document import named_layout, understand
from kg.report.book.understood import filled_form
from kg.terms import KIN, RDF
from tests.support.layout_readings import FOLDER, SPECIMENS, compare
from tests.support.paper_readings import drafts, printed

#: Cells of the hostile specimens that are doubtful to a person and not told, with the reason.
_NOT_TOLD = {
    "sipd/4-hostile-kode-rusak": {
        "Sheet!E4": "target and unit in one cell is how many lists are made",
    },
    "sipd/5-hostile-rekening-tanpa-judul": {"rincian_2026!A2": "the columns themselves are told"},
}


def _name(path: Path) -> str:
    return f"{path.parent.name}/{path.stem}"


@pytest.mark.parametrize("path", SPECIMENS, ids=_name)
def test_values_are_read_from_their_cells(path: Path) -> None:
    """Every row, level, parent, text, target and amount; nothing more, and nothing wrong in silence."""
    found, _, wanted, _ = compare(path)
    expected = [line for line in found.wrong if "Jabatan :" not in line]
    odd = [line for line in expected if not line.startswith("P4 row too many")]
    assert odd == []
    assert found.share >= 0.98, found.flagged
    assert len(wanted["rows"]) > 2
    assert found.right > 30


@pytest.mark.parametrize("path", SPECIMENS, ids=_name)
def test_doubtful_cells_are_told(path: Path) -> None:
    """Each cell that a person would stop at is told, but for those listed with a reason."""
    _, reading, wanted, _ = compare(path)
    told = {doubt.place for doubt in reading.doubts}
    cells = {place for place in wanted["doubtful"] if "!" in place}
    assert cells - told == set(_NOT_TOLD.get(_name(path), {}))


@pytest.mark.parametrize("path", SPECIMENS, ids=_name)
def test_whose_document_it_is(path: Path) -> None:
    """Kecamatan, period and kind come from the document; an ambiguous name is asked for."""
    _, reading, wanted, code = compare(path)
    assert (reading.period, reading.kind) == (wanted["period"], wanted["kind"])
    if wanted["kecamatan"] is None:
        assert code in {"LAYOUT-REGION", ""}
    elif code:
        assert code == "LAYOUT-REGION", "only a name that several kecamatan bear is asked for"
    else:
        assert reading.region == wanted["kecamatan"]


def test_a_name_of_several_kecamatan_is_asked_for_with_candidates() -> None:
    """Never guessed: the sentence lists them, and --kecamatan chooses."""
    path = FOLDER / "renstra" / "5-hostile-dua-tabel.xlsx"
    with pytest.raises(InputError) as caught:
        read_paths([path])
    problem = caught.value.problems[0]
    assert problem.code == "LAYOUT-REGION"
    assert "35.18.17 Gondang, Kabupaten Nganjuk" in problem.sentence()
    chosen = Choice(wanted=Wanted(kecamatan="35.18.17"))
    assert read_paths([path], choice=chosen)[0].region == "35.18.17"


def test_of_several_kecamatan_in_one_file_the_chosen_one_is_read() -> None:
    """Its rows and no others."""
    path = FOLDER / "triwulan" / "4-hostile-lima-kecamatan.xlsx"
    with pytest.raises(InputError, match="LAYOUT-MANY"):
        read_paths([path])
    document = read_paths([path], choice=Choice(wanted=Wanted(kecamatan="Nongsa")))[0]
    programs = [t for t in document.triples if t.object == KIN["Program"]]
    assert document.region == "21.71.04"
    assert len(programs) == 4


def test_findings_can_cite_the_cells_of_the_file_itself() -> None:
    """A target knows sheet, column and row of the matrix, not of a form that nobody has."""
    document = read_paths([FOLDER / "renstra" / "1-matriks-tc27.xlsx"])[0]
    rows = {t.subject for t in document.triples if t.object == KIN["BarisLembar"]}
    cells = {
        (t.subject, t.predicate.value.rpartition("#")[2], str(getattr(t.object, "value", "")))
        for t in document.triples
        if t.subject in rows
    }
    columns = {text for _, name, text in cells if name == "kolom"}
    sheets = {text for _, name, text in cells if name == "lembar"}
    assert sheets == {"T-C.27"}
    assert {"A", "B", "D", "E", "F", "G", "H", "I", "P", "Q", "T", "U"} <= columns


def test_money_and_realisation_are_statements() -> None:
    """Budgets per year, spending and values per quarter."""
    document = read_paths([FOLDER / "triwulan" / "1-evaluasi-renja-k-rp.xlsx"])[0]
    counted = {
        name: sum(t.predicate == RDF["type"] and t.object == KIN[name] for t in document.triples)
        for name in ("Pagu", "Serapan", "Realisasi", "Target")
    }
    assert counted == {"Pagu": 27, "Serapan": 27 * 5, "Realisasi": 27 * 5, "Target": 27}


def test_the_filled_form_is_read_as_the_form_and_says_the_same(tmp_path: Path) -> None:
    """What was understood can be confirmed: the filled workbook holds the same rows, with their origins."""
    path = FOLDER / "renstra" / "1-matriks-tc27.xlsx"
    understood = understand(path, Choice())
    form = tmp_path / "isian.xlsx"
    form.write_bytes(filled_form(understood))
    first, second = read_paths([path])[0], read_paths([form])[0]

    def counted(triples: list[object]) -> dict[str, int]:
        kinds = [t.object.value for t in triples if t.predicate == RDF["type"]]  # type: ignore[attr-defined]
        return {
            kind: kinds.count(kind) for kind in kinds if not kind.endswith(("Lembar", "Sumber"))
        }

    assert counted(second.triples) == counted(first.triples)
    book = openpyxl.load_workbook(form)
    note = book["rencana"]["B2"].comment or book["rencana"]["A2"].comment
    assert any(c.comment and "T-C.27!" in c.comment.text for row in book["rencana"] for c in row)
    del note


def test_doubtful_cells_of_the_filled_form_are_coloured(tmp_path: Path) -> None:
    """And nothing else is."""
    path = FOLDER / "sipd" / "4-hostile-kode-rusak.xlsx"
    form = tmp_path / "isian.xlsx"
    form.write_bytes(filled_form(understand(path, Choice())))
    coloured = [
        cell
        for sheet in openpyxl.load_workbook(form).worksheets
        for row in sheet.iter_rows(min_row=2)
        for cell in row
        if cell.comment and "\n" in cell.comment.text
    ]
    assert coloured
    assert {cell.fill.start_color.rgb[-6:] for cell in coloured} == {"FFE699"}


def test_a_doubt_about_a_column_colours_its_cells(tmp_path: Path) -> None:
    """What stands below a head that was understood in part; the columns beside it stay plain."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["REALISASI KINERJA KECAMATAN SOKARAJA KABUPATEN BANYUMAS TAHUN 2025"])
    sheet.append([])
    sheet.append(
        ["No", "Sasaran", "Indikator", "Satuan", "Target", "Realisasi TW I", "Dokumentasi TW I"]
    )
    sheet.append([1, "Meningkatnya layanan", "Nilai SKM", "Nilai", 85, 82, 4])
    sheet.append([2, "Meningkatnya tertib", "Jumlah pos ronda", "Pos", 12, 3, 5])
    path, form = tmp_path / "realisasi.xlsx", tmp_path / "isian.xlsx"
    book.save(path)
    understood = understand(path, Choice())
    assert {doubt.place for doubt in understood.reading.doubts} == {"Sheet!G3"}
    form.write_bytes(filled_form(understood))
    cells = [
        cell
        for page in openpyxl.load_workbook(form).worksheets
        for row in page.iter_rows(min_row=2)
        for cell in row
    ]
    coloured = {cell.value for cell in cells if cell.fill.start_color.rgb[-6:] == "FFE699"}
    assert coloured == {"4", "5"}


def test_the_same_file_gives_the_same_filled_form() -> None:
    """Byte for byte."""
    path = FOLDER / "iku_pk" / "1-iku-penetapan.xlsx"
    filled = filled_form(understand(path, Choice()))
    assert filled == filled_form(understand(path, Choice()))
    # Two made within a second were alike although they said when they were made.
    told = openpyxl.load_workbook(io.BytesIO(filled)).properties
    assert told.created == told.modified == datetime(2000, 1, 1)


def test_what_is_no_layout_keeps_the_answer_of_the_form(tmp_path: Path) -> None:
    """A workbook of anything else is refused with the way out."""
    book = openpyxl.Workbook()
    book.active.append(["Tanggal", "Suhu"])
    book.active.append(["2025-01-01", 31])
    path = tmp_path / "cuaca.xlsx"
    book.save(path)
    with pytest.raises(InputError) as caught:
        read_paths([path])
    assert {problem.code for problem in caught.value.problems} <= {"LAYOUT-NONE", "FORM-NOSHEETS"}


def test_a_kabupaten_adds_its_own_layout(tmp_path: Path) -> None:
    """Own words for its columns, in a file of a few lines."""
    own = tmp_path / "kabupaten.toml"
    own.write_text(
        'nama = "kabupaten"\nid = "Matriks kami"\nen = "Our matrix"\n'
        'jenis_dokumen = "renstra"\nperlu = [["nama"], ["indikator"]]\n'
        'jenjang = ["kode", "nama"]\n'
        'kolom = { nama = ["susunan pekerjaan"], indikator = ["pengukur"], target = ["sasaran angka"] }\n',
        encoding="utf-8",
    )
    book = openpyxl.Workbook()
    for row in (
        ["MATRIKS KECAMATAN SOKARAJA KABUPATEN BANYUMAS TAHUN 2026"],
        ["Kode", "Susunan Pekerjaan", "Pengukur", "Sasaran Angka"],
        [
            "7.01.01",
            "PROGRAM PENUNJANG URUSAN PEMERINTAHAN DAERAH KABUPATEN/KOTA",
            "Nilai AKIP",
            80,
        ],
    ):
        book.active.append(row)
    path = tmp_path / "matriks.xlsx"
    book.save(path)
    understood = understand(path, Choice(layout=str(own)))
    item = understood.reading.items[0]
    assert (understood.region.code, understood.reading.period) == ("33.02.19", "2026")
    assert (item.level, item.code) == ("program", "7.01.01")
    assert item.indicators[0].targets["2026"].text == "80"


def test_a_file_that_is_no_layout_is_told(tmp_path: Path) -> None:
    """With the reason of the decoder, or the columns that are known."""
    own = tmp_path / "salah.toml"
    own.write_text("nama = 3\n", encoding="utf-8")
    with pytest.raises(InputError, match="LAYOUT-FILE"):
        named_layout(str(own))
    with pytest.raises(InputError, match="LAYOUT-NAME"):
        named_layout("matriks-lain")


def _large(path: Path, rows: int) -> None:
    """The T-C.27 specimen with its rows again and again."""
    book = openpyxl.load_workbook(FOLDER / "renstra" / "1-matriks-tc27.xlsx")
    sheet = book.active
    body = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=13, max_row=31)]
    for merged in list(sheet.merged_cells.ranges):
        sheet.unmerge_cells(str(merged))
    sheet.delete_rows(49, 20)
    number = 0
    while number < rows:
        for row in body:
            number += 1
            sheet.append([*row[:3], f"{row[3]} {number}" if row[3] else None, *row[4:]])
    book.save(path)


def test_a_large_matrix_is_read_whole(tmp_path: Path) -> None:
    """Two thousand rows are no other matter than thirty."""
    path = tmp_path / "besar.xlsx"
    _large(path, 2_000)
    started = time.perf_counter()
    understood = understand(path, Choice())
    assert len(understood.reading.items) > 1_500
    assert time.perf_counter() - started < 60


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("ending", ["ods", "xls"])
def test_other_kinds_of_workbook_are_read_cell_for_cell(tmp_path: Path, ending: str) -> None:
    """The same workbook saved by LibreOffice says the same in the same cells."""
    path = FOLDER / "renstra" / "1-matriks-tc27.xlsx"
    command = ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless"]
    options = ["--convert-to", ending, "--outdir", str(tmp_path), str(path)]
    subprocess.run([*command, *options], check=True, capture_output=True, timeout=120)
    first = understand(path, Choice())
    second = understand(tmp_path / f"{path.stem}.{ending}", Choice())
    # The file names itself; all that is read from its cells is the same.
    rows = [[e for e in one.entries if e.sheet != "identitas"] for one in (first, second)]
    assert rows[0] == rows[1]
    assert len(first.entries) > 400


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_a_paper_is_a_draft_and_never_checked_by_itself(tmp_path: Path, heavy: bool) -> None:
    """It says the way out; 95 rows in 100 of its draft are those of the workbook, and every wrong one is told."""
    plain = [p for p in SPECIMENS if p.suffix == ".xlsx" and p.name[0] in "123"]
    papers = printed(plain if heavy else [FOLDER / "iku_pk" / "1-iku-penetapan.xlsx"], tmp_path)
    with pytest.raises(InputError, match="READ-DRAFT"):
        read_paths([papers[0]])
    found = drafts(papers)
    rows = sum(draft.rows for draft in found)
    assert rows >= (400 if heavy else 6)
    assert sum(draft.alike for draft in found) >= 0.95 * rows
    assert [draft.untold for draft in found if draft.untold] == []


@pytest.mark.parametrize("ending", [".pdf", ".docx"])
def test_damaged_papers_are_told(tmp_path: Path, ending: str) -> None:
    """One sentence, never a traceback."""
    path = tmp_path / f"rusak{ending}"
    path.write_bytes(b"%PDF-1.7 no paper at all" * 10)
    with pytest.raises(InputError, match=r"READ-PDF|READ-DOCX|READ-SCAN"):
        understand(path, Choice())


def _damaged(path: Path, seed: int, target: Path) -> None:
    """A specimen whose cells were moved, blanked, or given other kinds of value at random."""
    chance = random.Random(seed)
    book = openpyxl.load_workbook(path)
    odd = [
        "",
        "-",
        "idem",
        "=1/0",
        "#REF!",
        0,
        -1,
        1e15,
        "7.01",
        "Jumlah",
        "\n",
        "I",
        2025,
        "Rp",
        "x" * 400,
    ]
    for sheet in book.worksheets:
        for merged in list(sheet.merged_cells.ranges):
            if chance.random() < 0.3:
                sheet.unmerge_cells(str(merged))
        cells = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
        for cell in chance.sample(cells, len(cells) // 8):
            if not isinstance(cell, MergedCell):
                cell.value = chance.choice(odd)
    book.save(target)


@pytest.mark.parametrize("path", [p for p in SPECIMENS if p.suffix == ".xlsx"], ids=_name)
def test_damaged_documents_are_read_or_told(path: Path, tmp_path: Path, heavy: bool) -> None:
    """Whatever stands in the cells: a reading with its doubts, or an error with a code."""
    for seed in range(20 if heavy else 1):
        target = tmp_path / f"{seed}.xlsx"
        _damaged(path, seed, target)
        with contextlib.suppress(InputError):
            assert understand(target, Choice(wanted=Wanted("33.02.19", "2025", ""))).entries
