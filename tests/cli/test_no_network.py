"""No command opens a connection or asks for a name unless an endpoint is given."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.places import SMALLEST

WALL = """
import sys
def wall(event, args):
    if event in {"socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.bind", "urllib.Request"}:
        raise RuntimeError(f"network: {event} {args}")
sys.addaudithook(wall)
from kg.cli.app import main
main()
"""


@pytest.mark.parametrize(
    "words",
    [
        ["load", str(SMALLEST), "--store", "s"],
        ["check", "--contoh", "--fail-on", "none"],
        ["check", str(SMALLEST), "--fail-on", "none", "--engine", "reference", "--rule", "STR-03"],
        ["ask", "--contoh", "Q11"],
        ["export", "--contoh", "-o", "all.nq"],
        ["rules"],
        ["reason", "nothing.nt"],
    ],
    ids=" ".join,
)
def test_command(tmp_path: Path, words: list[str]) -> None:
    """The command works behind the wall."""
    (tmp_path / "nothing.nt").write_text(
        '<http://e/a> <https://w3id.org/kinerja/ns#kode> "x" .', encoding="utf-8"
    )
    result = subprocess.run(
        [sys.executable, "-c", WALL, *words],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert result.returncode == 0, result.stderr


def test_the_wall_stands(tmp_path: Path) -> None:
    """With an endpoint the same wall stops the command, so the test above can fail."""
    words = ["ask", "Q11", "--endpoint", "http://127.0.0.1:9/query"]
    result = subprocess.run(
        [sys.executable, "-c", WALL, *words],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert "network: " in result.stderr
