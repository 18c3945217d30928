"""Who the document is about: the sheet ``identitas``."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.errors import Problem
from kg.read.table import Table
from kg.terms import NO_PERIOD, RESERVED_DOCUMENTS

__all__ = ["Identity", "identity"]

_REGION = re.compile(r"\d{2}\.\d{2}\.\d{2}")
_PERIOD = re.compile(r"(\d{4})(?:\s*[-–]\s*(\d{4}))?")
_METHOD = "metode"


@dataclass(frozen=True)
class Identity:
    """Region, period and names of one document."""

    region: str
    region_code: str
    period: str
    years: tuple[int, ...]
    code: str
    name: str
    title: str
    kind: str
    file: str
    nomenclature: str = ""


def _entries(table: Table) -> dict[str, tuple[str, int]]:
    return {row.get("kunci"): (row.get("nilai"), row.number) for row in reversed(table.rows)}


def _years(text: str) -> tuple[int, ...] | None:
    match = _PERIOD.fullmatch(text)
    if match is None:
        return None
    first, last = int(match[1]), int(match[2] or match[1])
    return tuple(range(first, last + 1)) if 1945 <= first <= last < first + 30 else None


def identity(table: Table, problems: list[Problem]) -> Identity | None:
    """The identity of the document, or ``None`` with the reasons appended to ``problems``."""
    entries = _entries(table)

    def value(key: str) -> str:
        return entries.get(key, ("", 0))[0]

    def wrong(code: str, key: str) -> None:
        place = table.place(entries[key][1], "nilai") if key in entries else table.file
        problems.append(Problem(code, place, {"key": key, "found": value(key)}))

    before = len(problems)
    for key in ("kode_dokumen", "nama_kecamatan"):
        if not value(key):
            wrong("IDENT-REQUIRED", key)
    region, kind, period = (
        value("kode_wilayah"),
        value("jenis_dokumen").casefold(),
        value("periode"),
    )
    if region and not _REGION.fullmatch(region):
        wrong("IDENT-REGION", "kode_wilayah")
    if not region and kind != _METHOD:
        wrong("IDENT-NOREGION", "kode_wilayah")
    years = _years(period) if period else ()
    if years is None:
        wrong("IDENT-PERIOD", "periode")
    if value("kode_dokumen").casefold() in RESERVED_DOCUMENTS:
        wrong("IDENT-RESERVED", "kode_dokumen")
    if len(problems) > before or years is None:
        return None
    code = value("kode_dokumen")
    label = "-".join(dict.fromkeys((str(years[0]), str(years[-1])))) if years else NO_PERIOD
    return Identity(
        region or f"{_METHOD}-{code}",
        region,
        label,
        years,
        code,
        value("nama_kecamatan"),
        value("judul"),
        value("jenis_dokumen"),
        value("berkas"),
        value("versi_nomenklatur"),
    )
