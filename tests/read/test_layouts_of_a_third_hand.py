"""Fourteen files by a third author who did not know the reader, held against what he says of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.plain_truth import THIRD, seen


@pytest.mark.parametrize("path", THIRD, ids=lambda path: path.stem)
def test_no_value_is_wrong_or_lost_untold(path: Path) -> None:
    """Rows, parents, codes, posts, units, targets, quarters, money, and whose document it is."""
    found = seen(path)
    assert found.untold == []
    assert found.right > 30


def test_fourteen_files_and_three_of_other_hands() -> None:
    """As they came, but for their names in small letters."""
    assert len(THIRD) == 17
    assert {path.suffix for path in THIRD} == {".xlsx", ".docx", ".ods"}
