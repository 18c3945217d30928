"""A disk that fills up at any moment: the store is the old one or the new one, and so is every file of a report."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from kg.read.inputs import read_paths
from kg.read.ontology import ontology
from kg.store.catalogue import content_digest, derived_graph, entries
from kg.store.opening import open_store
from kg.worker.loading import load
from tests.support.forms import as_folder, small

pytestmark = [
    pytest.mark.skipif(sys.platform == "win32", reason="no limit of file sizes there"),
    pytest.mark.slow,
]

#: Forks for every run, so that the program is loaded once; the largest file is limited as on a full disk.
_PROGRAM = """
import json, os, random, resource, shutil, signal, sys
from pathlib import Path
from kg.read.inputs import read_paths
from kg.read.ontology import ontology
from kg.store.opening import open_store
from kg.worker.loading import load
from typer.testing import CliRunner
from kg.cli.app import app
from kg.errors import CouldNotError
import kg.report.bundle.write

what, number, folder, largest = sys.argv[1], int(sys.argv[2]), Path(sys.argv[3]), int(sys.argv[4])
os.chdir(folder)
draw, known = random.Random(16), ontology()

def run(copy):
    if what == "load":
        load(read_paths([Path("baru")]), open_store(copy, write=True), known)
        return 0
    result = CliRunner().invoke(app, ["check", "baru", "-o", str(copy), "--fail-on", "none"])
    return result.exit_code if "Traceback" not in result.output else 9

def child(copy, limit):
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    try:
        return run(copy)
    except CouldNotError:
        return 3

codes = []
for turn in range(number):
    copy = Path(f"salinan{turn}")
    shutil.copytree("lama", copy)
    pid = os.fork()
    if not pid:
        os._exit(child(copy, draw.randrange(1, largest)))
    codes.append(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
print(json.dumps(codes))
"""


def _runs(what: str, number: int, folder: Path, largest: int) -> list[int]:
    """The exit codes of so many runs, each with a copy of its own to spoil."""
    words = [sys.executable, "-c", _PROGRAM, what, str(number), str(folder), str(largest)]
    run = subprocess.run(words, capture_output=True, text=True, check=True)
    return list(json.loads(run.stdout))


def _versions(folder: Path) -> tuple[Path, Path]:
    """Two states of one document."""
    other = small()
    other["simpul"] += [[f"N{n}", "A", "operasional", f"Terlaksananya {n}"] for n in range(60)]
    return as_folder(folder / "dulu", small()), as_folder(folder / "baru", other)


def _state(store: Path) -> list[tuple[str, str]]:
    opened = open_store(store, write=False)
    found = []
    for entry in entries(opened):
        facts = content_digest(opened.triples(derived_graph(entry.unit)))
        found.append((content_digest(opened.triples(entry.graph)), facts))

    return found


def test_a_load_on_a_full_disk(tmp_path: Path, heavy: bool) -> None:
    """Refused with exit code 3 or done, and never anything between; five runs, a hundred with --heavy."""
    before, after = _versions(tmp_path)
    for name, versions in (("lama", [before]), ("wujud", [before, after])):
        for version in versions:
            load(read_paths([version]), open_store(tmp_path / name, write=True), ontology())

    old, new = _state(tmp_path / "lama"), _state(tmp_path / "wujud")
    assert old != new
    largest = max(path.stat().st_size for path in (tmp_path / "wujud").iterdir())
    number = 100 if heavy else 5
    codes = _runs("load", number, tmp_path, int(largest * 1.2))
    assert set(codes) <= {0, 3}
    assert 3 in codes
    for turn, code in enumerate(codes):
        found = _state(tmp_path / f"salinan{turn}")
        assert found == new if code == 0 else found in (old, new), turn


def test_a_report_on_a_full_disk(tmp_path: Path, heavy: bool) -> None:
    """Every file is the one from before or the new one, whole; two runs, a hundred with --heavy."""
    _versions(tmp_path)
    words = [sys.executable, "-m", "kg", "check", "dulu", "-o", "lama", "--fail-on", "none"]
    subprocess.run(words, cwd=tmp_path, check=True)
    sizes = [path.stat().st_size for path in (tmp_path / "lama").rglob("*") if path.is_file()]
    number = 100 if heavy else 2
    codes = _runs("check", number, tmp_path, int(max(sizes) * 1.5))
    assert set(codes) <= {0, 3}
    assert 3 in codes
    for turn in range(number):
        copy = tmp_path / f"salinan{turn}"
        for path in copy.rglob("*"):
            if path.is_file():
                assert _is_whole(path), path
        shutil.rmtree(copy)


def _is_whole(path: Path) -> bool:
    """Whether a file ends as its kind does, or is the beginning of nothing."""
    ends = {".json": b"}", ".html": b"</html>", ".svg": b"</svg>", ".pdf": b"%%EOF", ".xml": b">"}
    data = path.read_bytes().rstrip()
    if path.suffix == ".xlsx":
        return b"PK\x05\x06" in data[-100:]

    return not path.name.endswith(".tmp") and data.endswith(ends.get(path.suffix, b""))
