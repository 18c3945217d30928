"""``laporan.xlsx`` states the dossier: every rule and finding once, working papers that claim no more than was tested."""

from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
import sys
import zipfile
from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from kg.report.book.clean import clean, one_break
from kg.report.book.papers import UnitIndex, judge
from kg.report.book.texts import both, entries, papers, text
from kg.report.book.workbook import workbook
from kg.report.bundle.whole_check import Wanted, whole_check
from kg.report.bundle.write import bundle_bytes
from kg.report.dossier.changes import Changes, StatusChange
from kg.report.dossier.dossier import Dossier, Response
from kg.rules.finding import number_of
from kg.rules.registry import rules as all_rules
from kg.rules.waiver import Waiver, WaiverUse
from tests.support.hostile_texts import TEXTS, hostile
from tests.support.places import SMALLEST
from tests.support.rendered import Rendered
from tests.support.report_cases import of_one_unit

SHEETS = [
    "BacaSaya",
    "Ringkasan",
    "Matriks",
    "Daftar Perbaikan",
    "Daftar Aturan",
    "Temuan",
    "Pengecualian",
    "Perubahan",
    "Data Sumber",
    "Isi Dokumen",
    "Tanggapan tanpa Temuan",
]
PAPERS = ["KKE-1", "KKE-2", "KKE-5"]


def opened(data: bytes) -> Any:
    """The workbook as a reader opens it."""
    return openpyxl.load_workbook(io.BytesIO(data))


def table(sheet: Any) -> list[dict[str, Any]]:
    """The rows of a sheet by heading."""
    rows = list(sheet.iter_rows(values_only=True))
    return [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]


@pytest.fixture(scope="module")
def book(rendered: Rendered) -> Any:
    """The workbook of the five documents."""
    return opened(rendered.workbook("id"))


@pytest.fixture(scope="module")
def one_unit(dossier: Dossier) -> Dossier:
    """The check of the smallest document."""
    return of_one_unit(dossier, SMALLEST.name.partition("-")[0])


def test_all_sheets_are_there(book: Any) -> None:
    """In the order in which an inspectorate reads them."""
    assert book.sheetnames == SHEETS + PAPERS


def test_every_finding_stands_once_with_all_it_says(dossier: Dossier, book: Any) -> None:
    """Number, fingerprint, node, message, remedy, basis and source are those of the dossier."""
    rows = table(book["Temuan"])
    assert [row["Sidik Jari"] for row in rows] == [f.id for f in dossier.findings]
    assert len({row["Sidik Jari"] for row in rows}) == len(rows) > 900
    for row, found in zip(rows, dossier.findings, strict=True):
        assert (row["Nomor"], row["Aturan"], row["Simpul"]) == (
            number_of(found.id),
            found.rule,
            found.label or None,
        )
        assert (
            row["Uraian Temuan"] == one_break(found.message["id"])
            and row["Saran Perbaikan"] == found.remedy["id"]
        )
        assert row["Dasar"] == "; ".join(found.basis) and row["Baris"] == found.source.line
        assert row["Dokumen Sumber"] == found.source.document


def test_every_rule_stands_once_whatever_became_of_it(dossier: Dossier, book: Any) -> None:
    """Manual rules carry their question and are never said to be kept or not applied."""
    rows = {row["Aturan"]: row for row in table(book["Daftar Aturan"])}
    assert list(rows) == [rule.id for rule in dossier.report.rules]
    words = entries("reason")
    for status in dossier.report.statuses():
        row, rule = rows[status.rule.id], status.rule
        assert (row["Diuji"], row["Temuan"], row["Dikecualikan"]) == (
            status.targets,
            status.findings,
            status.waived,
        )
        assert row["Hasil"] == words["manual" if rule.kind == "manual" else status.status]["id"]
        assert bool(row["Pertanyaan untuk Auditor"]) == (rule.question is not None)
    assert {rows[r]["Hasil"] for r in ("IND-19", "IND-21", "DOC-10")} == {"dinilai auditor"}


def test_summary_adds_up(dossier: Dossier, book: Any) -> None:
    """The total line has as many findings as the sheet of findings."""
    total = table(book["Ringkasan"])[-1]
    assert sum(total[k] for k in ("Pelanggaran", "Peringatan", "Info")) == len(dossier.findings)
    states = ("Terpenuhi", "Dilanggar", "Tidak diterapkan", "Galat", "Dinilai auditor", "Dimatikan")
    assert sum(total[k] for k in states) == len(dossier.report.rules)


