"""An agreement (PK) as an office has it: what it has no place for is not held against it, who signs answers for it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from typer.testing import CliRunner

from kg.cli.app import app

HEAD = ("No", "Sasaran Strategis", "Indikator Kinerja", "Satuan", "Target")
ROWS = (
    ("Meningkatnya kualitas pelayanan publik", "Indeks Kepuasan Masyarakat", "Indeks", "≥ 90"),
    (
        "Meningkatnya akuntabilitas kinerja kecamatan",
        "Nilai SAKIP kecamatan",
        "Nilai",
        "minimal 75",
    ),
    ("Meningkatnya tertib administrasi desa", "Persentase desa tertib administrasi", "%", 100),
)
#: What the form of an agreement has no place for.
UNPLACED = {"CAS-01", "CAS-02", "CAS-14", "IND-02", "IND-15", "NOM-01"}


def agreement(
    path: Path,
    rows: Sequence[Sequence[object]] = ROWS,
    signed: Sequence[Sequence[object]] = (("Bupati Banyumas", None, None, "Camat Sokaraja"),),
    head: Sequence[str] = HEAD,
) -> Path:
    """A workbook with title, table of objectives, table of programs and signatures."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["PERJANJIAN KINERJA TAHUN 2025"])
    sheet.append(["KECAMATAN SOKARAJA KABUPATEN BANYUMAS"])
    sheet.append([])
    sheet.append(list(head))
    for number, row in enumerate(rows, 1):
        sheet.append([number, *row])
    sheet.append([])
    sheet.append(["No", "Program", "Anggaran (Rp)"])
    sheet.append([1, "PROGRAM PEMBERDAYAAN MASYARAKAT DESA DAN KELURAHAN", 150_000_000])
    sheet.append([])
    for line in signed:
        sheet.append([None, *line])
    book.save(path)
    return path


def checked(path: Path) -> Any:
    """The result of a check."""
    return json.loads(CliRunner().invoke(app, ["check", str(path), "--format", "json"]).stdout)


def status(body: Any) -> dict[str, str]:
    """The status of every rule."""
    return {rule["id"]: rule["status"] for rule in body["rules"]}


def test_a_plain_agreement_breaks_no_rule_about_what_it_does_not_hold(tmp_path: Path) -> None:
    """Those rules are not applied: neither broken nor kept; and nothing counts as measurable by it."""
    body = checked(agreement(tmp_path / "pk.xlsx"))
    assert body["summary"]["violation"] == 0, body["findings"]
    state = status(body)
    assert {state[rule] for rule in UNPLACED} == {"not-applied"}
    assert state["CAS-04"] == state["TGT-02"] == "kept"
    for verdict in body["sasaran"]:
        assert {"IND-02", "IND-15"} <= set(verdict["why"])


def test_what_is_stated_all_the_same_is_judged(tmp_path: Path) -> None:
    """An agreement with a column of formulas has a place for them: an empty cell is a finding."""
    head = (*HEAD, "Formulasi")
    rows = [(*ROWS[0], "Nilai survei kepuasan masyarakat"), (*ROWS[1], None), (*ROWS[2], None)]
    body = checked(agreement(tmp_path / "pk.xlsx", rows, head=head))
    found = {f["label"] for f in body["findings"] if f["rule"] == "IND-02"}
    assert found == {ROWS[1][1], ROWS[2][1]}
    assert status(body)["IND-15"] == "not-applied"


def test_agreements_of_several_posts_are_judged_sheet_by_sheet(tmp_path: Path) -> None:
    """The camat lists programs, a section its sub-activities: neither shows what belongs to what."""
    path = agreement(tmp_path / "pk.xlsx")
    book = openpyxl.load_workbook(path)
    sheet = book.create_sheet("PK Kasi")
    for row in (
        ["PERJANJIAN KINERJA TAHUN 2025"],
        ["KECAMATAN SOKARAJA KABUPATEN BANYUMAS"],
        list(HEAD),
        [1, "Meningkatnya layanan administrasi", "Persentase layanan tepat waktu", "%", 95],
        [],
        ["No", "Sub Kegiatan", "Anggaran (Rp)"],
        [1, "Fasilitasi Penyusunan Peraturan Desa dan Peraturan Kepala Desa", 10_000_000],
        [],
        [None, "Camat Sokaraja", None, None, "Kepala Seksi Pelayanan"],
    ):
        sheet.append(row)
    book.save(path)
    body = checked(path)
    assert status(body)["CAS-02"] == "not-applied"
    assert status(body)["CAS-04"] == "kept"


