"""Documents as planners of many regions write them, each written down with what it says."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.layout_readings import held_against, read_specimen
from tests.support.written import WRITTEN, written


@pytest.mark.parametrize("source", WRITTEN, ids=lambda path: path.stem)
def test_every_value_is_right_or_told(source: Path, tmp_path: Path) -> None:
    """Levels, texts, parents, codes, targets, money; a doubtful cell is told with its reason."""
    document = written(source)
    reading, code = read_specimen(document.save(tmp_path))
    wanted = document.expected
    found = held_against(reading, wanted)
    assert found.wrong == []
    assert found.flagged == []
    assert found.right > 15
    assert set(wanted["doubtful"]) <= {doubt.place for doubt in reading.doubts}
    assert (reading.period, reading.kind) == (wanted["period"], wanted["kind"])
    if wanted["kecamatan"] is None:
        assert code in {"LAYOUT-REGION", "LAYOUT-NOREGION"}
    else:
        assert reading.region == wanted["kecamatan"]
