"""The five documents, and copies of them that stand for other kecamatan."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from kg.assets import bundled_documents
from kg.read.inputs import read_paths
from kg.read.ontology import ontology
from kg.store.base import ntriples
from kg.worker.units import from_documents


def unit_bytes() -> dict[str, bytes]:
    """N-Triples of each document with its derived facts and the class hierarchy, by folder name."""
    documents = read_paths(bundled_documents())
    known = ontology()
    names = {(d.region, d.period): Path(d.name).name for d in documents}
    return {
        names[unit.region, unit.period]: ntriples(
            [*unit.statements(), *unit.derived(known), *known.hierarchy()]
        )
        for unit in from_documents(documents)
    }


def copies(count: int) -> list[bytes]:
    """``count`` copies of each document, each with IRIs of its own."""
    return [
        data.replace(b"/kinerja/id/", f"/kinerja/id/{number}-".encode())
        for data in unit_bytes().values()
        for number in range(count)
    ]


def seconds(work: Callable[[], object], repeat: int = 1) -> float:
    """The shortest wall time of a few runs."""
    best = float("inf")
    for _ in range(repeat):
        start = time.perf_counter()
        work()
        best = min(best, time.perf_counter() - start)
    return best
