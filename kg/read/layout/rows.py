"""Rows of a table become items: goals, objectives and components, with their indicators and values."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from kg.read.layout.agreed import agreed
from kg.read.layout.aims import aims_of
from kg.read.layout.beside import listed
from kg.read.layout.codes import Coded, of_two_digits
from kg.read.layout.columns import VALUES, Column
from kg.read.layout.content import code_and_name, is_code, is_empty, same_as_above, unlabelled
from kg.read.layout.context import Context
from kg.read.layout.levels import clean, code_of, levels_of
from kg.read.layout.measured import ACROSS, RANK, UNMEASURED, IndicatorReader
from kg.read.layout.page import Spot, Strip
from kg.read.layout.reading import LEVELS, Item, Value
from kg.read.layout.tables import is_numbering
from kg.read.layout.values import ValueWriter
from kg.read.layout.words import plain

__all__ = ["TableReader"]

#: Columns whose cells are rows of the plan of that level.
_COLUMNS = frozenset((*LEVELS, "nama", "kinerja", "jabatan", "tugas", "fungsi"))
#: Columns whose cells say something about the name of their row.
_CELLS = frozenset(("indikator", *VALUES.values()))
_AIMS = frozenset(("tujuan", "sasaran"))
_COMPONENTS = frozenset(("program", "kegiatan", "sub_kegiatan"))
#: Heads of what programs and activities bring about.
_RESULTS = frozenset(("outcome", "output", "outcome program", "output kegiatan"))
#: Levels of which one cell may list several, one a line.
_LISTED = frozenset(("tugas", "fungsi", *_COMPONENTS, *_AIMS))


@dataclass
class TableReader:
    """Reads the rows of one table; ``fused`` says that code and name share a cell."""

    context: Context
    columns: list[Column]
    levels: dict[str, tuple[str, bool]] = field(default_factory=dict)
    aims: dict[str, tuple[str, bool]] = field(default_factory=dict)
    last: dict[int, Item] = field(default_factory=dict)
    order: list[Item] = field(default_factory=list)
    previous: list[str] = field(default_factory=list)
    waiting: Value | None = None
    unknown: bool = False
    fused: bool = False

    def __post_init__(self) -> None:
        self.by_index = {column.index: column for column in self.columns}
        self.values = ValueWriter(self.context, self.columns)
        self.sources = [c for c in self.columns if c.meaning in _COLUMNS]
        self.measures = IndicatorReader(self.context, self.columns, self.sources, self.last)

    def prepare(self, body: list[Strip], numbering: bool) -> None:
        """Look at all rows before the first is read: numbering tells levels only as a whole."""
        content = [strip for strip in body if not is_numbering(strip)]
        self.values.prepare(content)
        for column in self.sources:
            self.aims |= aims_of(content, self.columns, column)
            if column.meaning == "nama":
                measured = [strip for strip in content if self._is_measured(strip)]
                names = list(filter(None, (strip.text(column.index) for strip in measured)))
                self.fused = len(names) > 1 and all(code_and_name(name)[0] for name in names)
                self.levels |= levels_of(content, self.columns, column, numbering)

    def read(self, strip: Strip) -> None:
        """Take one row of content."""
        texts = strip.texts
        if len(texts) > 2 and texts == self.previous:
            self._tell_duplicate(strip)
            return
        self.previous = texts
        self.unknown = False
        new = self._items(strip)
        if self.unknown and not new:
            # What stands beside a name of no known level is nobody else's.
            self._alone(strip)
            return
        stated = [item for item in new if self.waiting and item.level in _COMPONENTS]
        found = self.measures.read(strip, new, stated[-1] if stated else None)
        self._outcomes(new)
        self.values.write(strip, new, found, self._current(new))

    def _tell_duplicate(self, strip: Strip) -> None:
        """A row that is printed twice is left out, and told at its name."""
        self.context.reading.ignore(strip.place, "duplicate")
        named = strip.own[0]
        for column in reversed(self.sources):
            if column.meaning != "kinerja" and column.index in strip.spots:
                named = strip.spots[column.index]
        self.context.reading.doubt(named.place, "duplicate")

    def _items(self, strip: Strip) -> list[Item]:
        """The items that a row introduces, from left to right."""
        new: list[Item] = []
        for column in self.sources:
            spot = strip.spots.get(column.index)
            if spot is None or spot.again or is_empty(spot.text):
                continue
            item = self._item(strip, column, spot)
            if item is not None:
                new.append(item)
        return new

    def _item(self, strip: Strip, column: Column, spot: Spot) -> Item | None:
        if same_as_above(spot.text):
            self.context.reading.doubt(spot.place, "ditto")
            return None
        if column.meaning == "kinerja":
            return self._outcome(strip, column, spot)
        level = self._level(strip, column)
        if level == "hasil":
            return self._result(strip, column, spot)
        if level not in RANK and level not in UNMEASURED:
            return self._unknown(spot)
        lines = listed(spot.text) if level in _LISTED else []
        if len(lines) > 1:
            self.context.reading.doubt(spot.place, "several-in-cell")
            parts = []
            for line in lines:
                parts.append(self._enter(strip, column, replace(spot, text=line), level))
            return parts[-1]
        return self._enter(strip, column, spot, level)

    def _level(self, strip: Strip, column: Column) -> str:
        if self._of_post() and (column.meaning == "sasaran" or self._is_work(column)):
            return "sasaran_jabatan"
        spot = strip.spots[column.index]
        if spot.place in self.aims:
            # One column holds both.
            return self._told(spot, *self.aims[spot.place])
        if column.meaning == "nama":
            return self._level_of_name(strip, spot)
        if column.meaning not in _AIMS:
            return column.meaning
        label, _ = unlabelled(clean(spot.text)[1])
        return label if label in _AIMS else column.meaning

    def _level_of_name(self, strip: Strip, spot: Spot) -> str:
        level, inferred = self.levels.get(strip.place, ("", False))
        if inferred and self.fused and not self._is_measured(strip):
            # Where every name has its code, one without is no row of the plan.
            return ""
        return self._told(spot, level, inferred)

    def _is_measured(self, strip: Strip) -> bool:
        return any(column.index in strip.spots for column in self.measures.indicators)

    def _is_work(self, column: Column) -> bool:
        """Whether a column of activities is what a post of an IKI does, and nothing else is."""
        if self.context.reading.layout != "iki" or column.meaning != "kegiatan":
            return False
        return (
            len([c for c in self.sources if c.meaning not in {"jabatan", "tugas", "fungsi"}]) == 1
        )

    def _told(self, spot: Spot, level: str, inferred: bool) -> str:
        if inferred:
            self.context.reading.doubt(spot.place, "level-inferred")
        return level

    def _alone(self, strip: Strip) -> None:
        """Tell the cells of a row that is not read, but for its name, which is told already."""
        for spot in strip.own:
            column = self.by_index.get(spot.column)
            if column is not None and column.meaning in _CELLS and not is_empty(spot.text):
                self.context.reading.doubt(spot.place, "value-alone")

    def _unknown(self, spot: Spot) -> Item | None:
        self.unknown = True
        self.context.reading.ignore(spot.place, "level")
        self.context.reading.doubt(spot.place, "level")
        return None

    def _enter(self, strip: Strip, column: Column, spot: Spot, level: str) -> Item | None:
        code = None
        printed = ""
        place = ""
        if level in LEVELS[2:]:
            code, printed, place = self._code(strip, column, spot)
        outer, inner = clean(code_and_name(spot.text)[1])
        number, text = clean(unlabelled(inner)[1])
        number = number or outer or self._number(strip)
        before = self.context.above.get(level)
        if before is not None and (before.text, before.code) == (text, code.code if code else ""):
            self.context.reading.again.add(spot.place)
            return None
        code = agreed(self.context, code, printed, place, text)
        item = Item(level, text, spot.place, code=code.code if code else "", number=number)
        item.older_code = of_two_digits(printed)
        self._remember(self.context.add(item, code), column)
        if self.context.post and level not in {"tugas", "fungsi", "jabatan"}:
            item.texts["penanggung_jawab"] = Value(self.context.post, spot.place)
        return item

    def _code(self, strip: Strip, column: Column, spot: Spot) -> tuple[Coded | None, str, str]:
        """The code of a component; of several columns of names only the lowest has that of the row."""
        if code_and_name(spot.text)[0]:
            return code_of(strip, [], spot)
        is_lowest = column.meaning not in _COMPONENTS or column.index == self._lowest(strip)
        if is_lowest or self._has_code_left(strip, spot):
            return code_of(strip, self.columns, spot)
        return None, "", ""

    def _lowest(self, strip: Strip) -> int:
        """The column of the lowest name in a row; -1 where the row has none."""
        found = -1
        for column in self.sources:
            if column.meaning in {*_COMPONENTS, "nama"} and column.index in strip.spots:
                found = max(found, column.index)
        return found

    def _has_code_left(self, strip: Strip, spot: Spot) -> bool:
        """Whether the nearest column of codes left of a name holds one."""
        codes = [c for c in self.columns if c.meaning == "kode" and c.index < spot.column]
        return bool(codes) and is_code(strip.text(codes[-1].index))

    def _number(self, strip: Strip) -> str:
        for column in self.columns:
            if column.meaning == "no" and column.index in strip.spots:
                spot = strip.spots[column.index]
                if spot.again:
                    return ""
                return spot.label.strip()
        return ""

    def banner(self, item: Item) -> None:
        """Take what a line across the table names: the indicators below it are its own."""
        self.last[ACROSS] = item
        self.order.append(item)
        self.measures.entered[id(item)] = len(self.order)

    def _remember(self, item: Item, column: Column) -> None:
        self.last[column.index] = item
        self.order.append(item)
        self.measures.entered[id(item)] = len(self.order)

    def _result(self, strip: Strip, column: Column, spot: Spot) -> Item | None:
        """A result sentence among names: that of the component above it, else an objective."""
        last = None
        if self.order:
            last = self.order[-1]
        text = clean(spot.text)[1]
        if last and last.level in _COMPONENTS and not last.result and not last.indicators:
            last.result = Value(text, spot.place)
            return None
        number = clean(spot.text)[0] or self._number(strip)
        return self._objective(column, text, spot, number)

    def _outcome(self, strip: Strip, source: Column, spot: Spot) -> Item | None:
        """A result in its own column: that of the component of the row, else an objective."""
        measures = [c.index for c in self.measures.indicators if c.index > source.index]
        # A component right of the indicator is another thing of the row, and not what the result is of.
        end = min(measures, default=max(self.by_index) + 1)
        named = [c for c in self.sources if c.meaning in {*_COMPONENTS, "nama"}]
        aimed = any(c.meaning == "sasaran" for c in self.sources)
        if aimed and plain(source.head.rpartition(" / ")[2]) in _RESULTS:
            # Beside objectives, outcome and output are what a component of any column brings about.
            end = max(self.by_index) + 1
        beside = [c for c in named if c.index < end]
        text = clean(spot.text)[1]
        for column in reversed(beside):
            if column.index in strip.spots and not strip.spots[column.index].again:
                self.waiting = Value(text, spot.place)
                return None
        return self._objective(source, text, spot, self._number(strip))

    def _of_post(self) -> bool:
        """Whether what is read belongs to a post: one above, or the one that the sheet is about."""
        return "jabatan" in self.context.above or bool(self.context.post)

    def _objective(self, column: Column, text: str, spot: Spot, number: str) -> Item:
        """An objective, of the post that the rows are about where there is one."""
        level = "sasaran_jabatan" if self._of_post() else "sasaran"
        item = Item(level, text, spot.place, number=number)
        if self.context.post:
            item.texts["penanggung_jawab"] = Value(self.context.post, spot.place)
        self._remember(self.context.add(item), column)
        return item

    def _current(self, new: list[Item]) -> Item | None:
        components = [item for item in new if item.level in _COMPONENTS]
        if components or new:
            return (components or new)[-1]
        if self.order:
            return self.order[-1]
        return None

    def _outcomes(self, new: list[Item]) -> None:
        """Give the result that a row printed beside its component to that component."""
        current = self._current(new)
        if self.waiting is not None and current is not None:
            current.result = self.waiting
        self.waiting = None
