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


def _store(column: Column, item: Item) -> dict[str, Value]:
    """Where the amounts of a column are kept: what is planned, or what was spent."""
    if column.meaning == "pagu":
        return item.money
    return item.spent


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
        value = Value(digits or spot.text, spot.place)
        is_taken = digits.isdigit() and self._more(column, spot, item, strip, value)
        if not is_taken:
            self.kept.put(column, spot, _store(column, item), value)
        self._over(column, spot, item, digits)

    def _more(self, column: Column, spot: Spot, item: Item, strip: Strip, value: Value) -> bool:
        """Take a further amount of one item: added where it is another part, else only told.

        False for the first amount of an item in a column, which nothing stands against.
        """
        store = _store(column, item)
        own = self._told_apart_by(item, strip)
        rows = self.stated.setdefault((id(item), column.index), [])
        rows.append(own)
        held = store.get(self.kept.key(column))
        if len(rows) == 1 or held is None or not held.text.isdigit():
            return False
        # The amount of a goal is printed again beside each of its indicators.
        is_again = item.level in _AIMS and held.text == value.text
        is_known = is_again or own in rows[:-1]
        if not is_known and column.state != "semula":
            self.context.reading.doubt(spot.place, "money-added")
            store[self.kept.key(column)] = replace(held, text=str(int(held.text) + int(value.text)))
        elif held.text != value.text:
            self.context.reading.doubt(spot.place, "money-twice")
        self.context.reading.again.add(spot.place)
        return True

    def _told_apart_by(self, item: Item, strip: Strip) -> tuple[str, ...]:
        """What a row says that tells its amount from others of the same item."""
        own = [strip.text(c.index) for c in self.columns if c.meaning in _PARTS]
        if item.level in _AIMS:
            own += [strip.text(c.index) for c in self.columns if c.meaning == "indikator"]
        return tuple(own)

    def _over(self, column: Column, spot: Spot, item: Item, digits: str) -> None:
        """One quarter that spends more than the year has is told."""
        if column.meaning != "realisasi_rp" or not column.quarter:
            return
        year = column.key.partition("-")[0]
        whole = item.money.get(year) or item.money.get("")
        if whole and digits and int(digits) > int(whole.text or 0):
            self.context.reading.doubt(spot.place, "over-budget")
