"""One question put to many units by several processes.

The rows come in the order of the units all the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from kg.errors import CouldNotError
from kg.pool.pool import Pool
from kg.pool.spending import TaskLimits
from kg.read.ontology import ontology
from kg.store.counted import WholeGraphs
from kg.store.opening import open_store
from kg.terms import UnitKey
from kg.worker.asked import Asked
from kg.worker.asking import graphs_of, unit_rows

__all__ = ["AskJob", "rows_by_processes"]

#: So many units are one task.
_UNITS = 20

Share = tuple[int, tuple[UnitKey, ...]]
Rows = list[list[str]]


@dataclass(frozen=True)
class AskJob:
    """Handed to every worker: opens the store for itself, for reading only."""

    asked: Asked
    store: str

    def __call__(self) -> Callable[[Share], list[Rows]]:
        """Open the store and give the function that answers for some units."""
        store = open_store(Path(self.store), write=False)
        known = ontology()

        def answer_share(share: Share) -> list[Rows]:
            found: list[Rows] = []
            for unit in share[1]:
                found.append(unit_rows(self.asked, unit, store, known))
            return found

        return answer_share


def _shares(units: tuple[UnitKey, ...]) -> list[Share]:
    """The units in tasks of so many, numbered in their order.

    >>> [len(units) for _, units in _shares((UnitKey("a", "b"),) * 45)]
    [20, 20, 5]
    """
    starts = range(0, len(units), _UNITS)
    found: list[Share] = []
    for number, start in enumerate(starts):
        found.append((number, units[start : start + _UNITS]))
    return found


def rows_by_processes(
    asked: Asked,
    store: Path,
    jobs: int,
    limits: TaskLimits,
) -> Iterator[Rows]:
    """The rows of every unit, in the order of the units.

    :raises CouldNotError: a process died or took too long; which one, the message says.
    """
    shares = _shares(tuple(asked.units))
    job = AskJob(asked, str(store))
    processes = min(jobs, max(1, len(shares)))
    counts = WholeGraphs(store)  # before the processes open it
    # Shares are done in any order; those that are early wait for the ones before them.
    waiting: dict[int, list[Rows]] = {}
    following = 0
    with Pool(job, processes, replace(limits, seconds=limits.seconds * _UNITS)) as pool:
        for outcome in pool.run(shares):
            number, units = outcome.task
            if outcome.problem is not None:
                raise CouldNotError(replace(outcome.problem, where=" ".join(units[0])))

            waiting[number] = outcome.answer
            while following in waiting:
                yield from waiting.pop(following)
                following += 1
    # All units were asked, so each process has counted what was not known to be whole.
    counts.keep(graph.value for graph in graphs_of(asked))
