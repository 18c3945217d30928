"""Where the columns of a sheet stand, as the document states them: of the form, or under a head of its own."""

from __future__ import annotations

from pyoxigraph import Literal, NamedNode

from kg.store.base import Term
from kg.terms import KIN
from kg.walk.view import View

__all__ = ["column_of", "column_where"]


def _head_row(view: View, column: NamedNode) -> int:
    """The row of the head that a column stands under; 0 where the whole sheet is one table."""
    return int(view.text(column, KIN["baris"]) or 0)


def _columns(view: View, sheet: Literal) -> list[NamedNode]:
    """The columns of a sheet, looked for once among its thousands of rows and not for each of them."""
    if sheet not in view.columns:
        things = view.subjects(KIN["lembar"], sheet)
        view.columns[sheet] = [thing for thing in things if view.is_a(thing, KIN["KolomLembar"])]
    return view.columns[sheet]


def _in_table(view: View, row: NamedNode) -> list[NamedNode]:
    """The columns of the table in which a row stands: those of the nearest head above it."""
    number = int(view.text(row, KIN["baris"]) or 0)
    above: dict[int, list[NamedNode]] = {}
    for column in _columns(view, Literal(view.text(row, KIN["lembar"]))):
        head = _head_row(view, column)
        if head <= number:
            above.setdefault(head, []).append(column)
    return above[max(above)] if above else []


def column_where(view: View, row: NamedNode, wanted: set[Term]) -> NamedNode | None:
    """The column of a row's table that holds one of the properties.

    Of several the one that the row names; in a table of the user's own none where it names none.
    """
    found = []
    for column in _in_table(view, row):
        if not wanted.isdisjoint(view.objects(column, KIN["memuatProperti"])):
            found.append(column)
    letter = view.text(row, KIN["kolom"])
    named = [column for column in found if view.text(column, KIN["kolom"]) == letter]
    if len(found) > 1 and not named and _head_row(view, found[0]):
        return None
    return next(iter(named or found), None)


def column_of(view: View, row: NamedNode, wanted: set[Term]) -> str:
    """The letter of that column; empty where there is none."""
    column = column_where(view, row, wanted)
    if column is None:
        return ""
    return view.text(column, KIN["kolom"])
