"""Trees with a wrong shape."""

from __future__ import annotations

from bench.nation.defects.damage import Damage, defect

__all__: list[str] = []


def _only_child(damage: Damage, gone: str) -> None:
    """A node left alone below the middle is reported as a single child."""
    left = [node for node, _ in damage.middle.operations if node != gone]
    if len(left) == 1:
        damage.expect("STR-16#bukti", damage.plan.node(left[0]))


@defect("second-parent", whole=True)
def second_parent(damage: Damage) -> str:
    """A node below two others."""
    plan = damage.plan
    node, other = plan.branches[2].middles[0].operations[0][0], plan.branches[1].middles[0].node
    plan.extra.append((plan.node(node), "menopang", plan.node(other)))
    damage.expect("STR-02#satu", plan.node(node))
    return f"{node} juga menopang {other}"


@defect("parent-missing")
def parent_missing(damage: Damage) -> str:
    """A node below none."""
    del damage.plan.row("simpul", damage.node)["kode_induk"]
    damage.expect("STR-02#ada", damage.plan.node(damage.node))
    _only_child(damage, damage.node)
    if len(damage.siblings) == 1 and len(damage.branch.middles) == 1:
        damage.expect("STR-16#bukti", damage.plan.node(damage.middle.node))
    return f"induk {damage.node} dihapus"


@defect("cycle")
def cycle(damage: Damage) -> str:
    """A middle that supports a node below itself."""
    plan, middle, below = damage.plan, damage.middle.node, damage.node
    plan.extra.append((plan.node(middle), "menopang", plan.node(below)))
    damage.expect("STR-03#lingkaran", plan.node(middle), plan.node(below))
    damage.expect("STR-02#satu", plan.node(middle))
    damage.expect("STR-04#antara", plan.node(middle))
    return f"{middle} menopang {below}"


@defect("level-skipped")
def skipped(damage: Damage) -> str:
    """An operational condition directly below a strategic one."""
    damage.plan.row("simpul", damage.node)["kode_induk"] = damage.branch.node
    damage.expect("STR-04#operasional", damage.plan.node(damage.node))
    _only_child(damage, damage.node)
    return f"induk {damage.node} menjadi {damage.branch.node}"


@defect("two-roots", whole=True)
def two_roots(damage: Damage) -> str:
    """A second outcome, with nothing below and nothing said about it."""
    plan = damage.plan
    plan.add(
        "simpul",
        kode="O2",
        jenis="outcome",
        rumusan="Terwujudnya ketahanan pangan rumah tangga",
        tahap="1",
    )
    damage.expect("STR-01#puncak", plan.tree)
    for part in ("IND-01#ada", "CAS-04#ada", "STR-05#berlanjut"):
        damage.expect(part, plan.node("O2"))
    return "outcome kedua O2 ditambahkan"


@defect("label-repeated")
def repeated(damage: Damage) -> str:
    """Two operational pairs with the same words: both nodes and both objectives."""
    plan, (other, item) = (
        damage.plan,
        next(p for p in damage.middle.operations if p[0] != damage.node),
    )
    label = plan.row("simpul", damage.node)["rumusan"]
    plan.row("simpul", other)["rumusan"] = label
    plan.row("rencana", item)["sasaran"] = label
    foci = (
        plan.node(damage.node),
        plan.node(other),
        plan.objective(damage.item),
        plan.objective(item),
    )
    damage.expect("STR-07#bukti", *foci)
    return f"rumusan {other} dan {item} = rumusan {damage.node}"


@defect("branch-ends-early")
def ends_early(damage: Damage) -> str:
    """One more intermediate condition with nothing below it."""
    plan = damage.plan
    cells = {"kode": "AX", "kode_induk": damage.branch.node, "jenis": "antara", "tahap": "3"}
    plan.add("simpul", **cells, rumusan="Berkembangnya gagasan perbaikan kerja")
    plan.add(
        "peran", kode_kinerja_atau_komponen="AX", kode_jabatan="camat", peran="penanggung_jawab"
    )
    row = plan.row("indikator", f"I-{damage.branch.node}")
    plan.row("indikator", row["kode"])["kode_kinerja"] += "; AX"
    damage.expect("STR-05#berlanjut", plan.node("AX"))
    return f"AX di bawah {damage.branch.node} tanpa kondisi di bawahnya"


@defect("factor-unanswered", whole=True)
def unanswered(damage: Damage) -> str:
    """A factor that no condition answers."""
    plan = damage.plan
    plan.add(
        "simpul",
        kode="CX",
        kode_induk="O1",
        jenis="csf",
        rumusan="Terbatasnya ruang terbuka hijau",
        tahap="2",
    )
    damage.expect("STR-06#ada", plan.node("CX"))
    return "CSF CX tanpa kondisi"


@defect("wording-changed")
def changed(damage: Damage) -> str:
    """A reprint of a node in other words."""
    plan = damage.plan
    plan.add(
        "simpul",
        kode="ulang",
        jenis="antara",
        cetak_ulang_dari=damage.middle.node,
        rumusan="Berubahnya rumusan pada tahap akhir",
    )
    damage.expect("STR-09#bukti", plan.iri("cetak-ulang", "simpul.ulang"))
    return f"{damage.middle.node} dicetak lagi dengan rumusan lain"


@defect("partner-is-self")
def partner_self(damage: Damage) -> str:
    """Crosscutting with the kecamatan itself."""
    plan = damage.plan
    plan.extra.append(
        (plan.node(damage.node), "crosscuttingDengan", plan.iri("organisasi", "kecamatan"))
    )
    damage.expect("STR-14#lain", plan.node(damage.node))
    return f"crosscutting {damage.node} menunjuk kecamatan sendiri"


@defect("unit-in-early-stage", whole=True)
def early_unit(damage: Damage) -> str:
    """A unit named at stage 3."""
    damage.plan.add("teks", kode="U1", jenis="unit", uraian="Seksi Pelayanan Umum", tahap="3")
    damage.expect("STR-12#unit", damage.plan.iri("teks", "U1"))
    return "unit kerja disebut pada tahap 3"
