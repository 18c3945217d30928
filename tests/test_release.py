"""A release can be made: equal builds, and what others use from this repository does what it says."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from bench.foops import BROKEN, TESTS, page
from bench.image import recipe
from bench.release import build, unpacked
from tests.support.places import ROOT

pytestmark = pytest.mark.slow

SAMPLE = ROOT / "data/52.02.01-praya"
yaml = pytest.importorskip("yaml")


@pytest.mark.heavy
def test_two_clean_builds_are_equal(tmp_path: Path) -> None:
    """Archive and wheel, from the checkout and from the archive, at another place and time."""
    first = build(ROOT, tmp_path / "one")
    archive = next(path for path in first if path.name.endswith(".tar.gz"))
    second = build(unpacked(archive, tmp_path / "source"), tmp_path / "two")
    assert [path.name for path in first] == [path.name for path in second]
    for one, other in zip(first, second, strict=True):
        assert one.read_bytes() == other.read_bytes(), one.name


def _program(folder: Path) -> Path:
    """A ``kg`` that runs this checkout, where the action has installed its own."""
    kg = folder / "kinerja-kg/bin/kg"
    kg.parent.mkdir(parents=True)
    kg.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m kg "$@"\n', encoding="utf-8")
    kg.chmod(0o755)
    return kg


def _step(name: str) -> str:
    action = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
    assert action["runs"]["using"] == "composite"
    return str(next(s["run"] for s in action["runs"]["steps"] if s.get("id") == name))


@pytest.mark.skipif(shutil.which("bash") is None, reason="the action runs in bash")
@pytest.mark.parametrize(
    ("paths", "fail_on", "code", "verdict"),
    [
        (str(SAMPLE), "none", 0, "0"),
        (str(SAMPLE), "violation", 0, "1"),
        ("tidak-ada", "none", 2, "2"),
    ],
)
def test_the_action_checks_and_leaves_sarif(
    tmp_path: Path, paths: str, fail_on: str, code: int, verdict: str
) -> None:
    """Its own step, as GitHub runs it: findings do not stop the upload, a wrong path does."""
    _program(tmp_path)
    output = tmp_path / "output"
    told = {"PATHS": paths, "FAIL_ON": fail_on, "TIER": "penuh", "KG_LANG": "id"}
    given = {**os.environ, **told, "TEMP": str(tmp_path), "GITHUB_OUTPUT": str(output)}
    script = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", _step("check")]
    done = subprocess.run(script, cwd=ROOT, env=given, capture_output=True, check=False)
    assert done.returncode == code, done.stderr
    said = dict(line.split("=", 1) for line in output.read_text(encoding="utf-8").splitlines())
    assert said["code"] == verdict
    if code == 0:
        body = json.loads(Path(said["sarif"]).read_text(encoding="utf-8"))
        assert body["runs"][0]["results"]
    last = ["bash", "-c", _step("verdict")]
    ended = subprocess.run(last, env={**given, "CODE": said["code"]}, check=False)
    assert ended.returncode == int(verdict)


def test_the_action_puts_no_input_into_a_command() -> None:
    """Inputs come by environment: what GitHub would paste into a script could be a script."""
    text = (ROOT / "action.yml").read_text(encoding="utf-8")
    action = yaml.safe_load(text)
    for step in action["runs"]["steps"]:
        assert "${{" not in step.get("run", "")
        assert step.get("shell") == "bash" or "uses" in step
    asked = set(re.findall(r"inputs\.([a-z-]+)", text))
    assert asked == set(action["inputs"])


def test_hooks_run_the_command_on_files_of_their_kind(tmp_path: Path) -> None:
    """As pre-commit runs them: the entry, then the files whose names match."""
    hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    hook = {entry["id"]: entry for entry in hooks}
    book = tmp_path / "isian.xlsx"
    run = [sys.executable, "-m", *shlex.split("kg template --example --rows 40 -o"), str(book)]
    subprocess.run(run, check=True, cwd=ROOT, capture_output=True)
    assert re.search(hook["kg-check"]["files"], book.name)
    assert not re.search(hook["kg-check"]["files"], "catatan.docx")
    entry = shlex.split(hook["kg-check"]["entry"])
    checked = subprocess.run(
        [sys.executable, "-m", *entry, str(book)], cwd=ROOT, capture_output=True, check=False
    )
    assert checked.returncode in {0, 1}, checked.stderr
    assert hook["kg-check-folder"]["pass_filenames"] is False
    assert re.search(hook["kg-check-folder"]["files"], "praya/simpul.csv")


def test_the_image_runs_without_root_and_installs_by_digest() -> None:
    """By its recipe; ``python -m bench.image`` runs its steps, for which it fetches what they fetch."""
    text = (ROOT / "Containerfile").read_text(encoding="utf-8")
    last = text.rpartition("\nFROM ")[2]
    wanted = recipe(text)
    assert re.fullmatch(r"(?!0\b)\d+:\d+", wanted.user)
    assert not re.search(r"^RUN .*(pip|curl|wget|apt)", last, re.MULTILINE)
    steps = [step.split() for step in wanted.run.split("&&")]
    assert [step[1:3] for step in steps] == [["-m", "venv"], ["-m", "pip"], ["-m", "pip"]]
    assert steps[1][-3:] == ["--require-hashes", "--requirement", "/source/constraints-audit.txt"]
    assert {"--no-deps", "--no-build-isolation"} < set(steps[2])
    assert (wanted.entry, wanted.command) == (["kg"], ["--help"])
    copied = re.findall(r"^COPY (?!--from)(.+) \S+$", text, re.MULTILINE)
    for name in " ".join(copied).split():
        assert (ROOT / name).exists(), name


def test_citation_is_valid() -> None:
    """By the schema of the Citation File Format 1.2.0."""
    cffconvert = pytest.importorskip("cffconvert")
    text = (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    cffconvert.Citation(text, src="CITATION.cff").validate()


def test_catalogue_entry_has_what_the_standard_asks_for() -> None:
    """The mandatory keys of publiccode.yml 0.4; address and contacts come with the first publication."""
    entry = yaml.safe_load((ROOT / "publiccode.yml").read_text(encoding="utf-8"))
    needed = "publiccodeYmlVersion name platforms categories developmentStatus softwareType legal maintenance"
    assert set(needed.split()) <= set(entry)
    assert entry["developmentStatus"] in {"concept", "development", "beta", "stable", "obsolete"}
    assert entry["maintenance"]["type"] in {"internal", "contract", "community", "none"}
    for told in entry["description"].values():
        assert len(told["shortDescription"]) <= 150
        assert 150 <= len(told["longDescription"]) <= 10_000
        assert all(len(feature) <= 100 for feature in told["features"])


def test_no_foops_test_fails_that_could_pass() -> None:
    """All 24 are told, each once; docs/foops.md is what the script writes."""
    names = [name for name, _, _ in TESTS]
    assert len(set(names)) == len(names) == 24
    written = page()
    assert f"| {BROKEN} |" not in written
    assert written == (ROOT / "docs/foops.md").read_text(encoding="utf-8")
