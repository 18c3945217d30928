"""A folder of results is believed only where it is what a run wrote; anything else is made again, and said."""

from __future__ import annotations

import gzip
import json
import shutil
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from typer.testing import CliRunner

from kg.cli.app import app
from kg.limits import Limits
from kg.worker.equipment import Settings, equip
from kg.worker.nation.looking import Look, look
from kg.worker.nation.plan import plan_files
from kg.worker.nation.results import Results
from kg.worker.nation.task import CheckJob
from tests.support.crowd import crowd


def _check(inputs: Path, out: Path) -> Result:
    words = [
        "check",
        str(inputs),
        "--jobs",
        "1",
        "-o",
        str(out),
        "--fail-on",
        "none",
        "--lang",
        "en",
    ]
    return CliRunner().invoke(app, words)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Inputs, and the folder of a run that nobody disturbed."""
    folder = tmp_path_factory.mktemp("results")
    inputs = crowd(folder / "in", range(len(RESULTS) + 1))
    time.sleep(2.1)  # the index trusts no file that was touched in the two seconds before
    assert _check(inputs, folder / "out").exit_code == 0
    return inputs, folder / "out"


def _content(out: Path) -> dict[str, bytes]:
    # The index of inputs holds times.
    files = [p for p in out.rglob("*") if p.is_file() and p.suffix != ".jsonl"]
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in files}


def _results(out: Path) -> list[Path]:
    return sorted(out.glob("hasil/??/*.json.gz"))


def _packed(data: bytes) -> Callable[[Path], None]:
    return lambda path: _put(path, gzip.compress(data, mtime=0))


def _put(path: Path, data: bytes) -> None:
    path.write_bytes(data)


def _emptied(path: Path) -> None:
    """No findings any more, in a sound file."""
    body: dict[str, Any] = json.loads(gzip.decompress(path.read_bytes()))
    body["findings"], body["counts"] = [], dict.fromkeys(body["counts"], 0)
    _put(path, gzip.compress(json.dumps(body).encode(), mtime=0))


def _cut(path: Path) -> None:
    _put(path, path.read_bytes()[:100])


def _swapped(path: Path) -> None:
    """The sound result of one unit under the name of another."""
    last = _results(path.parents[2])[-1]
    assert last != path
    _put(path, last.read_bytes())


#: What can be done to the result of one unit.
RESULTS: dict[str, Callable[[Path], None]] = {
    "findings emptied": _emptied,
    "cut off": _cut,
    "swapped": _swapped,
    "no bytes": lambda path: _put(path, b""),
    "not packed": lambda path: _put(path, b"{}"),
    "an object": _packed(b"{}"),
    "a list": _packed(b"[]"),
    "null": _packed(b"null"),
    "a status": _packed(b'{"status":"checked"}'),
    "an unknown code": _packed(b'{"status":"failed","problems":[{"code":"NOPE","where":"","values":{}}]}'),
    "deep": _packed(b"[" * 100_000 + b"]" * 100_000),
    "a bomb": _packed(b" " * 300_000_000),
}  # fmt: skip

RECORDS: dict[str, Callable[[Path], None]] = {
    "no record": lambda out: (out / "hasil" / "sidik.txt").unlink(),
    "an empty record": lambda out: _put(out / "hasil" / "sidik.txt", b""),
    "a record of junk": lambda out: _put(out / "hasil" / "sidik.txt", b"\xff\x00\n"),
}  # fmt: skip

LISTINGS: dict[str, Callable[[Path], None]] = {
    "a listing at equal size": lambda out: _put(out / "temuan.csv", bytes(reversed((out / "temuan.csv").read_bytes()))),
    "sums": lambda out: _put(out / "kumpulan.json", (out / "kumpulan.json").read_bytes().replace(b"3", b"0", 1)),
    "sums of junk": lambda out: _put(out / "kumpulan.json", b"[" * 100_000),
    "no sums": lambda out: (out / "kumpulan.json").unlink(),
    "the recap": lambda out: _put(out / "rekap.json", b"{}"),
}  # fmt: skip


@pytest.mark.heavy
@pytest.mark.parametrize("forged", RESULTS)
def test_a_forged_result_is_made_again(
    forged: str, whole: tuple[Path, Path], tmp_path: Path
) -> None:
    """Said, and in the end the folder is that of an undisturbed run."""
    inputs, sound = whole
    out = tmp_path / "out"
    shutil.copytree(sound, out)
    RESULTS[forged](_results(out)[0])
    result = _check(inputs, out)
    assert result.exit_code == 0 and "NATION-REMADE" in result.stderr
    assert _content(out) == _content(sound)


def test_every_kind_of_forged_result_is_made_again(
    whole: tuple[Path, Path], tmp_path: Path
) -> None:
    """Each unit but one has a result that is forged in its own way: all are counted and made again."""
    inputs, sound = whole
    out = tmp_path / "out"
    shutil.copytree(sound, out)
    for path, forge in zip(_results(out), RESULTS.values(), strict=False):
        forge(path)
    result = _check(inputs, out)
    assert result.exit_code == 0
    assert f"{len(RESULTS)} stored results" in result.stderr
    assert _content(out) == _content(sound)


@pytest.mark.parametrize("forged", RECORDS)
def test_results_without_their_record_are_made_again(
    forged: str, whole: tuple[Path, Path], tmp_path: Path
) -> None:
    """What says that a run wrote them is gone or junk."""
    inputs, sound = whole
    out = tmp_path / "out"
    shutil.copytree(sound, out)
    RECORDS[forged](out)
    result = _check(inputs, out)
    assert result.exit_code == 0 and "NATION-REMADE" in result.stderr
    assert _content(out) == _content(sound)


@pytest.mark.parametrize("forged", LISTINGS)
def test_forged_listings_are_written_again(
    forged: str, whole: tuple[Path, Path], tmp_path: Path
) -> None:
    """From the results, which are still sound."""
    inputs, sound = whole
    out = tmp_path / "out"
    shutil.copytree(sound, out)
    LISTINGS[forged](out)
    result = _check(inputs, out)
    assert result.exit_code == 0 and "NATION-REMADE" not in result.stderr
    assert _content(out) == _content(sound)


def test_an_undisturbed_folder_is_left_alone(whole: tuple[Path, Path]) -> None:
    """Nothing is made again and nothing is written."""
    inputs, out = whole
    before = {path: path.stat().st_mtime_ns for path in out.rglob("*")}
    result = _check(inputs, out)
    assert "NATION-REMADE" not in result.stderr
    assert {path: path.stat().st_mtime_ns for path in out.rglob("*")} == before


def test_a_result_that_nobody_would_read_back_is_told(
    whole: tuple[Path, Path], tmp_path: Path
) -> None:
    """A unit with too large a result is given up by name; the folder is whole, and nothing of it is damaged."""
    tools = equip(Settings())
    path = min(whole[0].rglob("*.nq"))
    (task,) = plan_files([look(Look(str(path)))], tools.digest).tasks
    results = Results(tmp_path, Limits(result_bytes=5_000))
    brief = CheckJob(Settings(), str(tmp_path), tools.digest).check(task, tools, results)
    assert not brief.checked
    assert brief.codes == ("NATION-LARGE",)
    assert not results.has(task.key)
    told = results.ended(task.key)
    assert told is not None
    assert [problem["code"] for problem in told["problems"]] == ["NATION-LARGE"]