def test_sheets_can_be_filtered_answered_and_printed(book: Any, dossier: Dossier) -> None:
    """Frozen heading, filter, landscape to the width of a page; status by dropdown, date by validation."""
    for sheet in book:
        assert (
            sheet.freeze_panes == "A2"
            and sheet.auto_filter.ref
            and sheet.print_title_rows == "$1:$1"
        )
        assert sheet.page_setup.orientation == "landscape" and sheet.page_setup.fitToHeight == 0
    rules = {rule.type: rule for rule in book["Temuan"].data_validations.dataValidation}
    heads = {cell.value: cell.column_letter for cell in book["Temuan"][1]}
    last = len(dossier.findings) + 1
    assert str(rules["list"].sqref) == f"{heads['Status']}2:{heads['Status']}{last}"
    assert (
        rules["list"].formula1
        == '"' + ",".join(entry["id"] for entry in entries("status").values()) + '"'
    )
    assert len(rules["list"].formula1) <= 255
    assert str(rules["date"].sqref) == f"{heads['Tanggal']}2:{heads['Tanggal']}{last}"


def test_english_says_the_same(dossier: Dossier, rendered: Rendered, book: Any) -> None:
    """Names of sheets, headings and dropdowns follow the language; the rows are as many."""
    english = opened(rendered.workbook("en"))
    assert english.sheetnames[:4] == ["ReadMe", "Summary", "Matrix", "Repairs"]
    for one, other in zip(english, book, strict=True):
        assert one.dimensions == other.dimensions
    assert table(english["Findings"])[0]["Finding"] == dossier.findings[0].message["en"]
    assert '"Not followed up,' in english["Findings"].data_validations.dataValidation[0].formula1


def test_every_text_has_both_languages() -> None:
    """And no two columns that are read back share a heading."""
    for name in (
        "sheet",
        "column",
        "verdict",
        "reason",
        "status",
        "state",
        "change",
        "post-kind",
        "kind",
        "word",
        "lost",
    ):
        assert all(
            set(entry) == {"id", "en"} and all(entry.values()) for entry in entries(name).values()
        ), name
    heads = [
        head
        for key in ("fingerprint", "response", "plan", "pic", "due", "status", "rule", "label")
        for head in set(both("column", key))
    ]
    assert len(heads) == len(set(heads))


def test_a_criterion_is_yes_only_when_all_its_rules_were_applied_and_kept(
    dossier: Dossier, book: Any
) -> None:
    """Not applied, manual, in error or switched off is never yes; a finding on the row is always no."""
    kept, seen = text("reason", "kept", "id"), Counter[str]()
    for paper in papers():
        for row in table(book[paper["id"]]):
            for criterion in paper["criteria"]:
                name = criterion["name"]["id"]
                verdict, why = row[name], row[f"{name}: Aturan"]
                seen[verdict] += 1
                assert (verdict == "ya") == (why == f"{kept}: {', '.join(criterion['rules'])}")
                assert (verdict == "tidak") == ("dilanggar" in why)
    assert all(seen[entry["id"]] for entry in entries("verdict").values())
    assert {row["R (relevan)"] for row in table(book["KKE-1"])} <= {"tidak", "belum dapat dinilai"}


def test_a_rule_that_cites_a_working_paper_stands_in_it() -> None:
    """And every rule that a paper names is a rule."""
    by_paper = {
        p["id"]: {rule for criterion in p["criteria"] for rule in criterion["rules"]}
        for p in papers()
    }
    known = {rule.id: rule for rule in all_rules()}
    assert set().union(*by_paper.values()) <= set(known)
    for paper, named in by_paper.items():
        assert {
            rule.id for rule in known.values() if any(paper in basis for basis in rule.basis)
        } <= named


def test_posts_are_judged_by_all_their_indicators(dossier: Dossier, book: Any) -> None:
    """One reused indicator makes the criterion no; an indicator that was not looked at leaves it open."""
    rows, name = iter(table(book["KKE-2"])), "Indikator sesuai tingkat dan tidak dipakai ulang"
    for unit, report in zip(dossier.facts, dossier.report.units, strict=True):
        broken = {f.focus for f in report.findings if f.rule in {"IND-17", "IND-18"}}
        tested = report.looked_at["IND-17"] & report.looked_at["IND-18"]
        for post in unit.posts:
            row, own = next(rows), set(post.indicators)
            assert row[name] == (
                "tidak"
                if own & broken
                else "ya"
                if own and own <= tested
                else "belum dapat dinilai"
            )


def test_working_papers_agree_with_the_findings(dossier: Dossier, book: Any) -> None:
    """Every finding of a rule of KKE-5 on an indicator makes that indicator's criterion no, and is named there."""
    rows = iter(table(book["KKE-5"]))
    paper = papers()[2]
    rules = {rule for criterion in paper["criteria"] for rule in criterion["rules"]}
    for unit, report in zip(dossier.facts, dossier.report.units, strict=True):
        for indicator in unit.indicators:
            row = next(rows)
            own = {
                number_of(f.id)
                for f in report.findings
                if f.focus == indicator.iri and f.rule in rules
            }
            assert own <= set((row["Nomor Temuan"] or "").split(", "))
            assert not own or row["Simpulan"] == "tidak"
    assert next(rows, None) is None


