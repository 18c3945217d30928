"""Two states of one kecamatan, and two checks: every change is found, classed and shown, and nothing else."""

from __future__ import annotations

import json
from copy import deepcopy
from pathlib import Path
from typing import Any

import html5lib
import pytest
from typer.testing import CliRunner

from kg.cli.app import app
from kg.report.dossier.changes import Changes, compare
from tests.support.forms import Sheets, as_folder, as_workbook, small
from tests.support.registers import as_toml, entry


def _diff(tmp_path: Path, old: Sheets, new: Sheets, *words: str) -> str:
    folders = [
        str(as_folder(tmp_path / name, sheets)) for name, sheets in (("lama", old), ("baru", new))
    ]
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
def test_a_changed_cell_has_its_class(
    tmp_path: Path, sheet: str, code: str, column: str, value: str, kind: str
) -> None:
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
        return [
            {"kode": code, "kode_induk": parent, "jenis": kind, "rumusan": text}.get(c, "")
            for c in head
        ]

    old["simpul"] += [
        node("M1", "A", "operasional", "Terlaksananya rapat bulanan desa"),
        node("M2", "A", "operasional", "Tersusunnya daftar aset kecamatan"),
        node("M3", "A", "operasional", "Terpeliharanya jalan lingkungan"),
    ]
    new = deepcopy(old)
    new["simpul"] = [r for r in new["simpul"] if r[0] != "M2"] + [
        node("M4", "A", "operasional", "Terbitnya kartu keluarga baru")
    ]
    by_code = {r[0]: r for r in new["simpul"]}
    by_code["M3"][0] = "M9"
    by_code["M1"][head.index("kode_induk")] = next(
        r[0] for r in new["simpul"][1:] if r[head.index("jenis")] == "outcome"
    )
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
    assert [c["kind"] for c in body["changes"]] == ["target-rose"]
    assert body["changes"][0]["after"].endswith(": 77 Orang")


def test_the_source_of_a_target_is_its_own_cell(tmp_path: Path) -> None:
    """Not the row of its indicator."""
    new = small()
    new["target"][1][2] = "77 Orang"
    paths = [
        str(as_workbook(tmp_path / f"{name}.xlsx", sheets))
        for name, sheets in (("lama", small()), ("baru", new))
    ]
    result = CliRunner().invoke(app, ["diff", *paths, "--format", "json"])
    (change,) = json.loads(result.stdout)["changes"]
    assert [(change[side]["sheet"], change[side]["cell"]) for side in ("old", "new")] == [
        ("target", "C2")
    ] * 2
    page = CliRunner().invoke(app, ["diff", *paths, "--format", "html"]).stdout
    assert "lama.xlsx target!C2 → baru.xlsx target!C2" in page


def test_years_of_targets_come_and_go(tmp_path: Path) -> None:
    """A year that only one side states is added or removed; a target is changed only where both state the year."""
    old, new = small(period="2024"), small(period="2025")
    old["target"][1:] = [["I", "2024", "40 Orang"], ["I", "2025", "40 Orang"]]
    new["target"][1:] = [["I", "2025", "40 Orang"], ["I", "2026", "45 Orang"]]
    body = json.loads(_diff(tmp_path, old, new, "--format", "json"))
    assert [(c["kind"], c["before"], c["after"]) for c in body["changes"]] == [
        ("target-added", "", "2026: 45 Orang"),
        ("target-removed", "2024: 40 Orang", ""),
    ]


@pytest.mark.parametrize("reports", [False, True])
def test_two_kecamatan_are_not_compared(tmp_path: Path, reports: bool) -> None:
    """Refused with a code, be it documents or reports; two periods of one kecamatan are not."""
    runner = CliRunner()
    folders = [
        as_folder(tmp_path / region, small(region=region)) for region in ("33.02.19", "33.02.20")
    ]
    paths = [str(folder) for folder in folders]
    if reports:
        paths = [str(tmp_path / f"{folder.name}.json") for folder in folders]
        for folder, path in zip(folders, paths, strict=True):
            runner.invoke(app, ["check", str(folder), "-o", path])
    result = runner.invoke(app, ["diff", *paths, "--lang", "en"])
    assert result.exit_code == 2 and "DIFF-REGION" in result.stderr
    assert "33.02.19" in result.stderr and "33.02.20" in result.stderr


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
        return {
            "findings": [
                {"id": k, "waived": {"id": "W"} if w else None} for k, w in findings.items()
            ],
            "rules": [],
        }

    changes = compare(check(a=False, b=True, c=True), check(b=True, c=False, d=False))
    assert [
        [f["id"] for f in part]
        for part in (changes.new, changes.resolved, changes.persisting, changes.reopened)
    ] == [
        ["d"],
        ["a"],
        ["b"],
        ["c"],
    ]


