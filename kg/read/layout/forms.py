"""Forms of a budget that print a block of lines per sub-activity: they are read as the list they say.

Each line of label and value is a cell of the row of its program, activity or sub-activity.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from enum import IntEnum

from kg.read.grid import Cell
from kg.read.layout.formlines import form_label, is_amount, is_form, same_text, with_text
from kg.read.layout.page import Page, Spot, Strip
from kg.read.layout.words import plain, words

__all__ = ["unfolded"]

#: An output, and behind the last dash how much of it.
_WITH_TARGET = re.compile(r"(.*\S)\s+[-–]\s+((?:[≥≤><±~]\s*)?\d[^-–]*)", re.DOTALL)


class _Column(IntEnum):
    """The columns of the list, right of all that a sheet has."""

    NAME = 3_000
    RESULT = 3_001
    INDICATOR = 3_002
    TARGET_BEFORE = 3_003
    TARGET = 3_004
    PLACE = 3_005
    FUND = 3_006
    MONEY_BEFORE = 3_007
    MONEY = 3_008
    MONEY_NEXT = 3_009


#: Lines of a block that are a cell of the row that they stand below.
_CELLS = {
    "sasaran": _Column.RESULT,
    "lokasi": _Column.PLACE,
    "sumber_dana": _Column.FUND,
    "alokasi": _Column.MONEY,
    "alokasi_depan": _Column.MONEY_NEXT,
}
_LEVELS = ("program", "kegiatan", "sub_kegiatan")
_ACCOUNT = re.compile(r"\d(?:\.\d+)+\.?")


@dataclass
class _Row:
    """A program, activity or sub-activity with its cells and the indicators below it."""

    strip: Strip
    spots: dict[int, Spot]
    indicators: list[tuple[Strip, dict[int, Spot]]] = field(default_factory=list)


@dataclass
class _Form:
    """Goes down a page and gathers what its blocks say."""

    page: Page
    rows: list[_Row] = field(default_factory=list)
    above: dict[str, _Row] = field(default_factory=dict)
    heads: dict[int, Spot] = field(default_factory=dict)
    loose: list[Strip] = field(default_factory=list)
    after: list[Strip] = field(default_factory=list)
    left: list[tuple[str, str]] = field(default_factory=list)
    doubts: list[tuple[str, str]] = field(default_factory=list)
    #: Texts and targets of the table of indicators, and columns of money of that of accounts.
    pairs: list[tuple[int, int]] = field(default_factory=list)
    money: list[int] = field(default_factory=list)
    kind: str = ""

    def read(self) -> Page:
        """The page with the list in place of its blocks."""
        for strip in self.page.strips:
            if strip.hidden or not (self._label(strip) or self._table(strip)):
                (self.after if self.rows else self.loose).append(strip)
        strips = [*self.loose, self._head(), *self._listed(), *self.after]
        left = (*self.page.left, *self.left)
        doubts = (*self.page.doubts, *self.doubts)
        return replace(self.page, strips=tuple(strips), left=left, doubts=doubts)

    def _label(self, strip: Strip) -> bool:
        label, value = form_label(strip)
        if not label:
            return False
        self.pairs, self.money, self.kind = [], [], ""
        if value is None or label == "lain":
            # Whose it is such a line may say.
            self.loose.append(strip)
            self.left.append((strip.place, "form-line"))
        elif label in _LEVELS:
            self._level(label, strip, value)
        elif label == "keluaran":
            self._output(strip, value)
        else:
            self._cell(label, strip, value)
        return True

    def _level(self, label: str, strip: Strip, value: Spot) -> None:
        place = _LEVELS.index(label)
        for lower in _LEVELS[place:]:
            self.above.pop(lower, None)
        row = next((one for one in self.rows if same_text(one.spots[_Column.NAME], value)), None)
        if row is None:
            row = _Row(strip, {_Column.NAME: replace(value, column=int(_Column.NAME))})
            self.rows.append(row)
        else:
            self.left.append((strip.place, "form-again"))
        self.heads.setdefault(_Column.NAME, strip.own[0])
        self.above[label] = row

    def _cell(self, label: str, strip: Strip, value: Spot) -> None:
        column = _CELLS.get(label)
        levels = {"sasaran": "program", "alokasi": "kegiatan", "alokasi_depan": "kegiatan"}
        row = self.above.get(levels.get(label, "sub_kegiatan"))
        if column is None or row is None:
            self.left.append((strip.place, "form-line"))
        else:
            self._put(row, column, value, strip.own[0])

    def _put(self, row: _Row, column: _Column, value: Spot, head: Spot) -> None:
        """Keep a cell of a row; one that a later block prints otherwise is told."""
        self.heads.setdefault(column, head)
        held = row.spots.setdefault(column, replace(value, column=int(column)))
        if not same_text(held, value):
            self.doubts.append((value.place, "differs"))

    def _output(self, strip: Strip, value: Spot) -> None:
        """The output of a sub-activity, with its target behind the last dash."""
        row = self.above.get("sub_kegiatan")
        match = _WITH_TARGET.fullmatch(value.text)
        spots = {_Column.INDICATOR: with_text(value, match[1] if match else value.text)}
        if match:
            spots[_Column.TARGET] = with_text(value, match[2])
        self._measure(row, strip, spots, strip.own[0])

    def _measure(
        self, row: _Row | None, strip: Strip, spots: dict[_Column, Spot], head: Spot
    ) -> None:
        if row is None or _Column.INDICATOR not in spots:
            self.doubts += [(spot.place, "unread") for spot in spots.values()]
            return
        for column in spots:
            self.heads.setdefault(column, head)
        found = {int(column): replace(spot, column=int(column)) for column, spot in spots.items()}
        texts = [plain(one[_Column.INDICATOR].text) for _, one in row.indicators]
        if plain(spots[_Column.INDICATOR].text) not in texts:
            row.indicators.append((strip, found))

    def _table(self, strip: Strip) -> bool:
        """Take a row of the tables of a block: its indicators, or its accounts."""
        own = strip.own
        if not self.rows or not own:
            return False
        if self._table_head(strip):
            return True
        flat = plain(own[0].text)
        kinds = words().blok
        if self.pairs:
            self.kind = flat if flat in (*kinds["tolok"], *kinds["masukan"]) else self.kind
            return self._indicator(strip)
        if self.money:
            return self._amount(strip)
        self._left_head(strip)
        return flat in kinds["judul_tabel"]

    def _left_head(self, strip: Strip) -> None:
        if plain(strip.own[0].text) in words().blok["judul_tabel"]:
            self.left.append((strip.place, "form-line"))

    def _table_head(self, strip: Strip) -> bool:
        """Whether a row is the head of such a table; its columns then are known."""
        flats = {spot.column: plain(spot.text) for spot in strip.own}
        kinds = words().blok
        texts = [column for column, flat in flats.items() if flat in kinds["ukuran"]]
        targets = [column for column, flat in flats.items() if flat in kinds["sasaran_ukuran"]]
        if texts and len(texts) == len(targets):
            self.pairs, self.money = list(zip(texts, targets, strict=True)), []
            self.heads.setdefault(_Column.INDICATOR, strip.spots[texts[-1]])
            self.heads.setdefault(_Column.TARGET, strip.spots[targets[-1]])
        elif set(flats.values()).intersection(kinds["rekening"]):
            self.pairs, self.kind = [], ""
            self.money = [column for column, flat in flats.items() if is_amount(flat)][-2:]
        elif not any(flat in kinds["judul_ukuran"] for flat in flats.values()):
            return False
        self.left.append((strip.place, "form-line"))
        return True

    def _indicator(self, strip: Strip) -> bool:
        """A row of the table of indicators; that of inputs is the money again."""
        texts = [(strip.spots.get(text), strip.spots.get(target)) for text, target in self.pairs]
        if not any(text or target for text, target in texts):
            return False
        after, target = texts[-1]
        before, planned = texts[0] if len(texts) > 1 else (None, None)
        if self.kind in words().blok["masukan"]:
            self._inputs(strip, planned, target)
            return True
        spots = {_Column.INDICATOR: after, _Column.TARGET: target}
        spots[_Column.TARGET_BEFORE] = planned
        if before is not None:
            self._doubt_before(before, after)
        filled = {column: spot for column, spot in spots.items() if spot is not None}
        level = self._level_measured(after)
        self._measure(self.above.get(level), strip, filled, strip.own[0])
        return True

    def _level_measured(self, after: Spot | None) -> str:
        if self.kind not in words().blok["tolok_program"]:
            return "kegiatan"
        if after is not None:
            # SIPD calls the result of the program that of the activity.
            self.doubts.append((after.place, "form-owner"))
        return "program"

    def _doubt_before(self, before: Spot, after: Spot | None) -> None:
        """Tell the text before a change that holds no longer, or has none after it."""
        if after is None:
            self.doubts.append((before.place, "unread"))
        elif not same_text(before, after):
            self.doubts.append((before.place, "differs"))

    def _inputs(self, strip: Strip, before: Spot | None, after: Spot | None) -> None:
        row = self.above.get("kegiatan")
        if row is None or after is None:
            self.left.append((strip.place, "form-line"))
            return
        if before is not None:
            self._put(row, _Column.MONEY_BEFORE, before, strip.own[0])
        self._put(row, _Column.MONEY, after, strip.own[0])

    def _amount(self, strip: Strip) -> bool:
        """Take a line of accounts, or the sum of them: the money of the sub-activity."""
        row = self.above.get("sub_kegiatan")
        is_sum = any(plain(spot.text) in words().baris["jumlah"] for spot in strip.own)
        if row is None or not is_sum:
            is_account = _ACCOUNT.fullmatch(strip.own[0].text.strip()) is not None
            if is_account:
                self.left.append((strip.place, "account"))
            return is_account
        columns = (_Column.MONEY_BEFORE, _Column.MONEY)[-len(self.money) :]
        for column, at in zip(columns, self.money, strict=True):
            spot = strip.spots.get(at)
            if spot is not None:
                self._put(row, column, spot, strip.own[0])
        return True

    def _head(self) -> Strip:
        spots: dict[int, Spot] = {}
        changed = {_Column.MONEY_BEFORE, _Column.TARGET_BEFORE} & set(self.heads)
        for column in sorted(self.heads):
            text = words().judul_blok[_Column(column).name.casefold()]
            if changed and column in {_Column.MONEY, _Column.TARGET}:
                text = f"{text} Menjadi"
            at = self.heads[column]
            spots[column] = Spot(text, at.place, column, Cell(text))
        first = self.heads[_Column.NAME]
        return Strip(f"{first.place}", 0, spots)

    def _listed(self) -> list[Strip]:
        found: list[Strip] = []
        for row in self.rows:
            found.append(replace(row.strip, spots=dict(sorted(row.spots.items()))))
            for strip, spots in row.indicators:
                found.append(replace(strip, spots=dict(sorted(spots.items()))))
        return found


def unfolded(page: Page) -> Page:
    """A page whose blocks are rows of a list; any other page as it is."""
    return _Form(page).read() if is_form(page) else page
