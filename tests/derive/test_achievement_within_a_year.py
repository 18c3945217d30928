"""What was reached by a quarter is no achievement of the year."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.derive.run import derive
from kg.read.inputs import read_paths
from kg.read.ontology import ontology
from kg.terms import KIN
from kg.worker.units import from_documents
from tests.support.agreements import document

_HEAD = "kode_acuan,tahun,triwulan,nilai,sifat\n"


def _computed(folder: Path, quarters: dict[str, str]) -> tuple[set[str], int]:
    """The computations that are printed, and how many of them give a percentage."""
    path = document(folder, "renstra", {2025: "80"})
    rows = [f"IREN,2025,{quarter},{value},kumulatif\n" for quarter, value in quarters.items()]
    (path / "realisasi.csv").write_text(_HEAD + "".join(rows), encoding="utf-8")
    (unit,) = from_documents(read_paths([path]))
    found = derive(unit.graphs, ontology())
    printed = {t.object.value for t in found if t.predicate == KIN["capaianTerhitung"]}
    return printed, sum(t.predicate == KIN["capaianPersen"] for t in found)


@pytest.mark.parametrize(
    ("quarters", "printed", "percent"),
    [
        ({"I": "20"}, "sampai triwulan I: 20 / 80 × 100 = 25,0 %", 0),
        ({"I": "20", "II": "44"}, "sampai triwulan II: 44 / 80 × 100 = 55,0 %", 0),
        ({"I": "20", "IV": "84"}, "84 / 80 × 100 = 105,0 %", 1),
    ],
)
def test_cumulative_quarters_stand_for_the_year_when_it_is_over(
    quarters: dict[str, str], printed: str, percent: int, tmp_path: Path
) -> None:
    """Before, the computation says how far it goes, and the year has no percentage."""
    assert _computed(tmp_path, quarters) == ({printed}, percent)
