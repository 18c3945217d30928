"""Fourteen files by a fourth author who did not know the reader, held against what he says of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import InputError
from kg.read.layout.choice import Wanted
from tests.support.plain_truth import FOURTH, seen

#: What an official answers where a file does not say whose it is, and what is asked.
ASKED = {
    "08": ("LAYOUT-NOREGION", Wanted(kecamatan="81.04.01", period="2026")),
    "10": ("LAYOUT-REGION", Wanted(kecamatan="36.01.12")),
}


@pytest.mark.parametrize("path", FOURTH, ids=lambda path: path.stem)
def test_no_value_is_wrong_or_lost_untold(path: Path) -> None:
    """Rows, parents, codes, posts, units, targets, quarters, money, and whose document it is."""
    _, answer = ASKED.get(path.stem[:2], ("", None))
    found = seen(path, answer)
    assert found.untold == []
    assert found.right > 60


@pytest.mark.parametrize("path", [p for p in FOURTH if p.stem[:2] in ASKED], ids=lambda p: p.stem)
def test_whose_document_it_is_is_asked_for(path: Path) -> None:
    """Two kecamatan bear one name, and one stands in the name of the file alone."""
    with pytest.raises(InputError) as raised:
        seen(path)
    assert raised.value.problems[0].code == ASKED[path.stem[:2]][0]


def test_all_fourteen_are_there() -> None:
    """As they came, but for their names in small letters."""
    assert len(FOURTH) == 14
    assert {path.suffix for path in FOURTH} == {".xlsx", ".docx", ".xls"}
