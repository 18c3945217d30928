"""A value of any column is found again: in the contents of a report, by its line, in what changed, at its cell."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest
from pathlib import Path

import pytest

from kg.model.form import Column, Sheet
from kg.questions.question import catalogue
from kg.read.document import Document
from kg.read.ontology import ontology
from kg.report.diff.trees import TreeChange, tree_changes
from kg.store.base import Term
from kg.store.embedded import memory_store
from kg.terms import text_of
from kg.walk.trace import source
from kg.walk.view import View
from kg.worker.asking import answer, find_question
from kg.worker.facts import UnitFacts, unit_facts
from kg.worker.loading import load
from kg.worker.units import from_documents
from tests.form.sound import as_xlsx, read, sound
from tests.form.test_every_column_is_taken import COLUMNS, filled_in

#: Where a row comes from is no content: it is shown as the source of everything on the row.
SHOWN = [(s, c) for s, c in COLUMNS if c.property is not None and not c.name.startswith("sumber_")]
#: A code is the name of the row, so another code is another row.
COMPARED = [(s, c) for s, c in SHOWN if c.name not in {"kode", "kode_indikator", "tahun"}]


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
            named = {"J3": "Sekretaris Kecamatan"}.get(value, value)
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
