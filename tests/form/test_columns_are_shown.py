"""A value of any column is found again: in the contents of a report, by its line, in what changed, at its cell."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path
from urllib.parse import unquote

import openpyxl
import pytest
from pyoxigraph import RdfFormat, parse
from typer.testing import CliRunner

from kg.cli.app import app
from kg.model.form import Column, Sheet
from kg.questions.question import catalogue
from kg.read.document import Document
from kg.read.ontology import ontology
from kg.report.back.returned import returned
from kg.report.book.contents import contents
from kg.report.bundle.whole_check import Wanted, whole_check
from kg.report.diff.tree_changes import TreeChange, tree_changes
from kg.report.dossier.dossier import Dossier
from kg.report.forms.as_markdown import check_markdown
from kg.report.html.page import html_report
from kg.store.base import Term
from kg.store.embedded import memory_store
from kg.terms import text_of
from kg.walk.trace import source
from kg.walk.view import View
from kg.worker.asking import answer, find_question
from kg.worker.facts import UnitFacts, unit_facts
from kg.worker.loading import load
from kg.worker.said import noted_properties
from kg.worker.stated import property_label
from kg.worker.units import from_documents
from tests.form.sound import as_xlsx, read, sound
from tests.form.test_every_column_is_taken import COLUMNS, filled_in, put, value_for

#: Where a row comes from is no content: it is shown as the source of everything on the row.
SHOWN = [(s, c) for s, c in COLUMNS if c.property is not None and c.name != "sumber_sel"]
#: A code is the name of the row, so another code is another row.
COMPARED = [(s, c) for s, c in SHOWN if c.name not in {"kode", "kode_indikator", "tahun"}]
#: What people are shown for the code of another row.
NAMED = {"J3": "Sekretaris Kecamatan", "P1": "Program Pelayanan Publik"}


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Written:
    """The documents of all columns, each written and read once."""
    return Written(tmp_path_factory.mktemp("kolom"))


class Written:
    """The sound document, and those with one column filled or changed."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._found: dict[str, Document] = {}
        self._facts: dict[str, UnitFacts] = {}

    def document(self, sheet: Sheet | None = None, column: Column | None = None) -> Document:
        """As it was read from a workbook."""
        name, sheets = "polos", sound()
        if sheet is not None and column is not None:
            name = f"{sheet.name}-{column.name}"
            sheets, _, _ = filled_in(sheet, column)
        if name not in self._found:
            self._found[name] = read(as_xlsx(self._folder / f"{name}.xlsx", sheets))
        return self._found[name]

    def facts(self, sheet: Sheet | None = None, column: Column | None = None) -> UnitFacts:
        """What a report has of it."""
        document = self.document(sheet, column)
        if document.name not in self._facts:
            self._facts[document.name] = unit_facts(from_documents([document])[0], ontology())
        return self._facts[document.name]


@dataclass(frozen=True)
class Placed:
    """A value that was put into a column, and its cell."""

    sheet: Sheet
    column: Column
    value: str
    cell: str


@dataclass(frozen=True)
class Filled:
    """One document with a value in every column, and its check."""

    placed: tuple[Placed, ...]
    path: Path
    dossier: Dossier


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Filled:
    """Columns in which another value makes another row keep theirs."""
    sheets, placed = sound(), []
    for sheet, column in COMPARED:
        rows = sheets[sheet.name]
        at = rows[0].index(column.name) if column.name in rows[0] else -1
        value = value_for(sheet, column, "" if at < 0 else str(rows[-1][at]))
        cell = put(sheets, sheet.name, column.name, value, len(rows) - 1)
        placed.append(Placed(sheet, column, value, cell))
    path = as_xlsx(tmp_path_factory.mktemp("penuh") / "isi.xlsx", sheets)
    return Filled(tuple(placed), path, whole_check(Wanted(paths=(str(path),))))


def test_the_listing_of_contents_has_every_column(filled: Filled) -> None:
    """The sheet Isi Dokumen of ``laporan.xlsx``: what is said, under the name of the property."""
    told = {tuple(map(str, row[-2:])) for row in contents(filled.dossier).rows}
    for one in filled.placed:
        assert one.column.property is not None
        name = property_label(one.column.property.value, "id")
        found = [text for property_of, text in told if property_of == name]
        assert any(one.value in text for text in found), (one.sheet.name, one.column.name)


@pytest.mark.parametrize("write", [html_report, check_markdown], ids=["page", "summary"])
def test_notes_of_rows_are_on_pages(write: object, filled: Filled) -> None:
    """What no other place of a report has is told there as a note; so is a column that comes new to the form."""
    made = write(filled.dossier)  # type: ignore[operator]
    text = (made.decode() if isinstance(made, bytes) else made).replace("\\", "")
    notes = [one for one in filled.placed if one.column.property in noted_properties()]
    assert len(notes) >= 8
    told = [(one.column.name, NAMED.get(one.value, one.value)) for one in notes]
    assert [name for name, value in told if value not in text] == []


