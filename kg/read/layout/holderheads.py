"""Cascading tables from left to right: columns headed by echelons or posts, the highest leftmost."""

from __future__ import annotations

from dataclasses import replace

from kg.read.layout.columns import Column
from kg.read.layout.echelons import holder_rank
from kg.read.layout.looks import Looks
from kg.read.layout.ranked import by_depth, unclear

__all__ = ["by_holders"]

#: What columns of names of such a table mean by themselves.
_NAMES = frozenset(("tujuan", "sasaran", "kinerja", "nama", "kondisi"))
#: Columns of a group that name who is to reach what stands in it.
_POSTS = frozenset(("jabatan", "penanggung_jawab", "pelaksana"))
_LEAST = 2


def _holder(column: Column) -> str:
    """The lowest part of a head that names a holder; empty where none does."""
    parts = column.head.split(" / ")
    named = [part for part in parts if holder_rank(part) is not None]
    if named:
        return named[-1]
    return ""


def by_holders(columns: list[Column], looks: Looks) -> list[Column]:
    """The columns with those of conditions headed by echelons or posts as levels of a tree, told.

    :raises InputError: LAYOUT-LEVELS where they do not stand from the highest to the lowest.
    """
    named = [column for column in columns if _holder(column) and _holds_names(column, looks)]
    ranks = [holder_rank(_holder(column)) or 0 for column in named]
    measured = any(column.meaning == "indikator" for column in columns)
    if not measured or len(set(ranks)) < _LEAST:
        return columns
    if ranks != sorted(set(ranks)):
        raise unclear(map(_holder, named), named[0].place)
    return _as_levels(columns, named)


def _as_levels(columns: list[Column], named: list[Column]) -> list[Column]:
    """The columns with these as conditions, each of the level that its place among them tells."""
    levels = by_depth(str(place + 1) for place in range(len(named)))
    settled: list[Column] = []
    groups = {column.group for column in named}
    for column in columns:
        if column.meaning in _POSTS and column.group in groups and column not in named:
            # Who is to reach what stands beside it in its group.
            column = replace(column, meaning="pemegang")
        if column in named:
            level = levels[named.index(column) + 1]
            column = replace(column, meaning="kondisi", level=level, why="level-holder")
        settled.append(column)
    return settled


def _holds_names(column: Column, looks: Looks) -> bool:
    """Whether a column below a holder says what is to be reached there, and not who answers for it."""
    kind, _ = looks.of(column.index)
    bare = " / " not in column.head and holder_rank(column.head) is not None
    return kind == "hasil" if bare else column.meaning in _NAMES
