"""Two states of one kecamatan, and two checks: every change is found, classed and shown, and nothing else."""

from __future__ import annotations

import json
from copy import deepcopy
from pathlib import Path

import html5lib
import pytest
from typer.testing import CliRunner

from kg.cli.app import app
from kg.report.diff.checks import compare
from tests.forms import Sheets, as_folder, small


def _diff(tmp_path: Path, old: Sheets, new: Sheets, *words: str) -> str:
    folders = [str(as_folder(tmp_path / name, sheets)) for name, sheets in (("lama", old), ("baru", new))]
    result = CliRunner().invoke(app, ["diff", *folders, *words])
    assert result.exit_code == 0, result.output
    return result.stdout


def _kinds(tmp_path: Path, new: Sheets, old: Sheets | None = None) -> list[tuple[str, str]]:
    body = json.loads(_diff(tmp_path, old or small(), new, "--format", "json"))
    return [(c["kind"], c["key"]) for c in body["changes"]]


def _cell(sheets: Sheets, sheet: str, code: str, column: str) -> tuple[list[str], int]:
    rows = sheets[sheet]
    row = next(r for r in rows[1:] if r[0] == code)
    return row, rows[0].index(column)


def test_nothing_changed_is_nothing_told(tmp_path: Path) -> None:
    """The same document, and the same document of another period."""
    assert _kinds(tmp_path, small()) == []
    assert _kinds(tmp_path / "later", small(period="2026"), small(period="2025")) == []


@pytest.mark.parametrize(
    ("sheet", "code", "column", "value", "kind"),
    [
        ("simpul", "K", "rumusan", "Terlaksananya hal lain sama sekali", "reworded"),
        ("indikator", "I", "rumusan", "Jumlah hal lain", "indicator-changed"),
    ],
)
def test_a_changed_cell_has_its_class(tmp_path: Path, sheet: str, code: str, column: str, value: str, kind: str) -> None:
    """One cell, one change, of the right class."""
    new = small()
    rows = [r for r in new[sheet][1:] if r[0].startswith(code)]
    row = rows[-1]
    row[new[sheet][0].index(column)] = value
    found = _kinds(tmp_path, new)
    assert [k for k, _ in found] == [kind]


def test_nodes_come_go_move_and_get_codes(tmp_path: Path) -> None:
    """Added, removed, moved below another node, and a node whose code changed while its words stayed."""
    old = small()
    head = old["simpul"][0]

    def node(code: str, parent: str, kind: str, text: str) -> list[str]:
        return [{"kode": code, "kode_induk": parent, "jenis": kind, "rumusan": text}.get(c, "") for c in head]

    old["simpul"] += [
        node("M1", "A", "operasional", "Terlaksananya rapat bulanan desa"),
        node("M2", "A", "operasional", "Tersusunnya daftar aset kecamatan"),
        node("M3", "A", "operasional", "Terpeliharanya jalan lingkungan"),
    ]
    new = deepcopy(old)
    new["simpul"] = [r for r in new["simpul"] if r[0] != "M2"] + [node("M4", "A", "operasional", "Terbitnya kartu keluarga baru")]
    by_code = {r[0]: r for r in new["simpul"]}
    by_code["M3"][0] = "M9"
    by_code["M1"][head.index("kode_induk")] = next(r[0] for r in new["simpul"][1:] if r[head.index("jenis")] == "outcome")
    assert sorted(_kinds(tmp_path, new, old)) == [
        ("added", "simpul/M4"),
        ("moved", "simpul/M1"),
        ("recoded", "simpul/M9"),
        ("removed", "simpul/M2"),
    ]


def test_a_target_that_changes_is_told_by_year(tmp_path: Path) -> None:
    """The old and the new printed value."""
    new = small()
    new["target"][1][new["target"][0].index("nilai")] = "77 Orang"
    body = json.loads(_diff(tmp_path, small(), new, "--format", "json"))
    assert [c["kind"] for c in body["changes"]] == ["target-changed"]
    assert body["changes"][0]["after"].endswith(": 77 Orang")


def test_the_page_shows_both_trees_and_no_foreign_element(tmp_path: Path) -> None:
    """Hostile words stay words; both trees and the list of changes are there; no script."""
    new = small()
    row, column = _cell(new, "simpul", "K", "rumusan")
    row[column] = '<script>alert(1)</script><img src=x onerror="1">'
    text = _diff(tmp_path, small(), new, "--format", "html")
    page = html5lib.parse(text, namespaceHTMLElements=False)
    assert not list(page.iter("script"))
    assert not list(page.iter("img"))
    assert len(list(page.iter("section"))) == 2
    assert "<script>alert(1)</script>" in "".join(page.itertext())


def test_findings_are_new_resolved_persisting_or_reopened() -> None:
    """By fingerprint; a waiver that no longer covers re-opens."""

    def check(**findings: bool) -> dict[str, object]:
        return {"findings": [{"id": k, "waived": {"id": "W"} if w else None} for k, w in findings.items()], "rules": []}

    changes = compare(check(a=False, b=True, c=True), check(b=True, c=False, d=False))
    assert [[f["id"] for f in part] for part in (changes.new, changes.resolved, changes.persisting, changes.reopened)] == [
        ["d"],
        ["a"],
        ["b"],
        ["c"],
    ]


def test_a_new_violation_of_a_later_check_is_exit_code_one(tmp_path: Path) -> None:
    """Two bundles of one document: the later lost the source of its indicator."""
    runner = CliRunner()
    worse = small()
    worse["indikator"][1][worse["indikator"][0].index("sumber_data")] = ""
    for name, sheets in (("a", small()), ("b", worse)):
        folder = as_folder(tmp_path / f"isian-{name}" / "dok", sheets)
        runner.invoke(app, ["check", str(folder), "-o", str(tmp_path / name), "--fail-on", "none"])
    result = runner.invoke(app, ["diff", str(tmp_path / "a"), str(tmp_path / "b"), "--format", "json"])
    assert result.exit_code == 1
    assert "IND-15" in {f["rule"] for f in json.loads(result.stdout)["new"]}
    back = runner.invoke(app, ["diff", str(tmp_path / "b"), str(tmp_path / "a"), "--format", "json"])
    assert "IND-15" in {f["rule"] for f in json.loads(back.stdout)["resolved"]}
    mixed = runner.invoke(app, ["diff", str(tmp_path / "a"), str(tmp_path / "isian-a" / "dok")])
    assert mixed.exit_code == 2
