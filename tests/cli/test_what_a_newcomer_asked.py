"""What people who had only the README asked: who is meant, what was replaced, what is counted."""

from __future__ import annotations

import json
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from typer.testing import CliRunner

from kg.cli.app import app
from kg.rules.finding import number_of

REASON = "Menunggu perubahan peraturan bupati"


def run(*words: object) -> Any:
    """Run kg with the words given."""
    return CliRunner().invoke(app, [str(word) for word in words])


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example as a form with one thing wrong, and its report, written once: every test takes a copy."""
    folder = tmp_path_factory.mktemp("asli")
    path = folder / "isian.xlsx"
    words = ("--example", "--kecamatan", "33.02.19", "--period", "2025-2029", "--rows", 20)
    assert run("template", "-o", path, *words).exit_code == 0
    book = openpyxl.load_workbook(path)
    heads = [cell.value for cell in book["indikator"][1]]
    book["indikator"].cell(4, heads.index("sumber_data") + 1).value = None
    book.save(path)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        assert run("check", path.name, "-o", "laporan").exit_code in {0, 1}
    return folder


@pytest.fixture
def form(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """That form beside its report; its folder is the current one."""
    shutil.copytree(made, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    return tmp_path / "isian.xlsx"


def finding(form: Path, rule: str) -> str:
    """The number of the finding of a rule, as it stands in the report beside the form."""
    body = json.loads((form.parent / "laporan" / "temuan.json").read_text(encoding="utf-8"))
    return next(number_of(found["id"]) for found in body["findings"] if found["rule"] == rule)


#: The register knows no other day than that of the test.
TODAY = datetime.now(UTC).date()
LAST = TODAY + timedelta(days=60)


def waive(number: str, approver: str) -> Any:
    """Waive a finding of the report from today on, with dates as they are written in Indonesia."""
    words = ("--finding", number, "--from", "laporan", "--reason", REASON, "--approver", approver)
    dates = ("--approved", f"{TODAY:%d/%m/%Y}", "--expires", f"{LAST:%d-%m-%Y}")
    return run("waiver", "new", *words, "--letter", "700/12/2026", *dates)


def test_what_was_replaced_is_told_with_the_way_back(form: Path) -> None:
    """Another content under the same short name; nothing is said where the content is the same."""
    assert "diganti isi lain" not in run("load", "isian.xlsx").stderr
    assert "diganti isi lain" not in run("load", "isian.xlsx").stderr
    book = openpyxl.load_workbook(form)
    book["simpul"]["D2"] = "Meningkatnya mutu pelayanan"
    book.save("lain.xlsx")
    told = run("load", "lain.xlsx").stderr
    assert "isi lama dari isian.xlsx" in told
    assert "diganti isi lain dari lain.xlsx" in told
    assert "kode_dokumen lain" in told


def test_a_question_offers_what_the_store_holds(form: Path) -> None:
    """Never the outcome of a sample document."""
    run("load", "isian.xlsx")
    told = run("ask", "Q01").stderr
    assert 'outcome="Meningkatnya kualitas pelayanan publik di kecamatan"' in told


def test_rows_that_look_alike_are_written_once(form: Path) -> None:
    """A node and the plan row that says the same; in CSV both are there, with their IRIs."""
    run("load", "isian.xlsx")
    words = ("ask", "Q05")
    table = run(*words)
    lines = [line for line in table.output.splitlines() if "ketepatan waktu" in line]
    assert len(lines) == 1
    assert "ditulis sekali" in table.output
    listing = run(*words, "--format", "csv").output.splitlines()
    assert len([line for line in listing if "ketepatan waktu" in line]) == 2


def test_a_store_lists_kecamatan_as_they_are_spelled(form: Path) -> None:
    """Names are compared in small letters and shown as the list of regions has them."""
    run("load", "isian.xlsx")
    assert " Sokaraja " in run("store", "list").output


def test_dates_are_read_day_first_and_counts_leave_waived_ones_out(form: Path) -> None:
    """The head of the rule counts what is open."""
    number = finding(form, "IND-15")
    assert waive(number, "Inspektur").exit_code == 0
    assert LAST.isoformat() in Path("pengecualian.toml").read_text(encoding="utf-8")
    shown = run("check", form, "--waivers", "pengecualian.toml").output
    (head,) = [line for line in shown.splitlines() if line.startswith("IND-15")]
    assert head.endswith("  0, dikecualikan 1")


def test_a_person_as_approver_is_remarked_by_the_check(form: Path) -> None:
    """With the text and the way out; what holds a number or a title is refused and not repeated."""
    number = finding(form, "IND-15")
    waive(number, "Budi Santoso")
    told = run("check", form, "--waivers", "pengecualian.toml").stderr
    assert "WAIVER-APPROVER" in told and '"Budi Santoso"' in told
    refused = waive(number, "Drs. Ahmad Subagyo")
    assert refused.exit_code == 2
    assert "WAIVER-PERSON" in refused.stderr and "Subagyo" not in refused.stderr


def test_several_waivers_of_one_finding_are_remarked(form: Path) -> None:
    """When the second is written, and by the check of the register; one after another are not."""
    number = finding(form, "IND-15")
    assert "WAIVER-SAME" not in waive(number, "Inspektur").stderr
    assert "WAIVER-SAME" in waive(number, "Inspektur").stderr
    lint = run("waiver", "lint")
    assert "WAIVER-SAME" in lint.stderr
    assert "lengkap" not in lint.stdout


def test_a_check_without_the_register_reopens_nothing(form: Path) -> None:
    """It is said that nobody asked for waivers."""
    number = finding(form, "IND-15")
    waive(number, "Inspektur")
    run("check", form, "--waivers", "pengecualian.toml", "-o", "dengan")
    run("check", form, "-o", "tanpa")
    told = run("diff", "dengan", "tanpa")
    assert "tanpa --waivers" in told.stderr
    assert "terbuka kembali 0" in told.stdout


def test_a_person_in_charge_by_name_is_remarked(form: Path) -> None:
    """Answers name posts."""
    number = finding(form, "IND-15")
    book = openpyxl.load_workbook("laporan/laporan.xlsx")
    sheet = book["Temuan"]
    heads = {cell.value: cell.column for cell in sheet[1]}
    for row in sheet.iter_rows(min_row=2):
        if row[0].value == number:
            row[heads["PIC"] - 1].value = "Siti Rahayu"
            row[heads["Tanggapan"] - 1].value = "Akan dilengkapi"
    book.save("jawaban.xlsx")
    told = run("check", form, "--responses", "jawaban.xlsx")
    assert "ANSWER-PIC" in told.stderr and "Siti Rahayu" in told.stderr
    assert "Tanggapan: 1 pada temuan yang masih ada" in told.output
