"""The rows of a sheet as text of its XML.

The library makes an object for every cell; a report of a hundred kecamatan has a million of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import lru_cache

from kg.errors import Lang
from kg.limits import DEFAULT
from kg.report.book.clean import clean
from kg.report.book.grid import Plain, Toned, Value
from kg.report.book.texts import text
from kg.report.book.xml_text import column as letters
from kg.report.xml_text import escape
from kg.safe_text import is_formula

__all__ = ["StyleOf", "parts", "row_text"]

#: Workbooks count days from 1900.
_FIRST_YEAR = 1901
_DAY_ZERO = date(1899, 12, 30)
#: The number of the style for a tone, a date, a text that begins like a formula.
StyleOf = Callable[[str, bool, bool], int]


def parts(value: Value) -> tuple[Plain, str]:
    """What a cell holds, and its tone."""
    if isinstance(value, Toned):
        return value.value, value.tone
    return value, ""


def _string(shown: str) -> str:
    """A text as the inside of a cell; white space at its ends is kept."""
    stripped = shown.strip()
    if stripped and stripped != shown:
        return f'<is><t xml:space="preserve">{escape(shown)}</t></is>'
    return f"<is><t>{escape(shown)}</t></is>"


@lru_cache(maxsize=DEFAULT.cell_texts)
def _shown(plain: str, lang: Lang) -> tuple[str, str, bool]:
    """The same of a text: rules, documents and remedies are written row after row."""
    shown = clean(plain, text("word", "cut", lang))
    return "inlineStr", _string(shown), is_formula(shown)


def _held(plain: Plain, lang: Lang) -> tuple[str, str, bool]:
    """Type and inside of a cell, and whether its text begins like a formula."""
    if plain is None or plain == "":
        return "n", "", False
    if isinstance(plain, str):
        return _shown(plain, lang)
    if isinstance(plain, date):
        return "n", f"<v>{(plain - _DAY_ZERO).days}</v>", False
    return "n", f"<v>{plain}</v>", False


def _cells(row: Sequence[Value], number: int, style_of: StyleOf, lang: Lang) -> Iterator[str]:
    for column, value in enumerate(row, start=1):
        plain, tone = parts(value)
        if isinstance(plain, date) and plain.year < _FIRST_YEAR:
            plain = plain.isoformat()
        kind, inside, quoted = _held(plain, lang)
        style = style_of(tone, isinstance(plain, date) or tone == "day", quoted)
        head = f'<c r="{letters(column)}{number}" s="{style}" t="{kind}"'
        if inside:
            yield f"{head}>{inside}</c>"
        else:
            yield f"{head} />"


def row_text(
    row: Sequence[Value], number: int, style_of: StyleOf, lang: Lang, height: float | None
) -> str:
    """One row with that number; as high as its text needs where ``height`` is none."""
    head = f'<row r="{number}"'
    if height is not None:
        head += f' ht="{height:.16g}" customHeight="1"'
    return f"{head}>{''.join(_cells(row, number, style_of, lang))}</row>"
