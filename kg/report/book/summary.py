"""The sheets BacaSaya, Ringkasan and Data Sumber."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from kg.errors import Lang
from kg.report.book.grid import BookGrid, Tone, Toned, Value, columns
from kg.report.book.texts import entries, papers, text
from kg.report.dossier.counts import STATES, by_severity, share, states
from kg.report.dossier.dossier import Dossier, conclusion
from kg.report.dossier.sentences import qualified_sentence
from kg.report.dossier.settings import change_line, used_as
from kg.report.words import period_text, word
from kg.rules.check import RuleStatus, UnitReport
from kg.rules.finding import Finding
from kg.rules.rule import SEVERITIES

__all__ = ["inputs", "readme", "summary"]


def readme(dossier: Dossier) -> BookGrid:
    """What the report concludes, how to read it, how to answer, and what stands behind the working papers."""
    lang = dossier.lang
    found = []
    for unit in dossier.facts:
        period = period_text(unit.period, lang)
        found.append(f"{unit.name} ({unit.region}, {period})")
    names = ", ".join(found) or text("word", "none", lang)
    # Met with exceptions is met: the sentence itself names them.
    if conclusion(dossier).startswith("memenuhi"):
        tone: Tone = "good"
    else:
        tone = "bad"
    rows: list[list[Value]] = [
        [text("word", "conclusion", lang), Toned(qualified_sentence(dossier, lang), tone)],
        [text("column", "kecamatan", lang), names],
        [text("word", "made", lang), dossier.moment.isoformat()],
    ]
    for entry in entries("guide").values():
        rows.append([entry["entry"][lang], entry["text"][lang]])
    for paper in papers():
        rows += _paper(paper, lang)
    return BookGrid(text("sheet", "readme", lang), columns(lang, entry=28, text=110), rows)


def _paper(paper: Mapping[str, Any], lang: Lang) -> list[list[Value]]:
    """What stands behind one working paper.

    Where it is from, and the rules behind each criterion.
    """
    name = paper["id"]
    rows: list[list[Value]] = [[name, f"{paper['title'][lang]} ({paper['source']})"]]
    for criterion in paper["criteria"]:
        rules = ", ".join(criterion["rules"])
        told = f"{criterion['name'][lang]}: {rules} ({criterion['why']})"
        rows.append([f"{name} {criterion['id']}", told])
    return rows


def _counts(
    rows: Iterable[RuleStatus], findings: Iterable[Finding], verdicts: tuple[list[bool], list[bool]]
) -> list[Value]:
    shares: list[int] = []
    for found in verdicts:
        shares += share(found)
    return [*states(rows).values(), *by_severity(findings), *shares]


def _unit(unit: UnitReport) -> tuple[list[bool], list[bool]]:
    measurable = [verdict.measurable for verdict in unit.verdicts]
    complete = [condition.complete for condition in unit.conditions]
    return measurable, complete


def summary(dossier: Dossier) -> BookGrid:
    """One row per kecamatan and period, and the total.

    Severities count open findings, the total counts each rule once.
    """
    lang = dossier.lang
    report = dossier.report
    names = {u.key: u.name for u in dossier.facts}
    rows: list[list[Value]] = []
    for unit in report.units:
        counts = _counts(unit.statuses, unit.findings, _unit(unit))
        rows.append(
            [
                unit.region,
                names.get(unit.key, ""),
                period_text(unit.period, lang),
                *counts,
            ]
        )
    measurable: list[bool] = []
    complete: list[bool] = []
    for unit in report.units:
        own = _unit(unit)
        measurable += own[0]
        complete += own[1]
    total = _counts(report.statuses(), report.findings, (measurable, complete))
    rows.append([text("word", "total", lang), qualified_sentence(dossier, lang), "", *total])
    heads = columns(
        lang,
        kecamatan=18,
        name=34,
        period=14,
    )
    heads += tuple((text("reason", s, lang).capitalize(), 12) for s in STATES)
    heads += tuple((word(s, lang).capitalize(), 12) for s in SEVERITIES)
    heads += columns(
        lang,
        waived=14,
        measurable=12,
        results=12,
        complete=12,
        conditions=12,
    )
    return BookGrid(text("sheet", "summary", lang), heads, rows)


def _said(dossier: Dossier) -> list[tuple[str, str, str]]:
    """Kind, name and digest or version.

    What went wrong, what a profile changed, and the program.
    """
    lang = dossier.lang
    report = dossier.report
    said = [("problem", problem.line(lang), "") for problem in report.problems]
    for unit in report.units:
        for error in unit.errors:
            said.append(("error", error, ""))
    for change in report.changes:
        said.append(("profile-change", change_line(change, lang), ""))
    said += [
        ("tool", "kinerja-kg", report.version),
        ("ontology", "ns", report.ontology),
        ("shapes", "shapes", report.shapes),
        ("engine", report.engine, ""),
        ("command", " ".join(dossier.command), ""),
    ]
    return said


def inputs(dossier: Dossier) -> BookGrid:
    """What was checked, with which references and program, and what could not be read."""
    lang = dossier.lang
    report = dossier.report
    rows: list[list[Value]] = []
    for entry in report.inputs:
        told: list[Value] = [text("kind", "input", lang), entry.path, entry.sha256]
        told += [entry.kecamatan, period_text(entry.period, lang), entry.rows, entry.triples]
        rows.append(told)
    # What is no input has no kecamatan, period, rows or triples.
    nothing: list[Value] = ["", "", None, None]
    for name, digest in sorted(dossier.digests.items()):
        kind = used_as(name, dossier.options)
        rows.append([word(kind, lang), name, digest, *nothing])
    for kind, name, digest in _said(dossier):
        rows.append([text("kind", kind, lang), name, digest, *nothing])
    heads = columns(
        lang,
        kind_of=24,
        what=60,
        digest=68,
        kecamatan=18,
        period=14,
        rows=12,
        triples=12,
    )
    return BookGrid(text("sheet", "inputs", lang), heads, rows)