def test_rules_that_did_not_run_leave_criteria_open() -> None:
    """A check of one rule can say no by it, and yes only for a criterion that is that rule alone."""
    book = opened(workbook(whole_check(Wanted(sample=True, rules=("IND-08",)))))
    for row in table(book["KKE-1"]):
        assert (
            row["S (spesifik)"] in {"tidak", "belum dapat dinilai"}
            and row["M (terukur)"] == "belum dapat dinilai"
        )
    assert {row["Simpulan"] for row in table(book["KKE-5"])} == {"belum dapat dinilai"}


def test_a_scrambled_indicator_is_not_said_to_be_good(dossier: Dossier) -> None:
    """A rule that looked at others, but not at this one, is not applied here."""
    unit = dossier.report.units[0]
    indicator = dossier.facts[0].indicators[0]
    without = replace(
        unit,
        looked_at={
            **unit.looked_at,
            "IND-08": frozenset(unit.looked_at["IND-08"] - set(indicator.about)),
        },
    )
    assert judge(["IND-08"], indicator.about, UnitIndex(unit)).verdict == "yes"
    assert judge(["IND-08"], indicator.about, UnitIndex(without)).verdict == "open"


def test_waivers_changes_and_answers_are_shown(one_unit: Dossier) -> None:
    """Each on its sheet; an answer whose finding is gone is kept apart."""
    first = one_unit.findings[0]
    waiver = Waiver(
        "W-1",
        first.rule,
        first.focus,
        "",
        "alasan",
        "Camat",
        "800/1",
        date(2025, 1, 1),
        date(2026, 12, 31),
        "w.toml:1",
    )
    told = {
        "id": first.id,
        "rule": first.rule,
        "severity": "info",
        "kecamatan": "x",
        "label": "y",
        "message": first.message,
    }
    full = replace(
        one_unit,
        waivers=(WaiverUse(waiver, "active", (first.id,)),),
        changes=Changes((told,), (), (), (), (StatusChange("IND-01", "kept", "broken"),)),
        responses={
            key: Response(key, "sudah", "", "", "2026-02-01", "Selesai", "IND-01", "z")
            for key in (first.id, "0" * 16)
        },
    )
    book = opened(workbook(full))
    assert table(book["Pengecualian"])[0]["Nomor Temuan"] == number_of(first.id)
    assert [row["Perubahan"] for row in table(book["Perubahan"])] == [
        "baru",
        "status aturan berubah",
    ]
    assert table(book["Temuan"])[0]["Tanggapan"] == "sudah" and table(book["Temuan"])[0][
        "Tanggal"
    ] == datetime(2026, 2, 1)
    assert [
        (row["Sidik Jari"], row["Simpul"]) for row in table(book["Tanggapan tanpa Temuan"])
    ] == [("0" * 16, "z")]


def test_input_that_cannot_be_read_gives_a_workbook_that_says_so(tmp_path: Path) -> None:
    """Nothing is concluded, every rule is listed as not applied, the problem is named."""
    bad = tmp_path / "bad.ttl"
    bad.write_text("<http://e/a> <http://e/b>", encoding="utf-8")
    book = opened(workbook(whole_check(Wanted(paths=(str(bad),)))))
    assert table(book["BacaSaya"])[0]["Keterangan"].startswith("Belum dapat disimpulkan")
    assert any("READ-SYNTAX" in str(row["Nama"]) for row in table(book["Data Sumber"]))


def test_no_cell_is_a_formula_whatever_the_texts(dossier: Dossier, tmp_path: Path) -> None:
    """A thousand hostile texts in every field stay texts, also after a spreadsheet program has opened and saved the file."""
    assert len(TEXTS) >= 1000
    data = workbook(hostile(dossier))
    found = _no_formulas(data)
    # One text a finding, from the first on; answers, which are as many as the texts, hold all of them.
    placed = TEXTS[: len(dossier.findings)]
    assert {row["Uraian Temuan"] for row in table(found["Temuan"])} >= set(map(clean, placed))
    rest = table(found["Tanggapan tanpa Temuan"])
    assert {row["Simpul"] for row in rest} >= set(map(clean, TEXTS))
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office is not None:
        (tmp_path / "laporan.xlsx").write_bytes(data)
        out = tmp_path / "out"
        command = [
            office,
            "--headless",
            "--convert-to",
            "xlsx",
            "--outdir",
            str(out),
            str(tmp_path / "laporan.xlsx"),
        ]
        subprocess.run(command, check=True, capture_output=True, timeout=300)
        _no_formulas((out / "laporan.xlsx").read_bytes())


