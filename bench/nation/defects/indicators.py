"""Indicators without formula, unit or source, or worded so that they do not measure."""

from __future__ import annotations

from bench.nation.defects.damage import Damage, defect
from bench.nation.plan import Cells

__all__: list[str] = []
#: Words that name a document where a measure word should stand.
_PAPERS = frozenset({"dokumen", "laporan"})


def _set(row: Cells, column: str, value: str) -> str:
    before = row.pop(column, "")
    if value:
        row[column] = value
    return f"{column} {row['kode']}: {before or '(kosong)'} → {value or '(kosong)'}"


@defect("formula-missing")
def formula_missing(damage: Damage) -> str:
    """No formula."""
    damage.expect("IND-02#ada", damage.indicator(damage.counted))
    return _set(damage.counted, "formulasi", "")


@defect("formula-is-unit")
def formula_is_unit(damage: Damage) -> str:
    """A unit for a formula."""
    damage.expect("IND-03#bukan", damage.indicator(damage.counted))
    return _set(damage.counted, "formulasi", "Dokumen")


@defect("formula-repeats")
def formula_repeats(damage: Damage) -> str:
    """The wording of the indicator for a formula."""
    damage.expect("IND-04#bukti", damage.indicator(damage.counted))
    return _set(damage.counted, "formulasi", damage.counted["rumusan"])


@defect("formula-placeholder")
def formula_placeholder(damage: Damage) -> str:
    """A dash for a formula."""
    damage.expect("DOC-07#bukti", damage.indicator(damage.counted))
    return _set(damage.counted, "formulasi", "-")


@defect("ratio-upside-down")
def upside_down(damage: Damage) -> str:
    """The whole above, the part below."""
    row = damage.share
    upper, lower = row["pembilang"], row["penyebut"]
    row |= {"pembilang": lower, "penyebut": upper, "formulasi": f"= {lower} / {upper} × 100 %"}
    damage.expect("IND-06#terbalik", damage.indicator(row))
    return f"pembilang dan penyebut {row['kode']} ditukar"


@defect("measure-word-missing")
def measure_word(damage: Damage) -> str:
    """No measure word in front."""
    row = damage.counted
    label = row["rumusan"].removeprefix("Jumlah ")
    damage.expect("IND-07#ada", damage.indicator(row))
    if label.split()[0].casefold() in _PAPERS:
        damage.expect("IND-08#bukti", damage.indicator(row))
    return _set(row, "rumusan", label)


@defect("vague-adjective")
def vague(damage: Damage) -> str:
    """A quality that nobody defined."""
    damage.expect("IND-10#bukti", damage.indicator(damage.share))
    return _set(damage.share, "rumusan", f"{damage.share['rumusan']} secara optimal")


@defect("target-in-wording")
def target_inside(damage: Damage) -> str:
    """The target inside the indicator."""
    damage.expect("IND-11#bukti", damage.indicator(damage.share))
    return _set(damage.share, "rumusan", f"{damage.share['rumusan']} sebesar 90%")


@defect("misspelt-measure")
def misspelt(damage: Damage) -> str:
    """Presentase for persentase."""
    damage.expect("IND-20#bukti", damage.indicator(damage.share))
    return _set(
        damage.share, "rumusan", damage.share["rumusan"].replace("Persentase", "Presentase")
    )


@defect("unit-missing")
def unit_missing(damage: Damage) -> str:
    """No unit, neither in its column nor behind the numbers."""
    row = damage.counted
    for target in damage.plan.targets(row["kode"]):
        target["nilai"] = target["nilai"].partition(" ")[0]
    damage.expect("IND-12#ada", damage.indicator(row))
    return _set(row, "satuan", "")


@defect("unit-wrong")
def unit_wrong(damage: Damage) -> str:
    """A percentage in documents."""
    damage.expect("IND-12#cocok", damage.indicator(damage.share))
    return _set(damage.share, "satuan", "Dokumen")


@defect("unit-not-standard")
def unit_not_standard(damage: Damage) -> str:
    """A unit of the right kind, but not that of the nomenclature."""
    row = damage.counted
    other = {"Dokumen": "Naskah", "Laporan": "Naskah", "Paket": "Set", "Orang": "Peserta"}.get(
        row["satuan"]
    )
    if other is None:
        return ""
    damage.expect("NOM-07#satuan", damage.indicator(row))
    return _set(row, "satuan", other)


@defect("source-missing")
def source_missing(damage: Damage) -> str:
    """No data source."""
    damage.expect("IND-15#ada", damage.indicator(damage.share))
    return _set(damage.share, "sumber_data", "")


@defect("source-too-short")
def source_short(damage: Damage) -> str:
    """A source of two letters."""
    damage.expect("IND-15#terbaca", damage.indicator(damage.share))
    return _set(damage.share, "sumber_data", "RT")


@defect("source-is-unit")
def source_is_unit(damage: Damage) -> str:
    """A unit for a source."""
    damage.expect("IND-16#bukti", damage.indicator(damage.share))
    return _set(damage.share, "sumber_data", "Seksi Pemerintahan")


@defect("type-unknown")
def type_unknown(damage: Damage) -> str:
    """A kind of aggregation that the list does not know."""
    damage.expect("IND-14#bukti", damage.indicator(damage.share))
    return _set(damage.share, "tipe_penghitungan", "Tahunan")


@defect("type-against-polarity")
def type_against(damage: Damage) -> str:
    """A polarity in the column of the type, and the wrong one."""
    damage.expect("IND-14#arah", damage.indicator(damage.counted))
    return _set(damage.counted, "tipe_penghitungan", "Negatif")


@defect("satisfaction-method", whole=True)
def satisfaction(damage: Damage) -> str:
    """A satisfaction index by a method of one's own."""
    row = damage.plan.row("indikator", "I-O1")
    damage.expect("IND-13#bukti", damage.indicator(row))
    return _set(row, "formulasi", "Jumlah responden yang menyatakan kepuasan masyarakat tercapai")


@defect("indicator-of-nothing")
def orphan(damage: Damage) -> str:
    """An individual indicator that measures no objective; its results are left without one."""
    damage.expect("CAS-09#ada", damage.indicator(damage.counted))
    damage.expect("IND-22#ada", damage.indicator(damage.counted))
    damage.expect("IND-01#ada", damage.plan.node(damage.node), damage.plan.objective(damage.item))
    return _set(damage.counted, "kode_kinerja", "")
