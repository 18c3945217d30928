"""What is typed into ``laporan.xlsx`` or ``temuan.csv`` appears in the next report, or is refused with its cell."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from typer.testing import CliRunner

from kg.cli.app import app
from kg.errors import InputError
from kg.report.book.listing import COLUMNS
from kg.report.book.texts import entries, text
from kg.report.book.workbook import workbook
from kg.report.bundle.whole_check import Wanted, whole_check
from kg.report.dossier.dossier import Dossier, Response
from kg.report.followup.responses import read_responses
from kg.report.forms.as_csv import findings_csv, semicolon_csv
from kg.rules.finding import Finding, number_of
from tests.support.forms import as_workbook, small
from tests.support.hostile_texts import TEXTS

Cells = dict[str, Any]
_PLAIN = [t for t in TEXTS if t.isprintable() and t == t.strip() and "'" not in t]


def typed(data: bytes, path: Path, cells: dict[int, Cells]) -> Path:
    """The workbook with cells filled in: row number to column key to value, as a person types them."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    sheet = next(s for s in book if s.title in {"Temuan", "Findings"})
    for row, values in cells.items():
        for key, value in values.items():
            cell = sheet.cell(row, list(COLUMNS).index(key) + 1)
            cell.value = value
            if isinstance(value, str) and key != "formula":
                cell.data_type = "s"
    book.save(path)
    return path


def refused(path: Path) -> list[tuple[str, str]]:
    """Code and place (without the path) of every problem."""
    with pytest.raises(InputError) as caught:
        read_responses(path)
    for problem in caught.value.problems:
        assert problem.line("id") and problem.hint("en")
    return [(p.code, p.where.removeprefix(str(path)).strip()) for p in caught.value.problems]


@pytest.fixture(scope="module")
def few(dossier: Dossier) -> Dossier:
    """The first findings of the dossier, so that a workbook is read in no time."""
    unit = dossier.report.units[0]
    findings = tuple(sorted(unit.findings, key=Finding.sort_key))[:20]
    return replace(
        dossier, report=replace(dossier.report, units=(replace(unit, findings=findings),)), facts=()
    )


@pytest.fixture(scope="module")
def laporan(few: Dossier) -> bytes:
    """The workbook of these findings."""
    return workbook(few)


def test_nothing_typed_is_no_answer(laporan: bytes, tmp_path: Path) -> None:
    """The workbook as it was written has none."""
    assert read_responses(typed(laporan, tmp_path / "l.xlsx", {})) == {}


def test_what_was_typed_is_read(laporan: bytes, few: Dossier, tmp_path: Path) -> None:
    """Dates as dates or as text, statuses in either language and any case, several lines, numbers."""
    path = typed(
        laporan,
        tmp_path / "l.xlsx",
        {
            2: {
                "response": "Sudah\ndiperbaiki",
                "plan": "Revisi",
                "pic": "Sekcam",
                "due": date(2026, 3, 31),
                "status": "Selesai",
            },
            3: {"due": "31/03/2026", "status": "in  PROGRESS"},
            4: {"due": datetime(2026, 4, 1), "response": 12},
        },
    )
    first, second, third = (f.id for f in few.findings[:3])
    answers = read_responses(path)
    assert list(answers) == [first, second, third]
    one = answers[first]
    assert (one.response, one.plan, one.person_in_charge, one.due) == (
        "Sudah\ndiperbaiki",
        "Revisi",
        "Sekcam",
        "2026-03-31",
    )
    assert (one.rule, one.label) == (few.findings[0].rule, few.findings[0].label)
    assert (answers[second].due, answers[second].status) == ("2026-03-31", "Dalam proses")
    assert (answers[third].due, answers[third].response) == ("2026-04-01", "12")


def test_rows_may_be_sorted_and_deleted(laporan: bytes, few: Dossier, tmp_path: Path) -> None:
    """An answer belongs to its fingerprint, not to its row."""
    path = typed(laporan, tmp_path / "l.xlsx", {9: {"response": "x"}})
    book = openpyxl.load_workbook(path)
    book["Temuan"].delete_rows(2, 5)
    book["Temuan"].move_range("A4:V4", rows=2000)
    book.save(path)
    assert list(read_responses(path)) == [few.findings[7].id]


