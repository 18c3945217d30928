"""What takes too long or too much is ended with one sentence and exit code 3, whatever the command."""

from __future__ import annotations

import inspect
import os
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kg.cli.app import app
from kg.cli.lazy import COMMANDS
from kg.read.inputs import read_paths
from kg.read.ontology import ontology
from kg.store.opening import open_store
from kg.worker.loading import load
from tests.form.sound import as_xlsx, sound
from tests.support.places import ROOT

pytestmark = pytest.mark.slow

_DOCUMENT = str(ROOT / "data" / "33.02.19-sokaraja")
_OTHER = str(ROOT / "data" / "52.02.01-praya")
#: Every command that works on documents or on what was made of them.
_WORDS = {
    "check": ["check", _DOCUMENT],
    "ask": ["ask", "Q11", "--store", "STORE"],
    "draw": ["draw", _DOCUMENT],
    "diff": ["diff", _DOCUMENT, _OTHER],
    "reason": ["reason", _DOCUMENT],
    "load": ["load", _OTHER, "--store", "STORE"],
    "cross": ["cross", "RESULTS", "LIN-01"],
    "export": ["export", "--store", "STORE"],
    "template": ["template", "--upgrade", "FORM", "-o", "NEW"],
    "verify": ["verify", "BUNDLE"],
}

#: Holds the interpreter to itself inside one step of a library: no thread of Python runs meanwhile.
_STUCK = """
import re, sys, time
from kg.pool.guard import Guard
from kg.pool.spending import TaskLimits
with Guard(TaskLimits(SECONDS, MEGABYTES), lambda problem: problem.code + "\\n", grace=0.2):
    time.sleep(1.5)
    STEP
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with one document, an empty folder of results, a filled form, and a bundle."""
    place = tmp_path_factory.mktemp("limits")
    store = open_store(place / "store", write=True)
    load(read_paths([Path(_DOCUMENT)]), store, ontology())
    (place / "results").mkdir()
    as_xlsx(place / "form.xlsx", sound())
    checked = CliRunner().invoke(app, ["check", _DOCUMENT, "-o", str(place / "bundle")])
    assert checked.exit_code == 1
    return place


def _run(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    names = {
        "STORE": "store",
        "RESULTS": "results",
        "FORM": "form.xlsx",
        "NEW": "new.xlsx",
        "BUNDLE": "bundle",
    }
    given = [str(folder / names[word]) if word in names else word for word in words]
    command = [sys.executable, "-m", "kg", *given]
    env = {**os.environ, "KG_LANG": "en"}
    return subprocess.run(command, env=env, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("name", _WORDS)
def test_time_is_limited(name: str, folder: Path) -> None:
    """The sentence says how long, and what to do."""
    ended = _run(folder, *_WORDS[name], "--unit-seconds", "0.001")
    assert ended.returncode == 3, ended.stderr
    assert "[LIMIT-TIME] -> raise --unit-seconds" in ended.stderr
    assert ended.stderr.count("\n") == 1
    assert ended.stdout == ""


@pytest.mark.parametrize("name", ["check", "load"])
def test_memory_is_limited(name: str, folder: Path) -> None:
    """The same for what it takes."""
    ended = _run(folder, *_WORDS[name], "--unit-megabytes", "1")
    assert ended.returncode == 3, ended.stderr
    assert "[LIMIT-MEMORY] -> raise --unit-megabytes" in ended.stderr


def test_a_load_that_was_stopped_left_the_store_as_it_was(folder: Path) -> None:
    """Whole or not at all."""
    assert _run(folder, *_WORDS["load"], "--unit-seconds", "0.001").returncode == 3
    listed = _run(folder, "store", "list", "--store", "STORE", "--format", "csv")
    assert "33.02.19" in listed.stdout
    assert "52.02.01" not in listed.stdout


def test_no_command_on_documents_lacks_the_options() -> None:
    """The workbench has them too, for its readers and checks."""
    for name in (*_WORDS, "serve"):
        module = __import__(f"kg.cli.{name}", fromlist=[name])
        taken = inspect.signature(getattr(module, COMMANDS[name])).parameters
        assert {"unit_seconds", "unit_megabytes"} <= set(taken), name


_DEAF = """
import signal, time
signal.signal(signal.SIGINT, signal.SIG_IGN)
from kg.pool.guard import Guard
from kg.pool.spending import TaskLimits
guard = Guard(TaskLimits(0.2, 1000), lambda problem: problem.code)
try:
    with guard:
        while True:
            time.sleep(0.01)
except KeyboardInterrupt:
    print("closed", guard.broken.code, signal.getsignal(signal.SIGUSR1) is signal.SIG_DFL)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no shell makes a command deaf there")
def test_a_command_behind_the_ampersand_closes_what_is_open_too() -> None:
    """Ctrl-C is ignored there, so it is stopped otherwise, and its own signal is given back."""
    ended = subprocess.run(
        [sys.executable, "-c", _DEAF], capture_output=True, text=True, check=False, timeout=60
    )
    assert (ended.stdout.split(), ended.returncode) == (["closed", "LIMIT-TIME", "True"], 0)


@pytest.mark.parametrize(
    ("step", "seconds", "megabytes", "code"),
    [
        ("re.match('(a+)+$', 'a' * 60 + 'b')", "2", "1000", "LIMIT-TIME"),
        ("b'x' * 2_000_000_000; re.match('(a+)+$', 'a' * 60 + 'b')", "60", "150", "LIMIT-MEMORY"),
    ],
)
def test_what_never_gives_the_interpreter_back_is_ended_too(
    step: str, seconds: str, megabytes: str, code: str
) -> None:
    """By the process that stands behind: the exit code is not one of a verdict."""
    program = _STUCK.replace("STEP", f"held = {step}")
    program = program.replace("SECONDS", seconds).replace("MEGABYTES", megabytes)
    ended = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert ended.stderr.strip() == code
    assert ended.returncode not in {0, 1, 2}
