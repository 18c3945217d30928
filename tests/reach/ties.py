"""A tree with its plan in two branches, for the rule on what a post supports of its superior's results."""

from __future__ import annotations

from tests.support.forms import Sheets

__all__ = ["TIES"]

Columns = dict[str, str]
#: Level, the one that it supports in the tree, and the one that it is translated to.
_TREE = (("strategis", "outcome"), ("antara", "strategis"), ("operasional", "antara"))
#: Level of the plan, the one above it, and the node that is translated to it.
_PLAN = (
    ("sasaran", "tujuan", "strategis"),
    ("program", "sasaran", ""),
    ("kegiatan", "program", "antara"),
    ("sub_kegiatan", "kegiatan", "operasional"),
)
_BRANCHES = ("1", "2")


def _code(place: str) -> str:
    """The code of a place that a table names in words: *operasional 2*, *sub kegiatan 1*, *outcome*."""
    return place.replace("sub kegiatan", "sub_kegiatan").replace(" ", "")


def _tree() -> list[list[str]]:
    nodes = [
        ["kode", "kode_induk", "jenis", "rumusan"],
        ["outcome", "", "outcome", "Terwujudnya warga rukun"],
    ]
    for number in _BRANCHES:
        for level, above in _TREE:
            parent = above if above == "outcome" else f"{above}{number}"
            nodes.append([f"{level}{number}", parent, level, f"Tertibnya {level} {number}"])
    return nodes


def _plan() -> list[list[str]]:
    rows = [
        ["kode", "kode_induk", "jenjang", "nama", "sasaran"],
        ["tujuan", "", "tujuan", "", "Terwujudnya warga rukun"],
    ]
    for number in _BRANCHES:
        for level, above, _ in _PLAN:
            parent = above if above == "tujuan" else f"{above}{number}"
            name = "" if level == "sasaran" else f"Urusan {level} {number}"
            rows.append([f"{level}{number}", parent, level, name, f"Lancarnya {level} {number}"])
    return rows


def _mapped() -> list[list[str]]:
    pairs = [["kode_simpul", "kode_rencana"], ["outcome", "tujuan"]]
    for number in _BRANCHES:
        pairs += [[f"{node}{number}", f"{level}{number}"] for level, _, node in _PLAN if node]
    return pairs


def _ties(columns: Columns, identity: list[list[str]]) -> Sheets:
    """Two posts, one above the other, with the places of the table."""
    sheets: Sheets = {
        "identitas": identity,
        "simpul": _tree(),
        "rencana": _plan(),
        "jabatan": [
            ["kode", "nama", "jenis", "kode_atasan"],
            ["J1", "Kepala Seksi Pelayanan", "kepala_seksi", ""],
            ["J2", "Pengelola Layanan", "pelaksana", "J1"],
        ],
        "peran": [
            ["kode_kinerja_atau_komponen", "kode_jabatan", "peran"],
            [_code(columns["atasan"]), "J1", "penanggung_jawab"],
            [_code(columns["bawahan"]), "J2", columns["peran"].replace(" ", "_")],
        ],
    }
    if columns["pemetaan"] == "ya":
        sheets["pemetaan"] = _mapped()
    return sheets


TIES = {"CAS-08": _ties}
