"""In which sheet and column of the user's own file a remedy is carried out.

Where the file is our form by its sheets and columns; in a table of the user's own by the heading
that he printed himself, and by nothing where it has no such column.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import NamedNode

from kg.errors import Lang
from kg.model.form import Column, sheet
from kg.rules.numbering import counts_rows
from kg.rules.rule import Both, Rule
from kg.terms import KIN, PROV, RDFS
from kg.walk.columns import column_where
from kg.walk.trace import sheet_row
from kg.walk.view import View

__all__ = ["remedy_at"]

_WORDS: dict[str, Both] = {
    "lead": {"id": "Tempatnya", "en": "Where"},
    "sheet": {"id": "lembar", "en": "sheet"},
    "column": {"id": "kolom", "en": "column"},
    "entry": {"id": "baris", "en": "row"},
}


def remedy_at(view: View, focus: NamedNode, prop: NamedNode | None, rule: Rule) -> Both:
    """The remedy of a rule with the place in the file that states the node."""
    row = sheet_row(view, focus, prop)
    # What was copied from a printed document is shown, and mended, there.
    if row is None or _is_printed(view, focus):
        return rule.remedy
    if counts_rows(view, focus):
        told = {lang: _in_own_table(view, row, prop, rule, lang) for lang in rule.remedy}
    elif rule.fills:
        told = {lang: _in_form(rule.fills, lang) for lang in rule.remedy}
    else:
        told = {lang: _column_told(view, row, prop, lang) for lang in rule.remedy}
    if not told["id"]:
        return rule.remedy
    return {lang: _with(rule.remedy[lang], told[lang], lang) for lang in rule.remedy}


def _is_printed(view: View, focus: NamedNode) -> bool:
    """Whether a statement names a line of the text of a document as its source."""
    rows = view.nodes(focus, PROV["wasDerivedFrom"])
    return not all(view.is_a(row, KIN["BarisLembar"]) for row in rows)


def _with(remedy: str, place: str, lang: Lang) -> str:
    return f"{remedy} {_WORDS['lead'][lang]}: {place}."


def _in_form(fills: Iterable[str], lang: Lang) -> str:
    """Sheets and columns of the form, each sheet once."""
    columns: dict[str, list[str]] = {}
    for fill in fills:
        name, _, rest = fill.partition(".")
        column, _, content = rest.partition("=")
        told = f"{column} ({content})" if content else column
        columns.setdefault(name, []).append(told)
    places = []
    for name, told_columns in columns.items():
        # An entry of identitas is a row of that sheet.
        kind = "entry" if sheet(name).entries else "column"
        listed = ", ".join(told_columns)
        places.append(f"{_WORDS['sheet'][lang]} {name}, {_WORDS[kind][lang]} {listed}")
    return "; ".join(places)


def _column_told(view: View, row: NamedNode, prop: NamedNode | None, lang: Lang) -> str:
    """The column that was looked at, in a sheet of the form."""
    column = column_where(view, row, {prop or RDFS["label"]})
    if column is None:
        return ""
    # The code of a column of the form ends in its name.
    name = column.value.rpartition(".")[2]
    return _place(view, column, name, lang)


def _in_own_table(
    view: View, row: NamedNode, prop: NamedNode | None, rule: Rule, lang: Lang
) -> str:
    """The column of a table of the user's own, by its heading."""
    for wanted in _properties(prop, rule):
        column = column_where(view, row, {wanted})
        if column is not None:
            return _place(view, column, f'"{view.text(column, KIN["kepalaKolom"])}"', lang)
    return ""


def _properties(prop: NamedNode | None, rule: Rule) -> Iterator[NamedNode]:
    """What a column of the user's own may hold so that the remedy can be carried out in it."""
    for fill in rule.fills:
        name, _, rest = fill.partition(".")
        column = _form_column(name, rest.partition("=")[0])
        if column is not None and column.property not in {None, RDFS["label"]}:
            yield column.property
    if not rule.fills and prop is not None:
        yield prop


def _form_column(name: str, column: str) -> Column | None:
    """A column of a sheet of the form; an entry of ``identitas`` stands in no table."""
    if sheet(name).entries:
        return None
    return sheet(name).column(column)


def _place(view: View, column: NamedNode, name: str, lang: Lang) -> str:
    title = view.text(column, KIN["lembar"])
    letter = view.text(column, KIN["kolom"])
    return f"{_WORDS['sheet'][lang]} {title}, {_WORDS['column'][lang]} {name} ({letter})"
