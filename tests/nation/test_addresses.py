"""Inputs and results may lie at addresses that all machines see; the files are those of a check of local folders."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from kg.errors import CouldNotError, InputError
from kg.read.gate import read_bytes
from kg.read.inputs import read_paths
from kg.read.place import located
from kg.read.url import UrlPath
from kg.worker.nation.looking import Look, look
from kg.worker.nation.nation_inputs import found_below
from kg.worker.nation.results import Results
from kg.worker.nation.stamps import told
from tests.nation.test_nation_check import kg, nation, region
from tests.support.clusters import cluster
from tests.support.forms import as_folder, as_workbook, small
from tests.support.places import ROOT
from tests.support.remote_places import ftp, s3

pytestmark = pytest.mark.slow

fsspec = pytest.importorskip("fsspec")

FINAL = ("temuan.csv", "temuan-koma.csv", "temuan.parquet", "gagal.csv", "catatan.csv")


@pytest.fixture(scope="module")
def country(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Five small kecamatan as RDF, a sixth as sheets, a seventh as a workbook, and one file of no bytes."""
    folder = nation(tmp_path_factory.mktemp("nation"), [region(n) for n in range(5)])
    as_folder(folder / "lembar", small(region="35.07.01"))
    as_workbook(folder / "isian.xlsx", small(region="35.07.02"))
    (folder / "kosong.nq").touch()
    (folder / ".tersembunyi.nq").write_text("x", encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def local(country: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What two processes make of the folder."""
    out = tmp_path_factory.mktemp("local")
    assert kg("check", country, "--jobs", 2, "-o", out).exit_code == 2
    return out


def at(top: str, *words: str, env: dict[str, str] | None = None) -> str:
    """Run the command on the folder ``in`` of an address, with results in ``out``; what it told."""
    command = [
        sys.executable,
        "-W",
        "ignore",
        "-m",
        "kg",
        "check",
        f"{top}/in",
        "-o",
        f"{top}/out",
        *words,
    ]
    result = subprocess.run(
        command, cwd=ROOT, env=env, capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert result.returncode == 2, result.stderr
    return result.stderr


def same_findings(there: Any, local: Path, country: Path, top: str) -> None:
    """The listings are the same but for where inputs lie; the recap has the same units, with the same keys."""
    for name in FINAL:
        if not name.endswith("parquet"):
            here = (local / name).read_bytes().replace(str(country).encode(), f"{top}/in".encode())
            assert there(name) == here, name
    recaps = [
        json.loads(data) for data in (there("rekap.json"), (local / "rekap.json").read_bytes())
    ]
    assert recaps[0]["units"] == recaps[1]["units"]
    assert recaps[0]["totals"] == recaps[1]["totals"]


@pytest.mark.parametrize("cluster_too", [False, True], ids=["processes", "cluster"])
def test_a_real_server(country: Path, local: Path, tmp_path: Path, cluster_too: bool) -> None:
    """A server of files on which results are moved into their place; the second run does nothing."""
    pytest.importorskip("pyftpdlib")
    shared = tmp_path / "shared"
    shutil.copytree(country, shared / "in")
    with ftp(shared) as top:
        if cluster_too:
            pytest.importorskip("distributed")
            (tmp_path / "dask").mkdir()
            with cluster(tmp_path / "dask") as running:
                first = at(top, "--cluster", running.address)
        else:
            first = at(top, "--jobs", "2")
        second = at(top, "--jobs", "1")
    assert "Diperiksa sekarang 7 satuan" in first
    assert "Diperiksa sekarang 0 satuan, 7 sudah ada" in second
    same_findings(lambda name: (shared / "out" / name).read_bytes(), local, country, top)
    assert [p.name for p in shared.rglob(".*")] == [".tersembunyi.nq"]


def test_an_object_store(country: Path, local: Path) -> None:
    """S3, where ``s3fs`` and ``moto[server]`` are installed."""
    s3fs = pytest.importorskip("s3fs")
    pytest.importorskip("moto")
    with s3() as (top, env):
        store = s3fs.S3FileSystem(endpoint_url=env["FSSPEC_S3_ENDPOINT_URL"], key="k", secret="s")
        for path in (p for p in country.rglob("*") if p.is_file()):
            store.pipe_file(f"kinerja/in/{path.relative_to(country).as_posix()}", path.read_bytes())
        assert "Diperiksa sekarang 7 satuan" in at(top, "--jobs", "2", env=env)
        assert "Diperiksa sekarang 0 satuan, 7 sudah ada" in at(top, "--jobs", "2", env=env)
        same_findings(lambda name: store.cat_file(f"kinerja/out/{name}"), local, country, top)


@pytest.fixture
def memory(country: Path) -> str:
    """The folder in a store within this process."""
    store = fsspec.filesystem("memory")
    for path in (p for p in country.rglob("*") if p.is_file()):
        store.pipe_file(f"/here/{path.relative_to(country).as_posix()}", path.read_bytes())
    return "memory://here"


def test_the_same_is_found_and_read(country: Path, memory: str) -> None:
    """Listing, looking and reading at an address give what they give in a folder."""
    here = {
        s.path.removeprefix(f"{country}{os.sep}").replace(os.sep, "/"): s
        for s in found_below([country])
    }
    there = {s.path.removeprefix(f"{memory}/"): s for s in found_below([located(memory)])}
    assert sorted(here) == sorted(there)
    for name, source in there.items():
        one, other = look(Look(here[name].path)), look(Look(source.path))
        assert (one.sha256, one.units, [p.code for p in one.problems]) == (
            other.sha256,
            other.units,
            [p.code for p in other.problems],
        )
        assert [(n, size) for n, size, *_ in source.stamp] == [
            (n, size) for n, size, *_ in here[name].stamp
        ]
        if not one.problems:
            [document], [local] = (
                read_paths([located(source.path)]),
                read_paths([Path(here[name].path)]),
            )
            assert (document.triples, document.sha256, document.name) == (
                local.triples,
                local.sha256,
                source.path,
            )
    inner = {s.path for s in found_below([located(memory)], located(f"{memory}/33"))}
    assert inner == {f"{memory}/{name}" for name in here if not name.startswith("33/")}
    assert [s.path for s in found_below([located(f"{memory}/isian.xlsx")])] == [
        f"{memory}/isian.xlsx"
    ]
    with pytest.raises(InputError, match="READ-MISSING"):
        list(found_below([located("memory://nowhere")]))


def test_limits_count_at_addresses(memory: str) -> None:
    """What is too large, empty or missing is told as in a folder."""
    store = fsspec.filesystem("memory")
    store.pipe_file("/here/besar.nq", b"x" * 50_000_001)
    for name, code in (
        ("besar.nq", "READ-SIZE"),
        ("kosong.nq", "READ-EMPTY"),
        ("tiada.nq", "READ-MISSING"),
    ):
        with pytest.raises(InputError, match=code):
            read_bytes(located(f"{memory}/{name}"))
    store.rm_file("/here/besar.nq")


def test_results_at_an_address() -> None:
    """Are kept, listed, given in order, replaced when a limit ended the task before, and missed when they are damaged."""
    results = Results(located("memory://results"))
    results.prepare()
    keys = [f"{number:064x}" for number in range(100)]
    for key in keys:
        results.write(key, {"unit": {"kecamatan": key}, "problems": []})
    given_up = {"unit": {"kecamatan": "f"}, "problems": []}
    results.write(keys[0], given_up, ended=True)
    results.write("f" * 64, given_up, ended=True)
    assert results.listed() == (set(keys), {keys[0], "f" * 64})
    assert [body["unit"]["kecamatan"] for body in results.bodies(keys)] == keys
    assert list(results.bodies(["f" * 64])) == [given_up]
    fsspec.filesystem("memory").pipe_file(f"/results/hasil/00/{keys[1]}.json.gz", b"damaged")
    with pytest.raises(CouldNotError, match="NATION-RESULT"):
        list(results.bodies(keys))
    assert keys[1] not in results.listed()[0]


@pytest.mark.parametrize(
    "address",
    ["s3://user:secret@host/a", "simplecache::s3://a/b", "zip://a.nq::s3://b/c.zip", "s3:///a"],
)
def test_addresses_that_are_refused(address: str) -> None:
    """Passwords do not belong in an address that reports repeat; chains of stores could reach what nobody meant."""
    with pytest.raises(InputError, match="URL-FORM") as caught:
        located(address)
    assert "secret" not in str(caught.value)


def test_a_store_that_fails_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No library for it, nobody who answers: exit 3 and what to do; without fsspec exit 2."""
    result = kg("check", "tidak-ada://a/b", "-o", tmp_path)
    assert (result.exit_code, "URL-FAILED" in result.output) == (3, True)
    result = kg("check", "ftp://127.0.0.1:9/in", "-o", tmp_path)
    assert (result.exit_code, "URL-FAILED" in result.output) == (3, True)
    monkeypatch.setattr("kg.read.place.importlib.util.find_spec", lambda _: None)
    result = kg("check", "s3://a/b", "-o", tmp_path)
    assert (result.exit_code, "URL-MISSING" in result.output) == (2, True)


def test_file_addresses_are_paths(tmp_path: Path) -> None:
    """And need no library."""
    assert located((tmp_path / "a b").as_uri()) == tmp_path / "a b"
    assert not isinstance(located("C:/data"), UrlPath)


def test_stamps_tell_a_change() -> None:
    """By tag, else by time; a store that tells neither gives a stamp that never comes again."""
    assert told("a", {"size": 1, "ETag": "x"}) != told("a", {"size": 1, "ETag": "y"})
    assert told("a", {"size": 1, "ETag": "x", "LastModified": 1}) == told(
        "a", {"size": 1, "ETag": "x", "LastModified": 2}
    )
    assert told("a", {"size": 1, "mtime": 1.5}) != told("a", {"size": 1, "mtime": 2.5})
    assert told("a", {"size": 1}) != told("a", {"size": 1})
