"""Where a column stands is asked once for a sheet, however many rows it has."""

from __future__ import annotations

import pytest
from pyoxigraph import Literal, NamedNode, Triple

from kg.read.ontology import ontology
from kg.terms import KIN, RDF
from kg.walk.columns import column_of
from kg.walk.view import View

_ROWS = 50


def _cell(name: str) -> NamedNode:
    return NamedNode(f"https://w3id.org/kinerja/id/33.02.19/2025/uji/{name}")


def test_rows_of_a_sheet_are_not_looked_at_for_each_row(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fifty rows below one head: all find its column, and the sheet is gone through once."""
    sheet, column = Literal("Indikator"), _cell("kolom")
    stated = [
        Triple(column, RDF["type"], KIN["KolomLembar"]),
        Triple(column, KIN["lembar"], sheet),
        Triple(column, KIN["kolom"], Literal("C")),
        Triple(column, KIN["memuatProperti"], KIN["satuan"]),
    ]
    rows = [_cell(f"baris{number}") for number in range(_ROWS)]
    stated += [Triple(row, KIN["lembar"], sheet) for row in rows]
    view = View(stated, ontology())
    asked: list[NamedNode] = []
    is_a = View.is_a

    def counted(self: View, thing: NamedNode, kind: NamedNode) -> bool:
        asked.append(thing)
        return is_a(self, thing, kind)

    monkeypatch.setattr(View, "is_a", counted)
    assert {column_of(view, row, {KIN["satuan"]}) for row in rows} == {"C"}
    assert len(asked) == _ROWS + 1
