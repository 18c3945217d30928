"""Files written by somebody who did not know the reader, with what they say; read as they came."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import pytest

from tests.support.layout_readings import SPECIMENS, compare, held_against, read_specimen
from tests.support.other_hands import OTHERS, held
from tests.support.variants.making import KINDS, variant
from tests.support.written import WRITTEN, written


@pytest.mark.parametrize("path", OTHERS, ids=lambda path: path.stem)
def test_every_value_is_right_or_told(path: Path) -> None:
    """Rows, parents, posts, units, formulas, targets, money, and whose document it is."""
    found = held(path)
    assert found.wrong == []
    assert found.told == []
    assert found.right > 20


def test_all_six_layouts_and_five_kinds_of_file_are_there() -> None:
    """Thirty-two files, of two authors."""
    assert len(OTHERS) == 32
    assert {path.suffix for path in OTHERS} == {".xlsx", ".docx", ".csv", ".xls", ".ods"}
    assert {held(path).understood.reading.layout for path in OTHERS} == {
        "renstra", "iku_pk", "pohon", "sipd", "triwulan", "iki"
    }  # fmt: skip


def test_of_word_documents_99_values_in_100_are_right(tmp_path: Path, heavy: bool) -> None:
    """Those of the specimens, of hand and of the generator, and no wrong value without a word."""
    scores = [compare(path)[0] for path in SPECIMENS if path.suffix == ".docx"]
    papers = [one for one in map(written, WRITTEN) if one.paper]
    for one in papers:
        scores.append(held_against(read_specimen(one.save(tmp_path))[0], one.expected))
    for kind, seed in product(KINDS, range(60 if heavy else 6)):
        made = variant(kind, seed)
        if made.ending == ".docx":
            reading, _ = read_specimen(made.save(tmp_path))
            scores.append(held_against(reading, made.truth.expected()))
    assert len(papers) > 3
    assert len(scores) > 12
    right = sum(score.right for score in scores)
    other = sum(len(score.flagged) + len(score.wrong) for score in scores)
    assert right > 1_500
    assert right >= 0.99 * (right + other)
