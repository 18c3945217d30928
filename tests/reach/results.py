"""Small documents around one wording, for the rules on results, duties, names and spelling."""

from __future__ import annotations

from collections.abc import Callable

from tests.reach.cells import CELLS
from tests.support.forms import Sheets

__all__ = ["BUILDERS", "document"]

Columns = dict[str, str]
#: The levels of the tree from top to bottom, and those of the plan as the form names them.
_TREE = ("outcome", "strategis", "antara", "operasional")
_PLAN = ("sub_kegiatan", "kegiatan", "program", "tujuan", "sasaran")
_POST = "sasaran_jabatan"
_OF_ITEM = {
    "sub_kegiatan": "sasaran_sub_kegiatan",
    "kegiatan": "sasaran_kegiatan",
    "program": "sasaran_program",
}
_NODES = ["kode", "kode_induk", "jenis", "rumusan", "crosscutting_dengan"]
_ROWS = ["kode", "kode_induk", "jenjang", "kode_nomenklatur", "nama", "sasaran"]
_OTHER = "Terwujudnya kehidupan warga yang rukun"


def _level(named: str) -> str:
    """The level that a table names in words (*kondisi strategis*, *sasaran kegiatan*), as the form names it."""
    plain = (named or "operasional").casefold().replace(" ", "_")
    if "jabatan" in plain:
        return _POST
    return next((level for level in (*_TREE, *_PLAN) if level in plain), "operasional")


def _above(level: str) -> str:
    """The level above one of the tree; its own for the top."""
    at = _TREE.index(level)
    return _TREE[max(at - 1, 0)]


def _placed(named: str, results: list[tuple[str, str]], parent: str = "") -> Sheets:
    """Results of one level, as nodes below ``parent`` or as rows of the plan."""
    level = _level(named)
    if level in _TREE:
        nodes = [["R0", "", _above(level), parent or _OTHER, ""]]
        nodes += [[code, "R0", level, text, ""] for code, text in results]
        return {"simpul": [_NODES, *nodes]}
    if level == _POST:
        rows = [[code, "", level, "", text, ""] for code, text in results]
        return {"rencana": [_ROWS, *rows]}
    rows = []
    for code, text in results:
        item = level in _OF_ITEM
        rows.append([code, "", level, "", f"Urusan {code}" if item else text, text if item else ""])
    return {"rencana": [_ROWS, *rows]}


def _factor(columns: Columns) -> Sheets:
    nodes = [
        ["O1", "", "outcome", _OTHER, ""],
        ["C1", "O1", "csf", columns["csf"], ""],
        ["S1", "C1", "strategis", columns["kondisi"], ""],
    ]
    return {"simpul": [_NODES, *(node for node in nodes if node[3])]}


def _pair(columns: Columns) -> Sheets:
    pair = [("R1", columns["rumusan_a"]), ("R2", columns["rumusan_b"])]
    return _placed(columns["jenjang"], pair)


def _result(columns: Columns) -> Sheets:
    return _placed(columns.get("jenjang", ""), [("R1", columns["rumusan"])])


def _child(columns: Columns) -> Sheets:
    level, name = _level(columns["jenjang"]), columns["nama"].strip()
    sheets = _placed(columns["jenjang"], [("R1", columns["rumusan"])], columns["induk"])
    if level in _TREE and name:
        sheets["rencana"] = [_ROWS, ["B1", "", "sub_kegiatan", "", name, ""]]
        sheets["pemetaan"] = [["kode_simpul", "kode_rencana"], ["R1", "B1"]]
    if level in _OF_ITEM:
        sheets["rencana"] = [
            _ROWS,
            ["R1", "", level, columns.get("kode") or "", name or "Urusan lain", columns["rumusan"]],
        ]
    if level not in _TREE and columns["induk"].strip():
        sheets["rencana"].append(["R0", "", "sasaran", "", columns["induk"], ""])
        sheets["rencana"].append(
            ["R2", "R0", _OF_ITEM.get(level, level), "", "", columns["rumusan"]]
        )
    return sheets


def _partner(columns: Columns) -> Sheets:
    sheets = _result({**columns, "jenjang": columns.get("jenjang") or "operasional"})
    for row in sheets.get("simpul", [])[2:]:
        row[4] = columns.get("crosscutting_dengan") or ""
    if columns.get("indikator"):
        head = ["kode", "kode_kinerja", "rumusan"]
        sheets["indikator"] = [head, ["I1", "R1", columns["indikator"]]]
    return sheets


