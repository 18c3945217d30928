"""What somebody typed into a report is in the next one, or the next one is not written."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from typer.testing import CliRunner

from kg.cli.app import app
from kg.report.book.texts import text
from tests.support.forms import as_workbook, small


def run(*words: object) -> Any:
    """Run kg with the words given."""
    return CliRunner().invoke(app, [str(word) for word in words])


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a workbook and its bundle, written once: every test takes a copy."""
    folder = tmp_path_factory.mktemp("asli")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        as_workbook(folder / "isian.xlsx", small())
        assert run("check", "isian.xlsx", "-o", "laporan").exit_code in {0, 1}
    return folder


@pytest.fixture(scope="module")
def made_again(made: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same after somebody has answered the first finding and the check was carried out again."""
    folder = tmp_path_factory.mktemp("dijawab")
    shutil.copytree(made, folder, dirs_exist_ok=True)
    answer(folder / "laporan" / "laporan.xlsx", "Satu")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        assert run("check", "isian.xlsx", "-o", "laporan").exit_code in {0, 1}
    return folder


@pytest.fixture
def place(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a workbook and its bundle; the current folder."""
    shutil.copytree(made, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def answered(made_again: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The bundle with one answer, which stands in all its parts; its folder lies in the current one."""
    shutil.copytree(made_again, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    return tmp_path / "laporan"


def answer(path: Path, response: str, status: str = "", row: int = 2) -> str:
    """Type an answer to one finding; its fingerprint."""
    book = openpyxl.load_workbook(path)
    sheet = book[text("sheet", "findings", "id")]
    heads = {cell.value: cell.column for cell in sheet[1]}
    sheet.cell(row, heads["Tanggapan"]).value = response
    sheet.cell(row, heads["Status"]).value = status or None
    key = str(sheet.cell(row, heads["Sidik Jari"]).value)
    book.save(path)
    return key


def answers(folder: Path) -> dict[str, str]:
    """The answers that a report shows, by fingerprint."""
    body = json.loads((folder / "temuan.json").read_text(encoding="utf-8"))
    return {entry["finding"]: entry["response"] for entry in body.get("responses", [])}


def test_the_same_folder_keeps_them_and_stays_verifiable(place: Path) -> None:
    """Without any option, twice; and kg verify carries the check out again."""
    key = answer(place / "laporan" / "laporan.xlsx", "Akan diperbaiki")
    for _ in range(2):
        assert run("check", "isian.xlsx", "-o", "laporan").exit_code in {0, 1}
        assert answers(place / "laporan") == {key: "Akan diperbaiki"}
    assert run("verify", "laporan").exit_code == 0


def test_answers_out_of_the_folder_itself_stay_verifiable(place: Path) -> None:
    """As the workbook suggests: --responses laporan/laporan.xlsx -o laporan."""
    key = answer(place / "laporan" / "laporan.xlsx", "Sedang dibahas")
    words = ("--responses", "laporan/laporan.xlsx", "-o", "laporan")
    assert run("check", "isian.xlsx", *words).exit_code in {0, 1}
    assert answers(place / "laporan") == {key: "Sedang dibahas"}
    assert run("verify", "laporan").exit_code == 0


def test_two_files_that_answer_differently_stop_the_report(answered: Path) -> None:
    """Nothing is written, and both files stay as they are."""
    folder = answered
    answer(folder / "laporan.xlsx", "Dua")
    listing = folder / "temuan.csv"
    listing.write_text(listing.read_text("utf-8-sig").replace("Satu", "Tiga"), "utf-8-sig")
    before = {path: path.read_bytes() for path in folder.iterdir() if path.is_file()}
    done = run("check", "isian.xlsx", "-o", "laporan")
    assert done.exit_code == 2
    assert "ANSWER-CONFLICT" in done.output
    assert {path: path.read_bytes() for path in folder.iterdir() if path.is_file()} == before


def test_an_answer_that_is_changed_in_place_wins(answered: Path) -> None:
    """Over the listing beside it, which only the program has written; also for the second time."""
    folder = answered
    answer(folder / "laporan.xlsx", "Dua")
    run("check", "isian.xlsx", "-o", "laporan")
    key = answer(folder / "laporan.xlsx", "Tiga")
    done = run("check", "isian.xlsx", "--responses", "laporan/laporan.xlsx", "-o", "laporan")
    assert done.exit_code in {0, 1}, done.output
    assert answers(folder) == {key: "Tiga"}
    assert "Tanggapan: 1 pada temuan yang masih ada" in done.output
    assert run("verify", "laporan").exit_code == 0


def test_an_answer_that_is_cleared_in_place_is_gone_and_that_is_said(place: Path) -> None:
    """The listing that the program wrote beside it does not bring it back."""
    folder = place / "laporan"
    answer(folder / "laporan.xlsx", "Satu")
    kept = answer(folder / "laporan.xlsx", "Tetap", row=3)
    run("check", "isian.xlsx", "-o", "laporan")
    answer(folder / "laporan.xlsx", "")
    for words in ((), ("--responses", "laporan/temuan.csv")):
        done = run("check", "isian.xlsx", *words, "-o", "laporan")
        assert done.exit_code in {0, 1}, done.output
        assert answers(folder) == {kept: "Tetap"}
    assert run("verify", "laporan").exit_code == 0
    answer(folder / "laporan.xlsx", "", row=3)
    done = run("check", "isian.xlsx", "-o", "laporan")
    assert "tanggapan yang dikosongkan di lembarnya tidak ikut lagi: 1" in done.output
    assert answers(folder) == {}


@pytest.mark.parametrize("typed", ["19800101 200501 1 001", "Drs. Ahmad Subagyo, M.Si"])
def test_nobody_is_named_in_an_answer(place: Path, typed: str) -> None:
    """A number or a name with titles as person in charge is refused at its cell, not repeated."""
    folder = place / "laporan"
    book = openpyxl.load_workbook(folder / "laporan.xlsx")
    sheet = book[text("sheet", "findings", "id")]
    heads = {cell.value: cell.column for cell in sheet[1]}
    sheet.cell(2, heads["PIC"]).value = typed
    book.save(place / "jawaban.xlsx")
    done = run("check", "isian.xlsx", "--responses", "jawaban.xlsx")
    assert done.exit_code == 2 and "ANSWER-PERSON" in done.output
    assert typed not in done.output


def test_what_was_typed_beside_the_named_file_is_kept(answered: Path) -> None:
    """The listing was edited, the workbook that is named was not."""
    folder = answered
    (key,) = answers(folder)
    listing = folder / "temuan.csv"
    listing.write_text(listing.read_text("utf-8-sig").replace("Satu", "Lima"), "utf-8-sig")
    words = ("--responses", "laporan/laporan.xlsx", "-o", "laporan")
    assert run("check", "isian.xlsx", *words).exit_code in {0, 1}
    assert answers(folder) == {key: "Lima"}


def test_the_signature_of_an_earlier_report_goes_and_that_is_said(place: Path) -> None:
    """It stands for a manifest that is there no more."""
    run("sign", "--new-key", "kunci.pem")
    assert run("sign", "laporan", "--key", "kunci.pem").exit_code == 0
    answer(place / "laporan" / "laporan.xlsx", "Satu")
    told = run("check", "isian.xlsx", "-o", "laporan").stderr
    assert "kg sign laporan --key" in told
    assert not (place / "laporan" / "manifest.sig").exists()
    assert "kg sign" not in run("check", "isian.xlsx", "-o", "laporan").stderr


def test_what_changed_since_the_report_before_stands_on_the_screen(place: Path) -> None:
    """How many findings are new and gone, and which."""
    sheets = small()
    sheets["indikator"][1][sheets["indikator"][0].index("sumber_data")] = ""
    as_workbook(place / "lain.xlsx", sheets)
    there = run("check", "lain.xlsx", "--previous", "laporan").output
    assert "Dibanding laporan sebelumnya" in there
    assert "[baru] T-" in there
    run("check", "lain.xlsx", "-o", "laporan-lain")
    back = run("check", "isian.xlsx", "--previous", "laporan-lain").output
    assert "  selesai: T-" in back
    assert "temuan yang selesai 0" not in back


def test_one_file_with_answers_is_not_written_over(place: Path) -> None:
    """A single workbook has no folder to carry them over from: the way out is named."""
    run("check", "isian.xlsx", "-o", "satu.xlsx")
    key = answer(place / "satu.xlsx", "Jawaban")
    done = run("check", "isian.xlsx", "-o", "satu.xlsx")
    assert done.exit_code == 2
    assert "USE-ANSWERS" in done.output
    assert run("check", "isian.xlsx", "--responses", "satu.xlsx", "-o", "baru").exit_code in {0, 1}
    assert answers(place / "baru") == {key: "Jawaban"}


def test_answers_follow_the_defect_into_the_next_year(place: Path) -> None:
    """The fingerprint of a finding changes with the period, its number does not; the answer follows."""
    answer(place / "laporan" / "laporan.xlsx", "Tetap berlaku")
    sheets = small()
    for row in sheets["identitas"]:
        row[:] = [str(cell).replace("2025", "2026") for cell in row]
    for row in sheets["target"]:
        row[:] = [str(cell).replace("2025", "2026") for cell in row]
    as_workbook(place / "isian-2026.xlsx", sheets)
    words = ("--responses", "laporan/laporan.xlsx", "-o", "laporan-2026")
    assert run("check", "isian-2026.xlsx", *words).exit_code in {0, 1}
    body = json.loads((place / "laporan-2026" / "temuan.json").read_text(encoding="utf-8"))
    here = {found["id"] for found in body["findings"]}
    assert set(answers(place / "laporan-2026")) <= here
    assert list(answers(place / "laporan-2026").values()) == ["Tetap berlaku"]


def test_done_but_still_found_is_remarked(place: Path) -> None:
    """On the page, beside the answer."""
    answer(place / "laporan" / "laporan.xlsx", "Sudah", status="Selesai")
    run("check", "isian.xlsx", "-o", "laporan")
    page = (place / "laporan" / "laporan.html").read_text(encoding="utf-8")
    assert "dinyatakan selesai, masih ditemukan" in page
    log = json.loads((place / "laporan" / "laporan.sarif").read_text(encoding="utf-8"))
    told = [one["properties"] for one in log["runs"][0]["results"]]
    (answer_told,) = [one["response"] for one in told if "response" in one]
    assert answer_told["response"] == "Sudah"
    assert answer_told["remark"] == "dinyatakan selesai, masih ditemukan"


def test_a_returned_form_that_was_mended_is_not_written_over(tmp_path: Path) -> None:
    """Planners mend in the copy that they got back, and that copy carries the mark of the form."""
    form = tmp_path / "isian.xlsx"
    run("template", "--example", "--kecamatan", "33.02.19", "--rows", 20, "-o", form)
    run("check", form, "-o", tmp_path / "laporan")
    (copy,) = (tmp_path / "laporan" / "isian").iterdir()
    book = openpyxl.load_workbook(copy)
    book["simpul"]["D3"] = "Kepatuhan terhadap standar pelayanan"
    book.save(copy)
    mended = copy.read_bytes()
    done = run("check", form, "-o", tmp_path / "laporan")
    assert done.exit_code == 2 and "USE-FORM" in done.output
    assert copy.read_bytes() == mended


def test_a_summary_that_was_edited_is_not_written_over(place: Path) -> None:
    """A sentence added by hand lies in no other file; the untouched parts stay as they were, too."""
    summary = place / "laporan" / "ringkasan.md"
    summary.write_bytes(summary.read_bytes() + b"\nCatatan camat.\n")
    before = {path: path.read_bytes() for path in (place / "laporan").rglob("*") if path.is_file()}
    done = run("check", "isian.xlsx", "-o", "laporan")
    assert done.exit_code == 2 and "USE-CHANGED" in done.output
    after = {path: path.read_bytes() for path in (place / "laporan").rglob("*") if path.is_file()}
    assert after == before


def test_a_form_of_somebody_in_the_folder_is_not_written_over(place: Path) -> None:
    """Its name may be that of the returned copy, and it has the mark of every form of ours."""
    theirs = place / "lain" / "isian" / "isian.temuan.xlsx"
    theirs.parent.mkdir(parents=True)
    run("template", "-o", theirs, "--kecamatan", "33.02.19", "--rows", 20)
    before = theirs.read_bytes()
    done = run("check", "isian.xlsx", "-o", "lain")
    assert done.exit_code == 2 and "USE-FORM" in done.output
    assert theirs.read_bytes() == before
