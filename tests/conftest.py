"""Fixtures and switches that several tests share."""

from __future__ import annotations

import os
import signal
import sys
import threading
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import settings
from typer.testing import CliRunner

from kg.assets import bundled_documents
from kg.cli.app import app
from kg.read.document import Document
from kg.read.inputs import read_paths
from kg.report.bundle.whole_check import Wanted, whole_check
from kg.report.dossier.dossier import Dossier
from kg.rules.engine import Engine
from kg.rules.engines import ENGINES
from tests.support.engines import engine_named
from tests.support.rendered import Rendered


def pytest_addoption(parser: pytest.Parser) -> None:
    """``--heavy`` runs the full size of the suites that are small by default."""
    parser.addoption("--heavy", action="store_true", help="run heavy suites in full")


def pytest_configure(config: pytest.Config) -> None:
    """Random examples are the same in every run, but for heavy ones; commands are started as from a terminal."""
    # As at a desk: what one process has compiled, the hundreds that tests start do not compile again.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    sys.dont_write_bytecode = False
    # The reasoner works for a second: compiling it well would take longer than it does.
    os.environ.setdefault("JDK_JAVA_OPTIONS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC")
    # Behind the "&" of a shell Ctrl-C is ignored, also by every command that a test starts.
    ignored = signal.getsignal(signal.SIGINT) is signal.SIG_IGN
    if ignored and threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGINT, signal.default_int_handler)
    settings.register_profile("same", derandomize=True, deadline=None)
    if not config.getoption("--heavy"):
        settings.load_profile("same")


def pytest_xdist_auto_num_workers() -> int:
    """One more than there are cores: servers, clusters, browsers and limits of time make a test wait for seconds."""
    return (os.cpu_count() or 1) + 1


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """What is marked heavy has a smaller sibling, and runs with ``--heavy`` only."""
    if config.getoption("--heavy"):
        return
    for item in items:
        if item.get_closest_marker("heavy"):
            item.add_marker(pytest.mark.skip(reason="full size only: --heavy"))


@pytest.fixture(scope="session")
def heavy(request: pytest.FixtureRequest) -> bool:
    """Whether the heavy suites run in full."""
    return bool(request.config.getoption("--heavy"))


@pytest.fixture(params=list(ENGINES))
def engine(request: pytest.FixtureRequest) -> Engine:
    """Either engine: what asks for it runs with both."""
    return engine_named(request.param)


@pytest.fixture(scope="session")
def documents() -> dict[str, Document]:
    """The five documents by the name of their folder."""
    return {Path(d.name).name: d for d in read_paths(bundled_documents())}


@pytest.fixture(scope="session")
def five(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with the five documents as the command loads them, to be read alone."""
    folder = tmp_path_factory.mktemp("lima") / "store"
    done = CliRunner().invoke(app, ["load", "--contoh", "--store", str(folder)])
    assert done.exit_code == 0, done.output
    return folder


@pytest.fixture(scope="session")
def dossier() -> Dossier:
    """The check of the five documents, with a fixed time."""
    return replace(whole_check(Wanted(sample=True)), moment=datetime(2026, 1, 1, tzinfo=UTC))


@pytest.fixture(scope="session")
def rendered(dossier: Dossier) -> Rendered:
    """Its workbook and its paper in either language."""
    return Rendered(dossier)
