"""A check of many kecamatan finds what single checks find, survives what goes wrong, and does nothing twice."""

from __future__ import annotations

import csv
import gzip
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import psutil
import pyoxigraph
import pytest
from pyoxigraph import RdfFormat
from typer.testing import CliRunner

from kg.cli.app import app
from kg.pool.spending import TaskLimits
from kg.read.inputs import read_paths
from kg.worker.equipment import Settings, equip
from kg.worker.nation.nation_inputs import found_below
from kg.worker.nation.plan import Task
from kg.worker.nation.results import Results
from kg.worker.nation.run import Order, Run, run_nation
from kg.worker.nation.task import CheckJob
from tests.support.forms import as_folder, as_workbook, small
from tests.support.nation_jobs import BadJob
from tests.support.places import ROOT

pytestmark = pytest.mark.slow

#: No task of these tests comes near such a limit, on whatever machine.
PATIENT = TaskLimits(seconds=600)


def region(number: int) -> str:
    """A kecamatan code; the region list knows some of them."""
    return f"33.{number // 30 + 1:02d}.{number % 30 + 1:02d}"


def kecamatan(tmp: Path, code: str, period: str = "2025") -> bytes:
    """The N-Quads of a small document, with a defect or two that depend on the code."""
    sheets = small(region=code, period=period)
    number = int(code[-2:])
    sheets["simpul"] += [[f"N{n}", "A", "operasional", f"Rumusan {n}"] for n in range(number % 4)]
    sheets["target"][1][2] = ["40 Orang", "banyak", "-3 Orang"][number % 3]
    [document] = read_paths([as_folder(tmp / "sheets", sheets)])
    shutil.rmtree(tmp / "sheets")
    return pyoxigraph.serialize(document.quads(), format=RdfFormat.N_QUADS)


def nation(folder: Path, codes: Iterable[str]) -> Path:
    """One N-Quads file per kecamatan, in folders by provinsi and kabupaten."""
    for code in codes:
        path = folder / code[:2] / code[:5] / f"{code}.nq"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(kecamatan(folder, code))
    return folder


def check(
    folder: Path,
    out: Path,
    jobs: int = 2,
    limits: TaskLimits = PATIENT,
    job: Any = CheckJob,
    **more: Any,
) -> Run:
    """Check a folder with real processes."""
    sources = tuple(found_below([folder], out))
    return run_nation(Order(out, sources, jobs=jobs, limits=limits, **more), lambda _: None, job)


def results(out: Path) -> dict[str, Any]:
    """Every kept result by kecamatan; each is there once."""
    found: dict[str, Any] = {}
    for path in sorted(out.glob("hasil/??/*.json.gz")):
        body = json.loads(gzip.decompress(path.read_bytes()))
        assert found.setdefault(body["unit"]["kecamatan"], body) is body
    return found


def kg(*words: object) -> Any:
    """Run the command in this process."""
    return CliRunner().invoke(app, [str(word) for word in words])


def codes_of(body: dict[str, Any]) -> list[str]:
    """Why a result failed."""
    return [p["code"] for p in body["problems"]]


@pytest.fixture(scope="module")
def country(tmp_path_factory: pytest.TempPathFactory, heavy: bool) -> Path:
    """18 small kecamatan (300 with --heavy)."""
    return nation(
        tmp_path_factory.mktemp("nation"), [region(n) for n in range(300 if heavy else 18)]
    )


