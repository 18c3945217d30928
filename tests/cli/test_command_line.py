"""The command kg keeps its public contract: exit codes, JSON shapes, languages, errors in one line."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from kg.cli.app import app
from kg.rules.registry import rules
from tests.support.cases import RULES
from tests.support.forms import as_folder, as_workbook, small
from tests.support.places import SMALLEST

CONFORMING = RULES / "STR-04" / "good.ttl"


def run(*words: object, env: dict[str, str] | None = None) -> Any:
    """Run kg with the words given."""
    return CliRunner(env=env).invoke(app, [str(word) for word in words])


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every command starts in an empty folder, without settings of the surroundings."""
    monkeypatch.chdir(tmp_path)
    for name in ("KG_STORE", "KG_ENDPOINT", "KG_UPDATE_ENDPOINT"):
        monkeypatch.delenv(name, raising=False)


def test_check_json_has_the_promised_shape() -> None:
    """Keys and values as in the contract, for the five documents."""
    result = run("check", "--contoh", "--format", "json")
    body = json.loads(result.stdout)
    assert result.exit_code == 1
    assert list(body) == [
        "schema",
        "conclusion",
        "tool",
        "engine",
        "inputs",
        "rules",
        "findings",
        "sasaran",
        "kondisi_operasional",
        "summary",
        "sample",
    ]
    assert body["schema"] == 1
    assert body["engine"] == "bulk"
    assert {"version", "ontology", "shapes"} == set(body["tool"])
    assert [i["kecamatan"] for i in body["inputs"]] == [
        "17.01.06",
        "33.02.19",
        "35.07.26",
        "52.02.01",
        "metode-lima-tahap",
    ]
    assert all(
        list(i) == ["path", "sha256", "kecamatan", "period", "rows", "triples"]
        for i in body["inputs"]
    )
    assert {r["id"] for r in body["rules"]} == {r.id for r in rules()}
    assert {tuple(r) for r in body["rules"]} == {
        ("id", "status", "severity", "targets", "findings", "waived")
    }
    finding = next(
        f for f in body["findings"] if f["rule"] == "IND-03" and f["source"]["line"] == 19
    )
    assert {k: finding[k] for k in ("severity", "kecamatan", "value", "property", "waived")} == {
        "severity": "violation",
        "kecamatan": "17.01.06",
        "value": "Survey",
        "waived": None,
        "property": "https://w3id.org/kinerja/ns#formulasi",
    }
    assert finding["source"] == {
        "document": "001_8e0cc984c9b44655.txt",
        "line": 19,
        "sheet": None,
        "cell": None,
        "text": "Survey",
    }
    assert set(finding["message"]) == set(finding["remedy"]) == {"id", "en"}
    assert sum(r["findings"] for r in body["rules"]) == len(body["findings"])
    assert body["summary"]["violation"] + body["summary"]["warning"] + body["summary"][
        "info"
    ] == len(body["findings"])
    assert body["summary"]["kept"] + body["summary"]["broken"] + body["summary"][
        "not_applied"
    ] + body["summary"]["error"] == len(rules())
    assert all(v["measurable"] == (not v["why"]) for v in body["sasaran"])
    assert len(body["kondisi_operasional"]) == 25 + 8
    assert all(v["complete"] == (not v["why"]) for v in body["kondisi_operasional"])


def test_a_finding_in_a_workbook_names_its_cell(tmp_path: Path) -> None:
    """File, sheet and cell as Excel shows them, of the column that is wrong."""
    sheets = small()
    sheets["indikator"][1][3] = "Dokumen"
    path = as_workbook(tmp_path / "isian.xlsx", sheets)
    findings = json.loads(run("check", path, "--format", "json").stdout)["findings"]
    source = next(f["source"] for f in findings if f["rule"] == "IND-03")
    assert source == {
        "document": "isian.xlsx",
        "line": None,
        "sheet": "indikator",
        "cell": "D2",
        "text": "Dokumen",
    }


