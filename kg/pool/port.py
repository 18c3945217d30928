"""Where tasks are run.

The one port behind which processes of this machine or workers of a cluster stand.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from types import TracebackType
from typing import Any, Protocol, Self

from kg.pool.cluster import TOGETHER, Cluster
from kg.pool.pool import Outcome, Pool
from kg.pool.process import Job
from kg.pool.spending import TaskLimits

__all__ = ["Hands", "hands"]


class Hands(Protocol):
    """Carries out tasks between ``with`` and its end.

    ``peak`` is the most memory that one process was seen to hold, in bytes.
    """

    peak: int

    def __enter__(self) -> Self: ...

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None: ...

    def run(self, tasks: Iterable[Any]) -> Iterator[Outcome]:
        """One outcome for every task, as they come, in no order.

        :raises CouldNotError: nothing can be carried out at all.
        """


def hands(
    job: Job,
    jobs: int,
    limits: TaskLimits,
    cluster: str = "",
    kinds: Iterable[type] = (),
    together: int = TOGETHER,
) -> Hands:
    """Processes of this machine, or the cluster at an address; limits count for each task alike.

    ``kinds`` are the dataclasses that an answer from elsewhere may be, and at most so many of them
    travel ``together``.
    """
    if cluster:
        return Cluster(cluster, job, limits, kinds, together)

    return Pool(job, jobs, limits)
