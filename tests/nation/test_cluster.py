"""A check on the workers of a cluster gives the files of a check on one machine, whoever is killed on the way."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Generator
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from kg.errors import CouldNotError, InputError
from kg.pool import cluster as client
from kg.pool.lending import SharedJob
from kg.pool.spending import TaskLimits
from kg.report.nation.makers import Makers
from kg.worker.equipment import Settings
from kg.worker.nation.nation_inputs import found_below
from kg.worker.nation.run import Order, Run, run_nation
from kg.worker.nation.task import CheckJob
from kg.worker.told_progress import Progress
from tests.nation.test_nation_check import PATIENT, codes_of, kg, nation, region, results
from tests.support.clusters import Cluster, cluster
from tests.support.nation_jobs import GatedJob, PoisonJob
from tests.support.places import ROOT

pytestmark = pytest.mark.slow

pytest.importorskip("distributed")

#: A client that waits for its gate.
_GATED = """import sys
from pathlib import Path
from tests.support.nation_jobs import GatedJob
from tests.nation.test_cluster import check
check(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3], GatedJob)"""
FINAL = (
    "temuan.csv",
    "temuan-koma.csv",
    "temuan.parquet",
    "gagal.csv",
    "catatan.csv",
    "rekap.json",
)


@pytest.fixture(scope="module")
def country(tmp_path_factory: pytest.TempPathFactory, heavy: bool) -> Path:
    """14 small kecamatan (240 with --heavy)."""
    return nation(
        tmp_path_factory.mktemp("nation"), [region(n) for n in range(240 if heavy else 14)]
    )


@pytest.fixture(scope="module")
def local(country: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What two processes of this machine make of them."""
    out = tmp_path_factory.mktemp("local")
    assert kg("check", country, "--jobs", 2, "-o", out).exit_code == 1
    return out


@pytest.fixture(scope="module")
def dask(tmp_path_factory: pytest.TempPathFactory) -> Generator[Cluster, None, None]:
    """A cluster of two workers for all tests."""
    with cluster(tmp_path_factory.mktemp("dask")) as running:
        yield running


def check(
    folder: Path,
    out: Path,
    address: str,
    job: Any = CheckJob,
    limits: TaskLimits = PATIENT,
    tell: Any = lambda _: None,
) -> Run:
    """Check a folder on the cluster."""
    order = Order(out, tuple(found_below([folder], out)), limits=limits, cluster=address)
    return run_nation(order, tell, job)


def same_files(one: Path, other: Path) -> None:
    """Results and listings are the same, byte for byte; each result is there once, and nothing half written or left behind."""
    names = {p.relative_to(one) for p in one.rglob("*") if p.is_file()} - {Path("indeks.jsonl")}
    assert names == {p.relative_to(other) for p in other.rglob("*") if p.is_file()} - {
        Path("indeks.jsonl"),
        Path("go"),
    }
    assert {Path(name) for name in FINAL if (one / name).exists()} <= names
    for name in sorted(names):
        assert (one / name).read_bytes() == (other / name).read_bytes(), name


def test_a_worker_is_killed_in_mid_run(
    country: Path, local: Path, dask: Cluster, tmp_path: Path
) -> None:
    """Kill -9 of a worker that has work: others take it over, nothing is lost or doubled, and its own process goes too."""
    out, victims, children = tmp_path / "out", [], []

    def kill_one(progress: Progress) -> None:
        if progress.stage == "check" and progress.done == 1:
            victims.append(dask.workers()[0])
            children.extend(victims[0].children())
            victims[0].kill()

    run = check(country, out, dask.address, tell=kill_one)
    total = len(list(country.rglob("*.nq")))
    assert (run.checked, len(results(out)), len(victims)) == (total, total, 1)
    assert kg("check", country, "--cluster", dask.address, "-o", out).exit_code == 1
    same_files(local, out)
    deadline = time.monotonic() + 60
    while any(child.is_running() for child in children) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not any(child.is_running() for child in children)