def test_a_finding_in_a_csv_names_its_row(tmp_path: Path) -> None:
    """File and row."""
    sheets = small()
    sheets["indikator"][1][3] = "Dokumen"
    path = as_folder(tmp_path / "isian", sheets)
    findings = json.loads(run("check", path, "--format", "json").stdout)["findings"]
    source = next(f["source"] for f in findings if f["rule"] == "IND-03")
    assert source == {
        "document": "indikator.csv",
        "line": 2,
        "sheet": None,
        "cell": None,
        "text": "Dokumen",
    }


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["check", CONFORMING, "--rule", "STR-04"], 0),
        (["check", "--contoh", "--rule", "IND-07"], 0),
        (["check", "--contoh", "--rule", "IND-07", "--fail-on", "warning"], 1),
        (["check", "--contoh", "--rule", "IND-03"], 1),
        (["check", "--contoh", "--rule", "IND-03", "--fail-on", "none"], 0),
        (["check", CONFORMING, "--rule", "TGT-06"], 2),
        (["check", "--contoh", "--rule", "IND-99"], 2),
        (["check", "missing.ttl"], 2),
        (["check", "--contoh", "--engine", "magic"], 2),
        (["check", "--contoh", "--format", "yaml"], 2),
        (["check", "--contoh", "-o", "report.pptx"], 2),
        (["ask", "--contoh", "no-such-question"], 2),
        (["ask", "--contoh", "Q03", "--set", "kabupaten=x"], 2),
        (["rules", "XXX-01"], 2),
        (["load", "missing.xlsx"], 2),
        (["dance"], 2),
    ],
    ids=str,
)
def test_exit_codes(words: list[object], code: int) -> None:
    """0 nothing at or above --fail-on, 1 findings, 2 unreadable, misused or untested; never a traceback."""
    result = run(*words)
    assert result.exit_code == code, result.output
    assert "Traceback" not in result.output
    if code == 2:
        assert result.stderr


@pytest.mark.parametrize(
    "words",
    [
        ["Q13", "--set", "dokumen=iku", "--set", "baris=satu"],
        ["Q03", "--set", "kecamatan=Nowhere"],
        ["Q03", "--set", "kecamatan"],
    ],
    ids=str,
)
def test_a_wrong_value_of_a_question_is_exit_2(words: list[str], five: Path) -> None:
    """Of another kind, unknown, or none; never a traceback."""
    result = run("ask", *words, "--store", five)
    assert result.exit_code == 2, result.output
    assert result.stderr and "Traceback" not in result.output


def test_disk_trouble_is_exit_3(tmp_path: Path) -> None:
    """A report that cannot be written is said in one line."""
    (tmp_path / "file").write_text("x", encoding="utf-8")
    result = run("check", SMALLEST, "--rule", "IND-03", "-o", tmp_path / "file" / "report.json")
    assert result.exit_code == 3
    assert "USE-OUTPUT" in result.stderr


def test_text_shows_line_rule_summary_and_worst_nodes() -> None:
    """What a person sees: every finding with its source line, one table row per document, the ten worst nodes."""
    text = run("check", "--contoh", "--lang", "en").stdout
    assert "\nIND-03  Formula is not a unit  violation" in text
    assert "001_8e0cc984c9b44655.txt:19  " in text
    plain = text.casefold()
    for name in ("pino raya", "sokaraja", "pujon", "praya", "metode-lima-tahap"):
        assert name in plain
    assert "not applied" in text
    assert "Nodes with the gravest findings" in text
    assert "pelanggaran" in run("check", "--contoh").stdout


def test_several_reports_in_one_run(tmp_path: Path) -> None:
    """JSON and Turtle by their suffix, the text on the screen."""
    result = run(
        "check",
        SMALLEST,
        "-o",
        tmp_path / "r" / "a.json",
        "-o",
        tmp_path / "r" / "a.ttl",
        "-o",
        tmp_path / "r" / "a.txt",
    )
    assert result.exit_code == 1
    assert json.loads((tmp_path / "r" / "a.json").read_text(encoding="utf-8"))["schema"] == 1
    assert "sh:ValidationReport" in (tmp_path / "r" / "a.ttl").read_text(encoding="utf-8")
    assert (tmp_path / "r" / "a.txt").read_text(encoding="utf-8") == result.stdout


def test_the_store_is_checked_when_it_holds_something(tmp_path: Path) -> None:
    """The sample documents never stand in for a store that is not there or holds nothing."""
    missing = run("check", "--store", "s")
    assert (missing.exit_code, missing.stdout) == (2, "")
    assert "STORE-MISSING" in missing.stderr
    assert run("load", as_folder(tmp_path / "a", small()), "--store", "s").exit_code == 0
    result = run("check", "--format", "json", env={"KG_STORE": "s"})
    assert [i["kecamatan"] for i in json.loads(result.stdout)["inputs"]] == ["33.02.19"]
    assert "CONTOH" not in result.stderr


