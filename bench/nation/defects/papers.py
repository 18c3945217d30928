"""Titles, names and traces of the document itself."""

from __future__ import annotations

from bench.nation.defects.damage import Damage, defect

__all__: list[str] = []
_SHORTEST = 5


@defect("title-other-year", whole=True)
def other_year(damage: Damage) -> str:
    """A title with a year outside the period."""
    plan = damage.plan
    row = plan.row("teks", "J2")
    row["uraian"] = row["uraian"].replace(str(plan.years[-1]), "2019")
    damage.expect("DOC-03#bukti", plan.iri("teks", "J2"))
    return "judul J2 menyebut 2019"


@defect("echelon-two", whole=True)
def echelon_two(damage: Damage) -> str:
    """An echelon that no kecamatan has."""
    damage.plan.row("teks", "E1")["uraian"] = "ESELON II"
    damage.expect("CAS-06#bukti", damage.plan.iri("teks", "E1"))
    return "teks E1: ESELON II"


@defect("key-indicator-of-post", whole=True)
def key_indicator(damage: Damage) -> str:
    """Key performance indicators of a section head."""
    plan = damage.plan
    plan.add(
        "teks",
        kode="J9",
        jenis="judul",
        kode_acuan=damage.middle.head,
        uraian="INDIKATOR KINERJA UTAMA KEPALA SEKSI",
    )
    damage.expect("CAS-17#bukti", plan.iri("teks", "J9"))
    return "judul J9 menyebut indikator kinerja utama suatu seksi"


@defect("region-other-name", whole=True)
def other_name(damage: Damage) -> str:
    """A name that is not that of the region code; not where the true name, still in the titles, holds that of a neighbour."""
    place = damage.plan.place
    if any(name.casefold() in place.name.casefold() for name in place.neighbours):
        return ""
    damage.plan.row("identitas", "nama_kecamatan", "kunci")["nilai"] = "Zamrud Khatulistiwa"
    damage.expect("DOC-04#bukti", damage.plan.iri("organisasi", "kecamatan"))
    return "nama kecamatan: Zamrud Khatulistiwa"


@defect("other-kecamatan-named")
def other_kecamatan(damage: Damage) -> str:
    """A source that belongs to a neighbour."""
    place = damage.plan.place
    own = " | ".join([place.name, *place.desa, *place.kelurahan]).casefold()
    plain = [
        n
        for n in place.neighbours
        if n.replace(" ", "").isalpha() and n.isascii() and len(n) >= _SHORTEST
    ]
    fit = [
        n
        for n in plain
        if n.casefold() not in own and not any(o != n and o in n for o in place.neighbours)
    ]
    if not fit:
        return ""
    name, row = damage.rng.choice(fit), damage.share
    row["sumber_data"] = f"Laporan tahunan Kecamatan {name}"
    damage.expect("DOC-02#nama", damage.indicator(row))
    return f"sumber data {row['kode']} menyebut Kecamatan {name}"


@defect("kelurahan-named")
def kelurahan_named(damage: Damage) -> str:
    """A text that speaks of kelurahan where there is none."""
    row = damage.share
    if damage.plan.place.kelurahan:
        return ""
    row["sumber_data"] = "Rekapitulasi laporan kelurahan"
    damage.expect("DOC-05#bukti", damage.indicator(row))
    return f"sumber data {row['kode']} menyebut kelurahan"


@defect("row-without-source")
def without_source(damage: Damage) -> str:
    """A target that no line of the document shows."""
    target = damage.rng.choice(damage.plan.targets(damage.share["kode"]))
    del target["sumber_baris"]
    damage.expect("DOC-01#ada", damage.plan.target(target))
    return f"target {target['kode_indikator']} {target['tahun']} tanpa baris sumber"


@defect("reprint-differs", whole=True)
def reprint_differs(damage: Damage) -> str:
    """An indicator printed again in other words."""
    plan = damage.plan
    row = plan.row("indikator", "I-ulang")
    row["rumusan"] += " dan keluhan"
    damage.expect("DOC-08#bukti", plan.iri("cetak-ulang", "indikator.I-ulang"))
    return "cetak ulang I-O1 berbeda"


@defect("slip-of-the-pen")
def slip(damage: Damage) -> str:
    """A word that the list of slips knows."""
    row = damage.share
    row["sumber_data"] = "Laporan efektifitas kerja"
    damage.expect("DOC-09#bukti", damage.indicator(row))
    return f"sumber data {row['kode']} memuat salah ketik"