@pytest.mark.parametrize(
    ("values", "code", "place"),
    [
        ({"status": "Selesaai"}, "ANSWER-STATUS", "Temuan!W2"),
        ({"due": "besok"}, "ANSWER-DATE", "Temuan!V2"),
        ({"due": "46022"}, "ANSWER-DATE", "Temuan!V2"),
        ({"due": "2026-02-30"}, "ANSWER-DATE", "Temuan!V2"),
        ({"due": "31/03/26"}, "ANSWER-DATE", "Temuan!V2"),
        ({"fingerprint": "1.23457E+15", "response": "x"}, "ANSWER-FINGERPRINT", "Temuan!B2"),
        ({"fingerprint": None, "response": "x"}, "ANSWER-FINGERPRINT", "Temuan!B2"),
        ({"response": "a\u202eb"}, "READ-CHAR", "Temuan!S2"),
        ({"response": "x" * 32_000 + "\n"}, "", ""),
    ],
)
def test_a_wrong_cell_is_named(
    laporan: bytes, tmp_path: Path, values: Cells, code: str, place: str
) -> None:
    """Sheet, cell and a way out; long answers are no mistake."""
    path = typed(laporan, tmp_path / "l.xlsx", {2: values})
    assert (refused(path) == [(code, place)]) if code else read_responses(path)


def test_all_mistakes_are_told_at_once(laporan: bytes, tmp_path: Path) -> None:
    """Not only the first."""
    path = typed(
        laporan, tmp_path / "l.xlsx", {n: {"status": "??", "due": "??"} for n in range(2, 12)}
    )
    assert len(refused(path)) == 20


def test_two_different_answers_to_one_finding_are_refused(
    laporan: bytes, few: Dossier, tmp_path: Path
) -> None:
    """The same answer twice is one; a copied row without an answer is none."""
    first, third = few.findings[0], few.findings[2]
    same = {"fingerprint": first.id, "rule": first.rule, "label": first.label, "response": "x"}
    assert (
        len(read_responses(typed(laporan, tmp_path / "a.xlsx", {2: {"response": "x"}, 4: same})))
        == 1
    )
    other = typed(
        laporan, tmp_path / "b.xlsx", {2: {"response": "x"}, 4: {**same, "response": "y"}}
    )
    assert refused(other) == [("ANSWER-TWICE", "Temuan!B4")]
    blank = typed(
        laporan,
        tmp_path / "c.xlsx",
        {4: {"fingerprint": first.id}, 5: {"fingerprint": third.id, "response": "x"}},
    )
    assert list(read_responses(blank)) == [third.id]


def test_a_formula_without_a_result_is_not_taken_for_an_empty_answer(
    laporan: bytes, tmp_path: Path
) -> None:
    """It would be lost in silence."""
    book = openpyxl.load_workbook(io.BytesIO(laporan))
    book["Temuan"]["S2"] = "=1+1"
    book.save(tmp_path / "l.xlsx")
    assert refused(tmp_path / "l.xlsx") == [("FORM-FORMULA", "Temuan!S2")]


def _hidden(path: Path) -> None:
    path.write_bytes(b"PK\x03\x04 broken")


def _bomb(path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"0" * 60_000_000)


def _other(path: Path) -> None:
    as_workbook(path, small())


def _entities(path: Path) -> None:
    bad = b'<!DOCTYPE a [<!ENTITY b "c">]><workbook>&b;</workbook>'
    good = path.with_name("good.xlsx")
    as_workbook(good, small())
    with zipfile.ZipFile(good) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            new.writestr(name, bad if name == "xl/workbook.xml" else old.read(name))


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (_hidden, "READ-ZIP"),
        (_bomb, "READ-BOMB"),
        (_other, "ANSWER-COLUMNS"),
        (_entities, "READ-XLSX"),
    ],
)
def test_other_files_are_refused(tmp_path: Path, make: Callable[[Path], None], code: str) -> None:
    """The gate stands in front of answers too."""
    make(tmp_path / "l.xlsx")
    assert [found for found, _ in refused(tmp_path / "l.xlsx")] == [code]


