"""Posts, their duties, and who answers for what."""

from __future__ import annotations

import random

from bench.nation.phrases import phrases
from bench.nation.plan import Plan

__all__ = ["posts", "roles"]

_CLASSES = {
    "camat": "camat",
    "sekcam": "sekretaris_kecamatan",
    "kasubag": "kepala_subbagian",
    "kasi": "kepala_seksi",
}


def _above(code: str) -> str:
    return {"camat": "", "sekcam": "camat"}.get(
        code, "sekcam" if code.startswith("kasubag") else "camat"
    )


def posts(plan: Plan, rng: random.Random) -> None:
    """Camat, sekcam, the heads of the branches, one worker for each intermediate condition; two duties each."""
    words, names = phrases(), {"desa": plan.place.kind}
    middles = [m for branch in plan.branches for m in branch.middles]
    labels: dict[str, str] = {}
    for code in dict.fromkeys(["camat", "sekcam", *(m.head for m in middles)]):
        labels[code] = words.pick(rng, words.raw["post"][code], names)
        plan.add(
            "jabatan",
            kode=code,
            nama=labels[code],
            jenis=_CLASSES[code.partition("-")[0]],
            kode_atasan=_above(code),
        )
    workers = {m["head"]: m["worker"] for raw in words.branches for m in raw["middle"]}
    for middle in middles:
        name = words.pick(rng, workers[middle.head], names)
        plan.add(
            "jabatan", kode=middle.worker, nama=name, jenis="pelaksana", kode_atasan=middle.head
        )
    for code in labels:
        for number, duty in enumerate(words.raw["duty"][code], 1):
            text = words.pick(rng, [duty], names)
            plan.add(
                "tugas", at=code, kode_jabatan=code, jenis="tugas", uraian=text, nomor=str(number)
            )
    for middle in middles:
        duty = words.pick(rng, words.raw["duty"]["worker"], names | {"head": labels[middle.head]})
        plan.add(
            "tugas",
            at=middle.worker,
            kode_jabatan=middle.worker,
            jenis="tugas",
            uraian=duty,
            nomor="1",
        )


def _answers(plan: Plan, code: str, post: str, role: str = "penanggung_jawab") -> None:
    plan.add("peran", at=code, kode_kinerja_atau_komponen=code, kode_jabatan=post, peran=role)


def roles(plan: Plan) -> None:
    """Accountable and performing posts, each result with one of its own level."""
    for code in ("O1", "TJ1"):
        _answers(plan, code, "camat")
    for number, branch in enumerate(plan.branches):
        _answers(plan, branch.node, "camat" if number else "sekcam")
        _answers(plan, branch.goal, "camat")
        if plan.row("rencana", branch.program).get("sasaran"):
            _answers(plan, branch.program, "camat")
        for middle in branch.middles:
            _answers(plan, middle.node, middle.head)
            _answers(plan, middle.activity, middle.head)
            for node, item in middle.operations:
                _answers(plan, node, middle.worker)
                _answers(plan, node, middle.worker, "pelaksana")
                _answers(plan, item, middle.worker)
