"""The pages of a file of a conventional layout are read, and what they mean together."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain

from kg.read.layout.announced import Told, tell
from kg.read.layout.choose import Tables, chosen
from kg.read.layout.columns import Column
from kg.read.layout.connected import connect
from kg.read.layout.context import Context
from kg.read.layout.factors import MARKS
from kg.read.layout.filldown import filled_down
from kg.read.layout.forms import unfolded
from kg.read.layout.halves import Block
from kg.read.layout.headwords import head_words
from kg.read.layout.joined import join_pages
from kg.read.layout.page import Page, Strip
from kg.read.layout.reader import PageReader
from kg.read.layout.reading import Item, Reading, Value
from kg.read.layout.signing import accountable, titled
from kg.read.layout.unread import tell_unread
from kg.read.layout.words import Layout

_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")

__all__ = ["fill_years", "read_pages", "with_year"]


def _tell_pages(reading: Reading, pages: list[Page]) -> None:
    """What is known of pages before any of their tables is read."""
    for page in pages:
        if page.hidden:
            reading.ignore(page.title, "hidden")
        for place, why in page.left:
            reading.ignore(place, why)
        for place, why in page.doubts:
            reading.doubt(place, why)


def read_pages(
    pages: list[Page], layout: Layout | None = None
) -> tuple[Reading, Layout, Told] | None:
    """Read pages with a layout, else with the one that they are recognised by.

    ``None`` without one.
    """
    heads = head_words(layout)
    pages = [page if page.hidden else unfolded(page) for page in pages]
    found = chosen(pages, heads, layout)
    if found is None:
        return None
    reading = Reading(found.layout.nama)
    context = Context(reading)
    titles: list[Strip] = []
    ends: list[Strip] = []
    beside: list[str] = []
    _tell_pages(reading, pages)
    marked = _has_marks(found.tables)
    for page, tables in dated(found.tables):
        reader = PageReader(reading, context, found.layout, head_words(found.layout))
        reader.marked = marked
        before = len(reading.items)
        reader.read(page, filled_down(tables, found.layout.turun, found.layout.abaikan))
        signed = accountable(reader.ends) or titled(reader.titles)
        for item in reading.items[before:]:
            item.promised_by = item.promised_by or signed
        titles += reader.titles
        ends += reader.ends
        beside += reader.beside
    titles += found.titles
    for page in found.other:
        reading.ignore(page.title, "other-sheet")
    tell_unread(reading, found.tables)
    join_pages(reading)
    connect(reading)
    _lonely(reading)
    _small(reading)
    return reading, found.layout, tell(pages, titles, ends, beside)


def _has_marks(tables: Tables) -> bool:
    """Whether a table tells the kinds or places of conditions: others beside it are no trees."""
    for _, found in tables:
        for _, columns in found:
            if any(column.meaning in {*MARKS, "kondisi"} for column in columns):
                return True
    return False


def dated(tables: Tables) -> Tables:
    """The tables of sheets that are of a year each, with that year where their columns name none."""
    years = [_YEAR.findall(page.title) for page, _ in tables]
    single = {found[0] for found in years if len(found) == 1}
    if len(single) < 2:
        years = _titled_years(tables)
    settled: Tables = []
    for (page, blocks), found in zip(tables, years, strict=True):
        year = int(found[0]) if len(found) == 1 else None
        settled.append((page, [(block, _in_year(columns, year)) for block, columns in blocks]))
    return settled


#: Words of lines that name a rule, whose year is not that of the table.
_RULES = frozenset(("nomor", "peraturan", "keputusan", "perda", "perbup", "perwali"))


def _titled_years(tables: Tables) -> list[list[str]]:
    """The one year that the lines above a table state, beside sheets with a column for each year."""
    printed = [_printed_years(found) for _, found in tables]
    known = set().union(*printed)
    years: list[list[str]] = []
    for (_, found), own in zip(tables, printed, strict=True):
        stated = set() if own else _stated_years(found)
        years.append(list(stated) if len(stated) == 1 and stated < known else [])
    return years


def _printed_years(found: list[tuple[Block, list[Column]]]) -> set[str]:
    """The years that the heads of the tables of a sheet name."""
    columns = chain.from_iterable(columns for _, columns in found)
    return {str(column.year) for column in columns if column.year}


def _stated_years(found: list[tuple[Block, list[Column]]]) -> set[str]:
    """The years that the lines above the tables of a sheet state, but for those of rules."""
    years: set[str] = set()
    for strip in chain.from_iterable(block.above for block, _ in found):
        line = strip.line
        if _RULES.isdisjoint(line.casefold().split()):
            years.update(_YEAR.findall(line))
    return years


def _in_year(columns: list[Column], year: int | None) -> list[Column]:
    timed = {"target", "pagu", "realisasi", "realisasi_rp", "capaian", "bukti"}
    settled: list[Column] = []
    for column in columns:
        if column.meaning in timed and not column.year and not column.order:
            column = replace(column, year=year)
        settled.append(column)
    return settled


def _lonely(reading: Reading) -> None:
    """Tell a post of which nothing but its name was read."""
    with_rows = {id(item.parent) for item in reading.items if item.parent is not None}
    for item in reading.items:
        if item.level == "jabatan" and id(item) not in with_rows:
            reading.doubt(item.place, "post-alone")


#: The least that the largest program of a kecamatan has in a year, and the largest of other rows.
_LEAST_PROGRAM, _LEAST_OTHER = 10_000_000, 1_000_000


def _small(reading: Reading) -> None:
    """Tell money that is too little to be rupiah: nothing may have said that it is in thousands."""
    paid = [item for item in reading.items if item.money]
    programs = [item for item in paid if item.level == "program"]
    least = _LEAST_PROGRAM if programs else _LEAST_OTHER
    largest = max(_amounts(programs or paid), default=least)
    if largest >= least:
        return
    for item in reading.items:
        for value in (*item.money.values(), *item.spent.values()):
            reading.doubt(value.place, "money-small")


def _amounts(items: list[Item]) -> Iterator[int]:
    """What is planned for these items, where it is a number."""
    for item in items:
        for value in item.money.values():
            if value.text.isdigit():
                yield int(value.text)


def with_year(key: str, first: int, last: int) -> str:
    """A key of values with its year.

    That of its column, by the order of years, else that of the document.

    >>> with_year("-III", 2025, 2025), with_year("#2", 2025, 2029), with_year("2026", 2025, 2025)
    ('2025-III', '2026', '2026')
    """
    year, dash, quarter = key.partition("-")
    if year.startswith("#"):
        # The first year of the period is number 1.
        year = str(first + int(year[1:]) - 1)
    return f"{year or last}{dash}{quarter}"


def fill_years(reading: Reading, first: int, last: int) -> None:
    """Give every value its year."""

    def filled(values: dict[str, Value]) -> dict[str, Value]:
        # A column that names its year is sure; one without fills only what no other has said.
        surest = sorted(values.items(), key=lambda pair: not pair[0][:1])
        found: dict[str, Value] = {}
        for key, value in surest:
            found.setdefault(with_year(key, first, last), value)
        return found

    for item in reading.items:
        item.money, item.spent = filled(item.money), filled(item.spent)
        item.proofs = filled(item.proofs)
        for indicator in item.indicators:
            indicator.targets = filled(indicator.targets)
            indicator.reached = filled(indicator.reached)
            indicator.claimed = filled(indicator.claimed)
            indicator.proofs = filled(indicator.proofs)
            for key, dash in indicator.dashes.items() if indicator.targets else ():
                # Beside targets of other years it is a target that says nothing, and no empty table.
                indicator.targets.setdefault(key, dash)
