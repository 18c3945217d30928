"""The money of a row: one amount of an item a year, or several that belong together."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from kg.read.layout.amounts import factor_of, is_unchanged, money
from kg.read.layout.columns import Column
from kg.read.layout.content import is_empty
from kg.read.layout.context import Context
from kg.read.layout.kept import Keeper
from kg.read.layout.page import Spot, Strip
from kg.read.layout.reading import Item, Value

__all__ = ["MoneyWriter"]

#: Columns that tell apart rows of one item whose amounts belong together.
_PARTS = frozenset(("sumber_dana", "akun", "lokasi"))
#: What is paid for by its indicators; a component has one amount, however many measure it.
_AIMS = frozenset(("tujuan", "sasaran", "sasaran_jabatan"))


@dataclass
class MoneyWriter:
    """Writes amounts to the items of a table.

    ``stated`` holds by item and column what told its rows apart, one entry a row.
    """

    context: Context
    columns: list[Column]
    kept: Keeper
    stated: dict[tuple[int, int], list[tuple[str, ...]]] = field(default_factory=dict)

    def write(self, column: Column, spot: Spot, item: Item | None, strip: Strip) -> None:
        """Keep the amount of a cell for an item."""
        if self.kept.failed(spot) or is_empty(spot.text):
            return
        # Title and head may both say thousands; they say it of the same money.
        factor = max(self.context.factor, factor_of(column.head))
        digits, odd = money(spot.text, spot.cell, factor)
        if odd:
            self.context.reading.doubt(spot.place, odd)
        if item is None or (not digits and not is_unchanged(spot.text)):
            return
        store = item.money if column.meaning == "pagu" else item.spent
        value = Value(digits or spot.text, spot.place)
        if not (digits.isdigit() and self._more(column, spot, item, strip, value)):
            self.kept.put(column, spot, store, value)
        if column.meaning == "realisasi_rp" and column.quarter:
            self._over(column, spot, item, digits)

    def _more(self, column: Column, spot: Spot, item: Item, strip: Strip, value: Value) -> bool:
        """Take a further amount of one item: added where it is another part, else only told.

        False for the first amount of an item in a column, which nothing stands against.
        """
        store = item.money if column.meaning == "pagu" else item.spent
        own = tuple(strip.text(c.index) for c in self.columns if c.meaning in _PARTS)
        aim = item.level in _AIMS
        if aim:
            own += tuple(strip.text(c.index) for c in self.columns if c.meaning == "indikator")
        rows = self.stated.setdefault((id(item), column.index), [])
        rows.append(own)
        held = store.get(self.kept.key(column))
        if len(rows) == 1 or held is None or not held.text.isdigit():
            return False
        known = own in rows[:-1] or (aim and held.text == value.text)
        if not known and column.state != "semula":
            self.context.reading.doubt(spot.place, "money-added")
            store[self.kept.key(column)] = replace(held, text=str(int(held.text) + int(value.text)))
        elif held.text != value.text:
            self.context.reading.doubt(spot.place, "money-twice")
        self.context.reading.again.add(spot.place)
        return True

    def _over(self, column: Column, spot: Spot, item: Item, digits: str) -> None:
        """One quarter that spends more than the year has is told."""
        year = column.key.partition("-")[0]
        whole = item.money.get(year) or item.money.get("")
        if whole and digits and int(digits) > int(whole.text or 0):
            self.context.reading.doubt(spot.place, "over-budget")