def test_answers_lost_with_their_worker_are_waited_for(
    country: Path, local: Path, dask: Cluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A worker died with an answer that nobody had fetched: the library says *lost*, and soon that it is there again."""
    lost: list[Any] = []
    submit = client.Cluster._submit

    def lose(future: Any) -> None:
        if not lost:
            lost.append(future)
            future._state.lose()
            future.client.loop.call_later(1, future._state.finish)

    def submitted(crew: client.Cluster, batch: Any) -> Any:
        future = submit(crew, batch)
        future.add_done_callback(lose)
        return future

    monkeypatch.setattr(client.Cluster, "_submit", submitted)
    out = tmp_path / "out"
    run = check(country, out, dask.address)
    assert (run.checked, len(lost)) == (len(list(country.rglob("*.nq"))), 1)
    assert kg("check", country, "--cluster", dask.address, "-o", out).exit_code == 1
    same_files(local, out)


def test_workers_make_the_listings(
    country: Path, local: Path, dask: Cluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The rows of every kabupaten come from the workers, none from the client, and are the same bytes."""
    monkeypatch.setattr("kg.cli.nation.Makers", partial(Makers, fewest=1))
    made: list[Any] = []
    monkeypatch.setattr("kg.report.nation.gather.made_of", lambda *given: made.append(given))
    out = tmp_path / "out"
    assert kg("check", country, "--cluster", dask.address, "-o", out).exit_code == 1
    assert made == []
    same_files(local, out)


def test_the_client_is_killed_and_the_run_goes_on(
    country: Path, local: Path, dask: Cluster, tmp_path: Path
) -> None:
    """Kill -9 of the client: what is done stays done, the same command does the rest."""
    out = tmp_path / "out"
    words = [sys.executable, "-c", _GATED, str(country), str(out), dask.address]
    process = subprocess.Popen(
        words, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    while not list(out.glob("hasil/??/*.json.gz")):
        assert process.poll() is None
        time.sleep(0.01)
    process.kill()
    process.wait()
    kept = {path.name for path in out.glob("hasil/??/*.json.gz")}
    (out / "go").touch()
    assert 1 <= len(kept) < len(list(country.rglob("*.nq")))
    result = kg("check", country, "--cluster", dask.address, "-o", out)
    assert result.exit_code == 1, result.output
    assert "Diperiksa sekarang 0 satuan" not in result.output
    same_files(local, out)


def test_the_scheduler_is_killed(tmp_path: Path) -> None:
    """The run ends with what to do next, and keeps what is done."""
    folder = nation(tmp_path / "in", ["33.01.01", "33.01.05"])  # the second waits for its gate
    with cluster(tmp_path, workers=1) as running:

        def kill(progress: Progress) -> None:
            if progress.stage == "check" and progress.done == 1:
                running.kill_scheduler()

        with pytest.raises(CouldNotError, match="CLUSTER-LOST"):
            check(folder, tmp_path / "out", running.address, GatedJob, tell=kill)
    assert list(results(tmp_path / "out")) == ["33.01.01"]


def test_bad_units_cost_the_others_nothing(dask: Cluster, tmp_path: Path) -> None:
    """A unit that hangs, eats memory, kills its process or even its worker is recorded as that; all others are checked."""
    codes = [f"33.02.{n:02d}" for n in range(1, 11)]
    folder, out = nation(tmp_path / "in", codes), tmp_path / "out"
    limits = TaskLimits(seconds=20, megabytes=400)
    assert check(folder, out, dask.address, PoisonJob, limits).checked == 10
    found = results(out)
    bad = {code: codes_of(found[code]) for code in codes if found[code]["status"] == "failed"}
    assert bad == {
        "33.02.01": ["NATION-TIME"],
        "33.02.02": ["NATION-MEMORY"],
        "33.02.03": ["NATION-DIED"],
        "33.02.05": ["NATION-DIED"],
        "33.02.07": ["NATION-DIED"],
    }
    again = [
        "check",
        folder,
        "--cluster",
        dask.address,
        "-o",
        out,
        "--unit-seconds",
        20,
        "--unit-megabytes",
        400,
    ]
    result = kg(*again)
    assert result.exit_code == 2
    assert "Diperiksa sekarang 0 satuan" in result.output
    assert (out / "gagal.csv").read_text(encoding="utf-8-sig").count("NATION-DIED") == 3


def test_workers_that_see_other_folders_are_refused(dask: Cluster, tmp_path: Path) -> None:
    """Results that lie on the disk of a worker would be lost."""
    job = SharedJob(CheckJob(Settings(), str(tmp_path), ""), (str(tmp_path / "elsewhere"),))
    with (
        client.Cluster(dask.address, job, PATIENT) as crew,
        pytest.raises(CouldNotError, match="CLUSTER-FOLDER"),
    ):
        list(crew.run(["task"]))


def test_workers_with_another_program_are_refused(
    dask: Cluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At once where the program text differs; when it loads where a library does."""
    with (
        client.Cluster(dask.address, CheckJob(Settings(), str(tmp_path), "other"), PATIENT) as crew,
        pytest.raises(CouldNotError, match="CLUSTER-PROGRAM"),
    ):
        list(crew.run(["task"]))
    monkeypatch.setattr(client, "code_digest", lambda: "other")
    with (
        pytest.raises(CouldNotError, match="CLUSTER-PROGRAM"),
        client.Cluster(dask.address, CheckJob(Settings(), str(tmp_path), ""), PATIENT),
    ):
        pass


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("here", "CLUSTER-ADDRESS"),
        ("http://a:1", "CLUSTER-ADDRESS"),
        ("tls://127.0.0.1:9", "CLUSTER-TLS"),
        ("tcp://10.0.0.5:8786", "CLUSTER-INSECURE"),
        ("tcp://localhost.example.org:8786", "CLUSTER-INSECURE"),
        ("tcp://[2001:db8::1]:8786", "CLUSTER-INSECURE"),
        ("tcp://user@127.0.0.1:9", "CLUSTER-ADDRESS"),
    ],
)
def test_wrong_addresses(tmp_path: Path, address: str, code: str) -> None:
    """Are told before anything is read."""
    result = kg(
        "check", nation(tmp_path / "in", [region(1)]), "--cluster", address, "-o", tmp_path / "out"
    )
    assert result.exit_code == 2
    assert code in result.output


def test_nobody_answers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No scheduler there, or Dask is not installed; both say what to do."""
    words = [
        "check",
        nation(tmp_path / "in", [region(1)]),
        "--cluster",
        "tcp://127.0.0.1:9",
        "-o",
        tmp_path / "out",
    ]
    monkeypatch.setattr(client, "_CONNECT", 1)
    result = kg(*words)
    assert result.exit_code == 3
    assert "CLUSTER-CONNECT" in result.output
    assert list((tmp_path / "out").glob(".*")) == []
    monkeypatch.setattr(client.importlib.util, "find_spec", lambda _: None)
    with pytest.raises(InputError, match="CLUSTER-MISSING"):
        client.Cluster("tcp://127.0.0.1:9", CheckJob(Settings(), "", ""), PATIENT)


def test_processes_and_a_cluster_exclude_each_other(tmp_path: Path) -> None:
    """And a cluster wants a folder."""
    words = ["check", nation(tmp_path / "in", [region(1)]), "--cluster", "tcp://127.0.0.1:9"]
    assert "NATION-OPTION" in kg(*words, "--jobs", 2, "-o", tmp_path / "out").output
    assert "NATION-OUTPUT" in kg(*words).output


def test_a_plain_check_loads_no_engine() -> None:
    """Neither Dask nor fsspec is imported where none is asked for."""
    words = "import sys, kg.cli.app; sys.exit(bool({'distributed', 'dask', 'fsspec'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", words], cwd=ROOT, check=False).returncode == 0
