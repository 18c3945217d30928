"""Where the time of one kecamatan goes: what a worker does, step by step, over many of them."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from kg.pool.child import settle
from kg.read.gate import sha256
from kg.read.inputs import read_paths
from kg.rules.check import check_view
from kg.rules.statements import of_view
from kg.worker.equipment import Settings, equip, warm_up
from kg.worker.units import from_documents

__all__ = ["stages"]

Made = TypeVar("Made")


class _Clock:
    """Processor seconds by step."""

    def __init__(self) -> None:
        self.spent: dict[str, float] = {}

    def take(self, step: str, work: Callable[[], Made]) -> Made:
        """Do it, and count what it takes."""
        start = time.process_time()
        made = work()
        self.spent[step] = self.spent.get(step, 0.0) + time.process_time() - start
        return made


def stages(paths: Sequence[Path], cold: int = 10) -> dict[str, float]:
    """Seconds of one kecamatan by step, without those of the first few, which load what is loaded once.

    *Rules* is the whole of judging and telling; *engine* is the part of it in which shapes are held against statements.
    """
    cold = min(cold, len(paths) // 2)
    tools, clock = equip(Settings()), _Clock()
    warm_up(tools)
    settle()
    live = tuple(rule for rule in tools.rules if rule.kind != "manual" and not rule.off)
    for number, path in enumerate(paths):
        if number == cold:
            clock = _Clock()
        clock.take("digest", lambda p=path: sha256(p.read_bytes()))
        documents = clock.take("read and check terms", lambda p=path: read_paths([p]))
        unit = from_documents(documents)[0]
        view = clock.take("index", lambda u=unit: u.view(tools.ontology))
        whole = clock.take(
            "derive", lambda u=unit: u.whole(tools.ontology, tools.lists, tools.nomenclature)
        )
        clock.take("engine", lambda w=whole: tools.engine.run(live, of_view(w)))
        clock.take("rules", lambda u=unit, w=whole: check_view(u.key, w, tools.rules, tools.engine))
        clock.take(
            "extract for kg cross",
            lambda u=unit, v=view, w=whole: tools.extractor.rows(u.key, v, w),
        )
    return {step: seconds / max(1, len(paths) - cold) for step, seconds in clock.spent.items()}
