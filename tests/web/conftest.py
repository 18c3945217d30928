"""One workbench over the five documents for all tests of a worker."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright
from typer.testing import CliRunner

from bench.nation.generate import Wanted, generate
from kg.assets import bundled_documents
from kg.cli.app import app
from kg.read.inputs import read_paths
from kg.read.ontology import ontology
from kg.store.opening import open_store
from kg.worker.loading import load
from tests.support.browsers import CHROMIUM
from tests.web.server import Server, running

pytest.importorskip("starlette")
pytest.importorskip("uvicorn")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One browser for the tests of a file; a loop that outlived it would be in the way of others."""
    with sync_playwright() as play:
        found = play.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield found
        found.close()


@pytest.fixture(scope="session")
def server(five: Path) -> Iterator[Server]:
    """The workbench over it."""
    with running(five, "--question-seconds", "60") as found:
        yield found


@pytest.fixture(scope="session")
def five(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with the five documents as anybody has them, by the names of their files."""
    folder = tmp_path_factory.mktemp("web") / "store"
    load(read_paths(bundled_documents()), open_store(folder, write=True), ontology())
    return folder


@pytest.fixture(scope="session")
def gathered(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, ...]:
    """Options of a workbench: a run over a few kecamatan, and a map of one province of them."""
    home = tmp_path_factory.mktemp("negara")
    generate(home / "isi", Wanted(seed="3", kecamatan=6, defects=0.5))
    words = ["check", str(home / "isi"), "--jobs", "1", "--fail-on", "none"]
    done = CliRunner().invoke(app, [*words, "-o", str(home / "hasil")])
    assert done.exit_code == 0, done.output
    recap = json.loads((home / "hasil" / "rekap.json").read_bytes())
    corners = [[110, -7], [111, -7, 5], [111, -8], [110, -7]]
    square = {"type": "Polygon", "coordinates": [corners]}
    named = {"nama": "X", "kd": recap["units"][0]["kecamatan"][:2]}
    area = {"type": "Feature", "properties": named, "geometry": square}
    own = home / "peta.geojson"
    own.write_text(json.dumps({"type": "FeatureCollection", "features": [area]}))
    return ("--rekap", str(home / "hasil"), "--peta", str(own))


@pytest.fixture(scope="session")
def whole(five: Path, gathered: tuple[str, ...]) -> Iterator[Server]:
    """The workbench with all that it can show."""
    with running(five, "--question-seconds", "60", *gathered) as found:
        yield found
