"""How often a finding is right by how sure it says it is: measured on the unseen documents, printed in ``docs/kalibrasi.md``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

from kg.rules.finding import Finding
from kg.rules.rule import Certainty
from tests.support.places import ROOT
from tests.unseen.scoring import DOCUMENTS, Place, findings, judged, place_of

__all__ = ["PAGE", "Share", "calibration", "page"]

PAGE = ROOT / "docs" / "kalibrasi.md"
CLASSES: tuple[Certainty, ...] = get_args(Certainty)
_HEAD = """# Kalibrasi / calibration

Setiap temuan mengatakan seberapa yakin ia: *pasti* atau *perlu ditinjau*. Di bawah ini bagian temuan yang benar menurut
pembaca, pada {many} dokumen yang ditandai sebelum program melihatnya (`tests/unseen`); yang diragukan pembacanya sendiri tidak
dihitung. Setelah ditandai, aturan diperbaiki juga karena dokumen ini: angkanya menggambarkan hari ini, bukan dokumen baru.
`kg check --hanya-pasti` menampilkan hanya yang pasti.
*Every finding says how sure it is. Below is the share that a reader holds right, on {many} documents that were labelled before
the program saw them; what the reader doubts counts neither way. Rules were mended for these documents since: the figures
tell today, not a new document. `kg check --hanya-pasti` shows the certain ones alone.*

Dibuat oleh / made by `python -m tests.unseen --kalibrasi`.

| kepastian / certainty | temuan / findings | benar / right | bagian / share |
| --- | --- | --- | --- |
"""


@dataclass(frozen=True)
class Share:
    """How many findings of one class were judged, and how many of them a reader holds right."""

    told: int
    right: int

    @property
    def share(self) -> float:
        """The share that is right."""
        return self.right / self.told if self.told else 1.0


def _classes(folder: Path, told: Iterable[Finding]) -> dict[Place, Certainty]:
    """The class of each place; where both classes point at it, the surer one."""
    found: dict[Place, Certainty] = {}
    for one in told:
        place = place_of(folder, one)
        if found.get(place) != "pasti":
            found[place] = one.certainty
    return found


def calibration(folders: tuple[Path, ...] = DOCUMENTS) -> dict[Certainty, Share]:
    """The share of right findings of each class of certainty."""
    told: Counter[Certainty] = Counter()
    right: Counter[Certainty] = Counter()
    for folder in folders:
        hit, surplus = judged(folder)
        classes = _classes(folder, findings(folder))
        right.update(classes[place] for place in hit)
        told.update(classes[place] for place in hit | surplus)
    return {name: Share(told[name], right[name]) for name in CLASSES}


def page() -> str:
    """The page of the documentation."""
    rows = [
        f"| {name} | {found.told} | {found.right} | {found.share:.2f} |\n"
        for name, found in calibration().items()
    ]
    return _HEAD.format(many=len(DOCUMENTS)) + "".join(rows)
