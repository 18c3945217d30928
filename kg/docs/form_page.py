"""The page of the workbook form."""

from __future__ import annotations

from kg.docs.head import HEAD, short
from kg.docs.term_page import example
from kg.model.form import Column, Sheet, form

__all__ = ["form_page"]


def _column(column: Column) -> str:
    choices = ""
    if column.choices:
        choices = f" ({', '.join(column.choices)})"
    prop = ""
    if column.property is not None:
        prop = f"`{short(column.property)}`"
    needed = "ya" if column.required else ""
    text = f"{column.label['id']}<br>*{column.label['en']}*{example(column.property)}"
    return f"| `{column.name}` | {needed} | {column.kind}{choices} | {prop} | {text} |"


def _also(columns: tuple[Column, ...]) -> str:
    """Other headers and spellings that are understood, column by column."""
    lines: list[str] = []
    for column in columns:
        if column.aliases:
            lines.append(f"- `{column.name}`: {', '.join(column.aliases)}")
        for choice, words in column.spellings.items():
            if words and column.name != "kunci":
                lines.append(f"  - {choice}: {', '.join(words)}")
    return "\n".join(lines)


def _entries(sheet: Sheet) -> str:
    """The keys of ``identitas``, each with what it may hold."""
    if not sheet.entries:
        return ""
    rows = "\n".join(map(_column, sheet.entries))
    return f"""
| kunci | wajib | jenis | properti | isi |
| --- | --- | --- | --- | --- |
{rows}

Ejaan lain / other spellings:

{_also(sheet.entries)}
"""


def _sheet(sheet: Sheet) -> str:
    rows = "\n".join(map(_column, sheet.columns))
    return f"""## {sheet.name}

{sheet.label["id"]}<br>
*{sheet.label["en"]}*

| kolom | wajib | jenis | properti | isi |
| --- | --- | --- | --- | --- |
{rows}
{_entries(sheet)}
Judul dan ejaan lain yang dimengerti / other headers and spellings that are understood
(huruf besar, spasi, dan tanda hubung tidak membedakan / capitals, blanks and hyphens make no difference):

{_also(sheet.columns)}
"""


def form_page() -> str:
    """Every sheet with its columns."""
    sheets = "\n".join(map(_sheet, form()))
    return f"""{HEAD.format(source="kg/model/form.toml")}
# Formulir isian / the workbook form

The same sheets as worksheets of one workbook (.xlsx, .xlsm, .xls, .xlsb, .ods) or as .csv, .tsv or .txt files in one
folder. Columns may stand in any order, below a title or under a header of two rows; unknown columns are reported and
ignored, a misspelt one is an error that names the column that is meant. In `target` and `indikator` a column headed by
a year ("2025", "Target 2025") holds the targets of that year. Parents are given by code, never by row order.
Words for nothing (-, belum ada, nihil, menyusul, N/A …) count as an empty cell; "idem" and "s.d.a." as the cell above.
No names of persons.

{sheets}"""
