"""Twins of the rules on the plan: its levels (CAS), and codes and names of its items (NOM, DOC-11)."""

from __future__ import annotations

import re

from tests.twins.world import Family, Slots, World

__all__ = ["CODES", "PLAN", "VERSIONS"]

_OFFICE = "SasaranPerangkatDaerah"
#: The objectives of the office; a document that knows no finer classes says ``kin:Sasaran``.
_OBJECTIVES = (_OFFICE, "Sasaran")
_ITEMS = ("Program", "Kegiatan", "SubKegiatan")
_PARENT = {"Kegiatan": ("Program",), "SubKegiatan": ("Kegiatan",)}


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


def lost_activity(world: World) -> set[int]:
    """CAS-01: an activity in no program that leads to a goal."""
    whole = world.of("Program") - lost_program(world)
    return {n for n in world.of("Kegiatan") if not world.to(n, "bagianDari") & whole}


def lost_sub_activity(world: World) -> set[int]:
    """CAS-01: a sub-activity in no activity that leads to a goal."""
    whole = world.of("Kegiatan") - lost_activity(world)
    return {n for n in world.of("SubKegiatan") if not world.to(n, "bagianDari") & whole}


def loose_sub_activity(world: World) -> set[int]:
    """CAS-02: a sub-activity in no activity."""
    return {n for n in world.of("SubKegiatan") if not world.to(n, "bagianDari") & world.of("Kegiatan")}


def empty_program(world: World) -> set[int]:
    """CAS-02: a program without an activity."""
    return {n for n in world.of("Program") if not world.back(n, "bagianDari") & world.of("Kegiatan")}


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
    return {n for n in world.of(kind) if any(world[t].kind not in right for t in world.to(n, "diterjemahkanKe"))}


def no_money(world: World) -> set[int]:
    """CAS-18: an operational condition without a sub-activity."""
    return {n for n in world.of("KondisiOperasional") if not world.to(n, "diterjemahkanKe") & world.of("SubKegiatan")}


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
        "CAS-01#kegiatan": lost_activity,
        "CAS-01#sub-kegiatan": lost_sub_activity,
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


def without_code(world: World) -> set[int]:
    """NOM-01: a named item without a code; what is written in the place of one is the matter of NOM-02."""
    return {n for n in world.of(*_ITEMS) if world.text(n, "label") and not world[n].values["kodeNomenklatur"]}


def _parts(world: World, n: int) -> list[str]:
    return "".join(world.text(n, "kodeNomenklatur")).split(".")


def malformed(world: World) -> set[int]:
    """NOM-02: not a code of a program (x.xx.xx), an activity (x.xx.xx.x.xx) or a sub-activity (two or four digits more)."""
    good = [[1, 2, 2], [1, 2, 2, 1, 2], [1, 2, 2, 1, 2, 2], [1, 2, 2, 1, 2, 4]]
    coded = {n for n in world.of(*_ITEMS) if world[n].values["kodeNomenklatur"]}
    return {n for n in coded if [len(p) if p.isdigit() else 0 for p in _parts(world, n)] not in good}


def _outdated(world: World, digits: int, *, since: bool) -> set[int]:
    """Sub-activities of so many digits that a document states whose years all lie on the other side of 2023."""
    broken = set()
    for n in world.of(*_ITEMS):
        parts = _parts(world, n)
        rows = world.to(n, "wasDerivedFrom")
        years = [world.text(d, "tahunPeriode") for row in rows for d in world.to(row, "dokumen")]
        late = any(own and all((int(y) >= 2023) == since for y in own) for own in years)
        if len(parts) == 6 and all(map(str.isdigit, parts)) and len(parts[5]) == digits and late:
            broken.add(n)
    return broken


def foreign_code(world: World) -> set[int]:
    """NOM-05: a code that does not start with that of the parent."""
    pairs = {(n, p) for n in world.of(*_ITEMS) for p in world.to(n, "bagianDari")}
    coded = {(n, p) for n, p in pairs if world.text(n, "kodeNomenklatur") and world.text(p, "kodeNomenklatur")}
    return {n for n, p in coded if _parts(world, n)[: len(_parts(world, p))] != _parts(world, p) or _same_code(world, n, p)}


def _same_code(world: World, n: int, parent: int) -> bool:
    return len(_parts(world, n)) == len(_parts(world, parent))


_WORD = re.compile(r"\w+")


def row_again(world: World) -> set[int]:
    """DOC-11: the same name twice below the same parents."""
    keys = {
        n: (_WORD.findall(" ".join(world.text(n, "label")).lower()), world.to(n, "bagianDari"))
        for n in world.of(*_ITEMS)
        if world.text(n, "label")
    }
    return {n for n, key in keys.items() if list(keys.values()).count(key) > 1}


_NUMBERS = (
    "7.01.02",
    "7.01.03",
    "7.01.02.2.01",
    "7.01.02.2.01.0001",
    "7.01.02.2.01.03",
    "7.1.02",
    "7.01.02.2",
    "x.01.02.2.01.0001",
)
_NAMES = {"label": ("Penataan layanan", "penataan  Layanan", "Tertib umum", ""), "kodeNomenklatur": _NUMBERS}
CODES = Family(
    "codes",
    {
        "Program": Slots({}, _NAMES),
        "Kegiatan": Slots({"bagianDari": ("Program",)}, _NAMES),
        "SubKegiatan": Slots({"bagianDari": ("Kegiatan",)}, _NAMES),
    },
    {
        "NOM-01#ada": without_code,
        "NOM-02#pola": malformed,
        "NOM-05#awalan": foreign_code,
        "DOC-11#bukti": row_again,
    },
)
VERSIONS = Family(
    "versions",
    {
        "SubKegiatan": Slots({"wasDerivedFrom": ("BarisSumber",)}, {"kodeNomenklatur": ("7.01.02.2.01.0001", "7.01.02.2.01.03")}),
        "BarisSumber": Slots({"dokumen": ("Dokumen",)}),
        "Dokumen": Slots({}, {"tahunPeriode": ("2020", "2021", "2022", "2023", "2025")}),
    },
    {
        "NOM-02#dua-digit": lambda world: _outdated(world, 2, since=True),
        "NOM-02#empat-digit": lambda world: _outdated(world, 4, since=False),
    },
    many=frozenset({"tahunPeriode"}),
)
