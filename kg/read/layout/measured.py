"""Indicators of a row: whose they are, several in one cell, and those that a row prints again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from kg.read.layout.beside import Beside, listed
from kg.read.layout.columns import Column
from kg.read.layout.content import is_empty
from kg.read.layout.context import Context
from kg.read.layout.levels import clean
from kg.read.layout.page import Spot, Strip
from kg.read.layout.reading import LEVELS, Indicator, Item
from kg.read.layout.words import plain

__all__ = ["ACROSS", "RANK", "UNMEASURED", "IndicatorReader"]

#: How deep a level stands.
RANK = {level: rank for rank, level in enumerate((*LEVELS, "jabatan", "sasaran_jabatan"))}
#: Items that measure nothing themselves where objectives stand beside them.
UNMEASURED = frozenset(("jabatan", "tugas", "fungsi"))
#: The column of what a line across the table names.
ACROSS = -1
#: Columns of which each indicator has a cell, or a line where several share one.
_MEASURED = frozenset(("satuan", "target", "realisasi", "kondisi_awal"))


@dataclass
class IndicatorReader:
    """Reads the cells of indicators; ``last`` is the newest item of each column of ``sources``.

    ``entered`` is the order in which items were met, by their identity.
    """

    context: Context
    columns: list[Column]
    sources: list[Column]
    last: dict[int, Item]
    entered: dict[int, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.indicators = [c for c in self.columns if c.meaning == "indikator"]

    def read(self, strip: Strip, new: list[Item], stated: Item | None = None) -> list[Beside]:
        """The indicators of a row with their columns; ``stated`` brings about the result beside them."""
        found: list[Beside] = []
        for column in self.indicators:
            spot = strip.spots.get(column.index)
            if spot is None or spot.again or is_empty(spot.text):
                continue
            owner = stated or self._owner(column, new)
            if owner is None:
                found += self._without_owner(column, spot)
                continue
            lines = listed(spot.text, self._values_beside(strip))
            if len(lines) > 1:
                self.context.reading.doubt(spot.place, "several-in-cell")
            for part, line in enumerate(lines):
                indicator = self._indicator(owner, line, spot, owner in new)
                found.append(Beside(column.index, indicator, part, len(lines)))
        return found

    def _without_owner(self, column: Column, spot: Spot) -> list[Beside]:
        """An indicator that measures nothing in its row: one that was met before, else it is told."""
        known = self._named(spot)
        if known is None:
            self.context.reading.doubt(spot.place, "indicator-owner")
            return []
        self.context.reading.again.add(spot.place)
        return [Beside(column.index, known)]

    def _named(self, spot: Spot) -> Indicator | None:
        """The indicator that a table of definitions names again, where only one is called so."""
        text = plain(clean(spot.text)[1])
        same: list[Indicator] = []
        for item in self.context.reading.items:
            for one in item.indicators:
                if plain(one.text) == text:
                    same.append(one)
        return same[0] if len(same) == 1 else None

    def _indicator(self, owner: Item, line: str, spot: Spot, fresh: bool) -> Indicator:
        """An indicator of an item: one that a row prints again with its item is the one it had."""
        number, text = clean(line)
        if not fresh:
            for known in owner.indicators:
                if known.text == text:
                    self.context.reading.again.add(spot.place)
                    return known
        indicator = Indicator(text, spot.place, number)
        owner.indicators.append(indicator)
        return indicator

    def _values_beside(self, strip: Strip) -> list[str]:
        """The cells of a row that hold a value or a unit of its indicators."""
        found = []
        for column in self.columns:
            if column.meaning in _MEASURED:
                found.append(strip.text(column.index))
        return found

    def _owner(self, column: Column, new: list[Item]) -> Item | None:
        """The item that an indicator measures: left of it in the row, else the last one there."""
        named = self.context.above.get(column.level)
        if named is not None:
            return named
        candidates = list(self._beside(column))
        measured = [item for item in candidates if item.level not in UNMEASURED] or candidates
        fresh = [item for item in measured if item in new]
        if fresh:
            return max(fresh, key=self._depth)
        return max(measured, key=lambda item: self.entered[id(item)], default=None)

    def _beside(self, column: Column) -> Iterator[Item]:
        """The last items of the columns of names left of a column, else of all of them."""
        indexes = [source.index for source in self.sources]
        left = [index for index in indexes if index < column.index]
        for index in (*(left or indexes), ACROSS):
            if index in self.last:
                yield self.last[index]

    def _depth(self, item: Item) -> tuple[int, int]:
        """How deep an item stands: by its level, of one level by its place in the row."""
        return RANK.get(item.level, 0), self.entered[id(item)]