def _no_formulas(data: bytes) -> Any:
    """The workbook, in which no cell is a formula."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            assert not name.startswith("xl/externalLinks")
            if name.startswith("xl/worksheets/sheet"):
                assert not re.search(rb"<f[ >/]", archive.read(name)), name
    book = openpyxl.load_workbook(io.BytesIO(data), read_only=True)
    for sheet in book:
        for row in sheet.iter_rows():
            assert not [cell.coordinate for cell in row if cell.data_type in {"f", "e"}]
    return book


def test_very_long_texts_are_cut_and_say_so(dossier: Dossier) -> None:
    """A cell holds 32,767 characters."""
    unit = dossier.report.units[0]
    long = replace(unit.findings[0], value="💥" * 40_000)
    report = replace(dossier.report, units=(replace(unit, findings=(long,)),))
    value = table(opened(workbook(replace(dossier, report=report, facts=())))["Temuan"])[0][
        "Nilai yang Ditemukan"
    ]
    assert value.endswith("temuan.json") and len(value.encode("utf-16-le")) <= 2 * 32_767


def test_the_same_dossier_gives_the_same_bytes(
    dossier: Dossier, rendered: Rendered, book: Any
) -> None:
    """Twice in one process; the times inside are those of the dossier."""
    data = rendered.workbook("id")
    assert data == workbook(dossier)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(2026, 1, 1, 0, 0, 0)}
    properties = book.properties
    assert (
        properties.created
        == properties.modified
        == datetime(2026, 1, 1, tzinfo=UTC).replace(tzinfo=None)
    )


@pytest.mark.heavy  # of one document: test_bundle_is_reproducible
def test_surroundings_do_not_show(tmp_path: Path) -> None:
    """Hash seed, time zone and locale leave no trace in workbook and CSV."""
    outputs = []
    for number, zone in (("0", "UTC"), ("77", "Pacific/Kiritimati")):
        folder = tmp_path / number
        folder.mkdir()
        settings = {"PYTHONHASHSEED": number, "TZ": zone, "SOURCE_DATE_EPOCH": "1767225600"}
        command = [
            sys.executable,
            "-m",
            "kg",
            "check",
            "--contoh",
            "--fail-on",
            "none",
            "-o",
            "a.xlsx",
            "-o",
            "a.csv",
        ]
        subprocess.run(
            command, check=True, cwd=folder, env={**os.environ, **settings}, capture_output=True
        )
        outputs.append([(folder / name).read_bytes() for name in ("a.xlsx", "a.csv")])
    assert outputs[0] == outputs[1]


def test_the_bundle_carries_workbook_and_csv(one_unit: Dossier) -> None:
    """The variant with semicolons is written on demand only."""
    names = set(bundle_bytes(one_unit))
    assert {"laporan.xlsx", "temuan.csv"} <= names and "temuan-titik-koma.csv" not in names


def test_sheets_print_on_paper(book: Any, dossier: Dossier) -> None:
    """Landscape, one page wide, a print area of eight columns for the findings, and rows as high as their text."""
    for sheet in book.worksheets:
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.print_area
    findings = book["Temuan"]
    assert findings.print_area.endswith(f"$H${len(dossier.findings) + 1}")
    assert findings.page_setup.paperSize == 8
    for number, row in enumerate(findings.iter_rows(min_row=2, max_row=60), start=2):
        lines = max(
            -(-len(str(cell.value or "")) // findings.column_dimensions[cell.column_letter].width)
            for cell in row
        )
        assert findings.row_dimensions[number].height >= min(lines * 12, 409)


def test_rules_stand_beside_every_kecamatan(book: Any, dossier: Dossier) -> None:
    """Open findings of each rule in each unit, or the word for its state there."""
    rows = {row[0]: row for row in book["Matriks"].iter_rows(min_row=2, values_only=True)}
    assert len(rows) == len(dossier.report.rules)
    for number, unit in enumerate(dossier.report.units):
        for row in unit.statuses:
            many = row.findings - row.waived
            shown = rows[row.rule.id][3 + number]
            assert shown == many if many else isinstance(shown, str)


def test_work_is_listed_by_post(book: Any, dossier: Dossier) -> None:
    """Every open finding is in the list of somebody, or of nobody."""
    listed = table(book["Daftar Perbaikan"])
    numbers = {n for row in listed for n in str(row["Nomor Temuan"]).split(", ")}
    assert numbers == {number_of(f.id) for f in dossier.report.open}
