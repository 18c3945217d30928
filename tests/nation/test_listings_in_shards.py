"""A changed kecamatan rewrites its part of the listings only, and the files are those of a run from nothing."""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from kg.errors import Problem
from kg.pool.pool import Outcome
from kg.pool.port import hands
from kg.read.gate import sha256
from kg.report.nation import makers
from kg.report.nation.gather import gather
from kg.report.nation.makers import Makers
from kg.report.nation.recap_file import Units, read_recap
from kg.report.nation.rollup import rollup
from kg.worker.nation.nation_inputs import found_below
from kg.worker.nation.results import Results
from kg.worker.nation.run import Order, run_nation
from tests.nation.test_nation_check import kecamatan, nation

#: Two processes, for whom three shards are many.
_TWO = Makers(jobs=2, fewest=3)


def checked(folder: Path, out: Path, crew: Makers | None = None) -> Any:
    """Check a folder and gather what was found."""
    run = run_nation(Order(out, tuple(found_below([folder], out))), lambda _: None)
    return gather(run, out, "id", "penuh", (), date.min, crew)


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


@pytest.fixture
def handed_out(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The first unit of every shard that is made in this process."""
    here: list[str] = []
    real = makers.made_of

    def noted(tasks: Sequence[Any], *rest: Any) -> Any:
        here.append(tasks[0].region)
        return real(tasks, *rest)

    monkeypatch.setattr("kg.report.nation.gather.made_of", noted)
    return here


def test_processes_make_the_same_files(
    country: Path, tmp_path: Path, handed_out: list[str]
) -> None:
    """Two processes make all shards, and every byte is that of one process; fewer shards are made here."""
    alone, out = tmp_path / "alone", tmp_path / "out"
    one = checked(country, alone)
    assert handed_out == ["33.01.02", "33.02.02", "33.03.02"]
    handed_out.clear()
    two = checked(country, out, _TWO)
    assert handed_out == []
    assert one.totals.plain() == two.totals.plain()
    assert contents(alone) == contents(out)
    change(country, tmp_path)
    checked(country, out, _TWO)
    assert handed_out == ["33.02.02"]


def test_early_shards_wait_for_their_turn(
    country: Path, tmp_path: Path, handed_out: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """In whatever order they are made; one that is not made elsewhere is made here, at its place."""
    alone, out = tmp_path / "alone", tmp_path / "out"
    checked(country, alone)
    handed_out.clear()

    class Turned:
        """Hands that answer the last first, and lose the second."""

        def __init__(self, *given: Any) -> None:
            self._real = hands(*given)

        def __enter__(self) -> Any:
            self._real.__enter__()
            return self

        def __exit__(self, *about: Any) -> None:
            self._real.__exit__(*about)

        def run(self, parts: Any) -> Any:
            for outcome in sorted(self._real.run(parts), key=lambda found: -found.task.number):
                lost = Problem("NATION-DIED", "", {"reason": "9"})
                yield Outcome(outcome.task, problem=lost) if outcome.task.number == 1 else outcome

    monkeypatch.setattr(makers, "hands", Turned)
    checked(country, out, _TWO)
    assert handed_out == ["33.02.02"]
    assert contents(alone) == contents(out)


def test_a_result_that_a_worker_does_not_find_is_named_and_stays(
    country: Path, tmp_path: Path
) -> None:
    """Who looks from elsewhere takes nothing away: that is for the run itself to judge."""
    out = tmp_path / "out"
    checked(country, out)
    results, other = Results(out), Results(tmp_path / "elsewhere")
    keys = sorted(results.listed()[0])
    results.record.load()
    assert list(other.found(keys)) == [None] * len(keys)
    torn = next(out.glob(f"hasil/*/{keys[0]}.json.gz"))
    torn.write_bytes(torn.read_bytes()[:-1])
    found = list(results.found(keys))
    assert found[0] is None
    assert None not in found[1:]
    assert torn.exists()


@pytest.mark.parametrize("place", [0, 0.5, 1])
@pytest.mark.parametrize("name", ["temuan.csv", "rekap.json", "lintas/baku.csv"])
def test_a_changed_byte_is_seen_wherever_it_stands(
    country: Path, tmp_path: Path, name: str, place: float
) -> None:
    """In the head, among the rows and at the end: nothing is gathered where all is as it was, and anew where it is not."""
    out = tmp_path / "out"
    checked(country, out)
    assert not checked(country, out).fresh
    before = (out / name).read_bytes()
    data = bytearray(before)
    data[int((len(data) - 1) * place)] ^= 1
    (out / name).write_bytes(data)
    assert checked(country, out).fresh
    assert (out / name).read_bytes() == before
    assert not checked(country, out).fresh


def test_what_was_held_against_its_digest_is_not_hashed_again(
    country: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of the listings only the rows of the kabupaten that changed are hashed for the new record."""
    out = tmp_path / "out"
    checked(country, out)
    change(country, tmp_path)
    hashed: list[int] = []

    def noted(data: bytes) -> str:
        hashed.append(len(data))
        return sha256(data)

    monkeypatch.setattr("kg.report.nation.files.sha256", noted)
    checked(country, out)
    listed = sum(path.stat().st_size for path in (*out.glob("*.csv"), *out.glob("lintas/*.csv")))
    assert 0 < sum(hashed) < listed / 2
