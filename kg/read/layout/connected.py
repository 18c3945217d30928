"""What the tables of one document say of each other: conditions, plan and posts are joined."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from kg.read.layout.content import code_and_name, is_code
from kg.read.layout.levels import clean
from kg.read.layout.reading import LEVELS, Item, Reading, Value
from kg.read.layout.realised import COMPONENTS, coded_as, named_as
from kg.read.layout.words import condition_level, plain
from kg.read.layout.writing import TREE

__all__ = ["connect"]

_PARTS = re.compile(r"\s*[;\n]\s*")
#: Goals and objectives in the very words of a condition translate it.
_AIMS = frozenset(("tujuan", "sasaran"))


def connect(reading: Reading) -> None:
    """Join conditions to the plan that realises them, and objectives of posts to conditions."""
    if any(item.level in TREE for item in reading.items):
        _Connecting(reading).all()


@dataclass
class _Connecting:
    """Conditions and rows of the plan, as other tables name them."""

    reading: Reading
    told: set[tuple[int, int]] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.conditions = [item for item in self.reading.items if item.level in TREE]
        self.plan = [item for item in self.reading.items if item.level in LEVELS]

    def all(self) -> None:
        """All that the tables say of each other."""
        for item in list(self.plan):
            self._supports(item)
        self._below_aims()
        for condition in self.conditions:
            self._realised(condition)
        for item in self.reading.items:
            if item.level == "sasaran_jabatan":
                item.answers = _only([c for c in self.conditions if _same(c, item.text)])

    def _join(self, condition: Item, row: Item, place: str) -> None:
        if (id(condition), id(row)) not in self.told:
            self.told.add((id(condition), id(row)))
            self.reading.realised.append((condition, row, place))

    def _supports(self, item: Item) -> None:
        """What a row of the plan says to support: conditions, or the row above it."""
        if item.level in _AIMS:
            aims = [c for c in self.conditions if c.level != "csf"]
            same = _only([c for c in aims if _same(c, item.text)])
            if same is not None:
                self._join(same, item, item.place)
        stated = item.texts.get("mendukung")
        if stated is not None:
            for name in _PARTS.split(stated.text):
                self._supports_named(item, name, stated.place)

    def _supports_named(self, item: Item, name: str, place: str) -> None:
        """A row of the plan stands below another row of the plan, or a condition, of that name."""
        row = _named(self.plan, name)
        if row is not None and row is not item and _is_above(row, item):
            item.parent = row
            return
        condition = _named(self.conditions, name)
        if condition is not None:
            self._join(condition, item, place)
        else:
            self.reading.doubt(place, "supports")

    def _below_aims(self) -> None:
        """Put a program below the objective of the first condition that it says to support."""
        aims = {id(c): row for c, row, _ in self.reading.realised if row.level == "sasaran"}
        settled: set[int] = set()
        kept: list[tuple[Item, Item, str]] = []
        for condition, row, place in self.reading.realised:
            aim = aims.get(id(condition))
            if row.level != "program" or aim is None:
                kept.append((condition, row, place))
            elif id(row) in settled:
                if aim is not row.parent and aim not in row.also_above:
                    row.also_above.append(aim)
            else:
                settled.add(id(row))
                row.parent = aim
        self.reading.realised = kept

    def _realised(self, condition: Item) -> None:
        """The components that a tree prints beside a condition."""
        above: Item | None = None
        lowest: list[tuple[Item, str]] = []
        for level in COMPONENTS:
            found = self._components(condition, level, above)
            lowest = found or lowest
            above = found[0][0] if found else above
        for row, place in lowest:
            self._join(condition, row, place)
        self._paid(condition, [row for row, _ in lowest])

    def _paid(self, condition: Item, rows: list[Item]) -> None:
        """The money beside a condition is that of the one row that realises it, else it is told."""
        if len(rows) == 1:
            for key, value in condition.money.items():
                held = rows[0].money.setdefault(key, value)
                if held.text != value.text:
                    self.reading.doubt(value.place, "money-twice")
        else:
            for value in condition.money.values():
                self.reading.doubt(value.place, "money-condition")

    def _components(
        self, condition: Item, level: str, above: Item | None
    ) -> list[tuple[Item, str]]:
        named, coded = condition.texts.get(named_as(level)), condition.texts.get(coded_as(level))
        if named is None:
            return []
        names = list(filter(None, _PARTS.split(named.text)))
        codes = _PARTS.split(coded.text) if coded else []
        found: list[tuple[Item, str]] = []
        for place, name in enumerate(names):
            code, text = code_and_name(clean(name)[1])
            if len(codes) == len(names) and is_code(codes[place]):
                code = codes[place]
            found.append((self._component(level, code, text, named, above), named.place))
        return found

    def _component(self, level: str, code: str, text: str, cell: Value, above: Item | None) -> Item:
        """The row of the plan of that code or name; a new one where no table lists it."""
        same = [row for row in self.plan if row.level == level]
        row = _only([one for one in same if code and one.code == code])
        row = row or _only([one for one in same if _same(one, text)])
        if row is None:
            row = Item(level, text, cell.place, code=code, parent=above)
            self.reading.items.append(row)
            self.plan.append(row)
        return row


def _only(found: list[Item]) -> Item | None:
    return found[0] if len(found) == 1 else None


def _same(item: Item, text: str) -> bool:
    return plain(item.text) == plain(text)


def _named(items: list[Item], name: str) -> Item | None:
    """The one item of that number, code, wording or level."""
    flat = name.strip(" .")
    for of in (
        [item for item in items if flat in {item.number.strip(" ."), item.code, item.identifier}],
        [item for item in items if _same(item, flat)],
        [item for item in items if item.level in {plain(flat), condition_level(flat)}],
    ):
        if len(of) == 1:
            return of[0]
    return None


def _is_above(row: Item, item: Item) -> bool:
    return row.level in LEVELS and LEVELS.index(row.level) < LEVELS.index(item.level)
