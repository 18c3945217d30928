"""Damages a share of the kecamatan and keeps the ledger of every finding that must follow."""

from __future__ import annotations

import csv
import random
from collections.abc import Sequence
from io import StringIO

from bench.nation.defects import KINDS, Kind, Planted
from bench.nation.defects.damage import DOCUMENT_WIDE
from bench.nation.plan import Plan

__all__ = ["COLUMNS", "damaged", "lines", "plant"]

COLUMNS = ("kecamatan", "periode", "jenis", "aturan", "bagian", "fokus", "perubahan")
#: The most defects of one kecamatan; each in a part of the tree of its own.
_MOST = 3


def plant(plan: Plan, kind: Kind, rng: random.Random, taken: set[str]) -> Planted | None:
    """Plant one defect where no other one stands; ``None`` where there is no such place."""
    free = [b for b in plan.branches if b.zone not in taken]
    if not free or (kind.whole and DOCUMENT_WIDE in taken):
        return None
    branch = rng.choice(free)
    planted = kind.plant(plan, branch, rng)
    if planted is not None:
        taken.add(DOCUMENT_WIDE if kind.whole else branch.zone)
    return planted


def damaged(plan: Plan, seed: str, share: float, kinds: Sequence[str] = ()) -> list[Planted]:
    """Damage the plan with the chance ``share``, by up to three kinds; what was planted."""
    rng = random.Random(f"{seed}/{plan.place.code}/cacat")
    if rng.random() >= share:
        return []
    names = list(kinds) or sorted(KINDS)
    wanted = rng.sample(names, min(rng.randint(1, _MOST), len(names)))
    # A kind for the whole document stands alone: it may touch any branch.
    if any(KINDS[name].whole for name in wanted):
        wanted = [next(name for name in wanted if KINDS[name].whole)]
    taken: set[str] = set()
    found = (plant(plan, KINDS[name], rng, taken) for name in wanted)
    return [planted for planted in found if planted is not None]


def lines(plan: Plan, planted: Sequence[Planted]) -> str:
    """The lines of the ledger: one for each finding that must be found."""
    text = StringIO()
    writer = csv.writer(text, lineterminator="\n")
    for defect in planted:
        for part, focus in defect.expected:
            writer.writerow(
                (
                    plan.place.code,
                    plan.period,
                    defect.kind,
                    part.partition("#")[0],
                    part,
                    focus,
                    defect.changed,
                )
            )
    return text.getvalue()
