"""What README and guide tell people to type works as it stands, from an empty folder."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kg.cli.app import app
from tests.support.places import ROOT

pytestmark = pytest.mark.slow

#: Needs a Java runtime and minutes; tests/ontology/test_reasoning.py runs it.
SLOW = {"reason"}
#: Listens until somebody ends it; tests/web starts it and asks it.
LISTENS = {"serve"}
#: What a person copies out of a report and fills in, and what it is a copy of.
TYPED, REPORT = "tanggapan.xlsx", "laporan/laporan.xlsx"
#: Needs a register that a person has written.
REGISTER = "pengecualian.toml"


def commands(page: str) -> list[list[str]]:
    """Every line of a page that begins with ``kg`` in a block of code, without its remark."""
    blocks = re.findall(r"^```\w*\n(.*?)^```", page, re.MULTILINE | re.DOTALL)
    lines = [line for block in blocks for line in block.splitlines() if line.startswith("kg ")]
    return [shlex.split(line, comments=True)[1:] for line in lines]


@pytest.mark.parametrize("name", ["README.md", "docs/panduan.md"])
def test_commands_work_in_their_order(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Exit code 0, or 1 for findings; never a usage error."""
    monkeypatch.chdir(tmp_path)
    found = commands((ROOT / name).read_text(encoding="utf-8"))
    assert len(found) > 8
    for words in found:
        if words[0] in SLOW | LISTENS:
            continue
        if TYPED in words:
            shutil.copy(REPORT, TYPED)
        if REGISTER in words:
            at = words.index(REGISTER)
            words = [*words[: at - 1], *words[at + 1 :]]
        result = CliRunner().invoke(app, words)
        assert result.exit_code in {0, 1}, (words, result.output)
        assert "Traceback" not in result.output


def test_pictures_of_the_guide_are_there() -> None:
    """Each is a file of the repository with a text for those who do not see it."""
    page = (ROOT / "docs/panduan.md").read_text(encoding="utf-8")
    pictures = re.findall(r"!\[(.+?)\]\((.+?)\)", page)
    assert len(pictures) >= 4
    for text, path in pictures:
        assert text
        assert (ROOT / "docs" / path).stat().st_size > 1_000
