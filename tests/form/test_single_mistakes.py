"""One mistake on a sound document is told once, at its cell; what is not told is provably harmless."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from kg.model.form import Column, Sheet, form
from kg.read.grid import column_letter
from tests.form.sound import (
    Sheets,
    as_folder,
    as_xlsx,
    problems_of,
    read,
    sound,
    statements,
    told,
)

#: Messages that name one cell of several that have a part in the mistake.
ANYWHERE = "*"


@dataclass(frozen=True)
class Mistake:
    """One change to a sound document, and the message that it must bring; no code when nothing needs to be said."""

    name: str
    sheet: str
    row: int
    column: int
    value: object
    code: str
    at: str = ""

    @property
    def place(self) -> str:
        """The cell that the message must name."""
        return self.at or f"{self.sheet}!{column_letter(self.column)}{self.row + 1}"

    def made(self) -> Sheets:
        """The document with the mistake."""
        sheets = sound()
        sheets[self.sheet][self.row][self.column] = self.value
        return sheets


def _slip(word: str, chance: random.Random) -> str:
    """A word with one letter left out or doubled."""
    at = chance.choice([i for i in range(1, len(word) - 1) if word[i].isalpha()])
    kinds = [word[:at] + word[at + 1 :], word[:at] + word[at] + word[at:]]
    return chance.choice(kinds)


def _bad_values(column: Column, chance: random.Random) -> list[tuple[str, str, str]]:
    """Name, value and code of what can be wrong in a cell of that column."""
    found = [("galat", "#REF!", "FORM-ERROR"), ("nip", "19800101.200501.1.001", "FORM-PERSON")]
    if column.choices and not column.open:
        longest = max(column.choices, key=len)
        found += [("asing", "lainnya", "FORM-CHOICE")]
        if len(longest) > 4:
            found += [("salah ketik", _slip(longest, chance), "FORM-CHOICE")]
    if column.open:
        found += [("asing", "entahlah", "FORM-OPENCHOICE")]
    if column.refers:
        found += [("rujukan", "ZZ99", "FORM-REFERENCE")]
    if column.kind == "year":
        found += [("tahun", "20255", "FORM-YEAR"), ("tahun kata", "tahun depan", "FORM-YEAR")]
    if column.kind == "integer":
        found += [("bilangan", "dua", "FORM-INTEGER"), ("pecahan", "2,5", "FORM-INTEGER")]
    if column.required and column.name != "kode":
        found += [("kosong", "", "FORM-REQUIRED")]
    if column.required and not column.printed and column.name not in {"kode", "kunci"}:
        found += [("strip", "-", "FORM-REQUIRED")]
    if column.post:
        found += [("orang", "Drs. Ahmad Subagyo, M.Si", "FORM-NAME")]
    return found


def _of_cells(sheet: Sheet, chance: random.Random) -> Iterator[Mistake]:
    header = sound()[sheet.name][0]
    for at, name in enumerate(header):
        column = sheet.column(str(name))
        for row in range(1, len(sound()[sheet.name])):
            for kind, value, code in _bad_values(column, chance):
                yield Mistake(f"{sheet.name}-{name}-{row}-{kind}", sheet.name, row, at, value, code)


def _of_headers(sheet: Sheet, chance: random.Random) -> Iterator[Mistake]:
    header = sound()[sheet.name][0]
    for at, name in enumerate(header):
        slip = _slip(str(name), chance)
        yield Mistake(f"{sheet.name}-judul-{slip}", sheet.name, 0, at, slip, "FORM-COLUMN")


def _mistakes() -> list[Mistake]:
    chance = random.Random(12)
    found: list[Mistake] = []
    for sheet in form():
        if not sheet.entries:
            found += _of_cells(sheet, chance)
            found += _of_headers(sheet, chance)
    return found


ALL = _mistakes()
IDENTITY = [
    Mistake("wilayah", "identitas", 1, 1, "33.02", "IDENT-REGION"),
    Mistake("wilayah bps", "identitas", 1, 1, "3302190", "IDENT-BPS"),
    Mistake("tanpa wilayah", "identitas", 1, 1, "", "IDENT-NOREGION"),
    Mistake("tanpa nama", "identitas", 2, 1, "", "IDENT-REQUIRED"),
    Mistake("nama strip", "identitas", 2, 1, "-", "IDENT-REQUIRED"),
    Mistake("periode terbalik", "identitas", 4, 1, "2026-2025", "IDENT-PERIOD"),
    Mistake("periode kata", "identitas", 4, 1, "lima tahun", "IDENT-PERIOD"),
    Mistake("tanpa periode", "identitas", 4, 1, "", "IDENT-NOPERIOD"),
    Mistake("tanpa kode", "identitas", 5, 1, "", "IDENT-REQUIRED"),
    Mistake("kode sendiri", "identitas", 5, 1, "turunan", "IDENT-RESERVED"),
    Mistake("jenis asing", "identitas", 7, 1, "surat edaran", "IDENT-KIND"),
    Mistake("kunci asing", "identitas", 9, 0, "kode_wilyah2", "FORM-CHOICE"),
    Mistake("kunci dua kali", "identitas", 3, 0, "kode_wilayah", "IDENT-TWICE"),
]
ROWS = [
    Mistake("rumusan kosong", "simpul", 5, 3, "", "FORM-NOWORDING"),
    Mistake("nama kosong", "rencana", 3, 4, "", "FORM-NOWORDING"),
    Mistake("rumusan indikator kosong", "indikator", 1, 3, "", "FORM-NOWORDING"),
    Mistake("indikator tanpa kinerja", "indikator", 2, 1, "", "FORM-UNMEASURED"),
    Mistake("pecahan untuk persen", "target", 1, 2, 0.9, "FORM-FRACTION"),
    Mistake("pecahan untuk persen, teks", "target", 2, 2, "0,9", "FORM-FRACTION"),
    Mistake("pagu dalam juta", "anggaran", 1, 2, "125 juta", "FORM-MONEY"),
    Mistake("skala di belakang pagu", "anggaran", 1, 2, "12.500 (ribu)", "FORM-MONEY"),
    Mistake("pagu dengan kata", "anggaran", 1, 2, "seratus", "FORM-MONEY"),
    Mistake("kode dua kali", "indikator", 2, 0, "I1", "FORM-DUPLICATE"),
    Mistake("target dua kali", "target", 2, 1, "2025", "FORM-DUPLICATE"),
    Mistake("dua kode", "tugas", 1, 0, "J1; J2", "FORM-ONECODE"),
    Mistake("dua induk, koma", "simpul", 5, 1, "S1, A1", "FORM-ONEPARENT"),
    Mistake("dua kode, satu asing", "peran", 1, 1, "J1; J9", "FORM-REFERENCE"),
    Mistake("triwulan salah eja", "realisasi", 0, 2, "trriwulan", "FORM-COLUMN"),
    Mistake("kode lembar lain", "teks", 1, 0, "X1", ""),
]


def _sample(heavy: bool) -> list[Mistake]:
    chosen = ALL if heavy else random.Random(7).sample(ALL, 60)
    return [*chosen, *IDENTITY, *ROWS]


def test_each_mistake_is_told_once_at_its_cell(heavy: bool, tmp_path: Path) -> None:
    """Sixty of all single mistakes, all of them with --heavy; and those with a message of their own."""
    wrong: list[str] = []
    for number, mistake in enumerate(_sample(heavy)):
        found = told(as_xlsx(tmp_path / f"{number}.xlsx", mistake.made()))
        expected = [(mistake.code, mistake.place)] if mistake.code else []
        if found != expected:
            wrong.append(f"{mistake.name} {mistake.value!r}: {found}, not {expected}")
    assert not wrong, "\n".join(wrong)


def test_what_is_not_told_changes_nothing(tmp_path: Path) -> None:
    """Blanks, capitals, signs and rows without content leave every statement as it is."""
    plain = statements(read(as_xlsx(tmp_path / "plain.xlsx", sound())))
    chance = random.Random(3)
    for number in range(20):
        sheets = sound()
        name = chance.choice(sorted(sheets))
        rows = sheets[name]
        row = chance.choice(rows)
        at = chance.randrange(len(row))
        if row[at] and row is rows[0]:
            row[at] = chance.choice(
                [str(row[at]).upper(), f" {row[at]} ", str(row[at]).replace("_", " ")]
            )
        elif row[at]:
            row[at] = chance.choice([f" {row[at]}", f"{row[at]}\u00a0", f"{row[at]}\u200b"])
        rows.insert(chance.randrange(1, len(rows)), [""] * len(row))
        assert statements(read(as_xlsx(tmp_path / f"{number}.xlsx", sheets))) == plain


SLIPS = ["rencan", "rencnaa", "rencana2", "Rencana Baru", "indikatr", "simpl"]


@pytest.mark.parametrize("name", SLIPS)
def test_a_misspelt_sheet_is_one_message(name: str, tmp_path: Path) -> None:
    """No reference into it is judged; the nearest name is offered."""
    meant = next(s for s in ("rencana", "indikator", "simpul") if s[:3] == name[:3].casefold())
    sheets = sound()
    rows = sheets.pop(meant)
    sheets[name] = rows
    found = told(as_xlsx(tmp_path / "a.xlsx", sheets))
    assert found == [("FORM-SHEETNAME", f"{name}!A1")]


def test_a_sheet_of_any_name_is_known_by_its_header(tmp_path: Path) -> None:
    """What it stands for is offered; nothing is said about what refers to it."""
    for sheet in ("simpul", "rencana", "indikator", "target", "jabatan", "peran", "pemetaan"):
        sheets = sound()
        sheets["Lembar Kerja 1"] = sheets.pop(sheet)
        (problem,) = problems_of(as_xlsx(tmp_path / f"{sheet}.xlsx", sheets))
        assert (problem.code, problem.values["nearest"]) == ("FORM-SHEETNAME", sheet)


@pytest.mark.parametrize("name", ["Pohon Kinerja", "POHON", "Simpul Kinerja"])
def test_a_sheet_under_its_usual_name_is_read_and_told(name: str, tmp_path: Path) -> None:
    """The name carries no doubt where the header fits."""
    sheets = sound()
    plain = statements(read(as_xlsx(tmp_path / "a.xlsx", sheets)))
    sheets[name] = sheets.pop("simpul")
    document = read(as_xlsx(tmp_path / "b.xlsx", sheets))
    assert statements(document) == plain and [n.code for n in document.notes] == ["FORM-SHEETALIAS"]


@pytest.mark.parametrize("sheet", ["rencana", "indikator", "jabatan"])
def test_a_sheet_that_is_missing_is_one_message_a_column(sheet: str, tmp_path: Path) -> None:
    """Every column that refers to it is told once, however many cells it has."""
    sheets = sound()
    del sheets[sheet]
    found = told(as_xlsx(tmp_path / "a.xlsx", sheets))
    assert (
        len(found) == len(set(found))
        and len({place.partition("!")[0] + code for code, place in found}) <= 6
    )


def test_a_code_that_many_cells_name_is_one_message(tmp_path: Path) -> None:
    """The row that was renamed is the cause; its references are listed together."""
    sheets = sound()
    sheets["indikator"][1][0] = "I9"
    found = told(as_xlsx(tmp_path / "a.xlsx", sheets))
    assert [code for code, _ in found] == ["FORM-REFERENCES", "FORM-REFERENCE"]


def test_the_same_mistakes_are_told_in_folders(tmp_path: Path) -> None:
    """Text has its lines; the messages are the same."""
    for number, mistake in enumerate([*IDENTITY, *ROWS]):
        sheets = mistake.made()
        book = [code for code, _ in told(as_xlsx(tmp_path / f"{number}.xlsx", sheets))]
        assert [code for code, _ in told(as_folder(tmp_path / f"{number}", sheets))] == book


def test_a_form_without_its_identity_is_told_so(tmp_path: Path) -> None:
    """Its other sheets make it ours, so that no layout is tried on it."""
    sheets = sound()
    del sheets["identitas"]
    assert [code for code, _ in told(as_xlsx(tmp_path / "a.xlsx", sheets))] == ["IDENT-MISSING"]