def _found(
    focus: str, value: str | None, message: str, *, waived: bool = False, rule: str = "IND-05"
) -> dict[str, Any]:
    return {
        "id": "|".join((rule, focus, value or "", message)),
        "rule": rule,
        "focus": f"https://w3id.org/kinerja/id/33.02.19/{focus}",
        "label": "Jumlah",
        "value": value,
        "message": {"id": message, "en": message},
        "waived": {"id": "W"} if waived else None,
    }


def _compared(old: list[dict[str, Any]], new: list[dict[str, Any]], **more: Any) -> Changes:
    return compare({"findings": old, "rules": []}, {"findings": new, "rules": []} | more)


def _counts(changes: Changes) -> tuple[int, int, int, int]:
    return len(changes.new), len(changes.resolved), len(changes.persisting), len(changes.reopened)


def test_a_defect_of_last_year_persists() -> None:
    """The period in the IRI, years in the value and the line of another row do not count; anything else does."""
    old = [_found("2024/target/I-2024", "2024: 40 (baris 3)", "Tahun 2024.")]
    assert _counts(
        _compared(old, [_found("2025/target/I-2025", "2025: 40 (baris 9)", "Tahun 2025.")])
    ) == (0, 0, 1, 0)
    assert _counts(_compared(old, [_found("2025/target/I-2025", "2025: 41", "Tahun 2025.")])) == (
        1,
        1,
        0,
        0,
    )
    assert _counts(_compared(old, [_found("2025/target/J-2025", "2025: 40", "Tahun 2025.")])) == (
        1,
        1,
        0,
        0,
    )
    assert _counts(_compared(old, [_found("2024/target/I-2024", "2025: 40", "Tahun 2025.")])) == (
        1,
        1,
        0,
        0,
    )


def test_findings_are_matched_one_to_one() -> None:
    """Of two with one node and value the message tells which persists; without a value another message is another defect."""
    a, b = (_found("2024/indikator/I", "x", text) for text in ("Rumus hilang.", "Satuan hilang."))
    later = _found("2025/indikator/I", "x", "Satuan hilang.")
    changes = _compared([a, b], [later])
    assert (changes.resolved, changes.persisting) == ((a,), (later,))
    twice = _compared([a], [_found("2025/indikator/I", "x", "Rumus hilang.")] * 2)
    assert _counts(twice) == (1, 0, 1, 0)
    bare = (
        _found("2024/indikator/I", None, "Rumus hilang."),
        _found("2025/indikator/I", None, "Satuan hilang."),
    )
    assert _counts(_compared([bare[0]], [bare[1]])) == (1, 1, 0, 0)


def test_a_year_that_both_checks_hold_is_compared_with_itself() -> None:
    """What is mended in 2024 and new in 2025 does not persist."""
    inputs = [{"kecamatan": "33.02.19", "period": period} for period in ("2024", "2025")]
    old, new = _found("2024/indikator/I", "x", "A."), _found("2025/indikator/I", "x", "A.")
    both = compare(
        {"findings": [old], "rules": [], "inputs": inputs},
        {"findings": [new], "rules": [], "inputs": inputs},
    )
    assert _counts(both) == (1, 1, 0, 0)


def test_a_waived_finding_whose_value_changed_is_reopened() -> None:
    """As the register has it: not new and resolved; the same in another period; not when the new one is waived as well."""
    old = _found("2024/indikator/I", "x", "A.", waived=True)
    for period in ("2024", "2025"):
        assert _counts(_compared([old], [_found(f"{period}/indikator/I", "y", "A.")])) == (
            0,
            0,
            0,
            1,
        )
        assert _counts(
            _compared([old], [_found(f"{period}/indikator/I", "y", "A.", waived=True)])
        ) == (1, 1, 0, 0)
        assert _counts(_compared([old], [_found(f"{period}/indikator/J", "y", "A.")])) == (
            1,
            1,
            0,
            0,
        )
    assert _counts(_compared([old], [_found("2025/indikator/I", "x", "A.")])) == (0, 0, 0, 1)
    two = [_found("2024/indikator/I", value, "A.") for value in ("y", "z")]
    assert _counts(_compared([old], two)) == (1, 0, 0, 1)


