"""Trees that print each level of conditions in a column of its own, what stands below it to its right."""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.read.layout.columns import Column
from kg.read.layout.content import is_empty, same_as_above
from kg.read.layout.context import Context
from kg.read.layout.echelons import leading_post
from kg.read.layout.levels import clean
from kg.read.layout.measured import IndicatorReader
from kg.read.layout.page import Spot, Strip
from kg.read.layout.ranked import unclear
from kg.read.layout.reading import Item, Value
from kg.read.layout.values import ValueWriter
from kg.read.layout.words import condition_level

__all__ = ["ColumnTreeReader"]


@dataclass
class ColumnTreeReader:
    """Reads the rows of such a tree; ``last`` is the newest condition of each column."""

    context: Context
    columns: list[Column]
    last: dict[int, Item] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.levels = [column for column in self.columns if column.meaning == "kondisi"]
        self.posts = {c.group: c for c in self.columns if c.meaning == "pemegang"}
        self.named: dict[int, str] = {}
        self.values = ValueWriter(self.context, self.columns)
        self.measures = IndicatorReader(self.context, self.columns, self.levels, self.last)

    def prepare(self, body: list[Strip], numbering: bool) -> None:
        """Every column of conditions must be of a known level.

        :raises InputError: LAYOUT-LEVELS for one that only a number, or nothing, names.
        """
        del body, numbering  # of tables whose rows tell their levels
        for column in self.levels:
            if not (column.level or condition_level(column.head)):
                raise unclear((one.head for one in self.levels), column.place)

    def read(self, strip: Strip) -> None:
        """Take one row: the conditions that it begins, with what stands beside them."""
        new: list[Item] = []
        for column in self.levels:
            spot = strip.spots.get(column.index)
            if spot is None or spot.again or is_empty(spot.text):
                continue
            item = self._condition(column, spot)
            if item is not None:
                self._held(strip, column, item)
                new.append(item)
        measured = self.measures.read(strip, new)
        self.values.write(strip, new, measured, self._current(new))

    def _condition(self, column: Column, spot: Spot) -> Item | None:
        """The condition of a cell; ``None`` where it prints the one above again."""
        if same_as_above(spot.text):
            self.context.reading.doubt(spot.place, "ditto")
            return None
        number, text = clean(spot.text)
        before = self.last.get(column.index)
        if before is not None and before.text == text:
            self.context.reading.again.add(spot.place)
            return None
        item = Item(column.level or condition_level(column.head), text, spot.place, number=number)
        item.kind = column.head
        holder = leading_post(column.head)
        if holder:
            item.texts["penanggung_jawab"] = Value(holder, column.place)
        item.page = self.context.page
        item.region = self.context.region
        item.parent = self._above(column)
        self._enter(column, item)
        return item

    def _held(self, strip: Strip, column: Column, item: Item) -> None:
        """Take the post that the group of a condition names beside it."""
        holder = self.posts.get(column.group)
        spot = strip.spots.get(holder.index) if holder is not None else None
        if spot is None or is_empty(spot.text):
            return
        text = " ".join(spot.text.split())
        if same_as_above(text):
            self.context.reading.doubt(spot.place, "ditto")
            text = self.named.get(spot.column, "")
        self.named[spot.column] = text
        if text:
            item.texts["penanggung_jawab"] = Value(text, spot.place)

    def _above(self, column: Column) -> Item | None:
        """The newest condition of the nearest column to the left that has one."""
        left = [one.index for one in self.levels if one.index < column.index]
        known = [index for index in left if index in self.last]
        return self.last[known[-1]] if known else None

    def _enter(self, column: Column, item: Item) -> None:
        """Keep a condition; those below the one before it are no longer above anything."""
        for index in [one for one in self.last if one > column.index]:
            del self.last[index]
        self.last[column.index] = item
        self.context.reading.items.append(item)
        self.measures.entered[id(item)] = len(self.context.reading.items)

    def _current(self, new: list[Item]) -> Item | None:
        if new:
            return new[-1]
        return self.last[max(self.last)] if self.last else None
