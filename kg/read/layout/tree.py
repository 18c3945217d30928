"""Exports of planning applications.

Conditions with their kind, and parents by order, number or id.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.read.grid import column_letter
from kg.read.layout.beside import Beside, listed
from kg.read.layout.columns import Column
from kg.read.layout.content import is_empty, same_as_above
from kg.read.layout.context import Context
from kg.read.layout.depths import AT
from kg.read.layout.factors import Factors
from kg.read.layout.levels import clean
from kg.read.layout.page import Spot, Strip
from kg.read.layout.ranked import by_depth, by_rank, counts_levels, rank_of, second_kind, unclear
from kg.read.layout.reading import Indicator, Item
from kg.read.layout.rowkinds import is_remark
from kg.read.layout.treenumbers import (
    SECOND,
    by_name,
    counted,
    cut_circles,
    depth_of,
    dotted,
    is_counted,
    with_digit,
)
from kg.read.layout.values import ValueWriter
from kg.read.layout.words import begins, condition_level, plain, words

__all__ = ["TreeReader"]

#: The column of conditions: the first of these meanings that the table has.
_NAMES = ("nama", "kinerja", "sasaran", "tujuan", "isu")
#: Columns of which each indicator has a cell, or a line where several share one.
_MEASURED = ("satuan", "target", "realisasi", "kondisi_awal")
#: The levels that stand directly above a level.
_ABOVE = {
    "csf": ("outcome",),
    "strategis": ("outcome", "csf"),
    "antara": ("strategis",),
    "operasional": ("antara",),
}
#: The share of names that begin with numbers in a tree whose names do; a note below it has none.
_MOST = 0.6


@dataclass
class TreeReader:
    """Reads the rows of a tree; parents are found when all rows are known."""

    context: Context
    columns: list[Column]
    found: list[Item] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.values = ValueWriter(self.context, self.columns)
        self.factors = Factors(self.context, self.columns)
        self.at: dict[str, int] = {}
        for column in self.columns:
            self.at.setdefault(column.meaning, column.index)
        self.name = next((self.at[n] for n in _NAMES if n in self.at), -1)
        self.numbers: dict[str, str] = {}
        self.dotted: dict[int, str] = {}
        self.counted = False
        self.ranks: dict[int, str] = {}
        self.places: dict[tuple[int, str], str] = {}

    def prepare(self, body: list[Strip], numbering: bool) -> None:
        """See whether the names begin with their numbers, as in "1.1 Meningkatnya mutu"."""
        del numbering  # of tables, whose levels it may tell
        names = [strip.spots[self.name] for strip in body if self.name in strip.spots]
        own = [spot.text.strip() for spot in names if not spot.again]
        self.counted = len(own) > 1 and sum(map(is_counted, own)) >= _MOST * len(own)
        cells = filter(None, (self._spot(strip, "jenis") for strip in body))
        kinds = [spot for spot in cells if spot.text.strip()]
        if counts_levels(spot.label for spot in kinds) or self.at.get("jenis") == AT:
            self._ranked(kinds)

    def _ranked(self, kinds: list[Spot]) -> None:
        """Tell that levels are understood by their order; each one where only depth tells them."""
        doubt = self.context.reading.doubt
        labels = [spot.label for spot in kinds]
        # Below a head that is printed again, fewer levels may stand than above it.
        known = by_rank(labels)
        drawn = self.at["jenis"] == AT
        if known or (self.ranks and not drawn):
            self.ranks = known or self.ranks
            doubt(kinds[0].place, "level-order")
        elif not drawn:
            raise unclear(labels, kinds[0].place)
        else:
            self.ranks = self.ranks or by_depth(labels)
            for spot in kinds:
                doubt(spot.place, "level-inferred")

    def _spot(self, strip: Strip, meaning: str) -> Spot | None:
        return strip.spots.get(self.at.get(meaning, -1))

    def _text(self, strip: Strip, meaning: str) -> str:
        spot = self._spot(strip, meaning)
        return spot.label.strip() if spot else ""

    def read(self, strip: Strip) -> None:
        """Take one row: a condition, or one more indicator of the one above."""
        name = strip.spots.get(self.name)
        kind = self._text(strip, "jenis")
        why = self._left_out(strip, kind, name)
        if why:
            self.context.reading.ignore(strip.place, why)
            return
        new: list[Item] = []
        if name is not None and not name.again and not is_empty(name.text):
            item = self._condition(strip, name, kind)
            new = [item] if item is not None else []
        last = self.found[-1] if self.found else None
        if new:
            last = new[-1]
            self.factors.read(strip, last)
        measured = self._indicator(strip, last)
        self.values.write(strip, new, measured, last)

    def _left_out(self, strip: Strip, kind: str, name: Spot | None) -> str:
        """Why a row is none of the tree: a line between its rows, or a remark; else empty."""
        if self.at.get("jenis") == AT and not kind and len(strip.own) == 1:
            return "note"
        return "remark" if is_remark(kind, name) else ""

    def _condition(self, strip: Strip, name: Spot, kind: str) -> Item | None:
        """The condition of a row.

        ``None`` when the row repeats the one above for another indicator.
        """
        identifier = self._text(strip, "id") or self._text(strip, "kode")
        number, text = counted(name.text) if self.counted else clean(name.text)
        last = self.found[-1] if self.found else None
        if same_as_above(text):
            self.context.reading.doubt(name.place, "ditto")
            return None
        if last is not None and (text, identifier) == (last.text, last.identifier):
            self.context.reading.again.add(name.place)
            return None
        level = self._level(strip, kind, last)
        kind = second_kind(kind) if self.ranks else kind
        item = Item(level, text, name.place, kind=kind, identifier=identifier)
        item.number = with_digit(self._text(strip, "no") or number)
        item.above = self._text(strip, "induk")
        for meaning in ("induk", "jenis"):
            self.places[id(item), meaning] = self._place_in(strip, meaning)
        self._twice(strip, item)
        self.found.append(item)
        item.page = self.context.page
        item.region = self.context.region
        self.context.reading.items.append(item)
        return item

    def _twice(self, strip: Strip, item: Item) -> None:
        """Tell an id or a number that two conditions bear."""
        for meaning, held in (
            ("id", item.identifier),
            ("kode", item.identifier),
            ("no", item.number),
        ):
            spot = self._spot(strip, meaning)
            if not held or spot is None:
                continue
            first = self.numbers.setdefault(f"{meaning} {held.casefold()}", spot.place)
            if first != spot.place:
                self.context.reading.doubt(spot.place, "twice")
                self.context.reading.doubt(first, "twice")

    def _level(self, strip: Strip, kind: str, last: Item | None) -> str:
        flat = plain(kind)
        spot = self._spot(strip, "jenis")
        rank = rank_of(kind)
        if rank in self.ranks:
            return self.ranks[rank or 0]
        level = condition_level(kind)
        if level:
            if spot:
                self._doubt_kind(spot, level, flat)
            return level
        self.context.reading.doubt(self._place_in(strip, "jenis"), "kind")
        near = [level for level, names in words().jenjang_pohon.items() if begins(flat, names)]
        if near:
            return near[0]
        if last and not kind:
            return last.level
        return "operasional"

    def _doubt_kind(self, spot: Spot, level: str, flat: str) -> None:
        """Tell a level that is understood, but not by its usual word."""
        if level == "csf" and "csf" not in flat and "critical" not in flat:
            self.context.reading.doubt(spot.place, "kind-issue")
        if flat == "ops":
            self.context.reading.doubt(spot.place, "kind")

    def _indicator(self, strip: Strip, item: Item | None) -> list[Beside]:
        index = self.at.get("indikator", -1)
        spot = strip.spots.get(index)
        if spot is None or spot.again or is_empty(spot.text) or item is None:
            return []
        lines = listed(spot.text, [strip.text(self.at[m]) for m in _MEASURED if m in self.at])
        if len(lines) > 1:
            self.context.reading.doubt(spot.place, "several-in-cell")
        found: list[Beside] = []
        for part, line in enumerate(lines):
            number, text = clean(line)
            indicator = Indicator(text, spot.place, number)
            item.indicators.append(indicator)
            found.append(Beside(index, indicator, part, len(lines)))
        return found

    def finish(self) -> None:
        """Give every condition its parent: by id, by number, else by order."""
        if any(item.above for item in self.found):
            self._by_id()
        elif self._numbers_tell():
            self._by_number()
        else:
            self._by_order()
        self.factors.settle()

    def _numbers_tell(self) -> bool:
        """Whether numbers, else codes, are those of a tree: one of them stands below another."""
        for numbers in (
            {id(item): item.number.strip(". ") for item in self.found},
            {id(item): dotted(item.identifier) for item in self.found},
        ):
            known = set(numbers.values()) - {""}
            if any(number.rpartition(".")[0] in known for number in known):
                self.dotted = numbers
                return True
        return any("." in item.number.strip(".") for item in self.found)

    def _by_id(self) -> None:
        known = by_name(self.found)
        for item in self.found:
            if item.above in {"", "0", "-"}:
                continue
            place = self.places[id(item), "induk"]
            parent = known.get(item.above.casefold()) or known.get(plain(item.above))
            if parent is None or parent is item:
                self.context.reading.doubt(place, "parent")
                continue
            if item.above not in {parent.identifier or parent.number, parent.text}:
                self.context.reading.doubt(place, "parent-case")
            item.parent = parent
        for member in cut_circles(self.found):
            self.context.reading.doubt(self.places[id(member), "induk"], "parent-circle")

    def _place_in(self, strip: Strip, meaning: str) -> str:
        """The place of a cell of a column, also where the cell is empty."""
        spot = self._spot(strip, meaning)
        if spot is not None:
            return spot.place
        sheet, _, row = strip.place.rpartition("!")
        index = self.at.get(meaning, -1)
        if 0 <= index < AT:
            return f"{sheet}!{column_letter(index)}{row}"
        return strip.place

    def _by_number(self) -> None:
        known: dict[str, Item] = {}
        numbers = self.dotted or {id(item): item.number.strip(". ") for item in self.found}
        for item in self.found:
            known.setdefault(numbers[id(item)], item)
        for item in self.found:
            above = numbers[id(item)].rpartition(".")[0]
            item.parent = known.get(above) if above else None
            unnumbered = not numbers[id(item)] and item.level != "outcome"
            if (above and item.parent is None) or unnumbered:
                self.context.reading.doubt(item.place, "parent")
            self._jumped(item)

    def _jumped(self, item: Item) -> None:
        """Tell a condition whose level does not follow that of its parent."""
        if item.parent is None:
            return
        right = _ABOVE.get(item.level, ())
        if plain(item.kind) in SECOND:
            right = ("operasional",)
        if item.parent.level not in right:
            self.context.reading.doubt(self.places[id(item), "jenis"], "level-jump")

    def _by_order(self) -> None:
        """The parent is the last condition of the level above."""
        open_: list[tuple[int, Item]] = []
        for item in self.found:
            rank = depth_of(item)
            while open_ and open_[-1][0] >= rank:
                open_.pop()
            item.parent = open_[-1][1] if open_ else None
            if self.ranks:
                self._jumped(item)
            open_.append((rank, item))
