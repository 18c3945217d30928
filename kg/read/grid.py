"""A table of cells as any file of tables becomes one.

What stands in each cell, where it is, and what hides it.

Readers of workbooks and of delimited text make grids; the sheets of the form and every other layout
read nothing but grids.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

__all__ = [
    "EMPTY",
    "ERROR_WORDS",
    "Cell",
    "Grid",
    "Line",
    "column_letter",
    "decimal_of",
    "fraction",
]

#: What spreadsheets show where a formula has failed; pasted as values, they are plain text.
ERROR_WORDS = re.compile(
    r"#(REF|VALUE|NAME|DIV/0|N/A|NUM|NULL|SPILL|CALC|FIELD|GETTING_DATA)[!?]?|Err:\d{3}|#(NILAI|GALAT|NAMA|ANGKA|KOSONG)[!?]?",
    re.IGNORECASE,
)


def column_letter(index: int) -> str:
    """The letter that Excel shows for a column, counted from 0.

    >>> column_letter(0), column_letter(25), column_letter(26)
    ('A', 'Z', 'AA')
    """
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def decimal_of(value: float) -> Decimal:
    """The number that a spreadsheet shows for a stored one.

    Fifteen digits, no trace of binary fractions.

    >>> decimal_of(0.1 + 0.2), decimal_of(1e15)
    (Decimal('0.3'), Decimal('1000000000000000'))
    """
    return Decimal(f"{Decimal(f'{value:.15g}'):f}")


def fraction(number: Decimal) -> str:
    """A number with the decimal comma of Indonesian documents, and without separators of thousands.

    >>> fraction(Decimal("87.525")), fraction(Decimal("1250"))
    ('87,525', '1250')
    """
    return f"{number:f}".replace(".", ",")


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: its text as a person sees it, and its number where it holds one as such.

    ``number`` of a percentage is in percent; ``unit`` is what the number format prints behind it
    ("%", "Dokumen"); ``error`` is the failed formula's sign; ``uncomputed`` is a formula whose
    result was never saved, and ``formula`` that formula (a sentence typed with "=" before it is
    one); ``merged`` is the range whose value is read here again; ``indent`` is how far its style
    moves the text in, in units of its kind of file.
    """

    text: str = ""
    number: Decimal | None = None
    unit: str = ""
    day: date | None = None
    error: str = ""
    uncomputed: bool = False
    formula: str = ""
    struck: str = ""
    merged: str = ""
    indent: int = 0

    @property
    def filled(self) -> bool:
        """Whether the cell holds anything at all."""
        return bool(self.text or self.error or self.uncomputed)

    @property
    def printed(self) -> str:
        """The text as an Indonesian document prints it: a number with its decimal comma and unit.

        >>> Cell("87.525", Decimal("87.525")).printed, Cell("90%", Decimal(90), "%").printed
        ('87,525', '90%')
        """
        if self.number is None:
            return self.text
        gap = ""
        if self.unit not in {"", "%"}:
            gap = " "
        return fraction(self.number) + gap + self.unit


EMPTY = Cell()


@dataclass(frozen=True, slots=True)
class Line:
    """One row that holds something.

    Its number, its filled cells by column, and whether it is hidden.
    """

    number: int
    cells: dict[int, Cell]
    hidden: bool = False

    def cell(self, index: int) -> Cell:
        """The cell of a column counted from 0."""
        return self.cells.get(index, EMPTY)


@dataclass(frozen=True)
class Grid:
    """One worksheet, or one file of delimited text.

    ``lines`` holds only rows with content, so that far formatted cells cost nothing; ``merged`` are
    the ranges whose value is read for every row that they cover; ``formats_lost`` says that the
    file's reader gives numbers without their format, so that 90 % comes as 0.9; ``unread`` marks a
    file that is there and could not be read.
    """

    title: str
    file: str
    lines: tuple[Line, ...]
    workbook: bool
    merged: tuple[str, ...] = ()
    hidden: bool = False
    hidden_columns: frozenset[int] = frozenset()
    formats_lost: bool = False
    unread: bool = False

    @property
    def place(self) -> str:
        """Where the whole grid is, as a person finds it."""
        if self.workbook:
            return f"{self.file} {self.title}"
        return self.file