@pytest.fixture(scope="module")
def checked(country: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of results of the command over all of them, by two processes."""
    out = tmp_path_factory.mktemp("out")
    result = kg("check", country, "--jobs", 2, "-o", out)
    assert result.exit_code == 1, result.output
    return out


def _rows(path: Path, separator: str) -> list[dict[str, str]]:
    """What a listing says."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, delimiter=separator))


@pytest.mark.parametrize("table", ["temuan", "gagal", "catatan"])
def test_every_listing_is_there_with_either_separator(checked: Path, table: str) -> None:
    """A spreadsheet with Indonesian settings opens the one, every other program the other."""
    semicolons, commas = checked / f"{table}.csv", checked / f"{table}-koma.csv"
    assert _rows(semicolons, ";") == _rows(commas, ",")
    assert semicolons.read_bytes() != commas.read_bytes()


def test_same_findings_as_single_checks(country: Path, checked: Path) -> None:
    """Findings, rules and shares of every unit are those of kg check over its file alone, and the listing has each once."""
    found = results(checked)
    listed = _rows(checked / "temuan.csv", ";")
    recap = {
        row["kecamatan"]: row
        for row in json.loads((checked / "rekap.json").read_text(encoding="utf-8"))["units"]
    }
    files = sorted(country.rglob("*.nq"))
    assert sorted(found) == sorted(recap) == [p.stem for p in files]
    for path in files:
        single = json.loads(kg("check", path, "--jobs", 0, "--format", "json").stdout)
        body = found[path.stem]
        assert body["findings"] == single["findings"]
        assert [f["id"] for f in single["findings"]] == [
            r["Sidik Jari"] for r in listed if r["Kecamatan"] == path.stem
        ]
        short = [
            {k: v for k, v in r.items() if k not in {"severity", "waived"}} for r in single["rules"]
        ]
        assert body["rules"] == short
        assert body["inputs"] == single["inputs"]
        own = recap[path.stem]
        assert own["sasaran"]["yes"] == sum(s["measurable"] for s in single["sasaran"])
        assert own["sasaran"]["all"] == len(single["sasaran"])
        assert own["kondisi_operasional"]["yes"] == sum(
            c["complete"] for c in single["kondisi_operasional"]
        )
        assert own["counts"] == {k: single["summary"][k] for k in ("violation", "warning", "info")}


def test_jobs_and_order_change_nothing(country: Path, checked: Path, tmp_path: Path) -> None:
    """One process, another order of the files: the same bytes everywhere."""
    out = tmp_path / "out"
    folders = sorted((p for p in country.glob("*/*")), reverse=True)
    assert kg("check", *folders, "--jobs", 1, "-o", out).exit_code == 1
    for path in sorted(checked.rglob("*")):
        if path.is_file() and path.name not in {"indeks.jsonl"}:
            other = out / path.relative_to(checked)
            if path.parent.parent.name == "hasil":  # the input is named as it was found
                assert other.exists()
            else:
                assert path.read_bytes() == other.read_bytes(), path


def test_second_run_touches_nothing_and_one_change_one_unit(country: Path, tmp_path: Path) -> None:
    """Unchanged: no task. One file changed: one task. Changed back: none, its first result is still there."""
    folder, out = tmp_path / "in", tmp_path / "out"
    shutil.copytree(country, folder)
    files = sorted(folder.rglob("*.nq"))
    old = time.time() - 3600
    for path in files:
        os.utime(path, (old, old))
    assert check(folder, out).checked == len(files)
    before = {p: p.stat().st_mtime_ns for p in out.glob("hasil/??/*")}
    again = check(folder, out)
    assert (again.checked, again.kept) == (0, len(files))
    assert {p: p.stat().st_mtime_ns for p in out.glob("hasil/??/*")} == before
    first = files[3].read_bytes()
    files[3].write_bytes(first.replace(b"Meningkatnya pelayanan", b"Meningkatnya mutu"))
    assert check(folder, out).checked == 1
    files[3].write_bytes(first)
    assert check(folder, out).checked == 0
    assert check(folder, out, settings=Settings(tier="dasar")).checked == len(files)
    moved = shutil.move(folder, tmp_path / "elsewhere")
    assert check(Path(moved), out).checked == 0


def test_untouched_files_are_not_read_again(country: Path, tmp_path: Path) -> None:
    """The index tells; a file of the same length and with its old time of change, but with another content, is still seen."""
    folder, out = tmp_path / "in", tmp_path / "out"
    nation(folder, [region(n) for n in range(3)])
    time.sleep(2.5)  # the index trusts no file that was touched in the two seconds before
    assert check(folder, out).looked == 3
    assert check(folder, out).looked == 0
    path = next(folder.rglob("*.nq"))
    about = path.stat()
    path.write_bytes(path.read_bytes().replace(b"pelayanan prima", b"pelayanan cepat"))
    os.utime(path, ns=(about.st_atime_ns, about.st_mtime_ns))
    run = check(folder, out)
    assert (run.looked, run.checked) == (1, 1)


def test_bad_units_cost_the_others_nothing(tmp_path: Path, heavy: bool) -> None:
    """A unit that hangs, eats memory, kills its process or breaks it is recorded as that; all others are checked."""
    codes = [f"33.02.{n:02d}" for n in range(1, 11)]
    folder, out = nation(tmp_path / "in", codes), tmp_path / "out"
    limits = TaskLimits(seconds=20 if heavy else 8, megabytes=400)
    run = check(folder, out, limits=limits, job=BadJob)
    found = results(out)
    bad = {code: codes_of(found[code]) for code in codes if found[code]["status"] == "failed"}
    assert bad == {
        "33.02.01": ["NATION-TIME"],
        "33.02.02": ["NATION-MEMORY"],
        "33.02.03": ["NATION-DIED"],
        "33.02.05": ["NATION-DIED"],
    }
    assert "ZeroDivisionError" in found["33.02.05"]["problems"][0]["values"]["reason"]
    assert run.checked == 10
    assert check(folder, out, limits=limits).checked == 0, (
        "what a limit ended is not tried again by itself"
    )
    assert check(folder, out, limits=limits, retry=True).checked == 4
    assert {body["status"] for body in results(out).values()} == {"checked"}


def test_malformed_files_are_reported(country: Path, tmp_path: Path) -> None:
    """Broken syntax, a foreign format, an empty file, two units in one, one unit in two files: exit 2, the rest goes on."""
    folder, out = tmp_path / "in", tmp_path / "out"
    nation(folder, [region(n) for n in range(4)])
    files = sorted(folder.rglob("*.nq"))
    files[0].write_bytes(files[0].read_bytes() + b"<http://e/a> <broken .\n")
    (folder / "kosong.nq").touch()
    (folder / "rusak.ttl").write_text("@prefix : <", encoding="utf-8")
    (folder / "dua.nq").write_bytes(
        kecamatan(tmp_path, "35.07.01") + kecamatan(tmp_path, "35.07.02")
    )
    (folder / "lagi.nq").write_bytes(files[1].read_bytes().replace(b"/cascading>", b"/renstra>"))
    (folder / ".tersembunyi.nq").write_text("x", encoding="utf-8")
    result = kg("check", folder, "--jobs", 2, "-o", out)
    assert result.exit_code == 2
    rows = _rows(out / "gagal.csv", ";")
    told = {(row["Kecamatan"], row["Kode"]) for row in rows}
    assert told == {
        ("33.01.01", "READ-SYNTAX"),
        ("33.01.02", "UNIT-CLASH"),
        ("", "READ-EMPTY"),
        ("", "READ-SYNTAX"),
    }
    found = results(out)
    assert {code for code, body in found.items() if body["status"] == "checked"} == {
        "33.01.03",
        "33.01.04",
        "35.07.01",
        "35.07.02",
    }
    assert kg("check", folder, "--jobs", 2, "-o", out).exit_code == 2


def test_all_kinds_of_input(tmp_path: Path) -> None:
    """Workbooks, folders of sheets and RDF lie in one tree; the folder of results may lie in it too."""
    folder = tmp_path / "in"
    as_folder(folder / "a" / "b" / "lembar", small(region="33.02.01"))
    as_workbook(folder / "a" / "isian.xlsx", small(region="33.02.02"))
    nation(folder, ["33.02.03"])
    out = folder / "hasil-periksa"
    assert check(folder, out).checked == 3
    again = check(folder, out)
    assert (again.checked, again.kept, len(again.plan.unreadable)) == (0, 3, 0)


def test_a_store_by_units(tmp_path: Path) -> None:
    """The units of a store are checked one by one; a changed document costs one unit."""
    folder, out, store = (
        nation(tmp_path / "in", [region(n) for n in range(4)]),
        tmp_path / "out",
        tmp_path / "s",
    )
    files = sorted(folder.rglob("*.nq"))
    assert kg("load", *files, "--store", store).exit_code == 0
    assert kg("check", "--store", store, "--jobs", 2, "-o", out).exit_code == 1
    single = {
        p.stem: json.loads(kg("check", p, "--jobs", 0, "--format", "json").stdout)["findings"]
        for p in files
    }
    assert {code: body["findings"] for code, body in results(out).items()} == single
    files[0].write_bytes(
        files[0].read_bytes().replace(b"Meningkatnya pelayanan", b"Meningkatnya mutu")
    )
    assert kg("load", files[0], "--store", store).exit_code == 0
    result = kg("check", "--store", store, "--jobs", 2, "-o", out)
    assert "Diperiksa sekarang 1 satuan, 3 sudah ada" in result.output


def test_damaged_results_are_made_again(country: Path, tmp_path: Path) -> None:
    """A result that is not whole is taken away and made again at once, it only, and that is said."""
    folder, out = nation(tmp_path / "in", [region(n) for n in range(3)]), tmp_path / "out"
    assert kg("check", folder, "--jobs", 1, "-o", out).exit_code == 1
    whole = (out / "temuan.csv").read_bytes()
    path = next(iter(sorted(out.glob("hasil/??/*.json.gz"))))
    path.write_bytes(path.read_bytes()[:-20])
    (out / "temuan.csv").unlink()
    result = kg("check", folder, "--jobs", 1, "-o", out)
    assert result.exit_code == 1
    assert "NATION-REMADE" in result.output
    assert "Diperiksa sekarang 1 satuan, 2 sudah ada" in result.output
    assert (out / "temuan.csv").read_bytes() == whole


def _start(folder: Path, out: Path) -> subprocess.Popen[str]:
    words = [sys.executable, "-m", "kg", "check", str(folder), "--jobs", "2", "-o", str(out)]
    return subprocess.Popen(
        words,
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        start_new_session=True,
        preexec_fn=_listens,
    )


def _listens() -> None:
    """A child of a shell's background job would ignore Ctrl-C, because the shell told the job to."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def _wait_for(out: Path, count: int, process: subprocess.Popen[str]) -> None:
    """Until so many results are there."""
    while len(list(out.glob("hasil/??/*.json.gz"))) < count:
        assert process.poll() is None, "it ended before it could be stopped"
        time.sleep(0.01)


def _members(session: int) -> list[int]:
    found = []
    for process in psutil.process_iter():
        try:
            if os.getsid(process.pid) == session and process.status() != psutil.STATUS_ZOMBIE:
                found.append(process.pid)
        except (ProcessLookupError, PermissionError, psutil.NoSuchProcess):
            continue
    return found


def _stopped(country: Path, out: Path, how: str) -> tuple[int, str]:
    """Start a run, stop it after its first result, wait until no process is left; exit code and what it told.

    On a fast or busy machine the run may end before it is stopped; the caller then tries again.
    """
    process = _start(country, out)
    _wait_for(out, 1, process)
    if how == "kill the parent":
        process.kill()
    else:
        os.killpg(process.pid, signal.SIGKILL if how == "kill all" else signal.SIGINT)
    told = process.communicate()[1]
    deadline = time.monotonic() + 60
    while _members(process.pid) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert _members(process.pid) == []
    return process.returncode, told


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals")
@pytest.mark.parametrize("how", ["kill the parent", "kill all", "interrupt"])
def test_stopped_runs_go_on(country: Path, checked: Path, tmp_path: Path, how: str) -> None:
    """After kill -9 of the parent or of everything, or Ctrl-C: no process stays, nothing is lost, nothing is done twice."""
    total = len(list(country.rglob("*.nq")))
    for attempt in range(10):
        out = tmp_path / f"out-{attempt}"
        code, told = _stopped(country, out, how)
        if len(list(out.glob("hasil/??/*.json.gz"))) < total:
            break
    if how == "interrupt":
        assert code == 3, told
        assert "NATION-STOPPED" in told
        assert "Traceback" not in told
    kept = {p.name: p.stat().st_mtime_ns for p in out.glob("hasil/??/*.json.gz")}
    assert 1 <= len(kept) < total, "it must have been stopped in the middle"
    run = check(country, out)
    assert (run.checked, run.kept) == (total - len(kept), len(kept))
    after = {p.name: p.stat().st_mtime_ns for p in out.glob("hasil/??/*.json.gz")}
    assert {name: after[name] for name in kept} == kept
    assert list(out.glob("hasil/??/.*.tmp")) == []
    assert results(out) == results(checked)


def test_many_units_want_a_folder(tmp_path: Path) -> None:
    """More than 50 inputs without a folder, or with options that need one report, are refused before anything is read."""
    for number in range(51):
        (tmp_path / f"{number}.nq").touch()
    result = kg("check", tmp_path)
    assert result.exit_code == 2
    assert "NATION-OUTPUT" in result.output
    result = kg("check", tmp_path, "-o", tmp_path / "out", "--previous", "x")
    assert result.exit_code == 2
    assert "NATION-OPTION" in result.output


def test_waivers_count(checked: Path, country: Path) -> None:
    """A waived finding is listed with its waiver, counted, and no longer open."""
    found = results(checked)[region(1)]["findings"][0]
    register = checked / "pengecualian.toml"
    register.write_text(
        f"""[[pengecualian]]
id = "P-1"
aturan = "{found["rule"]}"
simpul = "{found["focus"]}"
alasan = "Disepakati dengan inspektorat sampai perubahan renstra"
jabatan = "Inspektur"
nomor_surat = "700/1/2025"
disetujui = 2025-01-01
berlaku_sampai = 2999-01-01
""",
        encoding="utf-8",
    )
    before = json.loads((checked / "rekap.json").read_text(encoding="utf-8"))["totals"]
    result = kg("check", country, "--jobs", 1, "-o", checked, "--waivers", register)
    assert result.exit_code == 1, result.output
    after = json.loads((checked / "rekap.json").read_text(encoding="utf-8"))["totals"]
    severity = found["severity"]
    assert after[severity] == before[severity]
    assert after[f"open-{severity}"] < before[f"open-{severity}"]
    assert "700/1/2025" in (checked / "temuan.csv").read_text(encoding="utf-8-sig")
    kg("check", country, "--jobs", 1, "-o", checked)
    assert json.loads((checked / "rekap.json").read_text(encoding="utf-8"))["totals"] == before


def test_parquet_says_what_csv_says(checked: Path) -> None:
    """Where pyarrow is installed, the findings are there as Parquet too: same rows, same order, texts unshielded."""
    parquet = pytest.importorskip("pyarrow.parquet")
    table = parquet.read_table(checked / "temuan.parquet").to_pylist()
    rows = _rows(checked / "temuan.csv", ";")
    assert len(table) == len(rows) > 0
    assert [(r["period"], r["fingerprint"], r["rule"]) for r in table] == [
        (r["Periode"], r["Sidik Jari"], r["Aturan"]) for r in rows
    ]
    assert all(isinstance(r["line"], int | None) for r in table)


def test_keys_name_everything(country: Path, tmp_path: Path) -> None:
    """Engine, tier, rules, severities and thresholds are part of the key; the number of processes is not."""
    profile = tmp_path / "p.toml"
    profile.write_text('[ambang.hampir-sama]\nnilai = 0.5\nalasan = "uji"\n', encoding="utf-8")
    variants = [
        Settings(),
        Settings(engine="reference"),
        Settings(tier="inti"),
        Settings(rules=("IND-01",)),
        Settings(profile="contoh"),
        Settings(profile=str(profile)),
    ]
    digests = [equip(s).digest for s in variants]
    assert len(set(digests)) == len(variants)
    assert digests[0] == equip(Settings()).digest
    assert Results(tmp_path).has(digests[0]) is False
    assert isinstance(hash(Task("a", "b", "c", ())), int)


def test_nothing_tested_is_no_success(tmp_path: Path) -> None:
    """Units about which no rule of content applied are counted as that; when all are, the exit code is 2."""
    folder, out = tmp_path / "in", tmp_path / "out"
    folder.mkdir()
    for code in ("33.02.01", "33.02.02"):
        graph = f"<https://w3id.org/kinerja/graph/{code}/2025/lain>"
        (folder / f"{code}.nq").write_text(
            f'<http://e/a> <http://e/b> "c" {graph} .\n', encoding="utf-8"
        )
    result = kg("check", folder, "--jobs", 1, "-o", out, "--fail-on", "none")
    assert result.exit_code == 2
    assert "CHECK-NOTHING" in result.output
    assert json.loads((out / "rekap.json").read_text(encoding="utf-8"))["totals"]["untested"] == 2
