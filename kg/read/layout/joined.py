"""The same row on several sheets, one a quarter, becomes one row with the values of all."""

from __future__ import annotations

from kg.read.layout.reading import LEVELS, Indicator, Item, Reading, Value
from kg.read.layout.words import plain

__all__ = ["join_pages"]

Key = tuple[str, str, str, str]


def join_pages(reading: Reading) -> None:
    """Join rows of different sheets that have level, code, text and parent in common."""
    kept: dict[Key, Item] = {}
    named: dict[tuple[str, ...], list[Item]] = {}
    moved: dict[int, Item] = {}
    items: list[Item] = []
    for item in reading.items:
        if item.parent is not None:
            item.parent = moved.get(id(item.parent), item.parent)
        key = (item.level, item.code, plain(item.text), _place_above(item))
        first = _elsewhere(item, named.setdefault(_name(item), []))
        if first is None:
            first = kept.setdefault(key, item)
        if first is item or first.page == item.page or not _is_plan(item):
            items.append(item)
            continue
        moved[id(item)] = first
        _join(reading, first, item)
    reading.items = items
    _below_codes(items)


def _name(item: Item) -> tuple[str, ...]:
    return item.level, plain(item.text), item.region


def _below_codes(items: list[Item]) -> None:
    """Put a row below the one that its code names, where that stands on a sheet before it."""
    coded: dict[tuple[str, str], list[Item]] = {}
    for item in items:
        if item.level in LEVELS and item.code:
            coded.setdefault((item.region, item.code), []).append(item)
    for item in items:
        if item.level in LEVELS:
            item.parent = _named_by_code(item, coded) or item.parent


def _named_by_code(item: Item, coded: dict[tuple[str, str], list[Item]]) -> Item | None:
    """The nearest row that the code of a row names, where it is nearer than the parent that it has."""
    above = item.parent.code if item.parent is not None else ""
    parts = item.code.split(".")
    for length in (5, 3):
        if length >= len(parts) or len(above.split(".")) >= length:
            continue
        found = coded.get((item.region, ".".join(parts[:length])), [])
        if len(found) == 1:
            return found[0]
    return None


def _elsewhere(item: Item, same: list[Item]) -> Item | None:
    """The one row of another sheet that is this one, where only one of both prints what is above it."""
    # A list that repeats names without their codes says nothing new of what they are.
    alike = [one for one in same if one.code == item.code or not (one.code and item.code)]
    others = [one for one in alike if one.page != item.page]
    if len(others) == 1 and len(alike) == 1:
        first = others[0]
        if item.parent is None or first.parent is None:
            first.parent = first.parent or item.parent
            return first
    same.append(item)
    return None


def _is_plan(item: Item) -> bool:
    return item.level not in {"jabatan", "tugas", "fungsi", "sasaran_jabatan"}


def _place_above(item: Item) -> str:
    return f"{item.region} {item.parent.place if item.parent else ''}"


def _add(reading: Reading, into: dict[str, Value], values: dict[str, Value]) -> None:
    """Take the values that are new; a value of one key that differs is told, never replaced."""
    for key, value in values.items():
        known = into.setdefault(key, value)
        if known.text != value.text:
            reading.doubt(value.place, "differs")


def _join(reading: Reading, first: Item, again: Item) -> None:
    first.again.append(again.place)
    first.code = first.code or again.code
    first.result = first.result or again.result
    _add(reading, first.money, again.money)
    _add(reading, first.spent, again.spent)
    for name, value in again.texts.items():
        first.texts.setdefault(name, value)
    known = {plain(indicator.text): indicator for indicator in first.indicators}
    for indicator in again.indicators:
        own = known.get(plain(indicator.text))
        if own is None:
            first.indicators.append(indicator)
        else:
            _join_indicator(reading, own, indicator)


def _join_indicator(reading: Reading, own: Indicator, again: Indicator) -> None:
    _add(reading, own.targets, again.targets)
    _add(reading, own.reached, again.reached)
    _add(reading, own.claimed, again.claimed)
    for name, value in again.texts.items():
        own.texts.setdefault(name, value)
