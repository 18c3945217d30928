"""Whatever the form has a column for becomes a statement, with its cell, and is shown wherever nodes are shown."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import Literal

from kg.model.form import Column, Sheet, form
from kg.read.document import Document
from tests.form.sound import Sheets, as_xlsx, read, sound

#: Another value for columns whose value must be one of a kind; anything else takes a text of its own.
OTHERS = {
    "code": "SK1", "integer": "3", "year": "2026", "lines": "nomor=7", "quantity": "99,5",
}  # fmt: skip
COLUMNS = [(sheet, column) for sheet in form() if not sheet.entries for column in sheet.columns]
ENTRIES = [entry for sheet in form() for entry in sheet.entries]


def put(sheets: Sheets, sheet: str, column: str, value: str, row: int) -> str:
    """Put a value into one cell, with its column where the sheet lacks it; the address of the cell."""
    rows = sheets[sheet]
    if column not in rows[0]:
        for line in rows:
            line.append("")
        rows[0][-1] = column
    at = rows[0].index(column)
    rows[row][at] = value
    return f"{chr(65 + at)}{row + 1}"


def value_for(sheet: Sheet, column: Column, now: str) -> str:
    """A value that the column may hold and does not hold now."""
    if column.choices:
        return next(choice for choice in reversed(column.choices) if choice != now)
    if column.refers:
        return {"simpul": "S1", "rencana": "P1", "indikator": "I3", "jabatan": "J3"}[
            column.refers[0]
        ]
    if column.name == "kode":
        return "BARU1"
    return OTHERS.get(column.kind, f"isi khusus {sheet.name} {column.name}")


def _row(sheets: Sheets, sheet: Sheet, column: Column) -> int:
    """A row that can take the value: the last of its sheet, whose code nothing else refers to where it is changed."""
    if column.name == "kode" and sheet.name != "teks":
        rows = sheets[sheet.name]
        filler = list(rows[-1])
        filler[0] = "LAIN1"
        rows.append(filler)
    return len(sheets[sheet.name]) - 1


def filled_in(sheet: Sheet, column: Column) -> tuple[Sheets, str, str]:
    """A sound document with one cell filled or changed; the value, and the address of the cell."""
    sheets = sound()
    row = _row(sheets, sheet, column)
    header = sheets[sheet.name][0]
    now = ""
    if column.name in header:
        now = str(sheets[sheet.name][row][header.index(column.name)])
    value = value_for(sheet, column, now)
    cell = put(sheets, sheet.name, column.name, value, row)
    return sheets, value, cell


@pytest.fixture(scope="module")
def sound_statements(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """What the sound document says."""
    path = as_xlsx(tmp_path_factory.mktemp("polos") / "a.xlsx", sound())
    return set(map(str, read(path).triples))


@pytest.mark.parametrize(("sheet", "column"), COLUMNS, ids=lambda x: x.name)
def test_a_value_changes_what_the_document_says(
    sheet: Sheet, column: Column, sound_statements: set[str], tmp_path: Path
) -> None:
    """No column is documented and then swallowed."""
    before = sound()
    _row(before, sheet, column)
    after, value, _ = filled_in(sheet, column)
    if before == sound():
        plain = sound_statements
    else:
        plain = set(map(str, read(as_xlsx(tmp_path / "a.xlsx", before)).triples))
    filled = read(as_xlsx(tmp_path / "b.xlsx", after))
    assert set(map(str, filled.triples)) != plain
    if column.property is not None:
        assert _holders(filled, column, value), f"{column.name} has no triple"


def _holders(document: Document, column: Column, value: str) -> list[object]:
    """The subjects with the property of the column and that value, or what that code or name stands for."""
    found = [t for t in document.triples if t.predicate == column.property]
    if column.refers or column.kind == "names":
        return [t.subject for t in found if not isinstance(t.object, Literal)]
    return [t.subject for t in found if t.object.value == value]


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda e: e.name)
def test_an_entry_of_the_identity_changes_what_the_document_says(
    entry: Column, sound_statements: set[str], tmp_path: Path
) -> None:
    """The keys of the identity are columns of their own."""
    other = {"kode_wilayah": "33.02.20", "periode": "2025", "jenis_dokumen": "pk"}
    other["sebutan"] = "distrik"
    after = sound()
    value = other.get(entry.name, "isi khusus")
    # What only some regions state is no row of the sound form.
    kept = [row for row in after["identitas"] if row[0] != entry.name]
    after["identitas"] = [*kept, [entry.name, value]]
    after_it = set(map(str, read(as_xlsx(tmp_path / "b.xlsx", after)).triples))
    assert after_it != sound_statements
