"""Plan rows with wrong codes, names and parents, and wrong ties to the tree."""

from __future__ import annotations

from bench.nation.defects.damage import Damage, defect
from bench.nation.phrases import official
from bench.nation.plan import Cells

__all__: list[str] = []


def _code(row: Cells, code: str) -> str:
    before = row.pop("kode_nomenklatur")
    if code:
        row["kode_nomenklatur"] = code
    return f"kode {row['kode']}: {before} → {code or '(kosong)'}"


def _item(damage: Damage) -> Cells:
    return damage.plan.row("rencana", damage.item)


@defect("code-missing")
def code_missing(damage: Damage) -> str:
    """A sub-activity without a code."""
    damage.expect("NOM-01#ada", damage.plan.node(damage.item))
    return _code(_item(damage), "")


@defect("code-malformed")
def code_malformed(damage: Damage) -> str:
    """A code that follows no pattern."""
    damage.expect("NOM-02#pola", damage.plan.node(damage.item))
    return _code(_item(damage), _item(damage)["kode_nomenklatur"] + "a")


@defect("code-two-digits")
def code_old(damage: Damage) -> str:
    """A code of before 2023."""
    former = official(_item(damage)["kode_nomenklatur"]).former_code
    if not former:
        return ""
    damage.expect("NOM-02#dua-digit", damage.plan.node(damage.item))
    return _code(_item(damage), former)


@defect("code-of-other-parent")
def code_elsewhere(damage: Damage) -> str:
    """A code that does not begin with that of its activity, and that nobody decreed."""
    damage.expect("NOM-05#awalan", damage.plan.node(damage.item))
    damage.expect("NOM-11#bukti", damage.plan.node(damage.item))
    return _code(_item(damage), "7.01.09.2.09.0999")


@defect("level-wrong", whole=True)
def level_wrong(damage: Damage) -> str:
    """A sub-activity written as an activity; the codes below do not begin with its own."""
    plan, activity = damage.plan, damage.plan.branches[-1].middles[0].activity
    row, other = plan.row("rencana", activity), official("7.01.06.2.01.0010")
    row["nama"] = other.name
    damage.expect("NOM-04#bukti", plan.node(activity))
    damage.expect(
        "NOM-05#awalan", *(plan.node(r["kode"]) for r in plan.rows("rencana", kode_induk=activity))
    )
    return _code(row, other.code)


@defect("name-not-official")
def name_off(damage: Damage) -> str:
    """A name with a word of one's own."""
    row = _item(damage)
    row["nama"] += " Terpadu"
    damage.expect("NOM-03#bukti", damage.plan.node(damage.item))
    return f"nama {row['kode']} ditambah kata"


@defect("name-cut-off")
def name_cut(damage: Damage) -> str:
    """A name that ends three words too early."""
    row = _item(damage)
    words = row["nama"].split()
    if len(words) < 7 or "(" in row["nama"]:
        return ""
    row["nama"] = " ".join(words[:-3])
    damage.expect("NOM-08#akhir", damage.plan.node(damage.item))
    return f"nama {row['kode']} terpotong"


@defect("name-bracket")
def name_bracket(damage: Damage) -> str:
    """A bracket that never closes."""
    row = _item(damage)
    row["nama"] += " (Terpadu"
    damage.expect("NOM-08#akhir", damage.plan.node(damage.item))
    return f"kurung pada nama {row['kode']} tidak ditutup"


@defect("name-repeated", whole=True)
def name_repeated(damage: Damage) -> str:
    """One sub-activity in two rows."""
    plan, pair = damage.plan, damage.plan.branches[1].middles[0].operations[0]
    row = plan.row("rencana", pair[1])
    cells = {"kode": "SKX", "jenjang": "sub_kegiatan", "kode_induk": row["kode_induk"]}
    plan.add("rencana", **cells, kode_nomenklatur=row["kode_nomenklatur"], nama=row["nama"])
    damage.expect("DOC-11#bukti", plan.node(pair[1]), plan.node("SKX"))
    return f"SKX mengulang {pair[1]}"


@defect("activity-missing")
def activity_missing(damage: Damage) -> str:
    """A sub-activity of no activity."""
    del _item(damage)["kode_induk"]
    damage.expect("CAS-02#sub", damage.plan.node(damage.item))
    return f"kode induk {damage.item} dihapus"


@defect("program-of-nothing")
def program_of_nothing(damage: Damage) -> str:
    """A program that serves no objective: told once, at the highest place."""
    plan, program = damage.plan, damage.branch.program
    del plan.row("rencana", program)["kode_induk"]
    damage.expect("CAS-14#ada", plan.node(program))
    damage.expect("CAS-01#program", plan.node(program))
    damage.expect("CAS-01#sasaran-program", plan.node(damage.branch.goal))
    return f"kode induk {program} dihapus"


@defect("mapping-missing")
def mapping_missing(damage: Damage) -> str:
    """An operational condition without a sub-activity."""
    plan = damage.plan
    if damage.partnered:
        return ""
    plan.drop("pemetaan", kode_simpul=damage.node)
    damage.expect("CAS-18#ada", plan.node(damage.node))
    return f"pemetaan {damage.node} dihapus"


@defect("mapping-wrong-level")
def mapping_level(damage: Damage) -> str:
    """An operational condition mapped to an activity as well, whose objective has other words."""
    plan, activity = damage.plan, damage.middle.activity
    plan.add("pemetaan", at=damage.node, kode_simpul=damage.node, kode_rencana=activity)
    damage.expect("CAS-03#operasional", plan.node(damage.node))
    return f"{damage.node} juga dipetakan ke {activity}"


@defect("number-twice", whole=True)
def number_twice(damage: Damage) -> str:
    """Two strategic conditions with one number."""
    plan, (first, second) = damage.plan, damage.plan.branches[:2]
    plan.row("simpul", second.node)["nomor"] = plan.row("simpul", first.node)["nomor"]
    damage.expect("NOM-06#bukti", plan.node(first.node), plan.node(second.node))
    return f"nomor {second.node} = nomor {first.node}"


@defect("version-not-in-force", whole=True)
def version(damage: Damage) -> str:
    """A nomenclature that was no longer in force."""
    row = damage.plan.row("identitas", "versi_nomenklatur", "kunci")
    row["nilai"] = "050-3708/2020"
    damage.expect("NOM-09#bukti", damage.plan.iri("dokumen", "renstra"))
    return "versi nomenklatur 050-3708/2020"
