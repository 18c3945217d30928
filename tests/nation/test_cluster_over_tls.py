"""The road that the page about clusters shows: certificates of one's own, and nobody else is let in."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Generator
from pathlib import Path

import pytest

from kg.errors import CouldNotError
from kg.pool.pool import Outcome
from kg.pool.reply import Reply, packed, unpacked
from kg.worker.nation.looking import Looked
from kg.worker.nation.task import Brief
from tests.nation.test_nation_check import nation, region, results
from tests.support.certificates import Certificates, made
from tests.support.clusters import Cluster, cluster
from tests.support.places import ROOT

pytestmark = pytest.mark.slow

pytest.importorskip("distributed")

_ROLES = ("SCHEDULER", "WORKER", "CLIENT")


def _settings(files: Certificates) -> dict[str, str]:
    """The settings of docs/klaster.md."""
    start = "DASK_DISTRIBUTED__COMM__"
    found = {
        f"{start}REQUIRE_ENCRYPTION": "True",
        f"{start}TLS__CA_FILE": str(files.authority),
    }
    for role in _ROLES:
        found[f"{start}TLS__{role}__CERT"] = str(files.certificate)
        found[f"{start}TLS__{role}__KEY"] = str(files.key)

    return found


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Certificates:
    """Certificates of whoever runs the cluster."""
    return made(tmp_path_factory.mktemp("tls") / "own")


@pytest.fixture(scope="module")
def closed(
    own: Certificates, tmp_path_factory: pytest.TempPathFactory
) -> Generator[Cluster, None, None]:
    """A cluster of one worker that speaks TLS only."""
    with cluster(tmp_path_factory.mktemp("closed"), 1, _settings(own)) as running:
        yield running


def _check(
    folder: Path, out: Path, address: str, env: dict[str, str]
) -> subprocess.CompletedProcess[str]:
    words = ["check", str(folder), "--cluster", address, "-o", str(out), "--lang", "en"]
    return subprocess.run(
        [sys.executable, "-m", "kg", *words],
        env={**os.environ, **env},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_check_over_tls_gives_its_results(
    closed: Cluster, own: Certificates, tmp_path: Path
) -> None:
    """With the settings that the page names, and nothing else."""
    assert closed.address.startswith("tls://127.0.0.1:")
    folder = nation(tmp_path / "in", [region(1), region(2)])
    ended = _check(folder, tmp_path / "out", closed.address, _settings(own))
    assert ended.returncode == 1, ended.stderr
    assert len(results(tmp_path / "out")) == 2


def test_others_are_not_let_in(closed: Cluster, tmp_path: Path) -> None:
    """Neither with a certificate of another authority nor without any."""
    strange = _settings(made(tmp_path / "strange"))
    folder = nation(tmp_path / "in", [region(1)])
    for env, code in ((strange, "CLUSTER-CONNECT"), ({}, "CLUSTER-TLS")):
        ended = _check(folder, tmp_path / "out", closed.address, env)
        assert ended.returncode in {2, 3}
        assert f"[{code}]" in ended.stderr
        assert "Traceback" not in ended.stderr


def test_an_answer_is_data_of_known_kinds() -> None:
    """What is anything else is refused, and nothing in it is run."""
    tasks, kinds = ("a", "b"), (Looked, Brief)
    reply = Reply((Outcome("b", Brief(checked=True, findings=3)),), peak=7)
    data = packed(reply, tasks)
    assert unpacked(data, tasks, kinds) == reply
    for wrong, known in (
        (data, (Looked,)),
        (data[:-1], kinds),
        (b"", kinds),
        (b"cos\nsystem\n(S'true'\ntR.", kinds),
        (reply, kinds),
        (packed(reply, ("b", "a")), ()),
    ):
        with pytest.raises(CouldNotError, match="CLUSTER-TASK"):
            unpacked(wrong, tasks, known)
    with pytest.raises(CouldNotError, match="CLUSTER-TASK"):
        unpacked(data, tasks[:1], kinds)
