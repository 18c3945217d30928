"""Where values are kept: under their year and quarter, the first of a kind, that after a change."""

from __future__ import annotations

from dataclasses import dataclass, replace

from kg.read.layout.amounts import is_unchanged
from kg.read.layout.columns import Column
from kg.read.layout.context import Context
from kg.read.layout.page import Spot
from kg.read.layout.reading import Indicator, Item, Value
from kg.read.layout.words import plain

__all__ = ["Keeper"]


@dataclass
class Keeper:
    """Keeps the values of one table, and tells what is doubtful about keeping them."""

    context: Context
    columns: list[Column]
    #: The year of the row, in a table that has a row for each year.
    year: str = ""
    quarter: int = 0
    #: How what was reached in quarters counts, where a note says so of the whole table.
    nature: str = ""

    def failed(self, spot: Spot) -> bool:
        """Whether a cell holds an error, or a formula that was never computed; told."""
        if spot.cell.error:
            self.context.reading.doubt(spot.place, "error")
            return True
        if spot.cell.uncomputed:
            self.context.reading.doubt(spot.place, "uncomputed")
            return True
        if spot.cell.struck:
            self.context.reading.doubt(spot.place, "struck")
        return False

    def keep(self, store: dict[str, Value], name: str, value: Value) -> None:
        """Keep the first value of a name; a cell that prints it again counts as read."""
        if store.setdefault(name, value).text == value.text:
            self.context.reading.again.add(value.place)

    def keep_text(self, column: Column, owner: Indicator | Item, value: Value) -> None:
        """Keep a text by its meaning, and what proves a realisation by its year and quarter."""
        if column.meaning == "bukti":
            self.keep(owner.proofs, self.key(column), value)
        else:
            self.keep(owner.texts, column.meaning, value)

    def join(self, store: dict[str, Value], name: str, value: Value) -> None:
        """Keep a value behind those that other rows of the item printed, each once."""
        held = store.get(name)
        if held is None:
            store[name] = value
            return
        if value.text not in held.text.split("; "):
            store[name] = replace(held, text=f"{held.text}; {value.text}")
        self.context.reading.again.add(value.place)

    def put(self, column: Column, spot: Spot, store: dict[str, Value], value: Value) -> None:
        """Keep a value under its year; of two states of one year that after the change holds."""
        key = self.key(column)
        if column.state == "selisih":
            return
        value = replace(value, nature=self._nature(column))
        if not column.state:
            held = store.setdefault(key, value)
            if held.text != value.text:
                self.context.reading.doubt(spot.place, "differs")
            self.context.reading.again.add(spot.place)
            return
        known = store.get(key)
        if column.state == "semula":
            held = known or value
            store[key] = replace(held, before=value.text)
            return
        self.context.reading.doubt(column.group, "state")
        before = ""
        if known is not None:
            before = known.before or known.text
        if is_unchanged(value.text):
            self.context.reading.doubt(spot.place, "unchanged")
            value = replace(value, text=before)
        store[key] = replace(value, before=before)

    def _nature(self, column: Column) -> str:
        """Whether what was reached counts from the start of the year: its column or a note says so."""
        if not column.meaning.startswith("realisasi"):
            return ""
        if column.why == "column-so-far":
            return "kumulatif"
        return self.nature

    def key(self, column: Column) -> str:
        """Year and quarter under which the values of a column are kept."""
        if self.year and not (column.year or column.order):
            column = replace(column, year=int(self.year))
        quarter = self._quarter_of(column)
        if quarter:
            name = ("", "I", "II", "III", "IV")[quarter]
            return f"{column.key}-{name}"
        return column.key

    def _quarter_of(self, column: Column) -> int:
        """The quarter of a row or sheet, for a column that it speaks of; 0 where there is none.

        It holds where no column names one.
        """
        if any(one.quarter for one in self.columns):
            return 0
        if column.meaning.startswith("realisasi"):
            return self.quarter or self.context.quarter
        is_of_quarter = bool({"tw", "triwulan"} & set(plain(column.head).split()))
        return self.quarter if is_of_quarter else 0
