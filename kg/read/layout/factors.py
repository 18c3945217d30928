"""Critical success factors in a column of their own, beside the conditions that answer them."""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.read.layout.columns import Column
from kg.read.layout.content import is_empty
from kg.read.layout.context import Context
from kg.read.layout.levels import clean
from kg.read.layout.page import Strip
from kg.read.layout.reading import Item
from kg.read.layout.words import condition_level, plain

__all__ = ["MARKS", "Factors", "has_factors", "is_tree"]

#: Columns that tell the kinds or places of rows, and those of their names.
MARKS = frozenset(("jenis", "induk", "id"))
_NAMES = frozenset(("nama", "kinerja", "sasaran", "tujuan"))


def _of_factors(columns: list[Column]) -> list[Column]:
    return [c for c in columns if c.meaning == "kondisi" and condition_level(c.head) == "csf"]


def has_factors(columns: list[Column]) -> bool:
    """Whether one column names conditions of all levels, and one the factors that they answer."""
    meanings = [column.meaning for column in columns]
    listed = bool(MARKS.intersection(meanings) and _NAMES.intersection(meanings))
    return listed and len(_of_factors(columns)) == meanings.count("kondisi") == 1


def is_tree(meanings: set[str], *, listed: bool, marked: bool) -> bool:
    """Whether a table holds conditions, and not the posts or the plan beside them.

    ``listed`` says that it is of a tree document, ``marked`` that a table of it tells kinds.
    """
    marks = not marked or not meanings.isdisjoint(MARKS)
    return "kondisi" in meanings or (listed and marks)


@dataclass
class Factors:
    """The factors of one table; each stands between the condition that answers it and what is above that."""

    context: Context
    columns: list[Column]
    answered: list[tuple[Item, Item]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.index = next((c.index for c in _of_factors(self.columns)), -1)

    def read(self, strip: Strip, item: Item) -> None:
        """Take the factor beside a condition; one cell merged over several is one factor."""
        spot = strip.spots.get(self.index)
        if spot is None or is_empty(spot.text) or item.level in {"csf", "outcome"}:
            return
        number, text = clean(spot.text)
        last = self.answered[-1][1] if self.answered else None
        same = last is not None and plain(last.text) == plain(text)
        if last is not None and same:
            self.context.reading.again.add(spot.place)
            self.answered.append((item, last))
            return
        factor = Item("csf", text, spot.place, number=number, kind="csf")
        factor.page, factor.region = self.context.page, self.context.region
        items = self.context.reading.items
        items.insert(len(items) - 1, factor)
        self.answered.append((item, factor))

    def settle(self) -> None:
        """Put every factor above the conditions that answer it, below what stands above the first."""
        for item, factor in self.answered:
            if factor.parent is None:
                factor.parent = item.parent
            if factor.parent is item.parent:
                item.parent = factor
