"""A path of this machine and an address answer alike wherever the code takes either."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kg.cli.app import app
from kg.errors import InputError
from kg.read.digests import digest_of
from kg.read.inputs import input_digests, read_paths
from kg.read.place import Located, leads_out, located
from kg.worker.nation.index import read_index, write_index
from kg.worker.nation.looking import Looked
from kg.worker.nation.nation_inputs import InputSource
from kg.worker.nation.record import Record
from kg.worker.nation.results import Results
from kg.worker.nation.shelf import replace_file
from tests.support.forms import as_folder, small

fsspec = pytest.importorskip("fsspec")

KEYS = ["aa" + "0" * 62, "bb" + "1" * 62]
BODY = {"unit": {"kecamatan": "33.02.19"}, "problems": []}


@pytest.fixture(params=["path", "address"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Located:
    """An empty folder here, and one at an address of its own."""
    if request.param == "path":
        return tmp_path / "in"
    return located(f"memory://places/{request.node.name}/in")


def test_what_is_there_is_told_alike(place: Located) -> None:
    """Names, kinds, sizes, listings, bytes."""
    file, plan = place / "isi.csv", place / "Rencana Kerja.tar.ttl"
    replace_file(file, b"kode;nama\n")
    replace_file(plan, b"<a:a> <a:b> <a:c> .\n")
    assert (plan.name, plan.stem, plan.suffix) == (
        "Rencana Kerja.tar.ttl",
        "Rencana Kerja.tar",
        ".ttl",
    )
    assert sorted(one.name for one in place.iterdir()) == ["Rencana Kerja.tar.ttl", "isi.csv"]
    assert [one.name for one in place.glob("*.csv")] == ["isi.csv"]
    assert (place.is_dir(), file.is_dir(), file.is_file(), place.is_file()) == (
        True,
        False,
        True,
        False,
    )
    assert file.stat().st_size == 10
    with file.open("rb") as opened:
        assert (opened.readline(), opened.read()) == (b"kode;nama\n", b"")
    assert not leads_out(file, place)
    replace_file(file, b"lain\n")
    assert file.read_bytes() == b"lain\n"
    file.unlink()
    file.unlink(missing_ok=True)
    assert not file.exists()


def test_digests_are_of_the_bytes(place: Located, tmp_path: Path) -> None:
    """Of a file and of a folder of sheets: those of the same sheets here; nothing for what is not there."""
    sheets = as_folder(tmp_path / "lembar", small())
    for path in sheets.iterdir():
        replace_file(place / path.name, path.read_bytes())
    assert digest_of(place) == digest_of(sheets) is not None
    assert input_digests([place]) == {str(place): digest_of(sheets)}
    [there], [here] = read_paths([place]), read_paths([sheets])
    assert (there.sha256, there.triples) == (here.sha256, here.triples)
    assert digest_of(place / "identitas.csv") == digest_of(sheets / "identitas.csv") is not None
    assert digest_of(place / "tiada.csv") is None


def test_results_are_kept_alike(place: Located) -> None:
    """A result that is not one is made again, and what is listed is what was written."""
    results = Results(place)
    results.prepare()
    results.write(KEYS[0], BODY, ended=True)
    assert results.listed() == (set(), {KEYS[0]})
    results.write(KEYS[0], BODY)
    results.write(KEYS[1], BODY)
    done, _ = results.listed()
    assert done == set(KEYS)
    assert list(results.bodies(KEYS)) == [BODY, BODY]
    assert [results.has(key) for key in (*KEYS, "cc")] == [True, True, False]


def test_an_index_is_read_again(place: Located) -> None:
    """Also one that holds other signs than ASCII; none, and a damaged one, tell nothing."""
    looked = Looked("in/Tègal.nq", "ab", (), ())
    source = InputSource("in/Tègal.nq", (("Tègal.nq", 3, 0, 0, 7),))
    assert read_index(place, "x") == {}
    write_index(place, "x", [(source, looked)])
    assert read_index(place, "x") == {looked.path: ([["Tègal.nq", 3, 0, 0, 7]], looked)}
    assert read_index(place, "y") == {}
    replace_file(
        place / "indeks.jsonl", json.dumps({"schema": 1, "digest": "x"}).encode() + b"\n\xff"
    )
    assert read_index(place, "x") == {}


def test_a_record_is_kept_where_a_file_can_grow(place: Located) -> None:
    """At an address nothing is recorded, nothing refused, and nothing is written here instead."""
    record = Record(place, "1")
    record.add("a", b"x")
    record.load()
    assert record.is_kept == isinstance(place, Path)
    assert record.holds("a", b"x")
    assert record.holds("a", b"y") != record.is_kept
    assert (record.together() is None) != record.is_kept
    record.forget_parts()


def test_a_report_of_one_check_does_not_go_to_an_address(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is refused in one sentence, and no folder of that name appears here."""
    monkeypatch.chdir(tmp_path)
    sheets = as_folder(tmp_path / "a", small())
    result = CliRunner().invoke(app, ["check", str(sheets), "-o", "memory://there/temuan.json"])
    assert (result.exit_code, "NATION-OUTPUT" in result.output) == (2, True)
    assert [path.name for path in tmp_path.iterdir()] == ["a"]


def test_a_name_that_no_report_can_print_is_refused_alike(place: Located) -> None:
    """A sheet with a sign that turns a line round."""
    replace_file(place / "identitas\u202e.nq", b"x")
    with pytest.raises(InputError, match="READ-NAME"):
        read_paths([place / "identitas\u202e.nq"])
