"""Documents that nobody wrote the reader for: made from seeds, with what they say written down as they are made."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path

import pytest

from kg.errors import InputError
from kg.read.layout.choice import Choice, Wanted
from kg.read.layout.document import Understood, understand
from tests.support.layout_readings import Compared, held_against
from tests.support.variants.converted import converted
from tests.support.variants.making import KINDS, variant
from tests.support.variants.truth import Variant

pytestmark = pytest.mark.slow

#: Seeds of each kind: a few by default, many with ``--heavy``.
_FEW, _MANY = 5, 250


@dataclass
class _Score:
    """What became of the documents of one kind."""

    files: int = 0
    refused: list[str] = field(default_factory=list)
    right: int = 0
    told: list[str] = field(default_factory=list)
    untold: list[str] = field(default_factory=list)

    def add(self, made: Variant, found: Compared) -> None:
        self.right += found.right
        self.told += [f"{made.name} {line}" for line in found.flagged]
        self.untold += [f"{made.name} {line}" for line in found.wrong]

    @property
    def cells(self) -> int:
        return self.right + len(self.told) + len(self.untold)


def _understood(path: Path, made: Variant) -> Understood:
    """The reading; a name that several kecamatan bear is answered, as its official would."""
    try:
        return understand(path, Choice())
    except InputError as error:
        if error.problems[0].code != "LAYOUT-REGION":
            raise
        return understand(path, Choice(wanted=Wanted(kecamatan=made.truth.plan.region)))


def _scored(kind: str, seeds: range, folder: Path) -> _Score:
    score = _Score()
    for seed in seeds:
        made = variant(kind, seed)
        _add(score, made, made.save(folder))
    return score


def _add(score: _Score, made: Variant, path: Path) -> None:
    """Read one file, and count what of it was right."""
    score.files += 1
    try:
        understood = _understood(path, made)
    except InputError as error:
        score.refused.append(f"{made.name} {error.problems[0].sentence()}")
        return
    wanted = made.truth.expected()
    reading = understood.reading
    score.add(made, held_against(reading, wanted))
    found = understood.region.code, reading.period, reading.kind
    if found != (wanted["kecamatan"], wanted["period"], wanted["kind"]):
        score.untold.append(f"{made.name} {reading.period} {reading.kind}")


@pytest.mark.parametrize("kind", KINDS)
def test_documents_are_read_whatever_the_office(kind: str, tmp_path: Path, heavy: bool) -> None:
    """95 of 100 files without an error, 98 of 100 cells right, and no wrong cell without a word."""
    score = _scored(kind, range(_MANY if heavy else _FEW), tmp_path)
    assert len(score.refused) <= 0.05 * score.files, score.refused
    assert score.right >= 0.98 * score.cells, score.told
    assert score.untold == []
    assert score.right > 40 * score.files / 2


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("ending", ["ods", "xls"])
def test_other_workbooks_are_read_as_well(ending: str, tmp_path: Path, heavy: bool) -> None:
    """The same documents saved by LibreOffice in the other two forms, all at once."""
    made = [variant(kind, seed) for kind, seed in product(KINDS, range(40 if heavy else 1))]
    books = [one for one in made if one.ending == ".xlsx"]
    score = _Score()
    paths = converted([one.save(tmp_path) for one in books], ending, tmp_path)
    for one, path in zip(books, paths, strict=True):
        _add(score, one, path)
    assert (score.refused, score.untold) == ([], [])
    assert score.right >= 0.98 * score.cells
    assert score.files > 2


def test_a_seed_makes_the_same_document_always(tmp_path: Path) -> None:
    """So that a fault found by a seed is found again."""
    first, second = variant("renstra", 1), variant("renstra", 1)
    assert first.chosen == second.chosen
    assert first.truth.rows == second.truth.rows
    assert first.canvases[0].cells == second.canvases[0].cells
    assert first.save(tmp_path).stat().st_size > 1_000
