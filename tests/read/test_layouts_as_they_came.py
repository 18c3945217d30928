"""Files written by somebody who did not know the reader, with what they say; read as they came."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.other_hands import OTHERS, held


@pytest.mark.parametrize("path", OTHERS, ids=lambda path: path.stem)
def test_every_value_is_right_or_told(path: Path) -> None:
    """Rows, parents, posts, units, formulas, targets, money, and whose document it is."""
    found = held(path)
    assert found.wrong == []
    assert found.told == []
    assert found.right > 20


def test_all_six_layouts_and_five_kinds_of_file_are_there() -> None:
    """Twenty files."""
    assert len(OTHERS) == 20
    assert {path.suffix for path in OTHERS} == {".xlsx", ".docx", ".csv", ".xls", ".ods"}
    assert {held(path).understood.reading.layout for path in OTHERS} == {
        "renstra", "iku_pk", "pohon", "sipd", "triwulan", "iki"
    }  # fmt: skip
