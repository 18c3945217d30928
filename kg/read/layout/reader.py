"""A page of a conventional layout is read: tables to rows, rows to items."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import chain

from kg.read.grid import column_letter
from kg.read.layout.about import Holders, across
from kg.read.layout.amounts import factor_of
from kg.read.layout.banners import labelled_item, labelled_level, named_last
from kg.read.layout.codes import Coded
from kg.read.layout.columns import Column
from kg.read.layout.columntold import tell_columns
from kg.read.layout.content import look
from kg.read.layout.context import Context
from kg.read.layout.factors import is_tree
from kg.read.layout.heads import HeadWords
from kg.read.layout.labelled import post_line
from kg.read.layout.labels import Labels
from kg.read.layout.levels import clean
from kg.read.layout.notes import cumulative_tables, why_alone
from kg.read.layout.page import Page, Spot, Strip
from kg.read.layout.readers import Reader, reader_of
from kg.read.layout.reading import LEVELS, Item, Reading, Value
from kg.read.layout.realised import beside_conditions
from kg.read.layout.regions import kecamatan_in
from kg.read.layout.rowkinds import (
    is_account,
    is_kecamatan,
    is_line_of_paper,
    is_signature,
    left_out,
    organisation_in,
)
from kg.read.layout.rows import TableReader
from kg.read.layout.signing import is_signed
from kg.read.layout.tables import Block
from kg.read.layout.titles import heads_all, post_in, quarter_in
from kg.read.layout.tree import TreeReader
from kg.read.layout.words import Layout, plain

__all__ = ["PageReader"]

#: A table with none of these holds nothing of a plan.
_CONTENT = frozenset((*LEVELS, "nama", "kinerja", "indikator", "kondisi"))


@dataclass
class PageReader:
    """Reads one page.

    ``titles`` and ``ends`` are kept for what they say about the document, ``awaited`` and
    ``trailing`` are lines such as "Program : …" above the table that comes next.
    """

    reading: Reading
    context: Context
    layout: Layout
    heads: HeadWords
    titles: list[Strip] = field(default_factory=list)
    ends: list[Strip] = field(default_factory=list)
    beside: list[str] = field(default_factory=list)
    foreign: bool = False
    marked: bool = False
    reader: Reader | None = None
    awaited: list[tuple[Item, Coded | None]] = field(default_factory=list)
    trailing: list[Item] = field(default_factory=list)
    holders: Holders = field(default_factory=Holders)
    promised: Value | None = None
    nature: str = ""

    def __post_init__(self) -> None:
        self.labels = Labels(self.context, self.heads)

    def read(self, page: Page, found: list[tuple[Block, list[Column]]]) -> None:
        """All tables of a page, with the lines between them."""
        self._start(page, found)
        noted = cumulative_tables(found, self.layout.abaikan)
        for block, columns in found:
            self.nature = "kumulatif" if id(block) in noted else ""
            for strip in block.above:
                labelled = self.layout.nama == "iki" and self.labels.read(strip)
                if not labelled or self.labels.mode == "unit":
                    self.titles.append(strip)
                elif self.labels.mode == "jabatan":
                    self.ends.append(strip)
                self._above(strip)
            before = len(self.reading.items)
            self._table(block, columns)
            for item in self.reading.items[before:]:
                item.promised_by = self.promised

    def _above(self, strip: Strip) -> None:
        """Take a line such as "Program : …" above a table: what the table is below, or whose."""
        if self.layout.nama != "iki":
            self.holders.read(strip)
        label, rest = labelled_level(strip)
        if label and self.layout.nama not in {"iki", "pohon"}:
            self.awaited.append(labelled_item(label, rest, strip.own[0]))

    def _start(self, page: Page, found: list[tuple[Block, list[Column]]]) -> None:
        """Forget what the page before said, and take what the lines above the tables say."""
        self.context.page = page.title
        self.context.above.clear()
        self.context.coded.clear()
        lines = chain.from_iterable(block.above for block, _ in found)
        above = list(chain.from_iterable(strip.own for strip in lines))
        texts = [spot.text for spot in above]
        quarters = map(quarter_in, [page.title, *texts])
        self.context.quarter = next(filter(None, quarters), 0)
        self.context.post = ""
        # A form of one post names it in lines of label and value, which are read for themselves.
        if self.layout.nama != "iki":
            self.context.post = post_in(texts)
        rows = chain.from_iterable(block.body for block, _ in found)
        notes = [strip.own[0] for strip in rows if len(strip.own) == 1]
        self._factor([*above, *notes])
        for index in sorted(page.hidden_columns):
            self.reading.ignore(f"{page.title}!{column_letter(index)}", "hidden")

    def _factor(self, lines: list[Spot]) -> None:
        """Whether amounts are printed in thousands or millions; the last line that says so holds."""
        self.context.factor = 1
        for spot in lines:
            factor = factor_of(spot.text)
            if factor > 1:
                self.context.factor = factor
                self.reading.doubt(spot.place, "factor")

    def _held(self) -> None:
        """Let a table be that of the post which the lines before it name."""
        post = self.holders.take()
        if post is None:
            return
        self.promised = post
        self.context.post = "" if heads_all(plain(post.text)) else post.text

    def _table(self, block: Block, columns: list[Column]) -> None:
        self.labels.end()
        self._held()
        if block.again and self.reader is not None:
            for strip in block.head:
                self.reading.ignore(strip.place, "repeated")
            self._rows(block, columns, self.reader)
            return
        meanings = {column.meaning for column in columns}
        if meanings.isdisjoint(_CONTENT):
            self._other(block)
            return
        tree = is_tree(meanings, listed=self.layout.nama == "pohon", marked=self.marked)
        columns = beside_conditions(columns) if tree else columns
        self.reading.columns += columns
        tell_columns(self.reading, columns)
        self.context.leave()
        # Lines right above this table, below the one before it, speak of this one.
        self.context.above |= {item.level: item for item in self.trailing}
        for item, code in self.awaited:
            self.context.add(item, code)
        self.awaited.clear()
        self.reader = reader_of(self.context, columns, tree=tree)
        self._rows(block, columns, self.reader)

    def _rows(self, block: Block, columns: list[Column], reader: Reader) -> None:
        reader.values.kept.nature = self.nature
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
        for column in columns:
            if column.meaning in {"skpd", "tahun"}:
                texts = {strip.text(column.index) for strip in block.body}
                self.beside += sorted(filter(None, texts))

    def _other(self, block: Block) -> None:
        """A table that holds nothing of the plan: counted, and kept for what it says about the document."""
        for strip in (*block.head, *block.body):
            self.reading.ignore(strip.place, "other-table")
            self.ends.append(strip)

    def _row(self, strip: Strip, reader: Reader, columns: dict[int, Column], signed: bool) -> bool:
        """Take one row under a head; whether the block of signatures has begun."""
        if strip.hidden:
            self.reading.ignore(strip.place, "hidden")
            return signed
        # A line about the next post ends the signatures of the one before.
        if self._next_post(strip, columns, signed):
            return False
        if signed or is_signature(strip) or is_signed(strip, columns):
            self.reading.ignore(strip.place, "signature")
            self.ends.append(strip)
            return True
        why = left_out(strip, columns, self.layout.abaikan)
        if why == "heading":
            self._heading(strip)
        elif why:
            self.reading.ignore(strip.place, why)
        else:
            self._content(strip, reader, columns)
        return False

    def _next_post(self, strip: Strip, columns: dict[int, Column], signed: bool) -> bool:
        """Take a line that names a post, in the way of the document; False for any other line."""
        if self.layout.nama == "iki":
            found = self._labelled(strip, columns, signed)
            self.reading.again.update(spot.place for spot in strip.own if found)
            return found
        found = self.holders.read(strip)
        if found:
            self.reading.ignore(strip.place, "heading")
        return found

    def _content(self, strip: Strip, reader: Reader, columns: dict[int, Column]) -> None:
        """A row that belongs to the plan, unless it is of another organisation or of accounts."""
        if is_line_of_paper(strip):
            self.reading.ignore(strip.place, "note")
            self.trailing = named_last(strip.line, self.reading.items)
            self.ends.append(strip)
        elif self.foreign:
            self.reading.ignore(strip.place, "organisation")
        elif is_account(strip, columns):
            self.reading.ignore(strip.place, "account")
        elif not self._organisation(strip) and not self._banner(strip, reader, columns):
            self.trailing.clear()
            if isinstance(reader, TableReader):
                strip = self._without_banner(strip, reader, columns)
            reader.read(strip)

    def _without_banner(
        self, strip: Strip, reader: TableReader, columns: dict[int, Column]
    ) -> Strip:
        """A row without the name that runs across its columns, which is taken for the rows below it."""
        found = across(strip, columns)
        if found is not None:
            item, code, strip = found
            reader.banner(self.context.add(item, code))
        return strip

    def _labelled(self, strip: Strip, columns: dict[int, Column], signed: bool) -> bool:
        """Whether a row under a head is a line about a post; a row of the table is none."""
        if any(c.meaning in {"jabatan", "tugas", "fungsi"} for c in columns.values()):
            return False
        # Below place and date, a post is that of whoever signs.
        post = None if signed else post_line(strip)
        column = columns.get(post.column) if post else None
        if post is not None and column is not None and column.meaning != "indikator":
            self.labels.post(clean(post.text)[1], post)
            return True
        return self.labels.read(strip)

    def _heading(self, strip: Strip) -> None:
        self.reading.ignore(strip.place, "heading")
        names = kecamatan_in(strip.line)
        if names:
            self.context.region = names[0]
            self.titles.append(strip)
        self.context.leave()

    def _organisation(self, strip: Strip) -> bool:
        """Whether a row names the organisation that the following rows belong to."""
        spot = organisation_in(strip)
        if spot is None:
            return False
        self.foreign = not is_kecamatan(spot)
        if self.foreign:
            self.reading.ignore(strip.place, "organisation")
            self.reading.doubt(spot.place, "organisation")
        else:
            self.reading.ignore(strip.place, "heading")
        return True

    def _banner(self, strip: Strip, reader: Reader, columns: dict[int, Column]) -> bool:
        """Take a row of one text across the table: an objective with its label, else a note."""
        own = strip.own
        if len(own) != 1:
            return False
        spot = own[0]
        label, rest = labelled_level(strip)
        column = columns.get(spot.column)
        names = {*_CONTENT, "jabatan", "tugas", "fungsi"}
        named = named_last(strip.line, self.reading.items)
        if column is not None and column.meaning in names and not named:
            return False
        if label in LEVELS and isinstance(reader, TableReader):
            item, code = labelled_item(label, rest, spot)
            reader.banner(self.context.add(item, code))
            self.trailing.append(item)
            return True
        if look(spot.text, spot.cell) in {"kode", "kode_nama"}:
            return False
        self.reading.ignore(strip.place, why_alone(column))
        self.trailing = named
        return True
