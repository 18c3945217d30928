"""Posts and roles that do not fit."""

from __future__ import annotations

from bench.nation.defects.damage import Damage, defect

__all__: list[str] = []
_MOST_SECTIONS = 5


def _role(damage: Damage, code: str, role: str = "penanggung_jawab") -> dict[str, str]:
    return next(
        r for r in damage.plan.rows("peran", kode_kinerja_atau_komponen=code) if r["peran"] == role
    )


@defect("accountable-missing")
def accountable_missing(damage: Damage) -> str:
    """The objective of an activity belongs to nobody."""
    code = damage.middle.activity
    damage.plan.sheets["peran"].remove(_role(damage, code))
    damage.expect("CAS-04#ada", damage.plan.objective(code))
    return f"penanggung jawab {code} dihapus"


@defect("accountable-twice")
def accountable_twice(damage: Damage) -> str:
    """Two posts answer for an activity and its objective."""
    plan, code = damage.plan, damage.middle.activity
    plan.add(
        "peran",
        at=code,
        kode_kinerja_atau_komponen=code,
        kode_jabatan="sekcam",
        peran="penanggung_jawab",
    )
    damage.expect("CAS-10#satu", plan.node(code), plan.objective(code))
    return f"sekcam juga penanggung jawab {code}"


@defect("camat-for-activity")
def camat_for_activity(damage: Damage) -> str:
    """The camat answers for an activity."""
    code = damage.middle.activity
    _role(damage, code)["kode_jabatan"] = "camat"
    damage.expect("CAS-05#jenjang", damage.plan.objective(code))
    return f"penanggung jawab {code}: camat"


@defect("section-for-objective")
def section_for_objective(damage: Damage) -> str:
    """A section head answers for an objective of the whole kecamatan."""
    code = damage.branch.goal
    _role(damage, code)["kode_jabatan"] = damage.middle.head
    damage.expect("CAS-05#jenjang", damage.plan.node(code))
    return f"penanggung jawab {code}: {damage.middle.head}"


@defect("performer-missing")
def performer_missing(damage: Damage) -> str:
    """An operational condition that no post performs."""
    damage.plan.sheets["peran"].remove(_role(damage, damage.node, "pelaksana"))
    damage.expect("CAS-19#ada", damage.plan.node(damage.node))
    return f"pelaksana {damage.node} dihapus"


@defect("post-idle", whole=True)
def post_idle(damage: Damage) -> str:
    """A post that holds nothing."""
    damage.plan.add("jabatan", kode="caraka", nama="Caraka", jenis="pelaksana")
    damage.expect("CAS-07#ada", damage.plan.node("caraka"))
    return "jabatan caraka tanpa kinerja"


@defect("post-supports-nothing", whole=True)
def post_unlinked(damage: Damage) -> str:
    """A post that performs something, but nothing that its superior answers for."""
    plan = damage.plan
    plan.add("jabatan", kode="pramu", nama="Pramu Kantor", jenis="pelaksana", kode_atasan="sekcam")
    plan.add("peran", kode_kinerja_atau_komponen="O1", kode_jabatan="pramu", peran="pelaksana")
    damage.expect("CAS-08#menopang", plan.node("pramu"))
    return "jabatan pramu tidak menopang kinerja sekcam"


@defect("post-elsewhere")
def post_elsewhere(damage: Damage) -> str:
    """A worker of another organisation."""
    damage.plan.row("jabatan", damage.middle.worker)["organisasi"] = "Dinas Sosial"
    damage.expect("CAS-12#organisasi", damage.plan.node(damage.middle.worker))
    return f"{damage.middle.worker} di Dinas Sosial"


@defect("too-many-sections", whole=True)
def too_many(damage: Damage) -> str:
    """A sixth section."""
    plan = damage.plan
    missing = _MOST_SECTIONS + 1 - len(plan.rows("jabatan", jenis="kepala_seksi"))
    for number in range(1, missing + 1):
        code = f"kasi-tambahan-{number}"
        plan.add(
            "jabatan",
            kode=code,
            nama=f"Kepala Seksi Urusan Tambahan {number}",
            jenis="kepala_seksi",
        )
        plan.add("peran", kode_kinerja_atau_komponen="O1", kode_jabatan=code, peran="pelaksana")
    damage.expect("CAS-16#seksi", plan.iri("organisasi", "kecamatan"))
    return f"{missing} seksi ditambahkan"


@defect("village-unknown")
def village_unknown(damage: Damage) -> str:
    """A partner village that the kecamatan does not have."""
    row, name = damage.plan.row("simpul", damage.node), "Pemerintah Desa Antah Berantah"
    row["crosscutting_dengan"] = "; ".join(
        [*filter(None, [row.get("crosscutting_dengan", "")]), name]
    )
    damage.expect("DOC-06#bukti", damage.plan.other(name))
    return f"crosscutting {damage.node}: {name}"
