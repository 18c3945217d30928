"""A file of a conventional layout is read: pages to tables, tables to rows, rows to items."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from kg.read.grid import column_letter
from kg.read.layout.amounts import factor_of
from kg.read.layout.choose import chosen
from kg.read.layout.columns import Column
from kg.read.layout.content import look, unlabelled
from kg.read.layout.context import Context
from kg.read.layout.heads import HeadWords, head_words
from kg.read.layout.identity import Told, tell
from kg.read.layout.joined import join_pages
from kg.read.layout.labels import Labels
from kg.read.layout.page import Page, Strip
from kg.read.layout.reading import LEVELS, Item, Reading, Value
from kg.read.layout.regions import kecamatan_in
from kg.read.layout.rowkinds import is_signature, left_out
from kg.read.layout.rows import TableReader, clean
from kg.read.layout.tables import Block
from kg.read.layout.tree import TreeReader
from kg.read.layout.words import Layout, begins, plain, words

__all__ = ["PageReader", "fill_years", "read_pages", "with_year"]

_QUARTER = re.compile(r"\b(?:triwulan|tw|tribulan|trw)\s*(?:ke)?\s*(iv|i{1,3}|[1-4])\b")
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_CONTENT = frozenset((*LEVELS, "nama", "kinerja", "indikator"))
Reader = TableReader | TreeReader
_ORGANISATION = re.compile(r"^\d\.\d\d\.\d\.\d\d\.\d\.\d\d\.\d\d\.\d{4}\s+(.*)$")


@dataclass
class PageReader:
    """Reads one page; ``titles`` and ``ends`` are kept for what they say about the document."""

    reading: Reading
    context: Context
    layout: Layout
    heads: HeadWords
    titles: list[Strip] = field(default_factory=list)
    ends: list[Strip] = field(default_factory=list)
    beside: list[str] = field(default_factory=list)
    foreign: bool = False
    reader: Reader | None = None

    def __post_init__(self) -> None:
        self.labels = Labels(self.context, self.heads)

    def read(self, page: Page, found: list[tuple[Block, list[Column]]]) -> None:
        """All tables of a page, with the lines between them."""
        self._start(page, found)
        for block, columns in found:
            for strip in block.above:
                labelled = self.layout.nama == "iki" and self.labels.read(strip)
                if not labelled or self.labels.mode == "unit":
                    self.titles.append(strip)
            self._table(block, columns)

    def _start(self, page: Page, found: list[tuple[Block, list[Column]]]) -> None:
        self.context.page = page.title
        self.context.above.clear()
        self.context.coded.clear()
        above = [spot for block, _ in found for strip in block.above for spot in strip.own]
        texts = [page.title, *(spot.text for spot in above)]
        self.context.quarter = next((q for q in map(_quarter, texts) if q), 0)
        self.context.post = "" if self.layout.nama == "iki" else _post([s.text for s in above])
        self.context.factor = 1
        for spot in above:
            factor = factor_of(spot.text)
            if factor > 1:
                self.context.factor = factor
                self.reading.doubt(spot.place, "factor")
        for index in sorted(page.hidden_columns):
            self.reading.ignore(f"{page.title}!{column_letter(index)}", "hidden")

    def _table(self, block: Block, columns: list[Column]) -> None:
        self.labels.end()
        if block.again and self.reader is not None:
            for strip in block.head:
                self.reading.ignore(strip.place, "repeated")
            self._rows(block, columns, self.reader)
            return
        if not {c.meaning for c in columns} & _CONTENT:
            self._other(block)
            return
        self.reading.columns += columns
        if any(column.why == "column-so-far" for column in columns):
            self.reading.cumulative = True
        for column in columns:
            if column.why:
                whole = column.why == "column-cumulative"
                self.reading.doubt(column.group if whole else column.place, column.why)
        first = next((column for column in columns if column.order), None)
        if first is not None:
            self.reading.doubt(first.place, "year-order")
        self.context.leave()
        tree = self.layout.nama == "pohon"
        self.reader = (TreeReader if tree else TableReader)(self.context, columns)
        self._rows(block, columns, self.reader)

    def _rows(self, block: Block, columns: list[Column], reader: Reader) -> None:
        reader.prepare(block.body, "penomoran" in self.layout.jenjang)
        by_index = {column.index: column for column in columns}
        self._beside(block, columns)
        signed = False
        for strip in block.body:
            signed = self._row(strip, reader, by_index, signed)
        if isinstance(reader, TreeReader):
            reader.finish()

    def _beside(self, block: Block, columns: list[Column]) -> None:
        """Keep what the columns of organisation and year say, each text once."""
        indexes = [c.index for c in columns if c.meaning in {"skpd", "tahun"}]
        for index in indexes:
            texts = {strip.text(index) for strip in block.body if strip.text(index)}
            self.beside += sorted(texts)

    def _other(self, block: Block) -> None:
        """A table that holds nothing of the plan: counted, and kept for what it says about the document."""
        for strip in (*block.head, *block.body):
            self.reading.ignore(strip.place, "other-table")
            self.ends.append(strip)

    def _row(
        self,
        strip: Strip,
        reader: Reader,
        columns: dict[int, Column],
        signed: bool,
    ) -> bool:
        """Take one row under a head; whether the block of signatures has begun."""
        if strip.hidden:
            self.reading.ignore(strip.place, "hidden")
            return signed
        if self.layout.nama == "iki" and self._labelled(strip, columns):
            return False
        if signed or is_signature(strip):
            self.reading.ignore(strip.place, "signature")
            self.ends.append(strip)
            return True
        why = left_out(strip, columns, self.layout.abaikan)
        if why == "heading":
            self._heading(strip)
        elif why:
            self.reading.ignore(strip.place, why)
            line = plain(" ".join(spot.text for spot in strip.own))
            if why == "note" and "kumulatif" in line and "non kumulatif" not in line:
                self.reading.cumulative = True
        elif self.foreign:
            self.reading.ignore(strip.place, "organisation")
        elif _is_account(strip):
            self.reading.ignore(strip.place, "account")
        elif self._organisation(strip) or self._banner(strip, reader, columns):
            pass
        else:
            reader.read(strip)
        return False

    def _labelled(self, strip: Strip, columns: dict[int, Column]) -> bool:
        """Whether a row under a head is a line about a post; a row of the table is none."""
        content = [c for c in columns.values() if c.meaning in {"jabatan", "tugas", "fungsi"}]
        return not content and self.labels.read(strip)

    def _heading(self, strip: Strip) -> None:
        self.reading.ignore(strip.place, "heading")
        line = " ".join(spot.text for spot in strip.own)
        names = kecamatan_in(line)
        if names:
            self.context.region = names[0]
            self.titles.append(strip)
        self.context.leave()

    def _organisation(self, strip: Strip) -> bool:
        """Whether a row names the organisation that the following rows belong to."""
        for spot in strip.own:
            match = _ORGANISATION.match(spot.text)
            if match is not None and len(strip.own) <= 2:
                self.foreign = not begins(plain(match[1]), ("kecamatan", "kapanewon", "distrik"))
                self.reading.ignore(strip.place, "organisation" if self.foreign else "heading")
                if self.foreign:
                    self.reading.doubt(spot.place, "organisation")
                return True
        return False

    def _banner(self, strip: Strip, reader: Reader, columns: dict[int, Column]) -> bool:
        """Take a row of one text across the table: an objective with its label, else a note."""
        own = strip.own
        if len(own) != 1:
            return False
        spot = own[0]
        label, rest = unlabelled(spot.text)
        column = columns.get(spot.column)
        names = {*LEVELS, "nama", "kinerja", "indikator", "jabatan", "tugas", "fungsi"}
        if column is not None and column.meaning in names:
            return False
        if label in LEVELS and isinstance(reader, TableReader):
            number, text = clean(rest)
            item = self.context.add(Item(label, text, spot.place, number=number))
            reader.order.append(item)
            return True
        if look(spot.text, spot.cell) in {"kode", "kode_nama"}:
            return False
        why = "remark" if column is not None and column.meaning == "catatan" else "note"
        self.reading.ignore(strip.place, why)
        return True


def _is_account(strip: Strip) -> bool:
    """Whether a row is a line of the chart of accounts, which starts with 5."""
    return any(re.match(r"^5\.\d(\.\d+)+(\s|$)", spot.text.strip()) for spot in strip.own)


def _quarter(text: str) -> int:
    match = _QUARTER.search(plain(text))
    if match is None:
        return 0
    return int(match[1]) if match[1].isdigit() else _ROMAN[match[1]]


def _post(texts: list[str]) -> str:
    """The post that a title names in a line of its own; the head of the kecamatan stands for all of it."""
    for text in texts:
        flat = plain(text)
        if begins(flat, words().sel["jabatan"]) and len(flat.split()) <= 10 and ":" not in text:
            chief = flat.split()[0] in {"camat", "panewu"} or flat.startswith("kepala distrik")
            outside = flat.split()[0] in {"bupati", "walikota", "gubernur"}
            return "" if chief or outside else " ".join(text.split())
    return ""


def read_pages(
    pages: list[Page], layout: Layout | None = None
) -> tuple[Reading, Layout, Told] | None:
    """Read pages with a layout, else with the one that they are recognised by; ``None`` without one."""
    heads = head_words(layout)
    found = chosen(pages, heads, layout)
    if found is None:
        return None
    reading = Reading(found.layout.nama)
    context = Context(reading)
    titles: list[Strip] = list(found.titles)
    ends: list[Strip] = []
    beside: list[str] = []
    for page in pages:
        if page.hidden:
            reading.ignore(page.title, "hidden")
    for page, tables in found.tables:
        reader = PageReader(reading, context, found.layout, head_words(found.layout))
        reader.read(page, tables)
        titles += reader.titles
        ends += reader.ends
        beside += reader.beside
    for page in found.other:
        reading.ignore(page.title, "other-sheet")
    join_pages(reading)
    _lonely(reading)
    return reading, found.layout, tell(pages, titles, ends, beside)


def _lonely(reading: Reading) -> None:
    """Tell a post of which nothing but its name was read."""
    with_rows = {id(item.parent) for item in reading.items if item.parent is not None}
    for item in reading.items:
        if item.level == "jabatan" and id(item) not in with_rows:
            reading.doubt(item.place, "post-alone")


def with_year(key: str, first: int, last: int) -> str:
    """A key of values with its year: that of its column, by the order of years, else that of the document.

    >>> with_year("-III", 2025, 2025), with_year("#2", 2025, 2029), with_year("2026", 2025, 2025)
    ('2025-III', '2026', '2026')
    """
    given, dash, quarter = key.partition("-")
    year = str(first + int(given[1:]) - 1) if given.startswith("#") else given
    return f"{year or last}{dash}{quarter}"


def fill_years(reading: Reading, first: int, last: int) -> None:
    """Give every value its year."""

    def filled(values: dict[str, Value]) -> dict[str, Value]:
        # A column that names its year is sure; one without fills only what no other has said.
        dated = sorted(values.items(), key=lambda pair: not pair[0][:1])
        found: dict[str, Value] = {}
        for key, value in dated:
            found.setdefault(with_year(key, first, last), value)
        return found

    for item in reading.items:
        item.money, item.spent = filled(item.money), filled(item.spent)
        for indicator in item.indicators:
            indicator.targets = filled(indicator.targets)
            indicator.reached = filled(indicator.reached)
