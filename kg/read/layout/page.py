"""Pages: what layouts read, whether it came from a worksheet, a text file or a Word document."""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.read.grid import Cell, Grid, column_letter

__all__ = ["Page", "Spot", "Strip", "page_of"]


@dataclass(frozen=True, slots=True)
class Spot:
    """One filled cell with its place.

    ``again`` marks a merged cell that is read once more below its first row.
    """

    text: str
    place: str
    column: int
    cell: Cell
    again: bool = False

    @property
    def label(self) -> str:
        """The text where it is a number or code: 1.1 and not 1,1."""
        if self.cell.number is not None:
            return self.cell.text.strip()
        return self.text


@dataclass(frozen=True, slots=True)
class Strip:
    """One row: its filled cells by column, its place, and what hides it."""

    place: str
    number: int
    spots: dict[int, Spot]
    hidden: bool = False

    @property
    def own(self) -> list[Spot]:
        """The cells that are written in this very row, from left to right."""
        found: list[Spot] = []
        for i in sorted(self.spots):
            if not self.spots[i].again:
                found.append(self.spots[i])
        return found

    @property
    def texts(self) -> list[str]:
        """What these cells say."""
        return [spot.text for spot in self.own]

    @property
    def line(self) -> str:
        """The row as one line of text."""
        return " ".join(self.texts)

    def text(self, column: int) -> str:
        """The text of a column; empty when there is none."""
        spot = self.spots.get(column)
        return spot.text if spot else ""


@dataclass(frozen=True)
class Page:
    """One worksheet, or one Word document with its paragraphs and tables in reading order.

    ``left`` and ``doubts`` are places with the keys of reasons, where its rows were put in order.
    """

    title: str
    file: str
    strips: tuple[Strip, ...]
    hidden: bool = False
    hidden_columns: frozenset[int] = frozenset()
    remarks: tuple[tuple[str, str], ...] = field(default=())
    left: tuple[tuple[str, str], ...] = ()
    doubts: tuple[tuple[str, str], ...] = ()


def _spot(cell: Cell, place: str, column: int, first: bool) -> Spot:
    if cell.error or cell.uncomputed:
        text = cell.formula
    else:
        text = cell.printed
    text = text or cell.error
    return Spot(text.strip(), place, column, cell, again=bool(cell.merged) and not first)


def page_of(grid: Grid) -> Page:
    """A grid as a page.

    A merged range is read for every row that it covers; its first row counts as written, the others
    as read again. Columns that are hidden are kept apart: they are never content.
    """
    strips: list[Strip] = []
    for line in grid.lines:
        spots: dict[int, Spot] = {}
        for column, cell in line.cells.items():
            if not cell.filled or column in grid.hidden_columns:
                continue
            letter = column_letter(column)
            first = not cell.merged or cell.merged.partition(":")[0] == f"{letter}{line.number}"
            place = f"{grid.title}!{letter}{line.number}"
            spots[column] = _spot(cell, place, column, first)
        if spots:
            strips.append(Strip(f"{grid.title}!{line.number}", line.number, spots, line.hidden))
    return Page(grid.title, grid.file, tuple(strips), grid.hidden, grid.hidden_columns)