def test_the_same_rows_in_a_list_of_indicators_are_judged(tmp_path: Path) -> None:
    """Another kind of document has the place."""
    path = agreement(tmp_path / "iku.xlsx")
    book = openpyxl.load_workbook(path)
    book.active["A1"] = "INDIKATOR KINERJA UTAMA TAHUN 2025"
    book.save(path)
    state = status(checked(path))
    assert {state["IND-02"], state["IND-15"], state["NOM-01"]} == {"broken"}


CAMAT, SECTION, REGENT = "Camat Sokaraja", "Kepala Seksi Pelayanan", "Bupati Banyumas"


@pytest.mark.parametrize(
    ("left", "right", "post"),
    [
        ((REGENT,), (CAMAT,), CAMAT),
        (("Pihak Kedua,", CAMAT), ("Pihak Pertama,", SECTION), SECTION),
        (("Pihak Pertama", CAMAT), ("Pihak Kedua", REGENT), CAMAT),
        (("Mengetahui,", CAMAT), ("", SECTION), SECTION),
    ],
)
def test_who_promises_answers_for_the_objectives(
    left: Sequence[str], right: Sequence[str], post: str, tmp_path: Path
) -> None:
    """The first party, or the only one below the other; no signature becomes a program."""
    signed = [(one, None, None, other) for one, other in zip(left, right, strict=True)]
    path = agreement(tmp_path / "pk.xlsx", signed=signed)
    form = tmp_path / "isian.xlsx"
    assert (
        CliRunner().invoke(app, ["template", "--from", str(path), "-o", str(form)]).exit_code == 0
    )
    book = openpyxl.load_workbook(form)
    posts = {str(cell.value) for row in book["jabatan"].iter_rows(min_row=2) for cell in row}
    assert post in posts
    plans = {str(cell.value) for row in book["rencana"].iter_rows(min_row=2) for cell in row}
    assert not plans & {"Bupati Banyumas", "Camat Sokaraja", "Kepala Seksi Pelayanan"}
    assert status(checked(path))["CAS-04"] == "kept"


def test_numbers_survive_a_row_that_is_put_in(tmp_path: Path) -> None:
    """The table prints no codes: a finding is numbered by the wording, not by the row it stood in."""
    rows = [*ROWS, ("Menurunnya gangguan ketertiban", "Gangguan ketertiban", "kali", "tidak tahu")]
    more = [rows[0], ("Meningkatnya ketahanan", "Persentase warga siaga", "%", 10), *rows[1:]]
    numbers = []
    for name, table in (("a.xlsx", rows), ("b.xlsx", more)):
        found = checked(agreement(tmp_path / name, table))["findings"]
        wanted = [f for f in found if "ketertiban" in " ".join(f["path"])]
        numbers.append({(f["rule"], f["label"]): f["id"] for f in wanted})
    assert numbers[0] and numbers[0].items() <= numbers[1].items()


@pytest.mark.parametrize(
    "target", ["< 5", "≤5 kali", "paling banyak 5", ">= 90%", "Minimal 90", "di atas 80"]
)
def test_a_bound_is_a_number(target: str, tmp_path: Path) -> None:
    """What is to be reached or not passed is stated as one number."""
    rows = [("Meningkatnya ketertiban", "Persentase pengaduan yang ditangani", "%", target)]
    assert status(checked(agreement(tmp_path / "pk.xlsx", rows)))["TGT-02"] == "kept"
