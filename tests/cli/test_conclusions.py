"""What an inspectorate signs: nothing is concluded from too little, and a narrowed check says that it is one."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from kg.cli.app import app
from kg.rules.registry import rules
from tests.support.forms import as_folder, as_workbook, small
from tests.support.places import ROOT, SMALLEST

#: The rules that a machine can test.
TESTED = sum(rule.kind != "manual" for rule in rules())
#: A document with findings of either certainty.
FOLDER = ROOT / "data" / "17.01.06-pino-raya"


def _bundle(tmp_path: Path, *words: object) -> tuple[int, Any, str]:
    """Exit code, manifest and the summary page of a bundle."""
    result = CliRunner().invoke(app, ["check", *map(str, words), "-o", str(tmp_path / "laporan")])
    manifest = json.loads((tmp_path / "laporan" / "manifest.json").read_text(encoding="utf-8"))
    return (
        result.exit_code,
        manifest,
        (tmp_path / "laporan" / "ringkasan.md").read_text(encoding="utf-8"),
    )


def test_an_empty_cascade_concludes_nothing(tmp_path: Path) -> None:
    """A workbook of which only the identity is filled in: the region is valid, and that is all that can be said."""
    sheets = {name: rows if name == "identitas" else rows[:1] for name, rows in small().items()}
    code, manifest, text = _bundle(tmp_path, as_workbook(tmp_path / "kosong.xlsx", sheets))
    assert (code, manifest["conclusion"]) == (2, "belum-dapat-disimpulkan")
    assert "Belum dapat disimpulkan" in text


@pytest.mark.parametrize("words", [("--rule", "IND-20"), ("--rule", "DOC-04")])
def test_one_rule_of_many_concludes_nothing(tmp_path: Path, words: tuple[str, str]) -> None:
    """The rule is kept, so the exit code is 0; but nobody signs for a cascade of which one rule was tested."""
    code, manifest, text = _bundle(tmp_path, as_folder(tmp_path / "a", small()), *words)
    assert (code, manifest["conclusion"]) == (0, "belum-dapat-disimpulkan")
    assert f"Hanya 1 dari {TESTED} aturan" in text


def test_a_tier_is_named_in_the_conclusion(tmp_path: Path) -> None:
    """The basic rules alone conclude, and say that they are not all."""
    _, manifest, text = _bundle(tmp_path, SMALLEST, "--tier", "dasar")
    assert manifest["conclusion"] == "tidak-memenuhi"
    assert f"dari {TESTED} aturan yang dapat diuji mesin dipilih" in text


def test_switching_off_what_is_broken_is_named_in_the_conclusion(tmp_path: Path) -> None:
    """A profile that switches off every broken rule does not make a clean conclusion."""
    folder = as_folder(tmp_path / "a", small())
    body = json.loads(CliRunner().invoke(app, ["check", str(folder), "--format", "json"]).stdout)
    broken = [row["id"] for row in body["rules"] if row["status"] == "broken"]
    profile = tmp_path / "p.toml"
    profile.write_text(
        "".join(f"[aturan.{rule}]\naktif = false\nalasan = 'x'\n" for rule in broken),
        encoding="utf-8",
    )
    _, manifest, text = _bundle(tmp_path, folder, "--profile", profile)
    assert manifest["conclusion"] == "memenuhi"
    assert f"Hanya {TESTED - len(broken)} dari {TESTED} aturan" in text


def test_all_rules_need_no_remark(tmp_path: Path) -> None:
    """The whole catalogue was chosen."""
    _, _, text = _bundle(tmp_path, SMALLEST)
    assert f"dari {TESTED} aturan" not in text


def _told(folder: Path, *words: str) -> Any:
    command = ["check", str(folder), "--format", "json", *words]
    return json.loads(CliRunner().invoke(app, command).stdout)


def test_only_certain_findings_are_shown_and_the_others_counted() -> None:
    """What is to be reviewed is left out and counted; the conclusion stays, and no rule becomes kept by it."""
    whole, certain = _told(FOLDER), _told(FOLDER, "--hanya-pasti")
    reviewed = [found for found in whole["findings"] if found["certainty"] == "perlu ditinjau"]
    shown = [found["id"] for found in whole["findings"] if found["certainty"] == "pasti"]
    assert reviewed
    assert shown == [found["id"] for found in certain["findings"]]
    assert certain["summary"]["hidden"] == len(reviewed)
    assert certain["conclusion"] == whole["conclusion"]
    for key in ("kept", "broken", "not_applied"):
        assert certain["summary"][key] == whole["summary"][key]
    assert "hidden" not in whole["summary"]
