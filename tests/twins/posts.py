"""Twins of the rules on posts and roles (CAS)."""

from __future__ import annotations

from tests.twins.world import Family, Slots, World

__all__ = ["CAPS", "POSTS"]

_POSTS = ("Camat", "KepalaSeksi", "Pelaksana", "JabatanFungsional")
_NODES = ("Outcome", "KondisiAntara", "KondisiOperasional")
_GOALS = ("Tujuan", "SasaranPerangkatDaerah")
_WORK = ("SasaranKegiatan", "SasaranSubKegiatan")
_ITEMS = ("Kegiatan", "SubKegiatan")
_RESULTS = (*_NODES, *_GOALS, *_WORK, "SasaranJabatan")


def _answers(world: World, n: int) -> bool:
    """Whether something answers for a result, or for what it is translated into other than a bare item."""
    found = world.to(n, "diterjemahkanKe")
    for t in world.to(n, "diterjemahkanKe"):
        found |= world.to(t, "memilikiSasaran") | world.to(t, "ditanggungjawabiOleh")
    return bool(world.to(n, "ditanggungjawabiOleh") or found - world.of(*_ITEMS))


def nobody(world: World) -> set[int]:
    """CAS-04: a result for which nothing answers; a node that is translated is judged by its translation.

    What answers and is no post is one finding, the other part's.
    """
    return {n for n in world.of(*_RESULTS) if not _answers(world, n)}


def no_post(world: World) -> set[int]:
    """CAS-04: a result for which something answers that is no post."""
    return {
        n for n in world.of(*_RESULTS) if world.to(n, "ditanggungjawabiOleh") - world.of(*_POSTS)
    }


def wrong_level(world: World) -> set[int]:
    """CAS-05: a camat on activities, or a post below the camat's deputies on goals and objectives of the office."""
    own = {n for n in world.of(*_ITEMS) if not world.to(n, "memilikiSasaran")}
    activities, goals = world.of(*_WORK) | own, world.of(*_GOALS)
    low = world.of("KepalaSeksi", "Pelaksana")
    on = {n: world.to(n, "ditanggungjawabiOleh") for n in range(len(world))}
    return {n for n in activities if on[n] & world.of("Camat")} | {n for n in goals if on[n] & low}


def idle(world: World) -> set[int]:
    """CAS-07: a post without indicator and without a result to answer for or to carry out."""
    roles = ("ditanggungjawabiOleh", "dilaksanakanOleh")
    return {
        n
        for n in world.of(*_POSTS)
        if not world.to(n, "memilikiIndikator") and not any(world.back(n, role) for role in roles)
    }


def two_owners(world: World) -> set[int]:
    """CAS-10: more than one post answers."""
    return {n for n in range(len(world)) if len(world.to(n, "ditanggungjawabiOleh")) > 1}


def elsewhere(world: World) -> set[int]:
    """CAS-12: a post of another organisation."""
    return {n for n in world.of(*_POSTS) if world.to(n, "postIn") & world.of("OrganisasiLain")}


def nobody_does_it(world: World) -> set[int]:
    """CAS-19: an operational condition without a performing post."""
    return {
        n
        for n in world.of("KondisiOperasional")
        if not world.to(n, "dilaksanakanOleh") & world.of(*_POSTS)
    }


_ROLE = {"ditanggungjawabiOleh": _POSTS}
_POST = Slots(
    {
        "melaporKe": _POSTS,
        "postIn": ("UnitKerja", "OrganisasiLain"),
        "memilikiIndikator": ("Indikator",),
    }
)
POSTS = Family(
    "posts",
    dict.fromkeys(_POSTS, _POST)
    | {
        kind: Slots(_ROLE | {"menopang": _NODES, "diterjemahkanKe": (*_GOALS, *_WORK, *_ITEMS)})
        for kind in _NODES
    }
    | {
        kind: Slots(_ROLE | {"menopang": (*_GOALS, *_WORK)})
        for kind in (*_GOALS, *_WORK, "SasaranJabatan")
    }
    | {kind: Slots(_ROLE | {"memilikiSasaran": _WORK}) for kind in _ITEMS}
    | {
        "KondisiOperasional": Slots(
            _ROLE
            | {
                "menopang": _NODES,
                "diterjemahkanKe": ("SubKegiatan", "SasaranSubKegiatan"),
                "dilaksanakanOleh": _POSTS,
            }
        ),
        "Indikator": Slots(),
        "UnitKerja": Slots(),
        "OrganisasiLain": Slots(),
    },
    {
        "CAS-04#ada": nobody,
        "CAS-04#jabatan": no_post,
        "CAS-05#jenjang": wrong_level,
        "CAS-07#ada": idle,
        "CAS-10#satu": two_owners,
        "CAS-12#organisasi": elsewhere,
        "CAS-19#ada": nobody_does_it,
    },
    size=12,
    batch=8,
)


def too_many(world: World, kind: str, most: int) -> set[int]:
    """CAS-16: a kecamatan with more units of a kind than the regulation allows."""
    return world.of("Kecamatan") if len(world.of(kind)) > most else set()


CAPS = Family(
    "caps",
    {"Kecamatan": Slots(), "KepalaSeksi": Slots(), "KepalaSubbagian": Slots()},
    {
        "CAS-16#seksi": lambda world: too_many(world, "KepalaSeksi", 5),
        "CAS-16#subbagian": lambda world: too_many(world, "KepalaSubbagian", 2),
    },
    size=16,
    batch=1,
)