def test_the_returned_workbook_has_every_column_in_its_cell(filled: Filled) -> None:
    """As it was typed."""
    (data,) = returned(filled.dossier).values()
    book = openpyxl.load_workbook(io.BytesIO(data))
    for one in filled.placed:
        assert str(book[one.sheet.name][one.cell].value) == one.value


@pytest.mark.parametrize(
    ("ending", "form_of"), [("ttl", RdfFormat.TURTLE), ("jsonld", RdfFormat.JSON_LD)]
)
def test_linked_data_has_every_column(
    ending: str, form_of: RdfFormat, filled: Filled, tmp_path: Path
) -> None:
    """What ``kg export`` writes for others says every value."""
    store, written = str(tmp_path / "gudang"), tmp_path / f"isi.{ending}"
    for words in (["load", str(filled.path)], ["export", "--format", ending, "-o", str(written)]):
        assert CliRunner().invoke(app, [*words, "--store", store]).exit_code == 0
    said: dict[Term, list[str]] = {}
    for quad in parse(written.read_bytes(), form_of):
        said.setdefault(quad.predicate, []).append(unquote(text_of(quad.object)))
    for one in filled.placed:
        assert one.column.property is not None
        texts = said.get(one.column.property, [])
        assert any(one.value.casefold() in text.casefold() for text in texts), one.column.name


def _words(change: TreeChange) -> str:
    return f"{change.before} {change.after} {change.label}"


@pytest.mark.parametrize(("sheet", "column"), SHOWN, ids=lambda x: x.name)
def test_the_contents_of_a_report_have_it(sheet: Sheet, column: Column, written: Written) -> None:
    """Whatever property a thing has is shown, with its column."""
    _, value, _ = filled_in(sheet, column)
    facts = written.facts(sheet, column)
    assert column.property is not None
    shown = {
        text for fact in facts.stated for name, text in fact.values if name == column.property.value
    }
    assert any(value in text for text in shown)


def _rounds() -> Iterator[list[tuple[Sheet, Column]]]:
    """All columns, no two of one sheet at once, and no two codes, which come first in every sheet."""
    by_sheet: dict[str, list[tuple[Sheet, Column] | None]] = {}
    for sheet, column in SHOWN:
        later = [None] * len(by_sheet)
        by_sheet.setdefault(sheet.name, [*later]).append((sheet, column))
    for together in zip_longest(*by_sheet.values()):
        yield [one for one in together if one is not None]


def test_the_question_about_a_row_has_it(tmp_path: Path) -> None:
    """Every column of every sheet, asked by the number of its row."""
    question, asked = find_question("Q13", catalogue()), 0
    for number, together in enumerate(_rounds()):
        sheets = sound()
        for sheet, column in together:
            sheets[sheet.name] = filled_in(sheet, column)[0][sheet.name]
        store = memory_store()
        load([read(as_xlsx(tmp_path / f"{number}.xlsx", sheets))], store, ontology())
        for sheet, column in together:
            _, value, cell = filled_in(sheet, column)
            given = {"dokumen": "renstra.pdf", "baris": cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")}
            found = answer(question, given, store, ontology())
            texts = {row[found.columns.index("isi")] for row in found.rows}
            named = NAMED.get(value, value)
            assert any(named in text for text in texts), (sheet.name, column.name, value)
            asked += 1
    assert asked == len(SHOWN)


@pytest.mark.parametrize(("sheet", "column"), COMPARED, ids=lambda x: x.name)
def test_a_change_of_it_is_a_change(sheet: Sheet, column: Column, written: Written) -> None:
    """Two states that differ in one cell differ in the comparison."""
    changes = tree_changes(written.facts(), written.facts(sheet, column))
    assert changes and all(_words(change).strip() for change in changes)


@pytest.mark.parametrize(("sheet", "column"), SHOWN, ids=lambda x: x.name)
def test_a_finding_about_it_stands_at_its_cell(
    sheet: Sheet, column: Column, written: Written
) -> None:
    """The cell that is marked in the returned workbook is the one that holds the value."""
    _, value, cell = filled_in(sheet, column)
    view = View(written.document(sheet, column).triples, ontology())
    assert column.property is not None
    holders = [node for node, held in view.pairs(column.property) if _is(held, value)]
    places = {
        (found.sheet, found.cell)
        for found in (source(view, node, column.property) for node in holders)
    }  # type: ignore[arg-type]
    assert (sheet.name, cell) in places


def _is(held: Term, value: str) -> bool:
    """Whether a value is that text, or the thing of that code or name."""
    text = text_of(held).rpartition("/")[2]
    return text_of(held) == value or text == value or text.replace("%20", " ") == value.casefold()
