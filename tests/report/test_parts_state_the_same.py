"""One label, one number: every part of a bundle counts, concludes and names alike."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, get_args
from xml.etree import ElementTree

import html5lib
import openpyxl
import pytest
import rdflib
from jsonschema import Draft202012Validator
from rich.console import Console
from typer.testing import CliRunner

from kg.cli.app import app
from kg.derive.places import PLACES
from kg.errors import Lang, Problem
from kg.read.ontology import ontology
from kg.report.book.texts import entries
from kg.report.book.workbook import workbook
from kg.report.bundle.whole_check import Wanted, whole_check
from kg.report.dossier.counts import STATES, by_severity, states
from kg.report.dossier.dossier import Dossier, conclusion
from kg.report.dossier.sentences import qualified_sentence
from kg.report.forms.as_csv import findings_csv
from kg.report.forms.as_earl import check_earl
from kg.report.forms.as_json import check_body, findings_schema
from kg.report.forms.as_junit import check_junit
from kg.report.forms.as_markdown import check_markdown
from kg.report.forms.as_sarif import check_sarif
from kg.report.forms.as_text import print_check
from kg.report.forms.as_turtle import check_turtle
from kg.report.html.page import html_report
from kg.report.pdf.data import report_data
from kg.report.words import word, words_of
from kg.rules.finding import Waived
from kg.rules.rule import SEVERITIES
from kg.terms import KIN
from kg.worker.facts import BANDS
from tests.support.report_cases import full

EARL = rdflib.Namespace("http://www.w3.org/ns/earl#")
NS = rdflib.Namespace(str(KIN))
RESULTS = rdflib.Namespace("https://w3id.org/kinerja/temuan/")
LANGS: tuple[Lang, ...] = get_args(Lang)
WAIVED = Waived(
    "PK-1", "menunggu perubahan renstra", "Inspektur", "700/1", date(2025, 1, 1), date(2026, 6, 1)
)


@pytest.fixture(scope="module")
def whole(dossier: Dossier) -> Dossier:
    """The five documents with waivers, answers, a rule switched off and changes; one rule has waived findings only."""
    made = full(dossier)
    unit = made.report.units[0]
    rule = min((r for r in unit.statuses if r.findings > 1), key=lambda r: r.findings).rule.id
    found = tuple(replace(f, waived=WAIVED) if f.rule == rule else f for f in unit.findings)
    rows = tuple(
        replace(r, waived=sum(f.rule == r.rule.id and f.waived is not None for f in found))
        for r in unit.statuses
    )
    off = {r.id for r in made.report.rules if r.off}
    units = (replace(unit, findings=found, statuses=rows), *made.report.units[1:])
    units = tuple(
        replace(
            u,
            statuses=tuple(
                replace(r, rule=replace(r.rule, off=r.rule.id in off)) for r in u.statuses
            ),
        )
        for u in units
    )
    options = {"waivers": "pengecualian.toml", "previous": "lama"}
    digests = {**made.digests, "lama": "cd" * 32}
    return replace(made, report=replace(made.report, units=units), options=options, digests=digests)


def _sheets(dossier: Dossier) -> dict[str, list[tuple[Any, ...]]]:
    book = openpyxl.load_workbook(io.BytesIO(workbook(dossier)))
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book}


@pytest.fixture(scope="module")
def sheets(whole: Dossier) -> dict[str, list[tuple[Any, ...]]]:
    """The rows of every sheet of the workbook."""
    return _sheets(whole)


@pytest.fixture(scope="module")
def page(whole: Dossier) -> Any:
    """The page as a browser reads it."""
    return html5lib.parse(html_report(whole), namespaceHTMLElements=False)


def _screen(dossier: Dossier) -> str:
    console = Console(width=400, no_color=True, file=io.StringIO())
    print_check(dossier, console)
    return console.file.getvalue()  # type: ignore[attr-defined, no-any-return]


def _text(node: Any) -> str:
    return "".join(node.itertext()).strip()


def _expected(dossier: Dossier) -> list[list[int]]:
    """By unit: rules by state, open findings by severity, waived findings."""
    return [[*states(u.statuses).values(), *by_severity(u.findings)] for u in dossier.report.units]


def test_figures_are_open_findings_and_waived_ones_apart(whole: Dossier) -> None:
    """The waived are in no count by severity, and every finding is counted once."""
    counts = by_severity(whole.findings)
    assert counts[3] > 2
    assert sum(counts) == len(whole.findings)
    assert list(counts[:3]) == [sum(f.severity == s for f in whole.report.open) for s in SEVERITIES]
    every = states(whole.report.statuses())
    assert every["off"] == 1 and every["manual"] == 3
    assert sum(every.values()) == len(whole.report.rules)


def test_screen_and_markdown_count_alike(whole: Dossier) -> None:
    """The same columns, the same numbers."""
    lines = [
        line
        for line in check_markdown(whole).decode().split("\n## ")[0].splitlines()
        if line.startswith("|")
    ]
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    assert rows[0][2:-2] == [word(key, "id") for key in (*STATES, *SEVERITIES, "waived")]
    assert [[int(cell) for cell in row[2:-2]] for row in rows[2:]] == _expected(whole)
    screen = _screen(whole).split(word("summary", "id"))[1]
    severities = re.findall(
        r"pelanggaran (\d+), peringatan (\d+), info (\d+), dikecualikan (\d+)", screen
    )
    rules = re.findall(r"aturan: (.*)", screen)
    shown = [
        [*(int(n) for n in re.findall(r"\d+", line)), *map(int, counts)]
        for line, counts in zip(rules, severities, strict=True)
    ]
    assert shown == _expected(whole)


def test_workbook_counts_alike(whole: Dossier, sheets: dict[str, list[tuple[Any, ...]]]) -> None:
    """Ringkasan: by unit, and for the whole check."""
    rows = [list(row[3 : 3 + len(STATES) + 4]) for row in sheets["Ringkasan"][1:]]
    assert rows[:-1] == _expected(whole)
    assert rows[-1] == [*states(whole.report.statuses()).values(), *by_severity(whole.findings)]


def test_page_counts_alike(whole: Dossier, page: Any) -> None:
    """Tiles of the cover and the table by document."""
    tiles = next(e for e in page.iter("ul") if e.get("class") == "tiles")
    assert [_text(b) for b in tiles.iter("b")][:4] == [str(n) for n in by_severity(whole.findings)]
    box = next(e for e in page.iter("div") if e.get("aria-labelledby") == "c-by-document")
    for row, expected in zip(list(box.iter("tr"))[1:], _expected(whole), strict=True):
        cells = [
            _text(c).replace("–", "0")
            for c in row.iter("td")
            if "n" in (c.get("class") or "").split()
        ]
        assert [int(c) for c in cells[:3]] == expected[6:9]
        assert int(cells[3]) == sum(expected[6:9])
        assert int(cells[4]) == expected[9]
        assert [int(c) for c in cells[7:]] == expected[:6]


def test_paper_counts_alike(whole: Dossier) -> None:
    """By unit and for the whole check."""
    data = report_data(whole)
    assert [[*u["states"].values(), *u["counts"]] for u in data["units"]] == _expected(whole)
    assert list(data["summary"]["total"]) == list(by_severity(whole.findings))
    assert data["rules"]["states"] == states(whole.report.statuses())


def test_json_keeps_its_contract(whole: Dossier) -> None:
    """Counts by severity are of all findings; not_applied includes manual and switched-off rules."""
    summary = check_body(whole)["summary"]
    assert [summary[s] for s in SEVERITIES] == [whole.report.count(s) for s in SEVERITIES]
    assert summary["waived"] == by_severity(whole.findings)[3]
    every = states(whole.report.statuses())
    assert summary["not_applied"] == every["not-applied"] + every["manual"] + every["off"]


@pytest.mark.parametrize("lang", LANGS)
def test_one_sentence_concludes_every_part(dossier: Dossier, lang: Lang) -> None:
    """The same words on page, paper, sheet, in Markdown and for a build server."""
    unit = dossier.report.units[-1]
    report = replace(dossier.report, units=(replace(unit, findings=unit.findings[:1]),))
    one = replace(dossier, lang=lang, report=report, facts=dossier.facts[-1:])
    says = qualified_sentence(one, lang)
    page = html5lib.parse(html_report(one), namespaceHTMLElements=False)
    assert says in _text(next(e for e in page.iter("p") if e.get("class") == "says"))
    assert report_data(one)["sentence"] == says
    assert says in {
        cell
        for rows in _sheets(one).values()
        for row in rows
        for cell in row
        if isinstance(cell, str)
    }
    assert says in check_markdown(one).decode()
    (told,) = ElementTree.fromstring(check_junit(one)).iter("property")
    assert told.get("value") == says


def test_junit_never_passes_what_is_waived_or_switched_off(whole: Dossier) -> None:
    """Skipped, with the waiver and its findings, or with the reason of the profile."""
    suite, unit = ElementTree.fromstring(check_junit(whole))[0], whole.report.units[0]
    cases = {case.attrib["name"].split()[0]: case for case in suite.iter("testcase")}
    off = next(r.rule.id for r in unit.statuses if r.rule.off)
    assert (
        "contoh" in cases[off][0].attrib["message"]
        and word("off", "id") in cases[off][0].attrib["message"]
    )
    for row in (r for r in unit.statuses if r.findings):
        if row.rule.severity == "info" and row.waived < row.findings:
            assert not len(cases[row.rule.id])
            continue
        (told,) = cases[row.rule.id]
        found = [f for f in unit.findings if f.rule == row.rule.id]
        assert told.tag == ("skipped" if row.waived == row.findings else "failure")
        assert (told.text or "").count("\n") + 1 == len(found)
        if told.tag == "skipped":
            assert told.attrib["message"].startswith("dikecualikan: P")
    messages = {case[0].attrib["message"] for case in suite.iter("testcase") if len(case)}
    assert "dikecualikan: PK-1: menunggu perubahan renstra (Inspektur, 700/1)" in messages


def test_switched_off_is_not_tested_for_machines(whole: Dossier) -> None:
    """SARIF: disabled, no result, a notification with the reason; EARL: untested."""
    run = json.loads(check_sarif(whole))["runs"][0]
    off = next(r.id for r in whole.report.rules if r.off)
    rule = next(r for r in run["tool"]["driver"]["rules"] if r["id"] == off)
    assert (rule["defaultConfiguration"]["enabled"], rule["properties"]["status"]) == (False, "off")
    assert off not in {r["ruleId"] for r in run["results"]}
    (note,) = run["invocations"][0]["toolConfigurationNotifications"]
    assert note["associatedRule"]["id"] == off and "contoh" in note["message"]["text"]
    graph = rdflib.Graph().parse(data=check_earl(whole), format="turtle")
    results = [
        s for s in graph.subjects(EARL.outcome, EARL.untested) if str(s).endswith(f"/{off}/hasil")
    ]
    assert len(results) == len(whole.report.units)
    assert all("contoh" in str(graph.value(r, EARL.info)) for r in results)


def test_changes_are_in_every_part(whole: Dossier) -> None:
    """What is new, persists, re-opened or is gone since the earlier check; nothing of it without one."""
    changes = whole.changes
    assert changes is not None and changes.new and changes.resolved and changes.reopened
    body = check_body(whole)
    assert body["conclusion"] == conclusion(whole)
    assert {k: len(v) for k, v in body["changes"].items()} == {
        k: len(getattr(changes, k)) for k in body["changes"]
    }
    assert body["changes"]["resolved"][0]["id"] == "f" * 16
    assert not list(
        Draft202012Validator(json.loads(findings_schema())).iter_errors(
            json.loads(json.dumps(body))
        )
    )
    assert "changes" not in check_body(replace(whole, changes=None))

    results = json.loads(check_sarif(whole))["runs"][0]["results"]
    stated = {
        r["partialFingerprints"]["kinerja/v1"]: r["baselineState"]
        for r in results
        if r["kind"] == "fail"
    }
    names = {"new": "new", "persisting": "unchanged", "reopened": "updated"}
    assert stated == {key: names[kind] for key, kind in changes.kinds.items()} | {
        "f" * 16: "absent"
    }

    graph = rdflib.Graph().parse(data=check_turtle(whole), format="turtle")
    assert {k: str(graph.value(RESULTS[k], NS.perubahan)) for k in changes.kinds} == changes.kinds
    assert [str(o) for o in graph.objects(None, NS.temuanSelesai)] == ["f" * 16]

    rows = list(csv.DictReader(io.StringIO(findings_csv(whole).decode("utf-8-sig"))))
    said = {kind: entries("change")[kind]["id"] for kind in names}
    assert [row["Perubahan"] for row in rows] == [said[changes.kinds[f.id]] for f in whole.findings]
    text = check_markdown(whole).decode()
    assert all(
        f"{number}" in text
        for number in ("T-FFFF-FFFF", "tidak diterapkan" if changes.statuses else "")
    )
    assert word("change-status", "id").capitalize() in text


def test_a_profile_with_a_threshold_gives_the_whole_bundle(tmp_path: Path) -> None:
    """Re-levelled and switched-off rules and thresholds are told in every part that a person or machine reads."""
    out = tmp_path / "laporan"
    arguments = [
        "check",
        "data/52.02.01-praya",
        "--profile",
        "contoh",
        "--fail-on",
        "none",
        "-o",
        str(out),
    ]
    result = CliRunner().invoke(app, arguments, catch_exceptions=False)
    assert result.exit_code == 0
    assert (out / "manifest.json").is_file()
    for name in ("laporan.html", "ringkasan.md", "laporan.sarif"):
        text = (out / name).read_text(encoding="utf-8").replace("\\", "")
        assert all(piece in text for piece in ("ambang hampir-sama", "0.6", "kunjungan lapangan"))
    book = openpyxl.load_workbook(out / "laporan.xlsx")
    told = [
        row
        for row in book["Data Sumber"].iter_rows(values_only=True)
        if row[0] == "diubah oleh profil"
    ]
    assert any("ambang hampir-sama: 0.6 → 0.9" in str(row[1]) for row in told) and len(told) == 4
    assert any("daftar kata kata-sifat-kabur" in str(row[1]) for row in told)
    for name in ("laporan.ttl", "earl.ttl"):
        graph = rdflib.Graph().parse(out / name, format="turtle")
        steps = {
            (str(graph.value(s, NS.nilaiSebelum)), str(graph.value(s, NS.nilaiSesudah)))
            for s in graph.subjects(None, NS.PerubahanProfil)
        }
        words = {step for step in steps if "+ciamik" in step[1]}
        assert steps - words == {("warning", "off"), ("info", "warning"), ("0.6", "0.9")}
        assert len(words) == 1
        assert len(set(graph.objects(None, NS.alasanPerubahan))) == 4
    paper = report_data(whole_check(Wanted(paths=("data/52.02.01-praya",), profile="contoh")))[
        "scope"
    ]
    assert ["ambang hampir-sama", "0.6", "0.9"] in [row[:3] for row in paper["profile"]]
    assert ["IND-16", "peringatan", "dimatikan"] in [row[:3] for row in paper["profile"]]


def test_unreadable_input_leaves_no_rule_out(tmp_path: Path) -> None:
    """EARL: every rule cannot be told, or is not tested, about the input that was given."""
    (tmp_path / "x.ttl").write_text("no turtle", encoding="utf-8")
    made = whole_check(Wanted(paths=(str(tmp_path / "x.ttl"),)))
    graph = rdflib.Graph().parse(data=check_earl(made), format="turtle")
    tests = set(graph.objects(None, EARL.test))
    assert len(tests) == len(made.report.rules)
    outcomes = [str(o).rpartition("#")[2] for o in graph.objects(None, EARL.outcome)]
    assert outcomes.count("untested") == 3
    assert outcomes.count("cantTell") == len(made.report.rules) - 3
    (subject,) = set(graph.objects(None, EARL.subject))
    assert (subject, rdflib.RDF.type, EARL.TestSubject) in graph
    assert any("READ-SYNTAX" in str(o) for o in graph.objects(None, EARL.info))


def test_references_are_called_what_they_are(
    whole: Dossier, sheets: dict[str, list[tuple[Any, ...]]], page: Any
) -> None:
    """The register of waivers and the earlier report are no references."""
    kinds = {row[1]: row[0] for row in sheets["Data Sumber"][1:]}
    expected = {
        "pengecualian.toml": "register pengecualian",
        "lama": "laporan sebelumnya",
        "nomenklatur": "acuan",
    }
    assert {name: kinds[name] for name in expected} == expected
    paper = {name: kind for kind, name, _ in report_data(whole)["scope"]["digests"]}
    assert {name: paper[name] for name in expected} == {
        name: kind.capitalize() for name, kind in expected.items()
    }
    text = _text(page)
    assert all(f"{kind}" in text for kind in expected.values())


def test_codes_are_told_in_words(
    whole: Dossier, sheets: dict[str, list[tuple[Any, ...]]], page: Any
) -> None:
    """Kinds of posts, levels, and documents without a year."""
    known = ontology()
    posts = known.descendants[KIN["Jabatan"]] - known.derived
    assert {name.value.rpartition("#")[2] for name in posts} == set(entries("post-kind"))
    column = sheets["KKE-2"][0].index("Jenis Jabatan")
    kinds = {row[column] for row in sheets["KKE-2"][1:]}
    assert "kepala seksi" in kinds and not [
        kind for kind in kinds if kind and str(kind)[0].isupper()
    ]
    assert {band for _, band in BANDS} | {"indikator"} <= set(words_of("diff", "id"))
    period = sheets["Ringkasan"][0].index("Periode")
    assert {"tanpa tahun", "2021"} <= {row[period] for row in sheets["Ringkasan"]}
    plain = replace(whole, waivers=())
    for text in (
        _screen(plain),
        check_markdown(plain).decode(),
        json.dumps(report_data(plain)["units"]),
        _text(page),
    ):
        assert "tanpa tahun" in text
    table = next(e for e in page.iter("div") if e.get("aria-labelledby") == "c-by-document")
    assert "tanpa-tahun" not in _text(table)
    assert "tanpa-tahun" not in check_markdown(plain).decode()


def test_documents_are_compared_in_words(tmp_path: Path) -> None:
    """The listing of changes and the page name levels as people do."""
    old, new = "data/33.02.19-sokaraja", tmp_path / "baru"
    new.mkdir()
    for path in sorted(Path(old).iterdir()):
        if path.is_file():
            (new / path.name).write_bytes(path.read_bytes())
    plan = (new / "rencana.csv").read_text(encoding="utf-8")
    assert "Penyediaan Gaji dan Tunjangan ASN" in plan
    (new / "rencana.csv").write_text(
        plan.replace("Penyediaan Gaji dan Tunjangan ASN", "Gaji terbayar"), encoding="utf-8"
    )
    for form in ("csv", "html"):
        result = CliRunner().invoke(
            app, ["diff", old, str(new), "--format", form], catch_exceptions=False
        )
        assert "sub kegiatan" in result.stdout, result.output
        assert "sub_kegiatan" not in result.stdout


def test_problem_lines_stay(dossier: Dossier) -> None:
    """An unreadable input is told by every part, also when nothing else is known."""
    problem = Problem("READ-EMPTY", "a.ttl")
    report = replace(dossier.report, units=(), inputs=(), problems=(problem,))
    empty = replace(dossier, report=report, facts=())
    assert problem.line("id") in {
        str(o)
        for o in rdflib.Graph()
        .parse(data=check_earl(empty), format="turtle")
        .objects(None, EARL.info)
    }


@pytest.mark.parametrize("lang", get_args(Lang))
def test_what_documents_have_no_place_for_has_a_word(lang: Lang) -> None:
    """A document without a place for something is told so, whatever it is."""
    assert {f"place-{place}" for place in PLACES} <= set(words_of("", lang))
