"""The empty form: whole, checked as it is, unharmed by LibreOffice, and moved from an older one."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.workbook import Workbook
from typer.testing import CliRunner

from kg.cli.app import app
from kg.derive.regions import LokalRegions
from kg.model.form import form, form_version
from kg.read.inputs import read_paths
from kg.report.template.pages import KINDS
from kg.report.template.texts import texts

#: Where another row stands: a cell of the workbook, a line of the folder.
_PLACE = re.compile(r" \((\w+![A-Z]+\d+|baris \d+)\)")

OFFICE = shutil.which("soffice")


def run(*words: object) -> Any:
    """Run the command line."""
    return CliRunner().invoke(app, [str(word) for word in words])


def template(path: Path, *words: object) -> Path:
    """A form as the command writes it."""
    result = run("template", "-o", path, *words)
    assert result.exit_code == 0, result.output
    return path


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty form for a kecamatan and five years."""
    path = tmp_path_factory.mktemp("kosong") / "isian.xlsx"
    return template(path, "--kecamatan", "33.02.19", "--period", "2025-2029", "--rows", 40)


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A form with the example filled in."""
    return template(tmp_path_factory.mktemp("contoh") / "contoh.xlsx", "--example", "--rows", 40)


def heads(book: Workbook, sheet: str) -> list[str]:
    """The first row of a sheet."""
    return [str(cell.value) for cell in book[sheet][1]]


def test_every_sheet_and_column_comes_from_the_definition(empty: Path) -> None:
    """In its order; the targets have a column for every year in place of year and value."""
    book = openpyxl.load_workbook(empty)
    assert [n for n in book.sheetnames if n in {s.name for s in form()}] == [s.name for s in form()]
    for sheet in form():
        if sheet.name != "target":
            assert heads(book, sheet.name) == [column.name for column in sheet.columns]
    assert heads(book, "target")[:6] == ["kode_indikator", *map(str, range(2025, 2030))]
    for sheet in form():
        for cell in book[sheet.name][1]:
            assert cell.comment is not None and cell.comment.text
            assert cell.font.bold


def test_lists_are_named_and_never_inline(empty: Path) -> None:
    """Each choice has a list on the hidden sheet; no formula begins with a sign of equality."""
    book = openpyxl.load_workbook(empty)
    assert book["_daftar"].sheet_state == "hidden"
    for sheet in form():
        rules = book[sheet.name].data_validations.dataValidation
        assert all(rule.prompt and len(rule.prompt) <= 255 for rule in rules)
        assert all(not str(rule.formula1).startswith("=") for rule in rules)
        offered = {rule.formula1 for rule in rules if rule.type == "list"}
        for column in sheet.columns:
            if column.choices and not sheet.entries:
                name = f"daftar_{sheet.name}_{column.name}"
                assert name in offered
                area = book.defined_names[name].attr_text.partition("!")[2].replace("$", "")
                assert [c[0].value for c in book["_daftar"][area]] == list(column.choices)
    codes = book.defined_names["daftar_rencana_kode_nomenklatur"]
    assert codes is not None
    assert "7.01.02" in [cell.value for cell in book["pilihan"]["A"]]


def test_the_version_stands_in_three_places(empty: Path) -> None:
    """Cell, defined name and property: other programs lose one or another."""
    book = openpyxl.load_workbook(empty)
    keys = {row[0].value: row[1].value for row in book["identitas"].iter_rows(min_row=2)}
    assert keys["versi_formulir"] == form_version()
    assert book.defined_names["versi_formulir"].attr_text == f'"{form_version()}"'
    assert book.custom_doc_props["kinerja_formulir"].value == form_version()
    assert (keys["kode_wilayah"], keys["periode"]) == ("33.02.19", "2025-2029")
    assert keys["nama_kecamatan"] == "Sokaraja"


def test_the_example_checks_with_few_findings(example: Path) -> None:
    """No violation, no remark of the reader, every rule family has something to look at."""
    body = json.loads(run("check", example, "--format", "json").stdout)
    assert body["summary"]["violation"] == 0, [
        (f["rule"], f["message"]["id"]) for f in body["findings"] if f["severity"] == "violation"
    ]
    assert len(body["findings"]) <= 8
    assert body["summary"]["kept"] >= 50
    assert read_paths([example])[0].notes == []


def test_an_empty_form_says_that_it_is_empty(empty: Path) -> None:
    """Exit code 2, one sentence, no traceback."""
    result = run("check", empty)
    assert result.exit_code == 2
    assert "Traceback" not in result.output


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_has_the_sheets_it_needs(kind: str, tmp_path: Path) -> None:
    """And no reference leads to a sheet that is not there."""
    path = template(
        tmp_path / "a.xlsx", "--kind", kind, "--example", "--rows", 40, "--kecamatan", "Sokaraja"
    )
    book = openpyxl.load_workbook(path)
    assert [n for n in book.sheetnames if n in texts()["kinds"][kind]] == [
        s.name for s in form() if s.name in texts()["kinds"][kind]
    ]
    body = json.loads(run("check", path, "--format", "json").stdout)
    assert body["summary"]["violation"] == 0
    assert read_paths([path])[0].notes == []


def test_a_folder_of_sheets_holds_the_same(example: Path, tmp_path: Path) -> None:
    """The same statements from both forms."""
    folder = template(tmp_path / "contoh", "--example")
    rows = csv.reader(io.StringIO((folder / "target.csv").read_text(encoding="utf-8-sig")))
    assert next(rows)[0] == "kode_indikator"
    kinds = [
        json.loads(run("check", path, "--format", "json").stdout) for path in (example, folder)
    ]
    found = [
        sorted((f["rule"], f["label"], _PLACE.sub("", str(f["value"]))) for f in body["findings"])
        for body in kinds
    ]
    assert found[0] == found[1]


def test_the_same_wish_gives_the_same_bytes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the time fixed."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1767225600")
    one = template(tmp_path / "a.xlsx", "--rows", 5).read_bytes()
    assert one == template(tmp_path / "b.xlsx", "--rows", 5).read_bytes()


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("--kecamatan", "Sukajadi"), "TEMPLATE-REGION"),
        (("--kecamatan", "99.99.99"), "TEMPLATE-REGION"),
        (("--period", "2029-2025"), "TEMPLATE-PERIOD"),
        (("--period", "tahun depan"), "TEMPLATE-PERIOD"),
        (("-o", "a.docx"), "USE-FORMAT"),
        (("--upgrade", "lama.xlsx", "--example"), "USE-TOGETHER"),
    ],
)
def test_a_wish_that_cannot_be_met_is_named(
    words: tuple[str, ...], code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the ways out; nothing is written."""
    monkeypatch.chdir(tmp_path)
    result = run("template", *words)
    assert result.exit_code == 2
    assert code in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_form_that_is_there_is_never_written_over(example: Path, tmp_path: Path) -> None:
    """Whoever saved it last, it may hold the work of a day; the same for each sheet of a folder."""
    form = tmp_path / "isian.xlsx"
    book = openpyxl.load_workbook(example)
    book["simpul"]["D2"] = "Meningkatnya kesejahteraan warga"
    book.save(form)
    typed = form.read_bytes()
    result = run("template", "--rows", 40, "-o", form)
    assert result.exit_code == 2 and "USE-FORM" in result.stderr
    assert form.read_bytes() == typed
    sheets = tmp_path / "lembar"
    sheets.mkdir()
    (sheets / "target.csv").write_text("kode_indikator;tahun;nilai\nI1;2025;80\n", encoding="utf-8")
    assert run("template", "--rows", 40, "-o", sheets).exit_code == 2
    assert [path.name for path in sheets.iterdir()] == ["target.csv"]


