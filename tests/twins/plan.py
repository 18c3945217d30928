"""Twins of the rules on the levels of the plan (CAS)."""

from __future__ import annotations

from tests.twins.world import Family, Slots, World

__all__ = ["PLAN"]

_OFFICE = "SasaranPerangkatDaerah"
#: The objectives of the office; a document that knows no finer classes says ``kin:Sasaran``.
_OBJECTIVES = (_OFFICE, "Sasaran")


def _goal(world: World, objective: int) -> bool:
    return bool(world.above(objective, "menopang") & world.of("Tujuan"))


def _objectives(world: World, program: int) -> set[int]:
    """The objectives of the office that a program supports: directly, or by its own objective."""
    own = world.to(program, "memilikiSasaran")
    higher = {o for s in own for o in world.above(s, "menopang")}
    return (world.to(program, "mendukungSasaran") | own | higher) & world.of(*_OBJECTIVES)


def _complete(world: World, program: int) -> bool:
    return any(_goal(world, o) for o in _objectives(world, program))


def objective_without_goal(world: World) -> set[int]:
    """CAS-01: an objective of the office that leads to no goal."""
    return {n for n in world.of(_OFFICE) if not _goal(world, n)}


def objective_without_program(world: World) -> set[int]:
    """CAS-01: an objective of the office that no program supports."""
    return world.of(_OFFICE) - {o for p in world.of("Program") for o in _objectives(world, p)}


def lost_program(world: World) -> set[int]:
    """CAS-01: a program that leads to no goal by way of an objective of the office."""
    return {n for n in world.of("Program") if not _complete(world, n)}


def loose_sub_activity(world: World) -> set[int]:
    """CAS-02: a sub-activity in no activity."""
    return {
        n for n in world.of("SubKegiatan") if not world.to(n, "bagianDari") & world.of("Kegiatan")
    }


def empty_program(world: World) -> set[int]:
    """CAS-02: a program without an activity."""
    return {
        n for n in world.of("Program") if not world.back(n, "bagianDari") & world.of("Kegiatan")
    }


def program_alone(world: World) -> set[int]:
    """CAS-14: a program that supports no objective of the office."""
    return {n for n in world.of("Program") if not _objectives(world, n)}


_LEVELS = {
    "outcome": ("Outcome", ("Tujuan",)),
    "strategis": ("KondisiStrategis", _OBJECTIVES),
    "antara": ("KondisiAntara", ("Program", "Kegiatan", "SasaranProgram", "SasaranKegiatan")),
    "operasional": ("KondisiOperasional", ("SubKegiatan", "SasaranSubKegiatan")),
}


def other_level(world: World, part: str) -> set[int]:
    """CAS-03: a node that is translated into an item of another level."""
    kind, right = _LEVELS[part]
    return {
        n
        for n in world.of(kind)
        if any(world[t].kind not in right for t in world.to(n, "diterjemahkanKe"))
    }


def no_money(world: World) -> set[int]:
    """CAS-18: an operational condition without a sub-activity."""
    return {
        n
        for n in world.of("KondisiOperasional")
        if not world.to(n, "diterjemahkanKe") & world.of("SubKegiatan")
    }


PLAN = Family(
    "plan",
    {
        "Tujuan": Slots(),
        _OFFICE: Slots({"menopang": ("Tujuan",)}),
        "Sasaran": Slots({"menopang": ("Tujuan",)}),
        "SasaranProgram": Slots({"menopang": (_OFFICE,)}),
        "SasaranKegiatan": Slots({"menopang": ("SasaranProgram",)}),
        "Program": Slots({"mendukungSasaran": (_OFFICE,), "memilikiSasaran": ("SasaranProgram",)}),
        "Kegiatan": Slots({"bagianDari": ("Program",), "memilikiSasaran": ("SasaranKegiatan",)}),
        "SubKegiatan": Slots({"bagianDari": ("Kegiatan",)}),
    }
    | {kind: Slots({"diterjemahkanKe": right}) for kind, right in _LEVELS.values()},
    {
        "CAS-01#sasaran-tujuan": objective_without_goal,
        "CAS-01#sasaran-program": objective_without_program,
        "CAS-01#program": lost_program,
        "CAS-02#sub": loose_sub_activity,
        "CAS-02#isi-program": empty_program,
        "CAS-03#outcome": lambda world: other_level(world, "outcome"),
        "CAS-03#strategis": lambda world: other_level(world, "strategis"),
        "CAS-03#antara": lambda world: other_level(world, "antara"),
        "CAS-03#operasional": lambda world: other_level(world, "operasional"),
        "CAS-14#ada": program_alone,
        "CAS-18#ada": no_money,
    },
    size=12,
)
