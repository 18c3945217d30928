"""What carries no doubt is understood: spellings, headers, separators, placeholders, numbers."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from kg.model.form import Column, Sheet, form, is_ditto, placeholders
from kg.read.cells import cell_text
from kg.read.grid import Cell
from kg.read.numbers import Quantity, quantity, rupiah
from kg.terms import KIN, RDFS
from tests.form.sound import (
    Sheets,
    as_folder,
    as_xlsx,
    delimited,
    problems_of,
    read,
    sound,
    statements,
    told,
)

CHOICES = [
    (sheet, column, choice)
    for sheet in form()
    for column in (*sheet.columns, *sheet.entries)
    for choice in column.choices
]


def _spoken(column: Column, choice: str) -> list[str]:
    """The choice as people write it: other words, and its own word with blanks, hyphens and capitals."""
    words = choice.replace("_", " ")
    written = [
        words,
        words.title(),
        words.upper(),
        words.replace(" ", "-"),
        f" {words} ",
        f"{words}:",
    ]
    return [*written, *column.spellings.get(choice, ())]


@pytest.mark.parametrize(
    ("sheet", "column", "choice"), CHOICES, ids=lambda x: getattr(x, "name", x)
)
def test_every_choice_is_understood_as_it_is_spoken(
    sheet: Sheet, column: Column, choice: str
) -> None:
    """One value comes out, whatever was written."""
    assert sheet
    for text in _spoken(column, choice):
        assert cell_text(column, Cell(text)) == choice, text


def test_no_two_choices_share_a_spelling() -> None:
    """A word means one choice only."""
    for sheet in form():
        for column in (*sheet.columns, *sheet.entries):
            for choice, words in column.spellings.items():
                assert all(column.choice(word) == choice for word in words), (sheet.name, choice)


def test_every_header_has_one_column() -> None:
    """An alias that two columns of a sheet share would be a silent choice."""
    for sheet in form():
        words = [word for column in (sheet.entries or sheet.columns) for word in column.words]
        assert len(words) == len(set(words)), sheet.name


@pytest.mark.parametrize("sheet", form(), ids=lambda s: s.name)
def test_every_alias_of_a_header_is_read(sheet: Sheet) -> None:
    """In capitals, with a remark in brackets and with a colon."""
    for column in sheet.columns:
        for alias in (column.name, *column.aliases):
            found = sheet.resolve(f" {alias.upper()}: ")
            assert found is not None and found.name == column.name, alias


LEVELS = {
    "Sub Kegiatan": "SubKegiatan",
    "SASARAN PROGRAM": "SasaranProgram",
    "Sasaran Jabatan": "SasaranJabatan",
}


@pytest.mark.parametrize("written", LEVELS)
def test_a_spoken_level_is_built_like_the_written_one(written: str, tmp_path: Path) -> None:
    """No traceback and no loss: the row becomes a thing of its class."""
    sheets = sound()
    sheets["rencana"].append(["Z9", "K1", written, "", "Sebuah hasil", "", "", "", ""])
    document = read(as_xlsx(tmp_path / "a.xlsx", sheets))
    assert any(
        t.object == KIN[LEVELS[written]] and t.subject.value.endswith("/Z9")
        for t in document.triples
    )


NAMES = [
    "Kecamatan Sokaraja",
    "KECAMATAN SOKARAJA",
    "Kec. Sokaraja",
    "Kantor Camat Sokaraja",
    "Kantor Kecamatan Sokaraja",
    "Pemerintah Kecamatan Sokaraja",
    "Kapanewon Sokaraja",
]


@pytest.mark.parametrize("written", NAMES)
def test_the_office_in_front_of_a_name_is_left_off(written: str, tmp_path: Path) -> None:
    """The kecamatan is called by its name."""
    sheets = sound()
    sheets["identitas"][2][1] = written
    document = read(as_xlsx(tmp_path / "a.xlsx", sheets))
    labels = [
        t.object.value
        for t in document.triples
        if t.predicate == RDFS["label"] and t.subject.value.endswith("/organisasi/kecamatan")
    ]
    assert [label.casefold() for label in labels] == ["sokaraja"]


def test_keys_of_the_identity_need_no_header(tmp_path: Path) -> None:
    """Spoken keys with a colon, below a title."""
    sheets = sound()
    spoken = [[str(k).replace("_", " ").title() + " :", v] for k, v in sheets["identitas"][1:]]
    plain = statements(read(as_xlsx(tmp_path / "a.xlsx", sheets)))
    sheets["identitas"] = [["IDENTITAS DOKUMEN", ""], *spoken]
    assert statements(read(as_xlsx(tmp_path / "b.xlsx", sheets))) == plain


def _titled(sheets: Sheets) -> None:
    for name, rows in sheets.items():
        sheets[name] = [[f"LEMBAR {name.upper()}"], ["Tahun 2025"], [], *rows]


def _numbered(sheets: Sheets) -> None:
    for rows in sheets.values():
        if len(rows[0]) > 2:
            rows.insert(1, [f"({i})" for i in range(1, len(rows[0]) + 1)])


def _idem(sheets: Sheets) -> None:
    sheets["indikator"].insert(
        3, ["I4", "SS1", "iku", "Indeks mutu", "idem", "s.d.a.", "naik", "sda", "3"]
    )
    sheets["indikator"][2][4:8] = ["Rata-rata nilai survei", "Indeks", "naik", "Survei"]


def _small_codes(sheets: Sheets) -> None:
    for row in sheets["peran"][1:]:
        row[0], row[1] = str(row[0]).lower(), str(row[1]).lower()


def _names_for_codes(sheets: Sheets) -> None:
    sheets["peran"][1][1] = "Camat"
    sheets["peran"][2][1] = "kepala seksi pelayanan"


def _invisible(sheets: Sheets) -> None:
    for name in ("simpul", "rencana", "indikator"):
        for row in sheets[name][1:]:
            row[0] = f"{row[0]}\u200b"
            row[3] = f"{str(row[3])[:4]}\u00ad{str(row[3])[4:]}\u00a0"


def _commas(sheets: Sheets) -> None:
    sheets["indikator"][3][1] = "SK1, B1"


def _lines(sheets: Sheets) -> None:
    sheets["indikator"][3][1] = "SK1\nB1"


HARMLESS: list[Callable[[Sheets], None]] = [
    _titled,
    _numbered,
    _small_codes,
    _names_for_codes,
    _invisible,
    _commas,
    _lines,
]


@pytest.mark.parametrize("change", HARMLESS, ids=lambda f: f.__name__.strip("_"))
def test_ways_of_writing_say_the_same(change: Callable[[Sheets], None], tmp_path: Path) -> None:
    """The statements are those of the plain document, but for the rows they stand in."""
    sheets = sound()
    plain = statements(read(as_xlsx(tmp_path / "a.xlsx", sheets)))
    change(sheets)
    said = statements(read(as_xlsx(tmp_path / "b.xlsx", sheets)))
    relations = {s for s in plain ^ said if "/hubungan/" not in s}
    assert not relations


@pytest.mark.parametrize("written", ["- SDA -", "(idem)", "s.d.a", '"'])
def test_signs_around_idem_make_no_difference(written: str, tmp_path: Path) -> None:
    """In a column of years it is the cell above of the same year; with nothing above, it is empty."""
    sheets = sound()
    sheets["target"] = [
        ["kode_indikator", "2025", "2026"],
        ["I1", written, "85"],
        ["I2", "4 Kali", written],
    ]
    document = read(as_xlsx(tmp_path / "a.xlsx", sheets))
    said = statements(document)
    assert any("/target/I2-2026" in one and '"85"' in one for one in said)
    assert not any("/target/I1-2025" in one for one in said)
    assert [n.code for n in document.notes] == ["FORM-PLACEHOLDER", "FORM-DITTO"]


@pytest.mark.parametrize(
    ("entry", "usual", "written"),
    [
        ("jenis_dokumen", "renstra", "Rencana Strategis (Renstra) Tahun 2025-2026"),
        ("jenis_dokumen", "renstra", "RENSTRA Kecamatan Sokaraja"),
        ("nama_kecamatan", "Sokaraja", "Kec. Sokaraja, Kab. Banyumas"),
        ("periode", "2025-2026", "Tahun Anggaran 2025 s.d. 2026"),
        ("periode", "2025-2026", "TA 2025-2026"),
    ],
)
def test_what_stands_beside_an_entry_makes_no_difference(
    entry: str, usual: str, written: str, tmp_path: Path
) -> None:
    """A remark, the year, whose it is: nothing of it is a doubt."""
    plain = statements(read(as_xlsx(tmp_path / "a.xlsx", sound())))
    sheets = sound()
    (row,) = [row for row in sheets["identitas"] if row[0] == entry]
    assert row[1] == usual
    row[1] = written
    document = read(as_xlsx(tmp_path / "a.xlsx", sheets))
    assert not document.notes and statements(document) == plain


@pytest.mark.parametrize("written", ["belum ada", "menyusul", "N/A"])
def test_words_for_nothing_are_no_code(written: str, tmp_path: Path) -> None:
    """The row lacks its code, and that is the one message."""
    sheets = sound()
    sheets["jabatan"][3][0] = written
    told = [(p.code, p.cell) for p in problems_of(as_xlsx(tmp_path / "a.xlsx", sheets))]
    assert told == [("FORM-REQUIRED", "A4")]


def test_blanks_separate_codes_where_every_word_is_one(tmp_path: Path) -> None:
    """No doubt is left; a word that is no code is told as before."""
    plain = statements(read(as_xlsx(tmp_path / "a.xlsx", sound())))
    sheets = sound()
    sheets["indikator"][3][1] = "SK1 B1"
    assert statements(read(as_xlsx(tmp_path / "b.xlsx", sheets))) == plain


def test_idem_repeats_the_cell_above_and_says_so(tmp_path: Path) -> None:
    """The value above is read, and every such cell is told."""
    sheets = sound()
    _idem(sheets)
    document = read(as_xlsx(tmp_path / "a.xlsx", sheets))
    four = {
        t.predicate: t.object.value
        for t in document.triples
        if t.subject.value.endswith("/indikator/I4")
    }
    assert four[KIN["formulasi"]] == "Rata-rata nilai survei" and four[KIN["satuan"]] == "Indeks"
    assert four[KIN["sumberData"]] == "Survei"
    note = next(n for n in document.notes if n.code == "FORM-DITTO")
    assert all(cell in note.values["found"] for cell in ("E4", "F4", "H4"))


#: Phrases that no list holds as they stand.
PHRASES = [
    "blm ada", "tdk tersedia", "(kosong)", "N.A", "Belum ada data", "tidak ada data", "menyusul *)", "sedang disusun",
    "masih dalam proses", "akan disusun", "dalam proses penyusunan", "belum dapat diukur", "BELUM TERSUSUN.",
]  # fmt: skip


@pytest.mark.parametrize(
    "written", sorted(text for text in placeholders() if not is_ditto(text)) + PHRASES
)
def test_placeholders_are_empty_and_told(written: str, tmp_path: Path) -> None:
    """Nothing is a formula, and the words for nothing are none either."""
    sheets = sound()
    sheets["indikator"][1][4] = written.upper()
    document = read(as_xlsx(tmp_path / "a.xlsx", sheets))
    formulas = {t.object.value for t in document.triples if t.predicate == KIN["formulasi"]}
    assert formulas == {"Rata-rata nilai survei", "Hitungan rapat"}
    assert ["E2" in n.values["found"] for n in document.notes if n.code == "FORM-PLACEHOLDER"] == [
        True
    ]


@pytest.mark.parametrize("written", ["-", "N/A", "belum ada", "menyusul"])
def test_a_target_of_words_is_no_zero(written: str, tmp_path: Path) -> None:
    """What is printed stays, and no number is made of it."""
    sheets = sound()
    sheets["target"][1][2] = written
    document = read(as_xlsx(tmp_path / "a.xlsx", sheets))
    target = {
        t.predicate: t.object.value
        for t in document.triples
        if t.subject.value.endswith("/target/I1-2025")
    }
    assert target[KIN["teksNilai"]] == written and KIN["nilai"] not in target


NUMBERS = [
    (87.525, "General", "87.525", ""), (0.9, "0%", "90", "%"), (0.875, "0.0%", "87.5", "%"),
    (4, '0 "Dokumen"', "4", "Dokumen"), (1250, "#,##0", "1250", ""), (0.1 + 0.2, "General", "0.3", ""),
    (1e15, "General", "1000000000000000", ""), (0.00001, "General", "0.00001", ""),
]  # fmt: skip


@pytest.mark.parametrize(("value", "shown", "number", "unit"), NUMBERS)
def test_a_number_is_a_value(
    value: float, shown: str, number: str, unit: str, tmp_path: Path
) -> None:
    """An Excel number 87.525 is 87,525, and not 87 thousand."""
    path = as_xlsx(tmp_path / "a.xlsx", sound())
    book = openpyxl.load_workbook(path)
    cell = book["target"]["C2"]
    cell.value, cell.number_format = value, shown
    book.save(path)
    target = {
        t.predicate: t.object.value
        for t in read(path).triples
        if t.subject.value.endswith("/target/I1-2025")
    }
    assert (
        Decimal(target[KIN["nilai"]]) == Decimal(number) and target.get(KIN["satuan"], "") == unit
    )


@pytest.mark.parametrize(
    "same",
    [
        ("100", "100,0", "100,00"),
        ("100%", "100 %", "100 persen", "100 Prosen", "100,0%"),
        ("1.250", "1250", "1.250,00"),
        ("1.250.000", "1,250,000", "1250000"),
    ],
    ids=str,
)
def test_equal_numbers_are_equal(same: tuple[str, ...]) -> None:
    """However they are written."""
    found = [quantity(text) for text in same]
    assert len({(q.value, q.unit) for q in found if q}) == 1 and None not in found


@pytest.mark.parametrize(
    "text",
    [
        "1250000",
        "1.250.000",
        "Rp1.250.000",
        "rp 1250000",
        "RP. 1.250.000,-",
        "IDR 1.250.000,00",
        "1.250.000 (satu juta dua ratus lima puluh ribu rupiah)",
    ],
)
def test_money_is_whole_rupiah(text: str) -> None:
    """However it is signed."""
    assert rupiah(text) == 1_250_000


@pytest.mark.parametrize(
    "text",
    [
        "1,25 juta",
        "1,3 M",
        "125jt",
        "seratus",
        "1.250 ribu",
        "90%",
        "1.250 (ribu)",
        "1.250 (dalam ribuan Rp)",
    ],
)
def test_other_amounts_are_no_rupiah(text: str) -> None:
    """They are told, and no sum takes them for something else."""
    assert rupiah(text) is None


def test_money_spent_is_told_like_money_planned(tmp_path: Path) -> None:
    """Of a plan row; what an indicator reached is counted in its own unit."""
    sheets = sound()
    sheets["realisasi"] += [["SK1", "2025", "", "12,5 juta", ""], ["I2", "2026", "I", "3 Kali", ""]]
    notes = read(as_xlsx(tmp_path / "a.xlsx", sheets)).notes
    assert [(note.code, note.sheet, note.cell) for note in notes] == [
        ("FORM-MONEY", "realisasi", "D4")
    ]


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("10 (Dokumen)", "10", "Dokumen"),
        ("85 (Baik)", "85", ""),
        ("85 (persen)", "85", "%"),
        ("96 kali (8x sebulan)", "96", "kali"),
    ],
)
def test_a_bracket_behind_a_number_is_its_unit_grade_or_remark(
    text: str, value: str, unit: str
) -> None:
    """A word alone is the unit of a bare number, a grade stands on its scale, anything else is a remark."""
    assert quantity(text) == Quantity(Decimal(value), unit)


@pytest.mark.parametrize("text", ["12 (ribu) orang", "12 (ribu)", "(12)", "80 (2026), 85 (2027)"])
def test_a_scale_and_two_numbers_are_not_passed_over(text: str) -> None:
    """Without the scale the number says something else, and two numbers are none."""
    assert quantity(text) is None


def test_fractions_are_no_thousands() -> None:
    """A zero never stands before a separator of thousands."""
    stated = quantity("0.705")
    assert stated is not None and stated.value == Decimal("0.705")


YEARS = [
    lambda y: f"{y}", lambda y: f"Tahun {y}", lambda y: f"Target {y}", lambda y: f"TARGET TAHUN {y}", lambda y: int(y)
]  # fmt: skip


@pytest.mark.parametrize("head", YEARS)
@pytest.mark.parametrize("sheet", ["target", "indikator"])
def test_year_columns_are_targets(
    sheet: str, head: Callable[[str], object], tmp_path: Path
) -> None:
    """A row with a column for each year says the same as a row for each year; places are its own cells."""
    sheets = sound()
    plain = statements(read(as_xlsx(tmp_path / "a.xlsx", sheets)))
    values = {"I1": ["80", "85"], "I2": ["4 Kali", "6 Kali"], "I3": ["", ""]}
    years = [head("2025"), head("2026")]
    if sheet == "target":
        sheets["target"] = [
            ["kode_indikator", *years],
            ["I1", *values["I1"]],
            ["I2", *values["I2"]],
        ]
    else:
        del sheets["target"]
        sheets["indikator"][0] += years
        for row in sheets["indikator"][1:]:
            row += values[str(row[0])]
    document = read(as_xlsx(tmp_path / "b.xlsx", sheets))
    assert statements(document) == plain and not document.notes


def test_a_header_over_two_rows(tmp_path: Path) -> None:
    """A merged word above the years."""
    path = as_xlsx(tmp_path / "a.xlsx", sound())
    plain = statements(read(path))
    book = openpyxl.load_workbook(path)
    del book["target"]
    sheet = book.create_sheet("target")
    for row in (
        ["Kode Indikator", "Target", ""],
        ["", "2025", "2026"],
        ["I1", "80", "85"],
        ["I2", "4 Kali", "6 Kali"],
    ):
        sheet.append(row)
    sheet.merge_cells("A1:A2")
    sheet.merge_cells("B1:C1")
    book.save(path)
    assert statements(read(path)) == plain


def test_realisation_is_no_target(tmp_path: Path) -> None:
    """A year behind another word is another column, and told."""
    sheets = sound()
    sheets["indikator"][0].append("Realisasi 2024")
    for row in sheets["indikator"][1:]:
        row.append("77")
    document = read(as_xlsx(tmp_path / "a.xlsx", sheets))
    assert not any("2024" in str(t) for t in document.triples if t.predicate == KIN["tahun"])
    assert [n.code for n in document.notes] == ["FORM-UNKNOWN"]


FOLDERS = [
    (",", ".csv", ""),
    (";", ".csv", ""),
    ("\t", ".tsv", ""),
    ("\t", ".csv", ""),
    (";", ".CSV", "\ufeff"),
    (";", ".csv", "sep=;\n"),
    (",", ".csv", "sep=,\r\n"),
]


@pytest.mark.parametrize(("delimiter", "suffix", "front"), FOLDERS)
def test_delimited_text_of_every_kind(
    delimiter: str, suffix: str, front: str, tmp_path: Path
) -> None:
    """Separators, endings in capitals, byte order marks and Excel's own first line."""
    plain = statements(read(as_folder(tmp_path / "a", sound())))
    folder = tmp_path / "b"
    folder.mkdir()
    for name, rows in sound().items():
        (folder / f"{name}{suffix}").write_text(
            front + delimited(rows, delimiter), encoding="utf-8"
        )
    assert statements(read(folder)) == plain


