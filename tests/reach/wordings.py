"""Turns a table of wordings into one document, and tells on which of its rows a rule speaks.

A table is a CSV file named after its rule. Its first column ``expect`` says ``bad`` or ``good``, ``why`` says why; the others
are columns of the form. A row with columns of an indicator becomes an indicator below a result of its level.
"""

from __future__ import annotations

import csv
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from kg.read.inputs import read_paths
from kg.read.ontology import ontology
from kg.rules.finding import Finding
from kg.rules.registry import rules
from kg.worker.checking import check
from kg.worker.units import from_documents
from tests.reach.cells import CELLS
from tests.reach.results import BUILDERS, document
from tests.support.engines import digest, engine_named
from tests.support.forms import Sheets, as_folder

__all__ = ["Reach", "Wording", "reach", "read_wordings", "spoken"]

_TREE = ("outcome", "strategis", "antara", "operasional")
_PLAN = ("sub_kegiatan", "kegiatan", "program", "tujuan", "sasaran")
#: The kind of a post by a word of its name.
_POSTS = {
    "sekretaris": "sekretaris_kecamatan",
    "camat": "camat",
    "seksi": "kepala_seksi",
    "kasi": "kepala_seksi",
    "subbag": "kepala_subbagian",
    "kasubag": "kepala_subbagian",
    "fungsional": "jabatan_fungsional",
}
_POST = "sasaran_jabatan"
_USUAL_LEVEL = "sub_kegiatan"
_MEASURE = ("rumusan", "formulasi", "satuan", "sumber_data", "definisi_operasional")
#: What stands in the columns that a table does not have, so that nothing else is missing in a row.
_USUAL = {"sasaran": "Meningkatnya ketertiban administrasi"}


@dataclass(frozen=True)
class Wording:
    """One row of a table: whether it is faulty, and its columns."""

    faulty: bool
    columns: dict[str, str]


@dataclass(frozen=True)
class Reach:
    """How far a rule reaches: faulty and sound wordings, and how many of each it speaks on."""

    faulty: int
    hit: int
    sound: int
    accused: int

    @property
    def hit_rate(self) -> float:
        """The share of the faulty wordings on which the rule speaks."""
        return self.hit / self.faulty

    @property
    def false_alarms(self) -> float:
        """The share of the sound wordings on which the rule speaks all the same."""
        return self.accused / self.sound


def read_wordings(path: Path) -> list[Wording]:
    """The rows of a table."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return [Wording(row["expect"] == "bad", row) for row in rows]


def _level(columns: dict[str, str]) -> str:
    """The level that a table names in words (*kondisi strategis*, *jabatan camat*), as the form names it."""
    named = (columns.get("jenjang") or _USUAL_LEVEL).casefold().replace(" ", "_")
    if "jabatan" in named:
        return _POST
    known = (level for level in (*_TREE, *_PLAN) if level in named)
    return next(known, named)


def _result(sheets: Sheets, code: str, columns: dict[str, str]) -> None:
    """The result that a wording is, or that its indicator measures: a node of the tree, an item of the plan, or of a post."""
    level = _level(columns)
    result = columns.get("sasaran") or _USUAL["sasaran"]
    if level in _TREE:
        sheets["simpul"].append([code, "", level, result])
        return
    name = "" if level == _POST else f"Urusan {code}"
    sheets["rencana"].append([code, "", level, name, result])
    if level == _POST:
        held = columns["jenjang"].casefold()
        kinds = (kind for word, kind in _POSTS.items() if word in held)
        kind = next(kinds, "pelaksana")
        sheets["jabatan"].append([f"J{code}", held, kind])
        sheets["peran"].append([code, f"J{code}", "penanggung_jawab"])


_IDENTITY = [
    ["kunci", "nilai"],
    ["kode_wilayah", "33.02.19"],
    ["nama_kecamatan", "Sokaraja"],
    ["periode", "2027"],
    ["kode_dokumen", "rumusan"],
    ["judul", "Rumusan"],
    ["jenis_dokumen", "cascading"],
]


def _document(wordings: list[Wording]) -> Sheets:
    """One document that holds every wording on a row of its own."""
    sheets: Sheets = {
        "identitas": _IDENTITY,
        "simpul": [["kode", "kode_induk", "jenis", "rumusan"]],
        "rencana": [["kode", "kode_induk", "jenjang", "nama", "sasaran"]],
        "indikator": [["kode", "kode_kinerja", *_MEASURE]],
        "jabatan": [["kode", "nama", "jenis"]],
        "peran": [["kode_kinerja_atau_komponen", "kode_jabatan", "peran"]],
        "target": [["kode_indikator", "tahun", "nilai"]],
    }
    for number, wording in enumerate(wordings):
        _result(sheets, f"R{number}", wording.columns)
        if "rumusan" in wording.columns:
            measured = [wording.columns.get(name) or "" for name in _MEASURE]
            sheets["indikator"].append([f"I{number}", f"R{number}", *measured])
        if wording.columns.get("target"):
            sheets["target"].append([f"I{number}", "2027", wording.columns["target"]])
    return {name: rows for name, rows in sheets.items() if len(rows) > 1}


def _findings(rule: str, pages: Iterable[Sheets]) -> Iterator[list[Finding]]:
    """What one rule finds in each document, which is a folder of that name for as long as it is looked at."""
    chosen = tuple(one for one in rules() if one.id == rule)
    known, engine = ontology(), engine_named("bulk")
    with tempfile.TemporaryDirectory() as place:
        for sheets in pages:
            folder = as_folder(Path(place) / "rumusan", sheets)
            unit = from_documents(read_paths([folder]))
            yield check(unit, chosen, engine, known, digest()).findings
            for path in folder.iterdir():
                path.unlink()


def spoken(rule: str, wordings: list[Wording]) -> set[int]:
    """The numbers of the wordings on which the rule speaks."""
    if rule in BUILDERS or rule in CELLS:
        pages = (document(rule, w.columns, _IDENTITY) for w in wordings)
        return {number for number, found in enumerate(_findings(rule, pages)) if found}
    (findings,) = _findings(rule, [_document(wordings)])
    codes = (f.focus.rpartition("/")[2] for f in findings)
    return {int(code[1:]) for code in codes if code[1:].isdigit()}


def reach(rule: str, wordings: list[Wording]) -> Reach:
    """How many faulty and sound wordings there are, and on how many of each the rule speaks."""
    told = spoken(rule, wordings)
    faulty = {number for number, wording in enumerate(wordings) if wording.faulty}
    sound = set(range(len(wordings))) - faulty
    return Reach(len(faulty), len(faulty & told), len(sound), len(sound & told))
