"""Writes the tables of made-up kecamatan, from rows that name only what matters to a case."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from kg.derive.official.nomenclature import nomenclature
from kg.derive.regions import LokalRegions
from kg.derive.vocabulary import vocabulary
from kg.report.nation.sinks import CsvSink
from kg.worker.cross.cross_tables import FOLDER, STANDARD, TABLES, columns
from kg.worker.cross.extract import wording
from kg.worker.cross.names import own_names
from kg.worker.cross.organisations import Organisations

Given = Mapping[str, Iterable[Mapping[str, str]]]
_TEXT = ("teks", "asli", "kunci", "inti", "nama")
_USUAL = {"periode": "2025", "jenis": "KondisiOperasional", "dokumen": "renstra.txt"}


def _filled(table: str, row: Mapping[str, str], number: int) -> dict[str, str]:
    """A row with everything that follows from what it says."""
    kind = {"kinerja": "simpul", "indikator": "indikator", "sub_kegiatan": "sub-kegiatan"}[table]
    names = own_names(row["kecamatan"])
    cells = _USUAL | {"simpul": f"{kind}/{number:03d}", "baris": str(number)} | dict(row)
    if "teks" in row:
        cells |= dict(zip(_TEXT, wording(row["teks"], names), strict=True))
    for level in ("outcome", "strategis"):
        cells[f"{level}_inti"] = wording(row.get(level, ""), names)[3]
    cells["seksi"] = Organisations(vocabulary()).section(row.get("jabatan", ""))
    return {"kunci": row.get("kode", "")} | cells


def _partners(row: Mapping[str, str]) -> list[dict[str, str]]:
    """The rows of partners that follow from a result."""
    known = Organisations(vocabulary())
    declared = [
        (known.named(wording(p, own_names(row["kecamatan"]))[2]), "dinyatakan")
        for p in row.get("mitra", "").split("; ")
        if p
    ]
    mentioned = [(name, "tersebut") for name in known.mentioned(row["asli"])]
    return [{**row, "mitra": name, "cara": how} for name, how in declared + mentioned]


def write_standards(out: Path) -> None:
    """What the own catalogue prescribes, beside the tables."""
    sink = CsvSink(out / FOLDER / f"{STANDARD}.csv", ("kunci",))
    for key in nomenclature().standards():
        sink.add([key])
    sink.close()


def write_tables(out: Path, given: Given) -> Path:
    """The folder of a check with these rows; every kecamatan and period that is named has a row of its own."""
    rows: dict[str, list[dict[str, str]]] = {table: [] for table in TABLES}
    for table in ("kinerja", "indikator", "sub_kegiatan"):
        rows[table] = [
            _filled(table, row, number) for number, row in enumerate(given.get(table, ()), 1)
        ]
    rows["mitra"] = [partner for row in rows["kinerja"] for partner in _partners(row)]
    units = sorted({(row["kecamatan"], row["periode"]) for table in rows.values() for row in table})
    regions = LokalRegions()
    for code, period in units:
        own = {"nama_kecamatan": regions.name(code), "nama_kabupaten": regions.parent_name(code)}
        rows["satuan"].append({"kecamatan": code, "periode": period, **own})
    (out / FOLDER).mkdir(parents=True, exist_ok=True)
    write_standards(out)
    for table, found in rows.items():
        sink = CsvSink(out / FOLDER / f"{table}.csv", columns(table))
        for row in found:
            sink.add([row.get(name, "") for name in columns(table)])
        sink.close()
    return out
