"""A file of empty lines is refused before each of them is looked at."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import InputError
from kg.limits import DEFAULT
from kg.read.grids import read_grids


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("line", ["", ";", "x;y"])
def test_more_lines_than_any_table_has(tmp_path: Path, end: str, line: str) -> None:
    """With any end of lines and anything in them."""
    path = tmp_path / "daftar.csv"
    path.write_bytes(b"kode;uraian" + (line + end).encode() * (DEFAULT.text_lines + 1))
    with pytest.raises(InputError) as caught:
        read_grids(path)
    [problem] = caught.value.problems
    assert (problem.code, problem.where) == ("FORM-ROWS", str(path))


def test_empty_lines_between_rows_are_nothing(tmp_path: Path) -> None:
    """A list of many rows with gaps is read, each row with its line."""
    path = tmp_path / "daftar.csv"
    path.write_text("kode;uraian\n" + "\n\n1;satu\n" * 2_000, encoding="utf-8")
    [grid], _ = read_grids(path)
    assert len(grid.lines) == 2_001
    assert grid.lines[-1].number == 1 + 3 * 2_000
