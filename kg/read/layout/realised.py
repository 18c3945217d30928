"""Columns of a tree that name by which program, activity or sub-activity a condition is realised."""

from __future__ import annotations

from dataclasses import replace

from kg.read.layout.columns import Column
from kg.read.layout.reading import LEVELS

__all__ = [
    "COMPONENTS",
    "REALISED",
    "beside_conditions",
    "beside_those_in_charge",
    "coded_as",
    "named_as",
]

#: Program, activity and sub-activity, without goals and objectives above them.
COMPONENTS = LEVELS[2:]


def named_as(level: str) -> str:
    """What the column of such names means beside a condition."""
    return f"wujud_{level}"


def coded_as(level: str) -> str:
    """What the column of their codes means."""
    return f"kode_wujud_{level}"


#: The meanings of all such columns.
REALISED = frozenset((*map(named_as, COMPONENTS), *map(coded_as, COMPONENTS)))


def beside_conditions(columns: list[Column]) -> list[Column]:
    """The columns of a tree, with components and their codes as what realises its conditions."""
    settled: list[Column] = []
    for column, right in zip(columns, [*columns[1:], None], strict=True):
        level = right.meaning if right is not None else ""
        if column.meaning in COMPONENTS:
            column = replace(column, meaning=named_as(column.meaning))
        elif column.meaning == "kode" and level in COMPONENTS:
            column = replace(column, meaning=coded_as(level))
        settled.append(column)
    return settled


def _carried_out(columns: list[Column]) -> list[Column]:
    """The columns with those of who carries out a row apart from those of who answers for it."""
    settled: list[Column] = []
    for column in columns:
        if column.meaning == "penanggung_jawab" and _carries_out(column):
            column = replace(column, meaning="pelaksana")
        settled.append(column)
    return settled


def beside_those_in_charge(columns: list[Column]) -> list[Column]:
    """Of a plan "Pelaksana" is whoever answers for a row, unless another column says who does."""
    in_charge = [c for c in columns if c.meaning == "penanggung_jawab" and not _carries_out(c)]
    return _carried_out(columns) if in_charge else columns


def _carries_out(column: Column) -> bool:
    """Whether a head names who carries out a condition, and not who answers for it."""
    return column.head.rpartition(" / ")[2].strip().casefold().startswith("pelaksana")
