"""Bytes that are no text, and signs that no document may hold, come in through values too."""

from __future__ import annotations

import pytest
from typer.testing import CliRunner

from kg.cli.app import app


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ("\udcff", "U+DCFF"),
        ("33.02\ud800", "U+D800"),
        ("\x1b[2J", "U+001B"),
        ("33.02.19\u202e", "U+202E"),
        ("a\x00b", "U+0000"),
    ],
)
@pytest.mark.parametrize("name", ["kecamatan", "simpul"])
def test_a_value_is_refused_by_its_sign(name: str, value: str, told: str) -> None:
    """With the name of the parameter and the code of the sign, which itself is not printed."""
    done = CliRunner().invoke(app, ["ask", "Q05", "--contoh", "--set", f"{name}={value}"])
    assert done.exit_code == 2
    assert f"--set {name}: " in done.output
    assert told in done.output
    assert "[READ-CHAR]" in done.output
    assert value not in done.output


def test_a_value_in_any_script_is_read() -> None:
    """What can be printed is looked for, and not found is something else."""
    done = CliRunner().invoke(app, ["ask", "Q05", "--contoh", "--set", "kecamatan=Ḍǝ 한"])
    assert "[READ-CHAR]" not in done.output
    assert "[USE-BUG]" not in done.output
