"""The covering letter of a report: to whom, what is concluded, what to do first; nobody is named."""

from __future__ import annotations

import hashlib
import io
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from docx.table import Table
from typer.testing import CliRunner

from kg.cli.app import app
from kg.report.bundle.parts import part_of
from kg.report.dossier.dossier import Dossier
from kg.report.letter.wordprocessing import document, paragraph
from tests.support.forms import as_workbook, small
from tests.support.report_cases import of_one_unit


def lines(data: bytes) -> list[str]:
    """Paragraphs and rows in the order in which they are read."""
    file = docx.Document(io.BytesIO(data))
    told: list[str] = []
    for block in file.element.body:
        if block.tag.endswith("}tbl"):
            told += [" | ".join(c.text for c in row.cells) for row in Table(block, file).rows]
        else:
            told.append("".join(t.text or "" for t in block.iter() if t.tag.endswith("}t")))
    return told


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A form with findings."""
    return as_workbook(tmp_path / "isian.xlsx", small())


def run(*words: object) -> int:
    """The exit code of a command."""
    return CliRunner().invoke(app, [str(word) for word in words]).exit_code


def test_it_says_what_the_report_says(book: Path, tmp_path: Path) -> None:
    """Addressee by function, counts, conclusion, what to do first, and the digest of the same facts."""
    letter, report = tmp_path / "surat.docx", tmp_path / "laporan"
    assert run("check", book, "-o", letter) in {0, 1}
    assert run("check", book, "-o", report) in {0, 1}
    told = lines(letter.read_bytes())
    text = "\n".join(told)
    summary = (report / "ringkasan.md").read_text(encoding="utf-8")
    assert "Yth. Camat Sokaraja" in told
    assert "Hal | : Laporan hasil pemeriksaan cascading kinerja" in told
    assert any(line.startswith(("Memenuhi", "Tidak memenuhi", "Belum dapat")) for line in told)
    assert told.index("Yang diperbaiki dahulu") < told.index("Siapa memperbaiki apa dahulu")
    first = told[told.index("Yang diperbaiki dahulu") + 2].partition(" | ")[0]
    assert first in summary
    assert hashlib.sha256((report / "temuan.json").read_bytes()).hexdigest() in text
    assert "[Jabatan yang menandatangani]," in told
    assert "DATA CONTOH" not in text


def test_sample_data_says_so(dossier: Dossier) -> None:
    """In its first line and before the conclusion, in both languages."""
    for lang in ("id", "en"):
        told = lines(part_of("surat").write(replace(of_one_unit(dossier, "52.02.01"), lang=lang)))
        assert told[0] == "DATA CONTOH"
        assert any(line.startswith("DATA CONTOH. ") for line in told)


def test_another_office_has_another_head(dossier: Dossier) -> None:
    """A distrik is led by its head, not by a camat."""
    one = of_one_unit(dossier, "52.02.01")
    facts = tuple(replace(f, called="distrik", name="Heram") for f in one.facts)
    assert "Yth. Kepala Distrik Heram" in lines(part_of("surat").write(replace(one, facts=facts)))


def test_a_letter_that_was_finished_is_never_written_over(book: Path, tmp_path: Path) -> None:
    """The office has put its letterhead into it."""
    letter = tmp_path / "surat.docx"
    run("check", book, "-o", letter)
    file = docx.Document(str(letter))
    file.paragraphs[0].text = "Inspektorat Kabupaten"
    file.save(str(letter))
    finished = letter.read_bytes()
    assert run("check", book, "-o", letter) == 2
    assert letter.read_bytes() == finished


def test_no_text_breaks_the_file(dossier: Dossier) -> None:
    """Signs that XML forbids or reads as its own are shown, and the bytes are the same again."""
    body = [paragraph("a\x00<b>&\ud800")]
    data = document("<x>", dossier.moment, body)
    assert data == document("<x>", dossier.moment, body)
    assert "<b>&" in lines(data)[0]