def test_several_kecamatan_of_one_name_are_all_offered() -> None:
    """With the kabupaten that tells them apart."""
    regions = LokalRegions()
    told = run("template", "--kecamatan", "Sukajadi").stderr
    for code in regions.called("Sukajadi"):
        assert f"{code} Sukajadi, {regions.parent_title(code)}" in told


@pytest.mark.parametrize(
    ("typed", "near"),
    [
        ("Sokarja", "33.02.19 Sokaraja, Kabupaten Banyumas"),
        ("Kec. Abepurra", "91.71.03 Abepura, Kota Jayapura"),
        ("Pujon, Kab. Banyumas", "35.07.26 Pujon, Kabupaten Malang"),
    ],
)
def test_a_misspelt_kecamatan_is_offered_and_never_taken(typed: str, near: str) -> None:
    """The nearest name with its code."""
    result = run("template", "--kecamatan", typed)
    assert result.exit_code == 2
    assert near in result.stderr


@pytest.mark.parametrize("typed", ["91.71.03", "917103", "abepura", "Distrik Abepura"])
def test_what_the_form_is_made_for_is_said(typed: str, tmp_path: Path) -> None:
    """Kecamatan, kabupaten, code and years: whoever mistyped one sees it before filling in."""
    words = ("--period", "2026", "--rows", 5)
    result = run("template", "-o", tmp_path / "a.xlsx", "--kecamatan", typed, *words)
    assert "Abepura, Kota Jayapura (91.71.03), 2026" in result.stderr


def test_a_form_for_nobody_says_so(tmp_path: Path) -> None:
    """It may be meant so."""
    bare = run("template", "-o", tmp_path / "b.xlsx", "--period", "2026", "--rows", 5)
    assert "kecamatan belum diisi, 2026" in bare.stderr


