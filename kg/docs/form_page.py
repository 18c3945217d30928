"""The page of the workbook form."""

from __future__ import annotations

from kg.docs.head import HEAD, short
from kg.model.form import Column, Sheet, form

__all__ = ["form_page"]


def _column(column: Column) -> str:
    choices = f" ({', '.join(column.choices)})" if column.choices else ""
    prop = f"`{short(column.property)}`" if column.property is not None else ""
    needed = "ya" if column.required else ""
    text = f"{column.label['id']}<br>*{column.label['en']}*"
    return f"| `{column.name}` | {needed} | {column.kind}{choices} | {prop} | {text} |"


def _sheet(sheet: Sheet) -> str:
    rows = "\n".join(_column(column) for column in sheet.columns)
    return f"""## {sheet.name}

{sheet.label["id"]}<br>
*{sheet.label["en"]}*

| kolom | wajib | jenis | properti | isi |
| --- | --- | --- | --- | --- |
{rows}
"""


def form_page() -> str:
    """Every sheet with its columns."""
    sheets = "\n".join(_sheet(s) for s in form())
    return f"""{HEAD.format(source="kg/model/form.toml")}
# Formulir isian / the workbook form

The same sheets as worksheets of one .xlsx or as .csv files in one folder. Columns may stand in any order; unknown
columns are reported and ignored. Parents are given by code, never by row order. No names of persons.

{sheets}"""
