"""Five years of targets that rise (or fall) within their bounds, as a document prints them."""

from __future__ import annotations

import random

__all__ = ["decimals", "falling", "percents", "rising", "steps"]

YEARS = 5


def percents(rng: random.Random) -> tuple[str, list[str]]:
    """A baseline and rising percentages that end at 100 at most."""
    step, start = rng.randint(1, 4), rng.randint(55, 80)
    values = [start + step * number for number in range(YEARS + 1)]
    return f"{values[0]}%", [f"{value}%" for value in values[1:]]


def falling(rng: random.Random) -> tuple[str, list[str]]:
    """A baseline and falling percentages."""
    step, start = rng.randint(1, 3), rng.randint(20, 40)
    values = [start - step * number for number in range(YEARS + 1)]
    return f"{values[0]}%", [f"{value}%" for value in values[1:]]


def decimals(rng: random.Random) -> tuple[str, list[str]]:
    """A baseline and rising points of an index between 25 and 100."""
    start = rng.randint(7600, 8400)
    values = [start]
    for _ in range(YEARS):
        values.append(values[-1] + rng.randint(20, 160))
    return _points(values[0]), [_points(value) for value in values[1:]]


def _points(value: int) -> str:
    return f"{value // 100},{value % 100:02d}"


def rising(rng: random.Random, most: int, unit: str) -> tuple[str, list[str]]:
    """A baseline and counts that rise each year."""
    start, step = rng.randint(1, most), rng.randint(1, 1 + most // 6)
    values = [start + step * number for number in range(YEARS + 1)]
    return f"{values[0]} {unit}", [f"{value} {unit}" for value in values[1:]]


def steps(rng: random.Random, most: int, unit: str) -> tuple[str, list[str]]:
    """A baseline and counts that end at ``most`` (2 or more); where there is no room to rise each year, one step up."""
    if most > YEARS + 1:
        start, values = 1, sorted(rng.sample(range(2, most), YEARS - 1))
        series = [*values, most]
    else:
        start, turn = most - 1, rng.randint(1, YEARS - 1)
        series = [most - 1] * turn + [most] * (YEARS - turn)
    return f"{start} {unit}", [f"{value} {unit}" for value in series]
