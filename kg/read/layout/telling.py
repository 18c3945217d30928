"""What a person is told about a document that a layout has read.

How, without what, and what is doubtful.
"""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache

import msgspec

from kg.errors import Lang, Problem
from kg.read.layout.columns import Column
from kg.read.layout.reading import Left, Reading
from kg.read.layout.words import Layout, text_file

__all__ = ["reason", "remarks"]

#: So many places of one remark are named.
_SHOWN = 8


class _Reason(msgspec.Struct):
    id: str
    en: str


@lru_cache(maxsize=1)
def _reasons() -> dict[str, _Reason]:
    return msgspec.toml.decode(text_file("alasan.toml"), type=dict[str, _Reason])


def reason(key: str, lang: Lang) -> str:
    """The reason of that key in words.

    >>> reason("total", "en")
    'total'
    """
    found = _reasons()[key]
    if lang == "id":
        return found.id
    return found.en


def _grouped(found: list[Left]) -> dict[str, list[str]]:
    groups: dict[str, list[str]] = defaultdict(list)
    for left in found:
        if left.place not in groups[left.why]:
            groups[left.why].append(left.place)
    return groups


def _places(places: list[str]) -> str:
    more = ""
    if len(places) > _SHOWN:
        more = ", …"
    return ", ".join(places[:_SHOWN]) + more


def _column(column: Column) -> str:
    head = " ".join(column.head.split())[:80]
    when = ""
    if column.key:
        when = f" {column.key}"
    state = ""
    if column.state:
        state = f" {column.state}"
    return f'{column.place} "{head}" = {column.meaning}{when}{state}'


def _columns(reading: Reading, name: str) -> list[Problem]:
    """How each column was understood, one remark a sheet.

    The same column of a repeated head once.
    """
    sheets: dict[str, list[str]] = defaultdict(list)
    for column in reading.columns:
        sheets[column.place.rpartition("!")[0]].append(_column(column))
    found: list[Problem] = []
    for sheet, columns in sheets.items():
        once = list(dict.fromkeys(columns))
        found.append(Problem("LAYOUT-COLUMNS", f"{name} {sheet}", {"columns": "; ".join(once)}))
    return found


def remarks(reading: Reading, layout: Layout, name: str, region: str) -> list[Problem]:
    """All that is told about one document, first how it was understood."""
    values = {
        "layout": layout.nama,
        "name_id": layout.id,
        "name_en": layout.en,
        "region": region,
        "period": reading.period,
        "kind": reading.kind,
        "rows": str(len(reading.items)),
    }
    found = [Problem("LAYOUT-READ", name, values), *_columns(reading, name)]
    for code, left in (("LAYOUT-LEFT", reading.ignored), ("LAYOUT-DOUBT", reading.doubts)):
        for why, places in _grouped(left).items():
            told = {"count": str(len(places)), "places": _places(places)}
            told |= {"why_id": reason(why, "id"), "why_en": reason(why, "en")}
            found.append(Problem(code, name, told))
    return found
