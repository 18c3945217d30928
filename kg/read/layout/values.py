"""The values of a row.

Targets, money, what was reached, units and the other words beside an indicator.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from kg.read.layout.amounts import is_in_percent, number_of, odd_value
from kg.read.layout.beside import Beside, beside, unmarked
from kg.read.layout.columns import Column
from kg.read.layout.content import is_empty, same_as_above
from kg.read.layout.context import Context
from kg.read.layout.heads import quarter_of
from kg.read.layout.kept import Keeper
from kg.read.layout.moneys import MoneyWriter
from kg.read.layout.page import Spot, Strip
from kg.read.layout.partners import partners
from kg.read.layout.posts import fold, listed_posts
from kg.read.layout.reading import Indicator, Item, Value
from kg.read.layout.realised import REALISED

__all__ = ["ValueWriter"]

#: How cells that may list several are read.
_LISTED = {"crosscutting": partners, "penanggung_jawab": listed_posts, "pelaksana": listed_posts}
#: Columns of words beside an indicator, and beside an item.
_INDICATOR_TEXTS = frozenset(
    ("formulasi", "definisi", "satuan", "sumber_data", "arah", "tipe_penghitungan", "bukti")
)
_ITEM_TEXTS = frozenset(
    (
        "penanggung_jawab",
        "lokasi",
        "sumber_dana",
        "keterangan",
        "crosscutting",
        "tag",
        "unit",
        "induk_daerah",
        "isu",
        "pelaksana",
        "atasan",
        "mendukung",
        *REALISED,
    )
)
#: Words of which each row of an item may add its own.
_JOINED = frozenset(("sumber_dana", "lokasi"))
#: Columns of numbers of an indicator, by where they are kept; and of money.
_INDICATOR_VALUES = frozenset(("target", "realisasi", "capaian", "kondisi_awal", "kondisi_akhir"))
_MONEY = frozenset(("pagu", "realisasi_rp"))
#: Beginnings of the names of sources of money, which many put into the column of remarks.
_FUND = re.compile(r"\(?(apbd|apbk|apbn|dau|dak|pad|dbh|did|otsus|bantuan|dana )", re.IGNORECASE)
#: The label that some repeat inside of the cell: "Rumus: …".
_LABEL = re.compile(r"^(formulasi|formula|rumus|penjelasan|sumber data|sumber)\s*:\s*", re.I)


_YEAR = re.compile(r"20\d\d")
#: A target, and the money for it behind "Rp" in the same cell.
_WITH_MONEY = re.compile(
    r"(.*?\S)[\s/|;,(]+(rp\.?\s*[\d.,]+(?:\s*,-)?)\)?", re.IGNORECASE | re.DOTALL
)


def _with_text(spot: Spot, text: str) -> Spot:
    return replace(spot, text=text, cell=replace(spot.cell, text=text, number=None))


def _meant(column: Column, text: str) -> str:
    """The meaning of a text; who pays is often all that a column of remarks says."""
    if column.meaning == "keterangan" and _FUND.match(text):
        return "sumber_dana"
    return column.meaning


def _post_of(item: Item) -> Item:
    """The post that a row speaks of: the row itself, or the post that it stands below."""
    parent = item.parent
    return parent if parent is not None and parent.level == "jabatan" else item


@dataclass
class ValueWriter:
    """Writes the values of rows to the indicators and items they belong to."""

    context: Context
    columns: list[Column]

    def __post_init__(self) -> None:
        self.known = {column.index for column in self.columns}
        self.units = any(column.meaning == "satuan" for column in self.columns)
        self.measures = sorted(c.index for c in self.columns if c.meaning == "indikator")
        # What was planned is known before what was reached, wherever it is printed.
        self.columns = sorted(self.columns, key=lambda c: c.meaning not in {"target", "pagu"})
        self.above: dict[str, Value] = {}
        self.yearly = self.quarterly = -1
        self.measured: list[Beside] = []
        self.kept = Keeper(self.context, self.columns)
        self.money = MoneyWriter(self.context, self.columns, self.kept)

    def prepare(self, body: list[Strip]) -> None:
        """See whether the table has a row for each year of an indicator."""
        for column in self.columns:
            if column.meaning == "triwulan":
                self.quarterly = column.index
            texts = [strip.text(column.index) for strip in body]
            years = list(filter(_YEAR.fullmatch, texts))
            if column.meaning == "tahun" and len(set(years)) > 1:
                self.yearly = column.index
                self.context.reading.years.update(map(int, years))

    def _dated(self, strip: Strip, found: list[Beside]) -> list[Beside]:
        """Take year and quarter of a row; one without an indicator goes on with that above it."""
        self.kept.year = strip.text(self.yearly)
        self.kept.quarter = quarter_of(strip.text(self.quarterly))
        if found:
            self.measured = found
        return found or (self.measured if self.kept.year or self.kept.quarter else found)

    def _parted(self, column: Column, spot: Spot, item: Item | None, strip: Strip) -> Spot:
        """The cell of a target without the money that it holds as well, which is kept and told."""
        if column.meaning != "target" or item is None or spot.again:
            return spot
        match = _WITH_MONEY.fullmatch(spot.text) if "rp" in spot.text.casefold() else None
        if match is None:
            return spot
        self.context.reading.doubt(spot.place, "target-money")
        budget = replace(column, meaning="pagu", measure="uang")
        self.money.write(budget, _with_text(spot, match[2]), item, strip)
        return _with_text(spot, match[1].strip())

    def write(
        self,
        strip: Strip,
        new: list[Item],
        found: list[Beside],
        item: Item | None,
    ) -> None:
        """Take all cells of a row that are no names and no indicators."""
        found = self._dated(strip, found)
        for column in self.columns:
            spot = strip.spots.get(column.index)
            if spot is None:
                continue
            spot = self._parted(column, spot, item, strip)
            if column.meaning in _ITEM_TEXTS:
                self._item_text(column, spot, new, item)
            elif found and column.meaning in _INDICATOR_TEXTS:
                self._each(column, spot, beside(found, column, self.measures), self._text)
            elif found and column.meaning in _INDICATOR_VALUES:
                self._each(column, spot, beside(found, column, self.measures), self._value)
            elif not spot.again:
                # A merged cell is one amount, however many rows it stands beside.
                self._once(column, spot, item, strip)
        self._stray(strip)

    def _once(self, column: Column, spot: Spot, item: Item | None, strip: Strip) -> None:
        """A cell that belongs to no indicator: money, a remark, or a value that stands alone."""
        if column.meaning in _MONEY:
            self.money.write(column, spot, item, strip)
        elif column.meaning in {"catatan", "lain"}:
            self._left(column, spot)
        elif column.meaning == "bukti" and item is not None and not is_empty(spot.text):
            self.kept.keep_text(column, item, Value(fold(spot.text), spot.place))
        elif column.meaning in _INDICATOR_VALUES:
            self._orphan(spot)

    def _each(
        self,
        column: Column,
        spot: Spot,
        found: list[Beside],
        write: Callable[[Column, Spot, Indicator], None],
    ) -> None:
        """A cell for the one indicator it stands beside, or its lines for each of several in one cell."""
        if not found:
            if not spot.again and column.meaning in _INDICATOR_VALUES:
                self._orphan(spot)
            return
        lines = list(filter(None, map(str.strip, spot.text.splitlines())))
        parts = found[0].parts
        if parts == 1:
            write(column, spot, found[0].indicator)
            return
        if len(lines) == parts:
            for one, line in zip(found, lines, strict=True):
                write(column, _with_text(spot, unmarked(line)), one.indicator)
            return
        self.context.reading.doubt(spot.place, "several-in-cell")
        # One text may be that of all of them; one value is that of none for certain.
        if column.meaning in _INDICATOR_TEXTS and len(lines) == 1:
            for one in found:
                write(column, spot, one.indicator)

    def _left(self, column: Column, spot: Spot) -> None:
        if column.meaning == "catatan" and not is_empty(spot.text):
            self.context.reading.ignore(spot.place, "remark")

    def _orphan(self, spot: Spot) -> None:
        """A value in a row without an indicator."""
        if not is_empty(spot.text):
            self.context.reading.doubt(spot.place, "value-alone")

    def _stray(self, strip: Strip) -> None:
        """Cells under no head."""
        for spot in strip.own:
            if spot.column not in self.known and not is_empty(spot.text):
                self.context.reading.ignore(spot.place, "stray")

    def _text(self, column: Column, spot: Spot, indicator: Indicator) -> None:
        text = _LABEL.sub("", " ".join(spot.text.split()))
        if spot.cell.error and not spot.cell.formula:
            self.context.reading.doubt(spot.place, "error")
            return
        if spot.cell.formula:
            self.context.reading.doubt(spot.place, "formula-text")
        text = text.lstrip("= ")
        if is_empty(text):
            if text.strip("-–. "):
                self.context.reading.doubt(spot.place, "empty-word")
            return
        value = Value(text, spot.place)
        if same_as_above(text):
            self.context.reading.doubt(spot.place, "ditto")
            value = self.above.get(column.meaning, Value("", spot.place))
        if value.text:
            self.above[column.meaning] = value
            self.kept.keep_text(column, indicator, value)

    def _value(self, column: Column, spot: Spot, indicator: Indicator) -> None:
        # An achievement is computed anew, so that a formula without its result loses nothing.
        if column.meaning == "capaian" and spot.cell.uncomputed:
            self.context.reading.ignore(spot.place, "uncomputed")
            return
        if self.kept.failed(spot):
            return
        if is_empty(spot.text):
            self._dash(column, spot, indicator)
            return
        odd = odd_value(spot.text, spot.cell)
        if odd:
            self.context.reading.doubt(spot.place, odd)
        if odd != "value-blank":
            self._keep_value(column, spot, indicator)

    def _keep_value(self, column: Column, spot: Spot, indicator: Indicator) -> None:
        value = Value(" ".join(spot.text.split()), spot.place)
        if column.meaning == "target":
            self.kept.put(column, spot, indicator.targets, value)
            if column.unit and not self.units:
                indicator.texts.setdefault("satuan", Value(column.unit, column.place))
        elif column.meaning == "realisasi":
            self.kept.put(column, spot, indicator.reached, value)
            self._scale(column, spot, indicator)
        elif column.meaning == "capaian":
            self.kept.put(column, spot, indicator.claimed, value)
        else:
            self.kept.keep(indicator.texts, column.kept_as, value)

    def _dash(self, column: Column, spot: Spot, indicator: Indicator) -> None:
        """A dash where a year has its column is what the document states for that year."""
        if column.meaning == "target" and column.year and not column.quarter and spot.text.strip():
            indicator.dashes.setdefault(self.kept.key(column), Value(spot.text, spot.place))

    def _scale(self, column: Column, spot: Spot, indicator: Indicator) -> None:
        """A share of one beside a target in percent is told: 0,225 may mean 22,5 %."""
        if spot.cell.unit == "%" or "%" in spot.text:
            return
        stated = number_of(spot.text, spot.cell)
        if stated is None or not 0 < stated <= 1:
            return
        year, _, _ = column.key.partition("-")
        targets = indicator.targets
        target = targets.get(year) or next(iter(targets.values()), None)
        if target is not None and is_in_percent(indicator.text, target.text):
            self.context.reading.doubt(spot.place, "value-share")

    def _item_text(self, column: Column, spot: Spot, new: list[Item], item: Item | None) -> None:
        text = " ".join(spot.text.split())
        if item is None or is_empty(text):
            return
        name = _meant(column, text)
        if name == "atasan":
            item = _post_of(item)
        value = Value(_LISTED.get(name, fold)(spot.text), spot.place)
        if same_as_above(text):
            self.context.reading.doubt(spot.place, "ditto")
            value = self.above.get(name, Value("", spot.place))
        if not value.text:
            return
        self.above[name] = value
        # A merged cell speaks of the rows that begin beside it, and once of each.
        if new or not spot.again:
            keep = self.kept.join if name in _JOINED else self.kept.keep
            keep(item.texts, name, value)
