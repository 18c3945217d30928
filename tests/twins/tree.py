"""Twins of the rules on the performance tree (STR)."""

from __future__ import annotations

import re
from collections import Counter

from tests.twins.world import Family, Slots, World

__all__ = ["LABELS", "PRINTS", "TREE"]

_NODES = ("Outcome", "KondisiStrategis", "KondisiAntara", "KondisiOperasional")
_PARENTS = {
    "KondisiStrategis": {"Outcome"},
    "KondisiAntara": {"KondisiStrategis", "KondisiAntara"},
    "KondisiOperasional": {"KondisiAntara"},
}


def one_root(world: World) -> set[int]:
    """STR-01: a document with a tree has exactly one outcome that supports nothing."""
    tops = [n for n in world.of("Outcome") if not world.to(n, "menopang")]
    return {-1} if world.of(*_NODES) and len(tops) != 1 else set()


def no_parent(world: World) -> set[int]:
    """STR-02: a condition that supports nothing."""
    return {n for n in world.of(*_PARENTS) if not world.to(n, "menopang")}


def two_parents(world: World) -> set[int]:
    """STR-02: a condition that supports more than one node."""
    return {n for n in world.of(*_PARENTS) if len(world.to(n, "menopang")) > 1}


def cycle(world: World) -> set[int]:
    """STR-03: a node that supports itself in the end."""
    return {n for n in world.of(*_NODES) if n in world.above(n, "menopang")}


def skipped(world: World, kind: str) -> set[int]:
    """STR-04: a condition whose parent is not of the level above."""
    return {
        n
        for n in world.of(kind)
        if any(world[p].kind not in _PARENTS[kind] for p in world.to(n, "menopang"))
    }


def early_leaf(world: World) -> set[int]:
    """STR-05: a node that is not operational and that nothing supports."""
    return {
        n
        for n in world.of("Outcome", "KondisiStrategis", "KondisiAntara")
        if not world.back(n, "menopang")
    }


def unanswered(world: World) -> set[int]:
    """STR-06: a factor without a condition."""
    return {n for n in world.of("CSF") if not world.to(n, "kondisiDiperlukan") & world.of(*_NODES)}


def early_unit(world: World) -> set[int]:
    """STR-12: a unit that a table of stage 1 to 3 names."""
    units = {n for n in world.of("PernyataanLain") if "unit" in world.text(n, "jenisTeks")}
    return {n for n in units if any(int(stage) <= 3 for stage in world.text(n, "tahap"))}


def with_itself(world: World) -> set[int]:
    """STR-14: a crosscutting with the own kecamatan."""
    return {
        n
        for n in world.of(*_NODES)
        if any(world[o].kind == "Kecamatan" for o in world.to(n, "crosscuttingDengan"))
    }


def only_child(world: World) -> set[int]:
    """STR-16: alone below its parent."""
    below = {n: world.back(n, "menopang") & world.of(*_NODES) for n in world.of(*_NODES)}
    return {min(c) for c in below.values() if len(c) == 1}


_WORD = re.compile(r"\w+")


def same_wording(world: World) -> set[int]:
    """STR-07: two nodes, or two rows of the plan, of one document in the same words; posts are compared elsewhere."""
    nodes, rows = world.of(*_NODES), world.of("Tujuan", "SasaranProgram")
    words = {n: _WORD.findall(" ".join(world.text(n, "label")).lower()) for n in nodes | rows}
    return {
        n
        for n in nodes | rows
        if words[n] and any(words[m] == words[n] for m in (nodes if n in nodes else rows) - {n})
    }


def reworded(world: World) -> set[int]:
    """STR-09: a print in other words than most prints of its node; the node itself decides when there is no majority."""
    broken = set()
    for node in world.of(*_NODES):
        prints = [node, *sorted(world.back(node, "cetakUlangDari") & world.of("CetakUlang"))]
        texts = {n: world.text(n, "label")[0].lower() for n in prints if world.text(n, "label")}
        counts = Counter(texts.values())
        usual = next((t for t in texts.values() if counts[t] == max(counts.values())), "")
        broken |= {n for n, text in texts.items() if text != usual}
    return broken


def _slots(kind: str) -> Slots:
    return Slots(
        {
            "menopang": tuple(sorted(_PARENTS.get(kind, ()))) or ("Tujuan",),
            "crosscuttingDengan": ("OrganisasiLain",),
        }
    )


TREE = Family(
    "tree",
    {kind: _slots(kind) for kind in _NODES}
    | {
        "CSF": Slots({"kondisiDiperlukan": ("KondisiStrategis",)}),
        "OrganisasiLain": Slots(),
        "Kecamatan": Slots(),
        "PernyataanLain": Slots(
            {}, {"jenisTeks": ("unit", "unit", "judul"), "tahap": ("1", "3", "4", "5")}
        ),
    },
    {
        "STR-01#puncak": one_root,
        "STR-02#ada": no_parent,
        "STR-02#satu": two_parents,
        "STR-03#lingkaran": cycle,
        "STR-04#strategis": lambda world: skipped(world, "KondisiStrategis"),
        "STR-04#antara": lambda world: skipped(world, "KondisiAntara"),
        "STR-04#operasional": lambda world: skipped(world, "KondisiOperasional"),
        "STR-05#berlanjut": early_leaf,
        "STR-06#ada": unanswered,
        "STR-12#unit": early_unit,
        "STR-14#lain": with_itself,
        "STR-16#bukti": only_child,
    },
    size=9,
)
_TEXTS = (
    "Terwujudnya layanan prima",
    "terwujudnya  Layanan, prima.",
    "Meningkatnya ketertiban",
    "Tertib arsip",
    "MENINGKATNYA ketertiban",
)
LABELS = Family(
    "labels",
    {kind: Slots({}, {"label": _TEXTS}) for kind in (*_NODES, "Tujuan", "SasaranProgram")},
    {"STR-07#bukti": same_wording},
    size=4,
)
PRINTS = Family(
    "prints",
    {
        kind: Slots({}, {"label": ("Terwujudnya layanan", "Terwujudnya tertib")})
        for kind in ("Outcome", "KondisiAntara")
    }
    | {
        "CetakUlang": Slots(
            {"cetakUlangDari": ("Outcome", "KondisiAntara")},
            {"label": ("Terwujudnya layanan", "terwujudnya layanan", "Terwujudnya tertib")},
        )
    },
    {"STR-09#bukti": reworded},
)
