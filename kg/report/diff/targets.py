"""How the targets of one indicator changed.

In the same year, or from the last year of one plan to the first of the next.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from kg.derive.text import normal
from kg.read.numbers import quantity
from kg.walk.trace import Source
from kg.worker.facts import IndicatorFact

__all__ = ["TargetStep", "target_steps"]

_Kind = Literal["target-fell", "target-rose", "target-changed", "target-added", "target-removed"]


@dataclass(frozen=True)
class TargetStep:
    """One target before and after, each with its year as printed, and where both stand."""

    kind: _Kind
    before: str
    after: str
    old: Source | None
    new: Source | None


@dataclass(frozen=True)
class _Stated:
    """What one document states for one year; what is stated twice is told together."""

    year: str
    value: str
    source: Source

    @property
    def told(self) -> str:
        """Year and value."""
        return f"{self.year}: {self.value}"


def _targets(fact: IndicatorFact) -> dict[str, _Stated]:
    found: dict[str, _Stated] = {}
    sources = fact.target_sources or (fact.source,) * len(fact.targets)
    for (year, value), source in zip(fact.targets, sources, strict=True):
        first = found.get(year)
        if first is None:
            found[year] = _Stated(year, value, source)
        else:
            found[year] = _Stated(year, f"{first.value} | {value}", first.source)
    return found


def _kind(was: str, now: str) -> _Kind:
    """Whether a value fell or rose; where one of them is no number, that it changed.

    >>> _kind("90 %", "80%"), _kind("AA", "A")
    ('target-fell', 'target-changed')
    """
    before = quantity(was)
    after = quantity(now)
    if before is None or after is None or before.value == after.value:
        return "target-changed"
    # 90 % and 80 documents are no steps of one ladder.
    if normal(before.unit) != normal(after.unit):
        return "target-changed"
    if after.value < before.value:
        return "target-fell"
    return "target-rose"


def _step(was: _Stated, now: _Stated) -> TargetStep:
    return TargetStep(_kind(was.value, now.value), was.told, now.told, was.source, now.source)


def target_steps(before: IndicatorFact, after: IndicatorFact) -> Iterator[TargetStep]:
    """The targets that differ.

    Two plans with a year in common are held against each other year by year. Where one follows the
    other, only the last year of the first and the first year of the second are: that every year is
    another one is no change that anybody made.
    """
    was = _targets(before)
    now = _targets(after)
    if was and now and was.keys().isdisjoint(now):
        last = was[max(was)]
        first = now[min(now)]
        if last.value != first.value:
            yield _step(last, first)
        return
    for year in sorted(was.keys() | now.keys()):
        if year not in was:
            new = now[year]
            yield TargetStep("target-added", "", new.told, None, new.source)
        elif year not in now:
            old = was[year]
            yield TargetStep("target-removed", old.told, "", old.source, None)
        elif was[year].value != now[year].value:
            yield _step(was[year], now[year])