def test_loading_says_what_it_did(tmp_path: Path) -> None:
    """New, then unchanged with a sentence."""
    path = as_folder(tmp_path / "a", small())
    assert "baru" in run("load", path, "--store", "s").stdout
    again = run("load", path, "--store", "s")
    assert "tidak berubah" in again.stdout
    assert "tidak ada yang berubah" in again.stdout
    assert (
        json.loads(run("load", path, "--store", "s", "--format", "json").stdout)["loaded"][0][
            "action"
        ]
        == "unchanged"
    )


def test_listing_questions() -> None:
    """At least twelve, with the shape of the contract."""
    body = json.loads(run("ask", "--format", "json").stdout)
    assert len(body["questions"]) >= 12
    assert {tuple(q) for q in body["questions"]} == {("id", "title", "params")}
    assert (
        len(list(csv.reader(io.StringIO(run("ask", "--format", "csv").stdout))))
        == len(body["questions"]) + 1
    )


def test_an_answer_has_the_promised_shape(five: Path) -> None:
    """Question, parameters, columns, rows, and what an empty answer means."""
    body = json.loads(
        run(
            "ask",
            "--store",
            five,
            "jabatan-pendukung-outcome",
            "--set",
            "outcome=O1",
            "--format",
            "json",
        ).stdout
    )
    assert list(body) == ["question", "params", "columns", "rows", "empty_means"]
    assert body["question"] == "Q01"
    assert body["params"]["outcome"].endswith("/simpul/O1")
    assert all(len(row) == len(body["columns"]) for row in body["rows"])


def test_parameters_accept_labels_codes_and_iris(five: Path) -> None:
    """Three ways to name the same outcome, one answer."""
    names = (
        "Terwujudnya Tata Kelola Pemerintah Kecamatan yang Baik",
        "O1",
        "https://w3id.org/kinerja/id/metode-lima-tahap/tanpa-tahun/simpul/O1",
    )
    answers = {
        run("ask", "--store", five, "Q01", "--set", f"outcome={name}", "--format", "csv").stdout
        for name in names
    }
    assert len(answers) == 1
    assert "kasi pembermas" in answers.pop()


def test_unknown_and_ambiguous_labels_show_the_candidates(five: Path) -> None:
    """The nearest names, or what there is to choose from."""

    def ask(*words: str) -> Any:
        return run("ask", "--store", five, *words)

    none = ask("Q01", "--set", "outcome=tata kelolah pemerintah yang baik").stderr
    assert "ASK-NONE" in none
    assert "Terwujudnya Tata Kelola Pemerintah Kecamatan yang Baik" in none
    several = ask("Q02", "--set", "jabatan=camat").stderr
    assert "ASK-SEVERAL" in several
    assert several.count("/jabatan/camat>") == 3
    chosen = ask("Q02", "--set", "jabatan=camat", "--set", "kecamatan=Pino Raya")
    assert chosen.exit_code == 0
    assert "--set outcome=" in ask("Q01").stderr
    assert "jabatan-pendukung-outcome" in ask("jabatan pendukung").stderr


def test_listing_rules_and_explaining_one() -> None:
    """The shape of the contract, and a page for people."""
    body = json.loads(run("rules", "--format", "json").stdout)
    assert {tuple(r) for r in body["rules"]} == {
        ("id", "title", "severity", "kind", "tier", "basis")
    }
    assert len(body["rules"]) == len(rules()) >= 25
    page = run("rules", "ind-03", "--lang", "en").stdout
    assert "IND-03  Formula is not a unit" in page
    assert "KKE-5" in page
    assert "good example:" in page and "bad example:" in page and '; formula "' in page


def test_empty_answers_say_what_they_mean(five: Path) -> None:
    """An empty table is an answer."""
    result = run("ask", "--store", five, "Q08", "--set", "kecamatan=33.02.19")
    assert result.exit_code == 0
    assert "tidak ada target yang menurun" in result.stderr


@pytest.mark.parametrize("command", ["load", "check", "ask", "rules", "reason", "export", "verify"])
def test_every_command_explains_itself(command: str) -> None:
    """Help with an example."""
    text = run(command, "--help").stdout
    assert "Contoh:" in text
    assert f"kg {command}" in text
    assert "Example:" in run(command, "--help", "--lang", "en").stdout


def test_no_colours_when_nobody_wants_them() -> None:
    """No escape codes in files or pipes."""
    words = ("check", SMALLEST, "--rule", "IND-03")
    assert "\x1b" not in run(*words, "--no-color").stdout
    assert "\x1b" not in run(*words, env={"NO_COLOR": "1"}).stdout


def test_version() -> None:
    """One line."""
    assert run("--version").stdout.startswith("kg 0.")