def test_the_sound_document_is_silent(tmp_path: Path) -> None:
    """Everything else is measured against it."""
    assert not told(as_xlsx(tmp_path / "a.xlsx", sound()))


@pytest.mark.parametrize(
    "written", ["-", "0", "tdk ada", "-; Dinas Sosial", "Dinas Sosial;", "Dinas Sosial\nnihil"]
)
def test_no_partner_is_called_by_a_placeholder(written: str, tmp_path: Path) -> None:
    """A sign for nothing makes no organisation, alone or beside another name."""
    sheets = sound()
    sheets["simpul"][3][4] = written
    document = read(as_xlsx(tmp_path / "a.xlsx", sheets))
    partners = {
        t.object.value.rpartition("/")[2]
        for t in document.triples
        if t.predicate == KIN["crosscuttingDengan"]
    }
    assert partners == ({"dinas%20sosial"} if "Dinas" in written else set())


def test_a_colon_in_a_column_of_its_own_is_passed_over(tmp_path: Path) -> None:
    """Key, colon, value: as on the cover of every letter."""
    sheets = sound()
    plain = statements(read(as_xlsx(tmp_path / "a.xlsx", sheets)))
    sheets["identitas"] = [
        ["IDENTITAS"],
        *([row[0], ":", row[1]] for row in sheets["identitas"][1:]),
    ]
    document = read(as_xlsx(tmp_path / "b.xlsx", sheets))
    assert statements(document) == plain and not document.notes


def test_a_header_of_two_words_for_one_thing(tmp_path: Path) -> None:
    """As in every table of main indicators, with a break in the cell and a remark in brackets."""
    sheets = sound()
    plain = statements(read(as_xlsx(tmp_path / "a.xlsx", sheets)))
    header = sheets["indikator"][0]
    header[3], header[4] = "Indikator\nKinerja Utama (IKU)", "Penjelasan/ Formulasi Penghitungan"
    header[7], header[8] = "SUMBER DATA / Bukti Dukung *)", "Kondisi Awal (2024)"
    document = read(as_xlsx(tmp_path / "b.xlsx", sheets))
    assert statements(document) == plain and not document.notes
