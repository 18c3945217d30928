"""``temuan.csv`` opens in a spreadsheet of either list separator, and no cell of it is a formula."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from kg.cli.app import app
from kg.report.dossier.dossier import Dossier
from kg.report.forms.as_csv import findings_csv, semicolon_csv, shielded, unshielded
from tests.support.hostile_texts import TEXTS, hostile
from tests.support.places import SMALLEST

_RISKY = "=+-@＝＋－＠"
_NUMBER = re.compile(r"[+-]?[\d.,]+%?")


def rows(data: bytes, delimiter: str) -> list[list[str]]:
    """The records of a CSV file split at ``delimiter``."""
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=delimiter))


def test_every_finding_once_after_a_byte_order_mark(dossier: Dossier) -> None:
    """Both forms have the same cells."""
    data = findings_csv(dossier)
    assert data.startswith(b"\xef\xbb\xbf")
    table = rows(data, ",")
    assert [row[1] for row in table[1:]] == [f.id for f in dossier.findings]
    assert table == rows(semicolon_csv(dossier), ";")
    assert table[0][-1] == "DATA CONTOH"
    assert table[0][-6:-1] == ["Tanggapan", "Rencana Tindak Lanjut", "PIC", "Tanggal", "Status"]


@pytest.mark.parametrize("write", [findings_csv, semicolon_csv])
@pytest.mark.parametrize("separator", [",", ";"])
def test_no_cell_begins_a_formula_with_either_separator(
    dossier: Dossier, write: Any, separator: str
) -> None:
    """Also when the file is opened with the other separator than it was written with."""
    data = write(hostile(dossier))
    cells = [cell for row in rows(data, separator) for cell in row]
    begun = [cell.lstrip("\t\r\n") for cell in cells]
    assert not [
        text
        for text in begun
        if len(text) > 1 and text[0] in _RISKY and not _NUMBER.fullmatch(text)
    ]
    assert not any(ord(c) < 32 and c not in "\t\r\n" for cell in cells for c in cell)


def test_what_was_shielded_comes_back() -> None:
    """Except that forbidden characters stay shown by their number, and a quote that was there goes."""
    plain = [t for t in TEXTS if t.isprintable() and "'" not in t]
    assert len(plain) > 500
    assert [unshielded(shielded(t)) for t in plain] == plain


def test_the_command_writes_both_forms(tmp_path: Path) -> None:
    """``-o x.csv`` has semicolons as Indonesian Excel wants them, ``--format csv`` commas."""
    base = ["check", str(SMALLEST), "--fail-on", "none"]
    assert CliRunner().invoke(app, [*base, "-o", str(tmp_path / "a.csv")]).exit_code == 0
    assert (
        CliRunner().invoke(app, [*base, "--format", "csv", "-o", str(tmp_path / "b.csv")]).exit_code
        == 0
    )
    assert rows((tmp_path / "a.csv").read_bytes(), ";") == rows(
        (tmp_path / "b.csv").read_bytes(), ","
    )
