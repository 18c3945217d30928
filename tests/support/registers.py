"""Writes registers of waivers for tests."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

ENTRY = {
    "id": "PK-001",
    "aturan": "IND-03",
    "simpul": "https://w3id.org/kinerja/id/33.02.19/2025/indikator/I",
    "alasan": "Menunggu perubahan renstra kabupaten tahun depan.",
    "jabatan": "Inspektur Daerah",
    "nomor_surat": "700/12/2025",
    "disetujui": "2025-12-01",
    "berlaku_sampai": "2026-12-31",
}


def entry(**changes: str) -> dict[str, str]:
    """A well-formed entry with these keys changed; an empty text takes the key away."""
    return {key: value for key, value in {**ENTRY, **changes}.items() if value}


def as_toml(path: Path, *entries: dict[str, str], head: str = "") -> Path:
    """A register in TOML."""
    blocks = [
        "[[pengecualian]]\n"
        + "".join(f"{k} = {json.dumps(v, ensure_ascii=False)}\n" for k, v in e.items())
        for e in entries
    ]
    path.write_text(head + "\n".join(blocks), encoding="utf-8")
    return path


def as_csv(path: Path, *entries: dict[str, str], delimiter: str = ",") -> Path:
    """A register in CSV."""
    columns = list(dict.fromkeys(key for e in entries for key in e))
    out = io.StringIO()
    writer = csv.DictWriter(out, columns, delimiter=delimiter, lineterminator="\n")
    writer.writeheader()
    writer.writerows(entries)
    path.write_text(out.getvalue(), encoding="utf-8")
    return path
