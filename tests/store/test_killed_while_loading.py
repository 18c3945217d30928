"""A load that is killed at a random moment leaves every document whole: the old one or the new one."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kg.store.catalogue import content_digest, entries
from kg.store.opening import open_store
from tests.support.forms import as_folder, small

pytestmark = pytest.mark.slow

WRITER = """
import sys
from pathlib import Path
from kg.read.inputs import read_paths
from kg.read.ontology import ontology
from kg.store.opening import open_store
from kg.worker.loading import load
store = open_store(Path(sys.argv[1]), write=True)
documents = [read_paths([Path(p)]) for p in sys.argv[2:]]
print("ready", flush=True)
while True:
    for versions in documents:
        load(versions, store, ontology())
        print(versions[0].sha256, flush=True)
"""


def _kill_while_writing(store: Path, folders: list[Path], loads: float) -> list[str]:
    """Start a writer, kill it some loads after its second one, return the digests it had acknowledged."""
    process = subprocess.Popen(
        [sys.executable, "-c", WRITER, str(store), *map(str, folders)],
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )
    assert process.stdout is not None
    assert process.stdout.readline().strip() == "ready"
    first, begun = process.stdout.readline().strip(), time.monotonic()
    second = process.stdout.readline().strip()
    time.sleep(loads * (time.monotonic() - begun))
    process.kill()
    acknowledged = [first, second, *process.stdout.read().split()]
    process.stdout.close()
    process.wait()
    return acknowledged


def test_whole_or_not_at_all(tmp_path: Path, heavy: bool) -> None:
    """After each kill the store opens by itself and every graph is the one that the catalogue promises."""
    versions = []
    for number in range(2):
        sheets = small()
        sheets["simpul"] += [
            [f"N{number}.{n}", "A", "operasional", f"Rumusan {number} {n}"] for n in range(150)
        ]
        versions.append(as_folder(tmp_path / f"v{number}", sheets))
    store, seed = tmp_path / "store", random.Random(20261121)
    last: list[str] = []
    for _ in range(200 if heavy else 3):
        last = _kill_while_writing(store, versions, seed.uniform(0.0, 2.0)) or last
        opened = open_store(store, write=False)
        held = entries(opened)
        assert len(held) == 1 if last else len(held) <= 1
        for entry in held:
            assert content_digest(opened.triples(entry.graph)) == entry.content
            assert len(opened.triples(entry.graph)) == entry.triples
        del opened
    assert last, "the writer must have finished some loads, or nothing was tested"
