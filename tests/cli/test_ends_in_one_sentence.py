"""Whatever ends the program, a person gets one sentence and a script the right exit code."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

#: Runs the program with a command that fails in a way that nobody expected.
BROKEN = """
import sys
import kg.cli.check
def broken(*args, **kwargs):
    raise KeyError("tidak diduga")
kg.cli.check.whole_check = broken
from kg.__main__ import main
sys.argv = ["kg", "check", "--contoh"]
main()
"""


def _ended(debug: str) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "KG_DEBUG": debug}
    return subprocess.run(
        [sys.executable, "-c", BROKEN], env=env, capture_output=True, text=True, check=False
    )


def test_an_unexpected_error_is_exit_code_3_in_one_sentence() -> None:
    """Never 1, which would say that there are findings; the traceback only for who asks for it."""
    ended = _ended("")
    assert ended.returncode == 3
    assert len(ended.stderr.splitlines()) == 1
    assert "USE-BUG" in ended.stderr
    assert "KG_DEBUG=1" in ended.stderr
    asked = _ended("1")
    assert "Traceback" in asked.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="Ctrl-C cannot be sent to one process there")
@pytest.mark.parametrize("wait", [0.15, 0.4, 1.0])
def test_ctrl_c_ends_with_130_even_while_loading(wait: float, tmp_path: Path) -> None:
    """Sent at several moments of the start: while modules are imported, and while documents are read."""
    words = [sys.executable, "-m", "kg", "reason", "--contoh"]
    process = subprocess.Popen(
        words, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    time.sleep(wait)
    process.send_signal(signal.SIGINT)
    _, stderr = process.communicate(timeout=60)
    # Before the program itself runs, only the interpreter can say that it was stopped.
    if "site" not in stderr:
        assert process.returncode in {130, -signal.SIGINT}
        assert "Traceback" not in stderr
