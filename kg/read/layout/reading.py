"""What was read from a conventional document.

Rows with their indicators and values, and what was left out or is doubtful.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.read.layout.columns import Column

__all__ = ["LEVELS", "Indicator", "Item", "Left", "Reading", "Value"]

#: The levels of a plan from the top down.
LEVELS = ("tujuan", "sasaran", "program", "kegiatan", "sub_kegiatan")


@dataclass(frozen=True)
class Value:
    """A value as printed, with its cell; ``before`` is what a change replaced.

    ``nature`` is kumulatif for a value that counts from the start of the year.
    """

    text: str
    place: str
    before: str = ""
    nature: str = ""


@dataclass
class Indicator:
    """One indicator with its targets and realisations by year or year and quarter."""

    text: str
    place: str
    number: str = ""
    texts: dict[str, Value] = field(default_factory=dict)
    targets: dict[str, Value] = field(default_factory=dict)
    reached: dict[str, Value] = field(default_factory=dict)
    #: Achievements as printed, in percent.
    claimed: dict[str, Value] = field(default_factory=dict)
    #: What proves that it was reached.
    proofs: dict[str, Value] = field(default_factory=dict)
    #: Signs printed instead of the target of a year, by year.
    dashes: dict[str, Value] = field(default_factory=dict)


@dataclass
class Item:
    """One row of the document: a goal, objective, component, condition, post, duty or function."""

    level: str
    text: str
    place: str
    page: str = ""
    code: str = ""
    #: The code in the older form that the document prints, where it does.
    older_code: str = ""
    number: str = ""
    parent: Item | None = None
    kind: str = ""
    identifier: str = ""
    above: str = ""
    region: str = ""
    result: Value | None = None
    texts: dict[str, Value] = field(default_factory=dict)
    indicators: list[Indicator] = field(default_factory=list)
    money: dict[str, Value] = field(default_factory=dict)
    spent: dict[str, Value] = field(default_factory=dict)
    #: What proves the spending of a row without indicators.
    proofs: dict[str, Value] = field(default_factory=dict)
    again: list[str] = field(default_factory=list)
    #: Further objectives that a program supports, beside the one above it.
    also_above: list[Item] = field(default_factory=list)
    #: The post that signs the sheet, and so promises what it states.
    promised_by: Value | None = None
    #: The condition of the tree whose words the objective of a post repeats.
    answers: Item | None = None


@dataclass(frozen=True)
class Left:
    """A row, cell, column or sheet that was left out, or is doubtful, and the key of the reason."""

    place: str
    why: str


@dataclass
class Reading:
    """All that was read from one file with one layout."""

    layout: str
    items: list[Item] = field(default_factory=list)
    ignored: list[Left] = field(default_factory=list)
    doubts: list[Left] = field(default_factory=list)
    columns: list[Column] = field(default_factory=list)
    region: str = ""
    period: str = ""
    kind: str = ""
    changed: bool = False
    #: Conditions with the rows of the plan that realise them, and where the document says so.
    realised: list[tuple[Item, Item, str]] = field(default_factory=list)
    #: Titles of sheets that name another period.
    titles: list[Value] = field(default_factory=list)
    #: The years of rows, in a table that has a row for each.
    years: set[int] = field(default_factory=set)
    #: Cells that print again what was read before.
    again: set[str] = field(default_factory=set, repr=False)
    _told: set[Left] = field(default_factory=set, repr=False)

    def ignore(self, place: str, why: str) -> None:
        """Count something as left out."""
        self.ignored.append(Left(place, why))

    def doubt(self, place: str, why: str) -> None:
        """Tell a cell that a person must look at; once for each cell and reason."""
        left = Left(place, why)
        if left not in self._told:
            self._told.add(left)
            self.doubts.append(left)
