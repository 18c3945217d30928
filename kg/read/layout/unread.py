"""Cells under a known head from which nothing was taken, and of which nothing was told: told now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kg.read.layout.choose import Tables
from kg.read.layout.columns import VALUES, Column
from kg.read.layout.content import is_empty
from kg.read.layout.page import Spot
from kg.read.layout.reading import LEVELS, Indicator, Item, Reading, Value
from kg.read.layout.realised import REALISED
from kg.read.layout.tables import Block
from kg.read.layout.words import plain

__all__ = ["tell_unread"]

#: Meanings of columns whose cells are all to be found in what was read.
_READ = frozenset(
    (
        *LEVELS,
        *VALUES.values(),
        *("nama", "kinerja", "kondisi", "jabatan", "tugas", "fungsi", "indikator"),
        *("formulasi", "definisi", "satuan", "sumber_data", "penanggung_jawab", "lokasi"),
        *("sumber_dana", "crosscutting", "unit", "pelaksana", "atasan", "mendukung"),
        *("arah", "tipe_penghitungan", "bukti", *REALISED),
    )
)
#: What keeps a column from being read as a whole, which is told at its head.
_TOLD = frozenset(("column-twice", "column-cumulative", "column-semester", "column-unread"))


def tell_unread(reading: Reading, tables: Tables) -> None:
    """Tell every filled cell of a column that is read, where nothing was read from it.

    So that what a reader has no place for is never lost in silence.
    """
    known = reading.again.union(_places(reading))
    known.update(left.place for left in (*reading.ignored, *reading.doubts))
    for page, found in tables:
        if page.title in known:
            continue
        for block, columns in found:
            for spot in _filled(block, columns, known):
                reading.doubt(spot.place, "unread")


def _filled(block: Block, columns: list[Column], known: set[str]) -> Iterator[Spot]:
    """The cells of a table that none of the known places covers."""
    read = {column.index for column in columns if _is_read(column)}
    for strip in block.body:
        if strip.hidden or strip.place in known:
            continue
        for spot in strip.own:
            if spot.column in read and spot.place not in known and _says(spot):
                yield spot


def _is_read(column: Column) -> bool:
    """Whether every filled cell of a column is to be read; of a change only what holds after it is."""
    if column.meaning not in _READ or column.why in _TOLD:
        return False
    return column.state not in {"semula", "selisih"}


def _says(spot: Spot) -> bool:
    return bool(plain(spot.text)) and not is_empty(spot.text)


def _places(reading: Reading) -> Iterator[str]:
    """The places of all that was read."""
    for item in reading.items:
        yield from (item.place, *item.again)
        if item.result is not None:
            yield item.result.place
        for values in _of_item(item):
            yield from (value.place for value in values)


def _of_item(item: Item) -> Iterator[Iterable[Value | Indicator]]:
    yield from (item.texts.values(), item.money.values(), item.spent.values(), item.indicators)
    yield item.proofs.values()
    for one in item.indicators:
        yield from (one.texts.values(), one.targets.values(), one.reached.values())
        yield from (one.claimed.values(), one.proofs.values())
