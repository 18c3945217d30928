"""The documents that come with the program are used when they are asked for, and everything made from them says so."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import pypdf
import pytest
from typer.testing import CliRunner

from kg.assets import bundled_documents
from kg.cli.app import app
from kg.report.bundle.whole_check import Wanted, whole_check
from kg.report.bundle.write import bundle_bytes
from tests.support.forms import as_folder, small
from tests.support.places import SMALLEST

MARK = "DATA CONTOH"
#: Not about the documents: the same in every report.
GENERAL = {"temuan.schema.json"}


def run(*words: object) -> Any:
    """Run the command line."""
    return CliRunner().invoke(app, [str(word) for word in words])


def readable(name: str, data: bytes) -> str:
    """The text of a part as a reader sees it."""
    if name.endswith(".pdf"):
        return pypdf.PdfReader(io.BytesIO(data)).pages[0].extract_text()
    if name.endswith(".xlsx"):
        with zipfile.ZipFile(io.BytesIO(data)) as book:
            return "".join(book.read(part).decode() for part in book.namelist())
    return data.decode()


def test_every_part_of_the_report_says_so() -> None:
    """Pictures, tables, linked data and papers, already about one of them."""
    dossier = whole_check(Wanted(paths=(str(SMALLEST),)))
    for name, data in bundle_bytes(dossier).items():
        if name not in GENERAL:
            assert MARK in readable(name, data), name


def test_a_report_about_documents_of_ones_own_does_not(tmp_path: Path) -> None:
    """No part, and nothing on the screen."""
    path = as_folder(tmp_path / "a", small())
    result = run("check", path, "-o", tmp_path / "lap", "--fail-on", "none")
    assert MARK not in result.output
    for part in (tmp_path / "lap").rglob("*"):
        if part.is_file() and part.name not in GENERAL:
            assert MARK not in readable(part.name, part.read_bytes()), part


def test_the_mark_goes_with_the_documents(tmp_path: Path) -> None:
    """Through a store, and when their folder is named."""
    store = tmp_path / "s"
    assert MARK in run("load", "--contoh", "--store", store).stderr
    assert MARK in run("check", "--store", store, "--rule", "IND-03").stderr
    assert MARK in run("check", bundled_documents()[0], "--rule", "IND-03").stderr


@pytest.mark.parametrize("command", ["load", "check", "draw", "reason"])
def test_sample_and_own_documents_are_not_mixed(command: str, tmp_path: Path) -> None:
    """Who asks for both is asked which."""
    result = run(command, as_folder(tmp_path / "a", small()), "--contoh")
    assert result.exit_code == 2
    assert "USE-SAMPLE" in result.stderr


def test_loading_nothing_is_an_error() -> None:
    """Neither documents nor --contoh."""
    result = run("load")
    assert result.exit_code == 2
    assert "USE-INPUT" in result.stderr