def _checked(path: Path, sheets: Sheets, *words: str) -> dict[str, Any]:
    """The report of a workbook, written to ``path``."""
    book = as_workbook(path.with_suffix(".xlsx"), sheets)
    CliRunner().invoke(app, ["check", str(book), "-o", str(path), *words])
    body: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return body


def test_two_years_of_one_kecamatan(tmp_path: Path) -> None:
    """Workbooks of 2024 and 2025 with one difference: everything else persists. Reports go by any name."""
    old, new = small(period="2024"), small(period="2025")
    old["target"][1][1] = "2024"
    old["identitas"][5][1] = "Cascading 2024"
    new["indikator"][1][4] = ""
    paths = [tmp_path / "pr1.json", tmp_path / "pr2.json"]
    before, after = (_checked(path, sheets) for path, sheets in zip(paths, (old, new), strict=True))
    result = CliRunner().invoke(app, ["diff", *map(str, paths), "--format", "json"])
    body = json.loads(result.stdout)
    assert (
        result.exit_code,
        {f["rule"] for f in body["new"]},
        body["resolved"],
        body["reopened"],
    ) == (1, {"IND-15"}, [], [])
    assert (
        len(body["persisting"])
        == len(before["findings"])
        == len(after["findings"]) - len(body["new"])
        > 20
    )


def test_the_register_and_the_comparison_agree(tmp_path: Path) -> None:
    """A waiver for one finding, then another formula: the register says re-opened, and so does the comparison."""
    paths = [tmp_path / "satu.json", tmp_path / "dua.json"]
    first = _checked(paths[0], small())
    finding = next(f for f in first["findings"] if f["rule"] == "IND-05")
    register = as_toml(
        tmp_path / "a.toml", entry(aturan="IND-05", simpul=finding["focus"], sidik=finding["id"])
    )
    _checked(paths[0], small(), "--waivers", str(register))
    changed = small()
    changed["indikator"][1][3] = "Jumlah surat masuk"
    second = _checked(paths[1], changed, "--waivers", str(register), "--previous", str(paths[0]))
    assert [w["state"] for w in second["waivers"]] == ["reopened"]
    body = json.loads(
        CliRunner().invoke(app, ["diff", *map(str, paths), "--format", "json"]).stdout
    )
    assert [f["rule"] for f in body["reopened"]] == ["IND-05"]
    assert "IND-05" not in {f["rule"] for f in (*body["new"], *body["resolved"])}


def test_two_checks_are_compared_on_a_page(tmp_path: Path) -> None:
    """Counts, every finding by class with number, rule, node, message and source, and rule statuses; nothing foreign."""
    paths = [tmp_path / "satu.json", tmp_path / "dua.json"]
    first, new = _checked(paths[0], small()), small()
    new["indikator"][1][4] = ""
    new["simpul"][4][3] = "<script>alert(1)</script>"
    _checked(paths[1], new)
    body = json.loads(
        CliRunner().invoke(app, ["diff", *map(str, paths), "--format", "json"]).stdout
    )
    for lang in ("id", "en"):
        out = tmp_path / f"beda-{lang}.html"
        assert (
            CliRunner()
            .invoke(app, ["diff", *map(str, paths), "-o", str(out), "--lang", lang])
            .exit_code
            == 1
        )
        page = html5lib.parse(out.read_text(encoding="utf-8"), namespaceHTMLElements=False)
        assert not [
            e
            for e in page.iter()
            if e.tag in {"script", "img", "link", "iframe"} or "src" in e.attrib
        ]
        assert all(e.get("href", "#").startswith("#") for e in page.iter())
        for kind in ("new", "reopened", "resolved", "persisting"):
            section = next(e for e in page.iter("section") if e.get("id") == kind)
            rows = [
                [("".join(cell.itertext())) for cell in row.iter("td")]
                for row in section.iter("tr")
            ][1:]
            assert len(rows) == len(body[kind])
            for row, found in zip(rows, body[kind], strict=True):
                number = f"T-{found['id'][:4]}-{found['id'][4:8]}".upper()
                assert (
                    row[:2] == [number, found["rule"]]
                    and found["label"] in row[3]
                    and row[4] == found["message"][lang]
                )
                assert row[5].endswith(f"{found['source']['sheet']}!{found['source']['cell']}")
        status = next(e for e in page.iter("section") if e.get("id") == "status")
        told = [next(row.iter("td")).text for row in status.iter("tr") if list(row.iter("td"))]
        assert told == [s["rule"] for s in body["statuses"]] and "IND-15" in told
    assert first["findings"] and body["new"] and body["resolved"] and body["persisting"]
    again = CliRunner().invoke(app, ["diff", *map(str, paths), "--format", "html", "--lang", "en"])
    assert again.stdout_bytes == (tmp_path / "beda-en.html").read_bytes()


