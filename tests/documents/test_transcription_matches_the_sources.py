"""Every transcribed cell stands in its source document at the line it names.

The source documents are not part of the product; without them (KG_SEEDS, or ../shared/seeds) the test is skipped.
"""

from __future__ import annotations

import csv
import os
import re
import unicodedata
from pathlib import Path

import pytest

from kg.assets import bundled_documents
from kg.read.rows import lines_in
from tests.support.places import SHARED

SEEDS = Path(os.environ.get("KG_SEEDS", SHARED / "seeds"))
COLUMNS = {
    "simpul": ("rumusan",),
    "rencana": ("nama", "sasaran"),
    "indikator": (
        "rumusan",
        "formulasi",
        "pembilang",
        "penyebut",
        "tipe_penghitungan",
        "sumber_data",
    ),
    "target": ("nilai",),
    "jabatan": ("nama",),
    "tugas": ("uraian",),
    "teks": ("uraian",),
}
WINDOW = 30

pytestmark = pytest.mark.skipif(not SEEDS.is_dir(), reason="the source documents are not here")


def _letters(text: str) -> str:
    """Letters and digits only: what a line break, a hyphen or mark-up cannot change."""
    plain = re.sub(r"<[^>]*>|\\text|\\frac|\\times", "", unicodedata.normalize("NFKC", text))
    return re.sub(r"[^a-z0-9]+", "", plain.lower())


def _stands_there(text: str, window: str) -> bool:
    """The text as a whole, or, where two cells were interleaved, each of its words."""
    if _letters(text) in window:
        return True
    return all(
        _letters(word) in window for word in re.findall(r"\w+", unicodedata.normalize("NFKC", text))
    )


@pytest.mark.parametrize("folder", bundled_documents(), ids=lambda p: p.name)
def test_cells(folder: Path) -> None:
    """Text exactly as printed, from the named line on."""
    wrong = []
    for sheet, columns in COLUMNS.items():
        path = folder / f"{sheet}.csv"
        if not path.exists():
            continue
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        for row in rows:
            source = (SEEDS / row["sumber_dokumen"]).read_text(encoding="utf-8").split("\n")
            own = lines_in(row["sumber_baris_kolom"])
            for column in columns:
                formula = own.get("formulasi") if column in {"pembilang", "penyebut"} else None
                line = own.get(column) or formula or int(row["sumber_baris"])
                if not _stands_there(
                    row[column], _letters("".join(source[line - 1 : line - 1 + WINDOW]))
                ):
                    wrong.append((sheet, line, row[column]))
    assert not wrong
