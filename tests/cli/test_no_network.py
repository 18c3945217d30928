"""No command opens a connection or asks for a name unless an endpoint is given."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.places import SMALLEST

pytestmark = pytest.mark.slow

WALL = """
import sys
def wall(event, args):
    if event in {"socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.bind", "urllib.Request"}:
        raise RuntimeError(f"network: {event} {args}")
sys.addaudithook(wall)
"""
ONE = WALL + "from kg.cli.app import main; main()"
#: Command by command: its words, its exit code, and the end of what it told.
MANY = (
    WALL
    + """
import json
from typer.testing import CliRunner
from kg.cli.app import app
done = [(words, CliRunner().invoke(app, words)) for words in json.loads(sys.argv[1])]
print(json.dumps([(words, one.exit_code, one.output[-500:]) for words, one in done]))
"""
)


#: In this order: what is loaded first is asked, written and checked later.
COMMANDS = [
    ["load", str(SMALLEST), "--store", "s"],
    ["check", "--contoh", "--fail-on", "none"],
    ["check", str(SMALLEST), "--fail-on", "none", "--engine", "reference", "--rule", "STR-03"],
    ["ask", "Q11", "--store", "s"],
    ["export", "--store", "s", "-o", "all.nq"],
    ["rules"],
    ["reason", "nothing.nt"],
]


def test_commands(tmp_path: Path) -> None:
    """Each command works behind the wall; one process for all, which no wall is taken from."""
    (tmp_path / "nothing.nt").write_text(
        '<http://e/a> <https://w3id.org/kinerja/ns#kode> "x" .', encoding="utf-8"
    )
    result = subprocess.run(
        [sys.executable, "-c", MANY, json.dumps(COMMANDS)],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert result.returncode == 0, result.stderr
    ended = json.loads(result.stdout)
    assert len(ended) == len(COMMANDS)
    assert [one for one in ended if one[1] != 0] == []


def test_the_wall_stands(tmp_path: Path) -> None:
    """With an endpoint the same wall stops the command, so the test above can fail."""
    words = ["ask", "Q11", "--endpoint", "http://127.0.0.1:9/query"]
    result = subprocess.run(
        [sys.executable, "-c", ONE, *words],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert "network: " in result.stderr