def test_missing_files_and_other_forms_are_refused(tmp_path: Path) -> None:
    """With a code each."""
    (tmp_path / "l.docx").write_bytes(b"x")
    (tmp_path / "l.csv").write_bytes(b"a,b\r\n\xff")
    assert refused(tmp_path / "none.xlsx")[0][0] == "READ-MISSING"
    assert refused(tmp_path / "l.docx")[0][0] == "READ-FORMAT"
    assert refused(tmp_path / "l.csv")[0][0] == "READ-UTF8"


@pytest.mark.parametrize("write", [workbook, findings_csv, semicolon_csv])
@pytest.mark.parametrize("lang", ["id", "en"])
def test_answers_survive_report_after_report(
    dossier: Dossier, tmp_path: Path, write: Any, lang: Any
) -> None:
    """Written, read, written, read: equal, whatever the texts; also in the other language."""
    offered = [e["id"] for e in entries("status").values()]
    answers = {
        f.id: Response(
            f.id, t, t[::-1].strip(), t, "2026-05-06", offered[n % len(offered)], f.rule, f.label
        )
        for n, (f, t) in enumerate(zip(dossier.findings, _PLAIN, strict=False))
    }
    assert len(answers) > 500
    path = tmp_path / ("l.xlsx" if write is workbook else "l.csv")
    path.write_bytes(write(replace(dossier, responses=answers, lang=lang)))
    back = read_responses(path)
    wrong = [(a, back.get(k)) for k, a in answers.items() if back.get(k) != a]
    assert not wrong


def test_answers_whose_finding_is_gone_are_kept(few: Dossier, tmp_path: Path) -> None:
    """Through as many reports as wanted, with the rule and node they were about."""
    gone = Response("0123456789abcdef", "sudah", "", "", "", "Selesai", "IND-03", "Indikator")
    path = tmp_path / "l.xlsx"
    for _ in range(2):
        path.write_bytes(workbook(replace(few, responses={gone.finding: gone})))
        assert read_responses(path) == {gone.finding: gone}


def test_the_next_bundle_shows_them(tmp_path: Path) -> None:
    """Answered, one defect mended, checked again: the answers stand at their findings, the other one is kept apart."""
    sheets = small()
    sheets["indikator"] += [["I2", "SK", "Nilai dengan baik", "dokumen"]]
    isian, bundle = as_workbook(tmp_path / "isian.xlsx", sheets), tmp_path / "laporan"
    assert CliRunner().invoke(app, ["check", str(isian), "-o", str(bundle)]).exit_code == 1
    findings = whole_check(Wanted(paths=(str(isian),))).findings
    vague, formula = (
        next(n for n, f in enumerate(findings) if f.rule == rule) for rule in ("IND-10", "IND-03")
    )
    cells = {
        vague + 2: {"response": "dibahas", "status": "Disanggah"},
        formula + 2: {"response": "diperbaiki", "status": "Selesai"},
    }
    typed((bundle / "laporan.xlsx").read_bytes(), bundle / "laporan.xlsx", cells)
    sheets["indikator"][-1][3] = "Jumlah pemohon dibagi jumlah penduduk"
    as_workbook(isian, sheets)
    words = [
        "check",
        str(isian),
        "--responses",
        str(bundle / "laporan.xlsx"),
        "-o",
        str(tmp_path / "lagi"),
    ]
    assert CliRunner().invoke(app, words).exit_code == 1
    book = openpyxl.load_workbook(tmp_path / "lagi" / "laporan.xlsx")
    rows = {row[1]: row for row in book["Temuan"].iter_rows(min_row=2, values_only=True)}
    assert rows[findings[vague].id][-5] == "dibahas" and rows[findings[vague].id][-1] == "Disanggah"
    assert findings[formula].id not in rows
    left = list(book[text("sheet", "answers", "id")].iter_rows(min_row=2, values_only=True))
    assert [row[:4] for row in left] == [
        (number_of(findings[formula].id), findings[formula].id, "IND-03", "Nilai dengan baik")
    ]
    with (tmp_path / "lagi" / "temuan.csv").open(encoding="utf-8-sig", newline="") as file:
        assert [
            row["Tanggapan"] for row in csv.DictReader(file, delimiter=";") if row["Tanggapan"]
        ] == ["dibahas"]