def test_reports_are_known_by_what_they_hold(tmp_path: Path) -> None:
    """Any name, a bundle, its file; what is missing, of another kind or no report is told by its own code."""
    runner = CliRunner()
    report = tmp_path / "pr1.json"
    body = _checked(report, small())
    (tmp_path / "tanpa-akhiran").write_bytes(b"\xef\xbb\xbf \n" + report.read_bytes())
    document = as_folder(tmp_path / "isian", small())
    assert runner.invoke(app, ["diff", str(report), str(tmp_path / "tanpa-akhiran")]).exit_code == 0
    (tmp_path / "kosong.json").write_text(
        '{"findings": [{"id": "a"}], "rules": []}', encoding="utf-8"
    )
    (tmp_path / "lain.json").write_text("[]", encoding="utf-8")
    del body["findings"][0]["message"]
    (tmp_path / "rusak.json").write_text(json.dumps(body), encoding="utf-8")
    for other, code in (
        ("tiada", "READ-MISSING"),
        ("temuan.json", "READ-MISSING"),
        (document.name, "DIFF-KINDS"),
        ("kosong.json", "DIFF-SYNTAX"),
        ("lain.json", "DIFF-SYNTAX"),
        ("rusak.json", "DIFF-SYNTAX"),
    ):
        for pair in ([str(report), str(tmp_path / other)], [str(tmp_path / other), str(report)]):
            result = runner.invoke(app, ["diff", *pair])
            assert result.exit_code == 2 and code in result.stderr, result.output
            assert code == "DIFF-KINDS" or "DIFF-KINDS" not in result.stderr
    missing = runner.invoke(app, ["diff", str(document), str(tmp_path / "tiada.xlsx")])
    assert missing.exit_code == 2 and "READ-MISSING" in missing.stderr


def test_a_new_violation_of_a_later_check_is_exit_code_one(tmp_path: Path) -> None:
    """Two bundles of one document: the later lost the source of its indicator."""
    runner = CliRunner()
    worse = small()
    worse["indikator"][1][worse["indikator"][0].index("sumber_data")] = ""
    for name, sheets in (("a", small()), ("b", worse)):
        folder = as_folder(tmp_path / f"isian-{name}" / "dok", sheets)
        runner.invoke(app, ["check", str(folder), "-o", str(tmp_path / name), "--fail-on", "none"])
    result = runner.invoke(
        app, ["diff", str(tmp_path / "a"), str(tmp_path / "b"), "--format", "json"]
    )
    assert result.exit_code == 1
    assert "IND-15" in {f["rule"] for f in json.loads(result.stdout)["new"]}
    back = runner.invoke(
        app, ["diff", str(tmp_path / "b"), str(tmp_path / "a"), "--format", "json"]
    )
    assert "IND-15" in {f["rule"] for f in json.loads(back.stdout)["resolved"]}
    told = runner.invoke(app, ["diff", str(tmp_path / "a"), str(tmp_path / "b"), "--hanya-baru"])
    assert told.stdout.startswith("baru 1 (pelanggaran 1)") and "│ tetap" not in told.stdout
    mixed = runner.invoke(app, ["diff", str(tmp_path / "a"), str(tmp_path / "isian-a" / "dok")])
    assert mixed.exit_code == 2
