"""Whether a check is one of many units, decided before anything that checks many is loaded."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from kg.assets import bundled_documents
from kg.limits import DEFAULT
from kg.pool.spending import TaskLimits
from kg.read.place import Located, located
from kg.read.url import UrlPath
from kg.report.bundle.whole_check import Wanted
from kg.store.catalogue import entries
from kg.store.opening import open_store
from kg.worker.nation.nation_inputs import found_below

__all__ = ["Crew", "is_many", "units_meant"]


@dataclass(frozen=True)
class Crew:
    """Who checks, and what one unit may cost.

    How many processes or which cluster; ``retry`` tries again the units that a limit ended.
    """

    jobs: int | None
    limits: TaskLimits
    retry: bool = False
    cluster: str = ""


def is_many(
    wanted: Wanted,
    crew: Crew,
    outputs: Iterable[Located],
) -> bool:
    """Whether the check is one of many units.

    It is when processes, a cluster or an address are asked for, or when there are more than
    :data:`kg.limits.Limits.many_units`.
    """
    inputs = list(map(located, wanted.paths))
    if crew.cluster or any(isinstance(place, UrlPath) for place in (*inputs, *outputs)):
        return True
    if crew.jobs is not None:
        return crew.jobs > 0

    return units_meant(wanted) > DEFAULT.many_units


def units_meant(wanted: Wanted) -> int:
    """How many inputs or units a check is about.

    One more than :data:`kg.limits.Limits.many_units` for any more.

    What has to be read or asked for to be counted counts as one.
    """
    inputs = list(map(located, wanted.paths))
    if inputs:
        found = found_below(path for path in inputs if path.exists())
        return max(1, sum(1 for _ in islice(found, DEFAULT.many_units + 1)))
    if wanted.sample:
        return len(bundled_documents())

    folder = Path(wanted.store)
    if wanted.endpoint is not None or not folder.exists():
        return 1

    units = {entry.unit for entry in entries(open_store(folder, write=False))}
    return max(1, len(units))
