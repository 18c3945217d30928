"""Reports reach their place or say why not; damaged files and stores are errors with a code, never tracebacks."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from kg.cli.app import app
from kg.errors import InputError, Problem
from kg.read.inputs import read_paths
from tests.support.forms import as_folder, as_workbook, small
from tests.support.places import SMALLEST


def run(*words: object) -> Any:
    """Run kg with the words given."""
    return CliRunner().invoke(app, [str(word) for word in words])


def test_a_report_is_written_for_unreadable_input_too(tmp_path: Path) -> None:
    """Whoever reads only the report must see that nothing was checked."""
    bad, report = tmp_path / "bad.ttl", tmp_path / "report.json"
    bad.write_text("<http://e/a> <http://e/b>", encoding="utf-8")
    assert run("check", bad, "-o", report).exit_code == 2
    body = json.loads(report.read_text(encoding="utf-8"))
    assert body["errors"] and not body["findings"]
    assert {r["status"] for r in body["rules"]} == {"not-applied"}


@pytest.mark.skipif(sys.platform == "win32", reason="symbolic links need a privilege there")
def test_a_symbolic_link_is_followed(tmp_path: Path) -> None:
    """The file behind it is replaced, the link stays."""
    real, link = tmp_path / "real.json", tmp_path / "link.json"
    real.write_text("", encoding="utf-8")  # holds nothing that could be lost
    link.symlink_to(real)
    run("check", SMALLEST, "--rule", "IND-03", "-o", link)
    assert link.is_symlink() and json.loads(real.read_text(encoding="utf-8"))["schema"] == 1


@pytest.mark.skipif(sys.platform == "win32", reason="symbolic links need a privilege there")
@pytest.mark.parametrize("planted", ["temuan.csv", "gambar", "laporan.html"])
def test_no_part_is_written_through_a_link(tmp_path: Path, planted: str) -> None:
    """Whoever may write into the folder of a report does not choose what else is written."""
    elsewhere, report = tmp_path / "lain", tmp_path / "laporan"
    report.mkdir()
    if planted == "gambar":
        elsewhere.mkdir()
    (report / planted).symlink_to(elsewhere)
    result = run("check", SMALLEST, "--rule", "IND-03", "-o", report)
    assert result.exit_code == 2 and "USE-LINK" in result.output
    assert [path.name for path in report.iterdir()] == [planted]
    assert not elsewhere.exists() or not any(elsewhere.iterdir())


@pytest.mark.skipif(sys.platform == "win32", reason="no such permissions there")
def test_what_is_written_is_not_for_everybody(tmp_path: Path) -> None:
    """Reports, forms and the store are for the owner and, where the umask allows, the group."""
    words = ["sh", "-c", 'umask 022; "$0" -m kg template -o form; "$0" -m kg load form --store s']
    subprocess.run([*words, sys.executable], cwd=tmp_path, capture_output=True, check=False)
    written = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert any(path.parent.name == "form" for path in written)
    for path in written:
        assert path.stat().st_mode & 0o007 == 0, path


def _kg(*words: str, **options: Any) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "kg", *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        **options,
    )


def test_a_reader_that_leaves_early_is_no_error(tmp_path: Path) -> None:
    """As in ``kg check | head``."""
    process = _kg("check", "--contoh", "--fail-on", "none", cwd=tmp_path)
    assert process.stdout and process.stderr
    process.stdout.close()
    errors = process.stderr.read().decode()
    process.stderr.close()
    process.wait(timeout=120)
    assert "Traceback" not in errors and "Exception ignored" not in errors


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_disk_is_exit_3(tmp_path: Path) -> None:
    """By option and by redirection."""
    assert (
        run("check", SMALLEST, "--rule", "IND-03", "--format", "json", "-o", "/dev/full").exit_code
        == 3
    )
    command = [sys.executable, "-m", "kg", "rules"]
    with Path("/dev/full").open("wb") as full:
        process = subprocess.run(
            command, stdout=full, stderr=subprocess.PIPE, cwd=tmp_path, check=False
        )
    assert process.returncode == 3 and b"USE-OUTPUT" in process.stderr


def test_listings_take_their_form_from_the_suffix(five: Path, tmp_path: Path) -> None:
    """And refuse a suffix they cannot write."""
    words = ("ask", "Q03", "--store", five)
    assert run(*words, "-o", tmp_path / "a.csv").exit_code == 0
    assert run(*words, "-o", tmp_path / "a.json").exit_code == 0
    assert json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))["question"] == "Q03"
    assert "," in (tmp_path / "a.csv").read_text(encoding="utf-8").splitlines()[0]
    refused = run(*words, "-o", tmp_path / "a.docx")
    assert refused.exit_code == 2 and "USE-FORMAT" in refused.stderr


def test_a_parameter_given_twice_is_refused(five: Path) -> None:
    """Which of the two should count?"""
    twice = ("--set", "kecamatan=33.02.19", "--set", "kecamatan=35.07.26")
    result = run("ask", "Q03", "--store", five, *twice)
    assert result.exit_code == 2 and "USE-TWICE" in result.stderr


def test_a_damaged_store_is_exit_3(tmp_path: Path) -> None:
    """Every file of the store cut to half: a sentence, not a traceback."""
    store = tmp_path / "s"
    assert run("load", as_folder(tmp_path / "a", small()), "--store", store).exit_code == 0
    for path in store.rglob("*"):
        if path.is_file() and path.stat().st_size:
            os.truncate(path, path.stat().st_size // 2)
    result = run("check", "--store", store)
    assert result.exit_code == 3 and "STORE-DAMAGED" in result.stderr


def test_damaged_workbooks_never_crash(tmp_path: Path, heavy: bool) -> None:
    """Random bytes overwritten: read, or refused with a code."""
    whole = as_workbook(tmp_path / "isian.xlsx", small()).read_bytes()
    for seed in range(2000 if heavy else 150):
        draw = random.Random(seed)
        data = bytearray(whole)
        for _ in range(draw.randint(1, 30)):
            data[draw.randrange(len(data))] = draw.randrange(256)
        path = tmp_path / f"{seed}.xlsx"
        path.write_bytes(bytes(data))
        problems: list[Problem] = []
        try:
            read_paths([path])
        except InputError as error:
            problems = error.problems
        assert all(p.code and p.line("id") for p in problems)
        path.unlink()


def test_sheets_and_cells_outside_of_the_form(tmp_path: Path) -> None:
    """A misspelt sheet would be lost in silence and is an error; any other is a note; so are cells beyond the header."""
    sheets = small()
    sheets["indikatr"] = sheets.pop("indikator")
    with pytest.raises(InputError) as caught:
        read_paths([as_workbook(tmp_path / "a.xlsx", sheets)])
    assert "FORM-SHEETNAME" in {p.code for p in caught.value.problems}
    sheets = small()
    sheets["rapat dinas"] = [["x"]]
    assert "FORM-SHEET" in {
        n.code for n in read_paths([as_workbook(tmp_path / "b.xlsx", sheets)])[0].notes
    }
    sheets = small()
    sheets["simpul"][1].append("tersesat")
    try:
        codes = {n.code for n in read_paths([as_folder(tmp_path / "c", sheets)])[0].notes}
    except InputError as error:
        codes = {p.code for p in error.problems}
    assert "FORM-EXTRA" in codes


def test_nothing_from_outside_moves_the_cursor(tmp_path: Path) -> None:
    """Signs that a screen would obey are written out, whoever put them into a name."""
    result = run("check", tmp_path / "a\x1b[2J\u202e.nq")
    assert result.exit_code == 2
    assert "\x1b" not in result.output and "\u202e" not in result.output
    assert "U+001B" in result.output or "x1b" in result.output
