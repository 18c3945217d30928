"""Targets that are missing, unreadable, out of bounds, or that do not move as they should."""

from __future__ import annotations

from bench.nation.defects.damage import Damage, defect
from bench.nation.plan import Cells

__all__: list[str] = []


def _last(damage: Damage, row: Cells) -> Cells:
    return damage.plan.targets(row["kode"])[-1]


def _change(target: Cells, value: str) -> str:
    before = target["nilai"]
    target["nilai"] = value
    return f"target {target['kode_indikator']} {target['tahun']}: {before} → {value}"


@defect("target-year-missing")
def year_missing(damage: Damage) -> str:
    """One year of the period has no target."""
    row = damage.counted
    gone = damage.rng.choice(damage.plan.targets(row["kode"]))
    damage.plan.sheets["target"].remove(gone)
    damage.expect("TGT-01#tiap-tahun", damage.indicator(row))
    return f"target {row['kode']} {gone['tahun']} dihapus"


@defect("targets-missing")
def all_missing(damage: Damage) -> str:
    """No year has a target."""
    row = damage.counted
    damage.plan.drop("target", kode_indikator=row["kode"])
    damage.expect("TGT-01#ada", damage.indicator(row))
    return f"semua target {row['kode']} dihapus"


@defect("target-dash")
def dash(damage: Damage) -> str:
    """A dash for a number."""
    target = _last(damage, damage.counted)
    damage.expect("TGT-02#angka", damage.plan.target(target))
    return _change(target, "-")


@defect("target-words")
def words(damage: Damage) -> str:
    """Words for a number."""
    target = _last(damage, damage.counted)
    damage.expect("TGT-02#angka", damage.plan.target(target))
    return _change(target, "sesuai kebutuhan")


@defect("target-declining")
def declining(damage: Damage) -> str:
    """The last target is below the one before."""
    before, last = damage.plan.targets(damage.counted["kode"])[-2:]
    number, _, unit = before["nilai"].partition(" ")
    damage.expect("TGT-04#naik", damage.indicator(damage.counted))
    return _change(last, f"{int(number) - 1} {unit}")


@defect("target-above-hundred")
def above_hundred(damage: Damage) -> str:
    """More than 100 per cent."""
    target = _last(damage, damage.share)
    damage.expect("TGT-06#atas", damage.plan.target(target))
    return _change(target, f"{damage.rng.randint(101, 120)}%")


@defect("target-below-zero")
def below_zero(damage: Damage) -> str:
    """A percentage below zero in the first year."""
    target = damage.plan.targets(damage.share["kode"])[0]
    damage.expect("TGT-06#bawah", damage.plan.target(target))
    damage.expect("TGT-09#bukti", damage.indicator(damage.share))
    return _change(target, "-5%")


@defect("target-more-villages", whole=True)
def more_villages(damage: Damage) -> str:
    """More villages than the kecamatan has."""
    row = next(
        iter(damage.plan.rows("indikator", kode_kinerja=damage.plan.branches[-1].program)), None
    )
    if row is None:
        return ""
    *before, target = damage.plan.targets(row["kode"])
    damage.expect("TGT-06#atas", damage.plan.target(target))
    values = [other["nilai"] for other in before]
    if (
        len(values) > len(set(values)) > 1
    ):  # where villages are few, targets rise once; now they rise twice and stand still between
        damage.expect("TGT-05#bukti", damage.indicator(row))
    return _change(
        target, f"{len(damage.plan.place.villages) + damage.rng.randint(1, 30)} {row['satuan']}"
    )


@defect("target-flat")
def flat(damage: Damage) -> str:
    """The same target every year."""
    row = damage.counted
    rows = damage.plan.targets(row["kode"])
    for target in rows[1:]:
        target["nilai"] = rows[0]["nilai"]
    damage.expect("TGT-05#bukti", damage.indicator(row))
    return f"target {row['kode']} tetap {rows[0]['nilai']}"


@defect("target-unit-changes")
def unit_changes(damage: Damage) -> str:
    """Another unit in the last year."""
    row = damage.counted
    target = _last(damage, row)
    damage.expect("TGT-03#bukti", damage.indicator(row))
    return _change(target, f"{target['nilai'].partition(' ')[0]} Rekening")


@defect("baseline-missing")
def baseline_missing(damage: Damage) -> str:
    """No value before the period."""
    row = damage.share
    del row["kondisi_awal"]
    damage.expect("TGT-08#ada", damage.indicator(row))
    return f"kondisi awal {row['kode']} dihapus"


@defect("targets-apart", whole=True)
def apart(damage: Damage) -> str:
    """One indicator for two results, with targets that differ."""
    return _copied(damage, apart=True)


@defect("indicator-copied", whole=True)
def copied(damage: Damage) -> str:
    """One indicator for two results, with the same targets."""
    return _copied(damage, apart=False)


def _copied(damage: Damage, *, apart: bool) -> str:
    plan = damage.plan
    first, second = (plan.row("indikator", f"I-{b.middles[0].node}") for b in plan.branches[1:3])
    for column in ("rumusan", "formulasi", "pembilang", "penyebut", "pengali", "satuan", "arah"):
        second.pop(column, None)
        second |= {column: first[column]} if column in first else {}
    second["kondisi_awal"] = "10%" if apart else first.get("kondisi_awal", "")
    for number, (mine, theirs) in enumerate(
        zip(plan.targets(second["kode"]), plan.targets(first["kode"]), strict=True)
    ):
        mine["nilai"] = f"{11 + number}%" if apart else theirs["nilai"]
    foci = damage.indicator(first), damage.indicator(second)
    damage.expect("IND-17#bukti", *foci)
    if apart:
        damage.expect("TGT-07#bukti", *foci)
    return f"{second['kode']} menyalin {first['kode']}"
