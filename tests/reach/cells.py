"""Small documents around one cell, for the rules on partners, posts, names, placeholders, types and targets."""

from __future__ import annotations

from tests.reach.ties import TIES
from tests.support.forms import Sheets

__all__ = ["CELLS"]

Columns = dict[str, str]
_NODES = ["kode", "kode_induk", "jenis", "rumusan", "crosscutting_dengan"]
_MEASURED = ["kode", "kode_kinerja", "rumusan", "formulasi", "satuan", "sumber_data"]
_OUTCOME = ["R0", "", "outcome", "Terwujudnya kehidupan warga yang rukun", ""]
_YEARS = ("2025", "2026", "2027", "2028", "2029")
#: The sheet and column of each cell that a table names in words.
_CELLS = {
    **TIES,
    "formulasi": ("indikator", "formulasi"),
    "indikator": ("indikator", "rumusan"),
    "satuan": ("indikator", "satuan"),
    "sumber data": ("indikator", "sumber_data"),
    "target": ("target", "nilai"),
    "sasaran": ("rencana", "sasaran"),
    "jabatan": ("jabatan", "nama"),
    "penanggung jawab": ("jabatan", "nama"),
}
#: How many indicators make a column that is filled otherwise.
_OTHERS = 12


def _of(columns: Columns, identity: list[list[str]]) -> list[list[str]]:
    """The identity of a document of another organisation."""
    kind, _, name = columns["organisasi"].removeprefix("Pemerintah ").partition(" ")
    told = {"nama_kecamatan": name, "judul": f"{kind} {name}"}
    told["kode_wilayah"] = columns["kode_wilayah"]
    return [[key, told.get(key, value)] for key, value in identity]


def _partner(columns: Columns, identity: list[list[str]]) -> Sheets:
    node = ["R1", "R0", "strategis", "Terjaganya kerukunan warga", columns["mitra"]]
    own = _of(columns, identity)
    return {"identitas": own, "simpul": [_NODES, _OUTCOME, node]}


def _post(columns: Columns, identity: list[list[str]]) -> Sheets:
    post = ["R1", columns["jabatan"], "pelaksana"]
    own = _of(columns, identity)
    return {"identitas": own, "jabatan": [["kode", "nama", "jenis"], post]}


def _name(columns: Columns, identity: list[list[str]]) -> Sheets:
    level = columns["jenjang"].replace(" ", "_")
    rows = [["kode", "kode_induk", "jenjang", "nama"], ["R1", "", level, columns["nama"]]]
    return {"identitas": identity, "rencana": rows}


def _cell(columns: Columns, identity: list[list[str]]) -> Sheets:
    sheet, column = _CELLS[columns["kolom"]]
    sheets: Sheets = {
        "rencana": [
            ["kode", "kode_induk", "jenjang", "nama", "sasaran"],
            ["R1", "", "sub_kegiatan", "Urusan loket", "Tertibnya antrean loket"],
        ],
        "indikator": [
            _MEASURED,
            ["I1", "R1", "Jumlah pemohon", "Baris buku loket", "Orang", "Buku loket"],
        ],
        "target": [["kode_indikator", "tahun", "nilai"], ["I1", "2027", "40"]],
        "jabatan": [["kode", "nama", "jenis"], ["J1", "Petugas loket", "pelaksana"]],
        "peran": [
            ["kode_kinerja_atau_komponen", "kode_jabatan", "peran"],
            ["R1", "J1", "pelaksana"],
        ],
    }
    sheets[sheet][1][sheets[sheet][0].index(column)] = columns["rumusan"]
    return {"identitas": identity, **sheets}


def _typed(columns: Columns, identity: list[list[str]]) -> Sheets:
    head = ["kode", "kode_kinerja", "rumusan", "tipe_penghitungan", "arah"]
    others = [
        [f"X{n}", "R0", f"Jumlah warga di RT {n}", "Kumulatif", "naik"] for n in range(_OTHERS)
    ]
    row = ["I1", "R0", columns["rumusan"], columns["tipe_penghitungan"], columns["arah"]]
    return {
        "identitas": identity,
        "simpul": [_NODES, _OUTCOME],
        "indikator": [head, *others, row],
    }


def _aimed(columns: Columns, identity: list[list[str]]) -> Sheets:
    values = columns["target"].split(";")
    years = _YEARS[: len(values)]
    told = {"periode": f"{years[0]}-{years[-1]}" if len(values) > 1 else years[0]}
    row = ["I1", "R0", columns["rumusan"], columns["satuan"]]
    targets = [["I1", year, value] for year, value in zip(years, values, strict=True)]
    return {
        "identitas": [[key, told.get(key, value)] for key, value in identity],
        "simpul": [_NODES, _OUTCOME],
        "indikator": [["kode", "kode_kinerja", "rumusan", "satuan"], row],
        "target": [["kode_indikator", "tahun", "nilai"], *targets],
    }


CELLS = {
    **TIES,
    "STR-14": _partner,
    "CAS-12": _post,
    "NOM-08": _name,
    "DOC-07": _cell,
    "IND-14": _typed,
    "TGT-02": _aimed,
    "TGT-05": _aimed,
}