def test_an_older_form_takes_the_kecamatan_and_period_of_today(
    example: Path, tmp_path: Path
) -> None:
    """They replace what it says; targets of earlier years keep their columns; so in CSV."""
    words = ("--kecamatan", "Sokaraja", "--period", "2031-2032", "--rows", 40)
    for path in (tmp_path / "baru.xlsx", tmp_path / "baru"):
        result = run("template", "--upgrade", example, "-o", path, *words)
        assert "Sokaraja, Kabupaten Banyumas (33.02.19), 2031-2032" in result.stderr
    rows = filled(tmp_path / "baru.xlsx")
    stated = {row[0]: row[1] for row in rows["identitas"]}
    assert (stated["kode_wilayah"], stated["periode"]) == ("33.02.19", "2031-2032")
    before = filled(example)
    years = [text for text in before["target"][0] if text.isdecimal()] + ["2031", "2032"]
    assert rows["target"][0][1 : len(years) + 1] == years
    assert [row[1] for row in rows["target"]] == [row[1] for row in before["target"]]
    with (tmp_path / "baru" / "target.csv").open(encoding="utf-8-sig", newline="") as file:
        assert next(csv.reader(file))[1 : len(years) + 1] == years


def test_a_kind_takes_no_filled_sheet_away(example: Path, tmp_path: Path) -> None:
    """A form that is moved for another kind of document keeps every row."""
    path = template(tmp_path / "pk.xlsx", "--upgrade", example, "--kind", "pk", "--rows", 40)
    rows, before = filled(path), filled(example)
    assert rows.pop("identitas") != before.pop("identitas")
    assert rows == {name: before[name] for name in rows}
    assert all(len(lines) == 1 for name, lines in before.items() if name not in rows)


def filled(path: Path) -> dict[str, list[list[str]]]:
    """Everything that is filled in, sheet by sheet."""
    book = openpyxl.load_workbook(path)
    found = {}
    for sheet in form():
        if sheet.name not in book.sheetnames:
            continue
        rows = [[str(c.value or "") for c in row] for row in book[sheet.name].iter_rows()]
        found[sheet.name] = [row for row in rows if any(row)]
    return found


def test_an_older_form_is_moved(example: Path, tmp_path: Path) -> None:
    """Every value, also targets that stand in rows; a column that is gone is named."""
    book = openpyxl.load_workbook(example)
    sheet = book["target"]
    values = [[c.value for c in row[:6]] for row in sheet.iter_rows(min_row=2) if row[0].value]
    years = [cell.value for cell in sheet[1]][1:6]
    book.remove(sheet)
    older = book.create_sheet("target")
    older.append(["kode_indikator", "tahun", "nilai"])
    for code, *targets in values:
        for year, target in zip(years, targets, strict=True):
            older.append([code, year, target])
    book["simpul"].cell(1, 30, "kolom lama")
    book.save(tmp_path / "lama.xlsx")
    words = ("--upgrade", tmp_path / "lama.xlsx", "--rows", 40)
    result = run("template", *words, "-o", tmp_path / "baru.xlsx")
    assert result.exit_code == 0, result.output
    assert "kolom lama" in result.stderr
    assert filled(tmp_path / "baru.xlsx") == filled(example)
    again = run("template", *words, "-o", tmp_path / "lama.xlsx")
    assert again.exit_code == 2
    assert "USE-OVERINPUT" in again.stderr


def converted(path: Path, suffix: str) -> Path:
    """The file as LibreOffice writes it."""
    out = path.parent / suffix
    profile = f"-env:UserInstallation=file://{path.parent}/profil"
    command = [str(OFFICE), profile, "--headless", "--convert-to", suffix, "--outdir", out, path]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return out / f"{path.stem}.{suffix}"


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("way", ["ods", "xls"])
def test_nothing_is_lost_by_libreoffice(way: str, example: Path, tmp_path: Path) -> None:
    """To another format and back: values, lists, messages, names, hidden sheet, version; and it loads the same."""
    copy = tmp_path / "contoh.xlsx"
    shutil.copy(example, copy)
    there = converted(copy, way)
    back = converted(there, "xlsx")
    before, after = openpyxl.load_workbook(example), openpyxl.load_workbook(back)
    assert after.sheetnames == before.sheetnames
    assert after["_daftar"].sheet_state == "hidden"
    assert filled(back) == filled(example)
    names = {name for name in before.defined_names if name.startswith(("daftar_", "versi_"))}
    assert names <= set(after.defined_names)
    for sheet in form():
        rules = after[sheet.name].data_validations.dataValidation
        lists = {str(rule.formula1).lstrip("=") for rule in rules if rule.type == "list"}
        wanted = before[sheet.name].data_validations.dataValidation
        named = {r.formula1 for r in wanted if r.type == "list" and r.formula1 in names}
        assert named <= lists, sheet.name
    found = [read_paths([path])[0] for path in (example, there, back)]
    said = [sorted(str(t.object) for t in d.triples if "label" in str(t.predicate)) for d in found]
    assert said[0] == said[1] == said[2]
