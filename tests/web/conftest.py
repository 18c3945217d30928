"""One workbench over the five documents for all tests of a worker."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.assets import bundled_documents
from kg.read.inputs import read_paths
from kg.read.ontology import ontology
from kg.store.opening import open_store
from kg.worker.loading import load
from tests.web.server import Server, running

pytest.importorskip("starlette")
pytest.importorskip("uvicorn")


@pytest.fixture(scope="session")
def five(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with the five documents."""
    folder = tmp_path_factory.mktemp("web") / "store"
    load(read_paths(bundled_documents()), open_store(folder, write=True), ontology())
    return folder


@pytest.fixture(scope="session")
def server(five: Path) -> Iterator[Server]:
    """The workbench over it."""
    with running(five, "--question-seconds", "60") as found:
        yield found
