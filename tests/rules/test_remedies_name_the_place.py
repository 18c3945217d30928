"""A remedy names sheet and column of the user's own file: our form's in our form, his own headings in his table."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from typer.testing import CliRunner

from kg.cli.app import app
from kg.model.form import form, sheet
from kg.rules.registry import rules
from tests.form.sound import as_folder, as_xlsx, sound

#: Names that stand only in our form: nobody prints them in a table of his own.
OURS = {c.name for s in form() for c in s.columns if "_" in c.name}
HEAD = ("No", "Sasaran Strategis", "IKU", "Cara Menghitung", "Bukti Dukung", "Target 2025")


def findings(path: Path) -> list[dict[str, Any]]:
    """What a check finds."""
    done = CliRunner().invoke(app, ["check", str(path), "--format", "json"])
    return list(json.loads(done.stdout)["findings"])


def remedies(path: Path, rule: str) -> set[str]:
    """The remedies that a rule gives, in Indonesian."""
    return {f["remedy"]["id"] for f in findings(path) if f["rule"] == rule}


def table(path: Path) -> Path:
    """A list of indicators with headings of an office's own, and a second table below."""
    book = openpyxl.Workbook()
    page = book.active
    page.title = "IKU Kec"
    page.append(["INDIKATOR KINERJA UTAMA KECAMATAN SOKARAJA KABUPATEN BANYUMAS TAHUN 2025"])
    page.append([])
    page.append(HEAD)
    page.append(
        [1, "Meningkatnya pelayanan publik", "Persentase warga puas", "Orang", "Survei", "80 %"]
    )
    page.append([2, "Meningkatnya ketertiban", "Jumlah gangguan", None, None, "5 kasus"])
    page.append([3, "Meningkatnya partisipasi", "Jumlah peserta", "Hitungan", "Notulen", "5 orang"])
    book.save(path)
    return path


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.id)
def test_every_place_that_a_rule_names_is_in_the_form(rule: Any) -> None:
    """Its sheets, columns, entries, and what is to be written there."""
    for fill in rule.fills:
        name, _, rest = fill.partition(".")
        column, _, content = rest.partition("=")
        found = sheet(name)
        named = {one.name: one for one in (found.entries or found.columns)}
        assert column in named, fill
        assert not content or content in named[column].choices, fill


@pytest.mark.parametrize("make", [as_xlsx, as_folder])
def test_in_our_form_sheet_and_column_are_named(tmp_path: Path, make: Any) -> None:
    """The column that was looked at, or where the missing row belongs."""
    sheets = sound()
    sheets["indikator"][1][7] = ""
    sheets["peran"] = sheets["peran"][:1]
    path = make(tmp_path / ("a.xlsx" if make is as_xlsx else "a"), sheets)
    (source,) = remedies(path, "IND-15")
    assert source.endswith("Tempatnya: lembar indikator, kolom sumber_data (H).")
    (post,) = remedies(path, "CAS-04")
    assert (
        "lembar peran, kolom kode_kinerja_atau_komponen, kode_jabatan, peran (penanggung_jawab)"
        in post
    )


def test_an_empty_cell_quotes_nothing(tmp_path: Path) -> None:
    """The wording of the row stands in another cell."""
    sheets = sound()
    sheets["indikator"][1][7] = ""
    (found,) = [f for f in findings(as_xlsx(tmp_path / "a.xlsx", sheets)) if f["rule"] == "IND-15"]
    assert (found["source"]["cell"], found["source"]["text"]) == ("H2", "")


def test_in_a_table_of_his_own_his_headings_are_named(tmp_path: Path) -> None:
    """And never a column of our form; what is empty is found at its own cell."""
    path = table(tmp_path / "iku.xlsx")
    (source,) = remedies(path, "IND-15")
    assert source.endswith('Tempatnya: lembar IKU Kec, kolom "Bukti Dukung" (E).')
    (formula,) = remedies(path, "IND-03")
    assert formula.endswith('Tempatnya: lembar IKU Kec, kolom "Cara Menghitung" (D).')
    found = findings(path)
    (missing,) = [f for f in found if f["rule"] == "IND-15"]
    assert (missing["source"]["cell"], missing["source"]["text"]) == ("E5", "")
    for one in found:
        assert not [name for name in OURS if name in one["remedy"]["id"]]


def test_the_screen_names_the_place(tmp_path: Path) -> None:
    """Once a rule, behind its remedy."""
    done = CliRunner().invoke(app, ["check", str(table(tmp_path / "iku.xlsx"))])
    assert done.stdout.count('dapat diperiksa. Tempatnya: lembar IKU Kec, kolom "Bukti') == 1