def _outcome(columns: Columns) -> Sheets:
    return {"simpul": [_NODES, ["R1", "", "outcome", columns["rumusan"], ""]]}


def _early(columns: Columns) -> Sheets:
    """A condition of stage 2, which knows no unit, program or budget yet."""
    top = ["R0", "", "outcome", _OTHER, "", "1", ""]
    told = [columns.get("tahap") or "2", columns.get("keterangan") or ""]
    node = ["R1", "R0", "strategis", columns["rumusan"], "", *told]
    return {"simpul": [[*_NODES, "tahap", "keterangan"], top, node]}


def _reused(columns: Columns) -> Sheets:
    """Two results of one tree, each with an indicator of its own."""
    nodes = [
        ["R1", "", "outcome", _OTHER, ""],
        ["R2", "R1", "strategis", "Tertibnya kehidupan di kampung", ""],
    ]
    texts = [("I1", "R1", "a"), ("I2", "R2", "b")]
    rows = [
        [code, of, columns[f"rumusan_{side}"], columns[f"formulasi_{side}"]]
        for code, of, side in texts
    ]
    head = ["kode", "kode_kinerja", "rumusan", "formulasi"]
    code, measured = columns.get("kode"), {"indikator": [head, *rows]}
    if code:
        items = [[at, "", "sub_kegiatan", code, "Urusan", ""] for at in ("R1", "R2")]
        return {"rencana": [_ROWS, *items], **measured}
    if columns.get("terjemahan"):
        nodes.pop()
        plan = [_ROWS, ["R2", "", "tujuan", "", "", columns["terjemahan"]]]
        mapped = [["kode_simpul", "kode_rencana"], ["R1", "R2"]]
        return {"simpul": [_NODES, *nodes], "rencana": plan, "pemetaan": mapped, **measured}
    return {"simpul": [_NODES, *nodes], **measured}


def _duties(columns: Columns) -> Sheets:
    posts = [["J1", columns["jabatan_a"], "pelaksana"], ["J2", columns["jabatan_b"], "pelaksana"]]
    duties = [["J1", "tugas", columns["tugas_a"]], ["J2", "tugas", columns["tugas_b"]]]
    return {
        "jabatan": [["kode", "nama", "jenis"], *posts],
        "tugas": [["kode_jabatan", "jenis", "uraian"], *duties],
    }


def _coded(columns: Columns) -> Sheets:
    level = _level_of_code(columns["kode_program"])
    row = ["R1", "", level, columns["kode_program"], columns["nama_program"], columns["sasaran"]]
    sheets: Sheets = {"rencana": [_ROWS, row]}
    if columns.get("indikator"):
        head = ["kode", "kode_kinerja", "rumusan"]
        sheets["indikator"] = [head, ["I1", "R1", columns["indikator"]]]
    return sheets


def _level_of_code(code: str) -> str:
    """Program, activity or sub-activity by the parts of its code."""
    parts = len([part for part in code.split(".") if part])
    return {3: "program", 5: "kegiatan", 6: "sub_kegiatan"}.get(parts, "program")


_MEASURE = ("rumusan", "formulasi", "sumber_data")


def _spelt(columns: Columns) -> Sheets:
    """A text in the column that the table names; what is no column of an indicator stands in the tree."""
    column, text = columns["kolom"].strip().casefold().replace(" ", "_"), columns["rumusan"]
    tree = [_NODES, ["R1", "", "outcome", _OTHER, ""]]
    if column not in {"formulasi", "sumber_data", "indikator"}:
        return {"simpul": [*tree, ["R2", "R1", "strategis", text, ""]]}
    held = {"rumusan": "Jumlah warga", "formulasi": "", "sumber_data": ""}
    held["rumusan" if column == "indikator" else column] = text
    return {
        "simpul": tree,
        "indikator": [["kode", "kode_kinerja", *_MEASURE], ["I1", "R1", *held.values()]],
    }


BUILDERS: dict[str, Callable[[Columns], Sheets]] = {
    "IND-17": _reused,
    "STR-06": _factor,
    "STR-08": _pair,
    "STR-10": _result,
    "STR-11": _child,
    "STR-12": _early,
    "STR-13": _partner,
    "STR-15": _outcome,
    "CAS-11": _duties,
    "NOM-10": _coded,
    "DOC-09": _spelt,
}


def document(rule: str, columns: Columns, identity: list[list[str]]) -> Sheets:
    """The document that puts one wording before one rule."""
    if rule in CELLS:
        return CELLS[rule](columns, identity)
    return {"identitas": identity, **BUILDERS[rule](columns)}
