"""A changed kecamatan rewrites its part of the listings only, and the files are those of a run from nothing."""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from kg.report.nation.gather import gather
from kg.report.nation.recap_file import Units, read_recap
from kg.report.nation.rollup import rollup
from kg.worker.nation.nation_inputs import found_below
from kg.worker.nation.results import Results
from kg.worker.nation.run import Order, run_nation
from tests.nation.test_nation_check import kecamatan, nation


def checked(folder: Path, out: Path) -> Any:
    """Check a folder and gather what was found."""
    run = run_nation(Order(out, tuple(found_below([folder], out))), lambda _: None)
    return gather(run, out, "id", "penuh", (), date.min)


def contents(out: Path) -> dict[str, bytes]:
    """Every file that was gathered, and what is recorded of it."""
    paths = [*out.glob("*.csv"), *out.glob("*.parquet"), out / "rekap.json", out / "kumpulan.json"]
    return {p.relative_to(out).as_posix(): p.read_bytes() for p in (*paths, *out.glob("lintas/*"))}


@pytest.fixture
def country(tmp_path: Path) -> Path:
    """Three kabupaten of two kecamatan."""
    codes = ["33.01.02", "33.01.03", "33.02.02", "33.02.03", "33.03.02", "33.03.03"]
    return nation(tmp_path / "nation", codes)


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The keys of all results that are read to gather them."""
    keys: list[str] = []
    real = Results.bodies

    def noted(self: Results, wanted: Sequence[str]) -> Any:
        keys.extend(wanted)
        return real(self, wanted)

    monkeypatch.setattr(Results, "bodies", noted)
    return keys


def change(country: Path, tmp_path: Path) -> None:
    """Another document for the fourth kecamatan."""
    (country / "33/33.02/33.02.03.nq").write_bytes(kecamatan(tmp_path, "33.02.03", "2026"))


def test_what_is_not_touched_is_not_read(country: Path, tmp_path: Path, read: list[str]) -> None:
    """One kabupaten of three is read again; every file is byte for byte that of a run from nothing."""
    out = tmp_path / "out"
    checked(country, out)
    assert len(read) == 6
    change(country, tmp_path)
    read.clear()
    gathered = checked(country, out)
    assert gathered.fresh
    assert len(read) == 2
    fresh = tmp_path / "fresh"
    assert gathered.totals.plain() == checked(country, fresh).totals.plain()
    assert contents(out) == contents(fresh)
    assert len(contents(out)) > 7


@pytest.mark.parametrize("name", ["temuan.csv", "rekap.json", "temuan.parquet"])
def test_damaged_rows_are_made_again(
    country: Path, tmp_path: Path, read: list[str], name: str
) -> None:
    """A byte that is another one now is never carried over."""
    if name == "temuan.parquet":
        pytest.importorskip("pyarrow")
    out = tmp_path / "out"
    checked(country, out)
    data = bytearray((out / name).read_bytes())
    data[len(data) // 4] ^= 1
    (out / name).write_bytes(data)
    change(country, tmp_path)
    checked(country, out)
    fresh = tmp_path / "fresh"
    checked(country, fresh)
    assert contents(out) == contents(fresh)


def test_a_kecamatan_that_is_gone_is_gone(country: Path, tmp_path: Path, read: list[str]) -> None:
    """And one that comes is there, whatever stood at its place before."""
    out = tmp_path / "out"
    checked(country, out)
    shutil.rmtree(country / "33/33.01")
    checked(country, out)
    assert b"33.01.02" not in (out / "temuan.csv").read_bytes()
    nation(country, ["33.01.03"])
    checked(country, out)
    fresh = tmp_path / "fresh"
    checked(country, fresh)
    assert contents(out) == contents(fresh)


def test_a_recap_is_summed_unit_by_unit(country: Path, tmp_path: Path) -> None:
    """The sums are those of the recap read at once; units are read as they are asked for."""
    out = tmp_path / "out"
    checked(country, out)
    body = read_recap(out)
    assert isinstance(body["units"], Units)
    whole = json.loads((out / "rekap.json").read_bytes())
    assert list(body["units"]) == whole["units"]
    assert {**body, "units": []} == {**whole, "units": []}
    for level in ("kecamatan", "kabupaten", "provinsi", "nasional"):
        assert rollup(body, level, "id", "Indonesia") == rollup(whole, level, "id", "Indonesia")  # type: ignore[arg-type]
