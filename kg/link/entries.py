"""One entry of a list on its way in, and how its code is read."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.derive.official.concept import LEVELS, Concept
from kg.errors import Problem
from kg.read.grid import Cell, Grid, Line, column_letter

__all__ = ["ListEntry", "ListReading", "code_in", "level_of", "parent_of"]

#: A whole code as printed: of a program, an activity, or a sub-activity of two or four digits.
_CODE = re.compile(r"(\d|X)\.(\d{2}|XX)\.\d{2}(\.\d\.\d{2}(\.(\d{2}|\d{4}))?)?")
#: Group four written with two digits.
_TWO = re.compile(r"((?:\d|X)\.(?:\d{2}|XX)\.\d{2}\.)0(\d\..+)")
#: Codes above the programs: urusan, bidang.
_ABOVE = re.compile(r"(\d|X)(\.(\d{2}|XX))?")
#: The groups that always have more than one digit.
_WIDE = (1, 2, 4, 5)
#: Blanks around the dots of a code.
_SPACED = re.compile(r"\s*\.\s*")
#: How many groups a program has, and the place of the last group of a sub-activity.
_PROGRAM, _LAST = 3, 5
#: A code of a procurement plan goes on with the account.
_ACCOUNT = re.compile(r"((?:\d+\.){5}\d+)\..*")


@dataclass(frozen=True)
class ListEntry:
    """A concept as read, with the place it was read from."""

    concept: Concept
    place: str


@dataclass
class ListReading:
    """What reading a list brings: entries, what is wrong, and remarks.

    ``digits`` is how many digits the last group of a sub-activity has in this list.
    """

    entries: list[ListEntry]
    problems: list[Problem]
    notes: list[Problem]
    digits: int = 0


def level_of(code: str) -> str:
    """The level of a code; empty for what stands above the programs.

    >>> level_of("7.01.02.2.01"), level_of("7.01")
    ('kegiatan', '')
    """
    return LEVELS.get(code.count(".") + 1, "")


def parent_of(code: str) -> str:
    """The code above; none above a program.

    >>> parent_of("7.01.02.2.01.0003"), parent_of("7.01.02.2.01"), parent_of("7.01.02")
    ('7.01.02.2.01', '7.01.02', '')
    """
    groups = code.split(".")
    if len(groups) == 6:
        return ".".join(groups[:5])
    # An activity has two groups of its own (2.01), so a program is two above it.
    if len(groups) == 5:
        return ".".join(groups[:3])
    return ""


def place_of(grid: Grid, line: Line, index: int) -> str:
    """Where a cell is, as a person finds it."""
    if grid.workbook:
        return f"{grid.place}!{column_letter(index)}{line.number}"
    return f"{grid.file}:{line.number}"


def code_in(cell: Cell, place: str, reading: ListReading) -> str:
    """The code in a cell; empty when there is none or it cannot be trusted, which is told."""
    text = _SPACED.sub(".", cell.text.strip()).strip(".")
    if not text:
        return ""
    if cell.number is not None:
        reading.problems.append(Problem("LINK-CODE-NUMBER", place, {"found": text}))
        return ""
    account = _ACCOUNT.fullmatch(text)
    if account is not None:
        text = account[1]
    if _CODE.fullmatch(text) and not _is_short(text, reading.digits):
        return text
    repaired = _padded(_repaired(text) or text, reading.digits)
    if _CODE.fullmatch(repaired):
        values = {"found": text, "right": repaired}
        reading.notes.append(Problem("LINK-REPAIRED", place, values))
        return repaired
    if not _ABOVE.fullmatch(text):
        code = "LINK-CODE-NUMBER" if _has_lost_zero(text) else "LINK-CODE"
        reading.problems.append(Problem(code, place, {"found": text[:60]}))
    return ""


def _repaired(code: str) -> str:
    """A code whose fourth group is written with a zero in front, without it.

    Empty for any other.
    """
    doubled = _TWO.fullmatch(code)
    if doubled is None:
        return ""
    return doubled[1] + doubled[2]


def _is_short(code: str, digits: int) -> bool:
    """Whether the last group of a sub-activity has fewer digits than its decree writes."""
    groups = code.split(".")
    return len(groups) == _LAST + 1 and len(groups[_LAST]) < digits


def _padded(code: str, digits: int) -> str:
    """A code with its zeros, where it is sure that they were left out in front.

    In a last group they always were. Another short group is a slip where its neighbours keep their
    zeros, and may have lost its end (2.10 that a spreadsheet took for 2.1); where no group begins
    with a zero, the code was written without them.
    """
    groups = code.split(".")
    if len(groups) < _PROGRAM or not all(groups):
        return code
    wide = [2 if place in _WIDE else 1 for place in range(len(groups))]
    wide[_LAST:] = [digits] * len(wide[_LAST:])
    is_short = []
    for group, least in zip(groups, wide, strict=True):
        is_short.append(len(group) < least)
    has_zeros = any(group.startswith("0") for group in groups[:_LAST])
    if has_zeros and any(is_short[:_LAST]):
        return code
    padded = []
    for group, least in zip(groups, wide, strict=True):
        padded.append(group.zfill(least))
    return ".".join(padded)


def _has_lost_zero(code: str) -> bool:
    """Whether a group is too short.

    A zero is lost when a spreadsheet took the code for a number.
    """
    groups = enumerate(code.split("."))
    return any(place in _WIDE and len(group) == 1 for place, group in groups)
