"""Programs listed in lines of a paper, signatures side by side, and levels that are only counted."""

from __future__ import annotations

from pathlib import Path

import docx
import openpyxl
import pytest

from kg.errors import InputError
from kg.read.layout.choice import Choice
from kg.read.layout.document import understand
from kg.read.layout.reading import Reading

_NAMES = (
    "Program Penyelenggaraan Pemerintahan dan Pelayanan Publik",
    "Program Koordinasi Ketentraman dan Ketertiban Umum",
)


def _paper(path: Path, lines: list[str]) -> Reading:
    paper = docx.Document()
    paper.add_paragraph("PERJANJIAN KINERJA TAHUN 2026")
    paper.add_paragraph("KECAMATAN WANAYASA KABUPATEN PURWAKARTA")
    table = paper.add_table(rows=2, cols=4)
    rows = (
        ("No", "Sasaran Strategis", "Indikator Kinerja", "Target"),
        ("1", "Meningkatnya kualitas pelayanan publik", "Indeks Kepuasan Masyarakat", "84,75"),
    )
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    for line in lines:
        paper.add_paragraph(line)
    paper.save(str(path))
    return understand(path, Choice()).reading


@pytest.mark.parametrize(
    "lines",
    [
        ["Program\t\tAnggaran\tKet.", "1. {0}\tRp 137.250.000,-\tAPBD", "2. {1}\tRp 38.500.000,-\tAPBD"],
        ["{0} ........ Rp. 137.250.000,00", "{1} ........ Rp. 38.500.000,00"],
        ["Program / Anggaran", "a. {0} sebesar Rp137.250.000", "b. {1} sebesar Rp38.500.000"],
    ],
    ids=["tabs", "dots", "sentences"],
)  # fmt: skip
def test_programs_in_lines_below_a_table_are_rows(tmp_path: Path, lines: list[str]) -> None:
    """However the line parts name and money; the sum is none of them."""
    filled = [line.format(*_NAMES) for line in lines]
    reading = _paper(tmp_path / "pk.docx", [*filled, "Jumlah\t\tRp 175.750.000,-"])
    programs = [item for item in reading.items if item.level == "program"]
    assert [item.text for item in programs] == list(_NAMES)
    assert [item.money["2026"].text for item in programs] == ["137250000", "38500000"]
    assert [left.why for left in reading.ignored] == ["total"]


def test_a_sentence_about_money_is_no_program(tmp_path: Path) -> None:
    """What only speaks of a program is no row of the plan."""
    line = "Dalam tahun ini program tersebut menyerap anggaran Rp 10.000.000 menurut catatan kami."
    reading = _paper(tmp_path / "pk.docx", [line])
    assert not [item for item in reading.items if item.level == "program"]


@pytest.mark.parametrize(
    "lines",
    [
        ["PIHAK KEDUA,\t\t\tPIHAK PERTAMA,", "BUPATI PURWAKARTA\t\tCAMAT WANAYASA"],
        ["PIHAK KEDUA,\t\tPIHAK PERTAMA,\nBUPATI PURWAKARTA\t\tCAMAT WANAYASA"],
    ],
    ids=["two paragraphs", "one"],
)
def test_two_signatures_of_one_line_are_two(tmp_path: Path, lines: list[str]) -> None:
    """The post below "first party" answers for the agreement, and neither line is content."""
    reading = _paper(tmp_path / "pk.docx", lines)
    assert len(reading.items) == 1
    promised = reading.items[0].promised_by
    assert promised is not None
    assert promised.text == "CAMAT WANAYASA"


@pytest.mark.parametrize(
    ("titles", "post"),
    [(["CAMAT WANAYASA"], "CAMAT WANAYASA"), (["CAMAT WANAYASA", "LURAH SUKAMAJU"], "")],
    ids=["one", "two"],
)
def test_an_annex_is_of_the_post_that_its_title_names(
    tmp_path: Path, titles: list[str], post: str
) -> None:
    """An annex of an agreement is not signed itself; of two posts in its title none is taken."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for line in ("LAMPIRAN PERJANJIAN KINERJA TAHUN 2026", *titles, "KABUPATEN PURWAKARTA"):
        sheet.append([line])
    sheet.append(["No", "Sasaran", "Indikator Kinerja", "Satuan", "Target"])
    sheet.append([1, "Meningkatnya kualitas pelayanan publik", "Indeks Kepuasan", "Indeks", 85])
    book.save(tmp_path / "pk.xlsx")
    item = understand(tmp_path / "pk.xlsx", Choice()).reading.items[0]
    assert (item.promised_by.text if item.promised_by else "") == post


_ROWS = (
    (0, "Terwujudnya pelayanan kecamatan yang prima"),
    (1, "Meningkatnya mutu layanan administrasi"),
    (2, "Meningkatnya kapasitas petugas layanan"),
    (3, "Terlaksananya pelatihan petugas"),
    (1, "Menurunnya gangguan ketertiban"),
    (2, "Meningkatnya deteksi dini gangguan"),
)


def _tree(path: Path, names: list[str | int], *, wide: bool) -> Reading:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["POHON KINERJA KECAMATAN TANETE RIATTANG KABUPATEN BONE PERIODE 2025-2029"])
    sheet.append([])
    kinds = list(names) if wide else ["Tingkat", "Uraian"]
    sheet.append(["No", *kinds, "Indikator", "Satuan", "Target 2029"])
    for number, (level, text) in enumerate(_ROWS, start=1):
        cells: list[str | int | None] = [names[min(level, len(names) - 1)], text]
        if wide:
            cells = [text if at == level else None for at in range(len(names))]
        sheet.append([number, *cells, f"Persentase {number}", "%", 90])
    book.save(path)
    return understand(path, Choice()).reading


@pytest.mark.parametrize("wide", [True, False], ids=["columns", "rows"])
@pytest.mark.parametrize(
    "names",
    [
        ["Level 1", "Level 2", "Level 3", "Level 4"],
        ["Tingkat I", "Tingkat II", "Tingkat III", "Tingkat IV"],
    ],
    ids=["digits", "numerals"],
)
def test_four_counted_levels_are_those_of_a_tree(
    tmp_path: Path, names: list[str | int], wide: bool
) -> None:
    """By their order, and told."""
    reading = _tree(tmp_path / "pohon.xlsx", names, wide=wide)
    levels = ["outcome", "strategis", "antara", "operasional", "strategis", "antara"]
    assert [item.level for item in reading.items] == levels
    above = [item.parent.text if item.parent else "" for item in reading.items]
    texts = [text for _, text in _ROWS]
    assert above == ["", texts[0], texts[1], texts[2], texts[0], texts[4]]
    assert "level-order" in {doubt.why for doubt in reading.doubts}


@pytest.mark.parametrize("wide", [True, False], ids=["columns", "rows"])
def test_three_counted_levels_are_asked_for(tmp_path: Path, wide: bool) -> None:
    """Their order tells no level: the question names the cell and the way out."""
    with pytest.raises(InputError) as raised:
        _tree(tmp_path / "pohon.xlsx", ["Level 1", "Level 2", "Level 3"], wide=wide)
    problem = raised.value.problems[0]
    assert problem.code == "LAYOUT-LEVELS"
    assert problem.where.endswith(("Sheet!B3", "Sheet!B4"))
