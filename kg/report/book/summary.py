"""The sheets BacaSaya, Ringkasan and Data Sumber."""

from __future__ import annotations

from collections.abc import Iterable

from kg.report.book.grid import Grid, Toned, Value, columns
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


def readme(dossier: Dossier) -> Grid:
    """What the report concludes, how to read it, how to answer, and what stands behind the working papers."""
    lang = dossier.lang
    found = []
    for u in dossier.facts:
        found.append(f"{u.name} ({u.region}, {period_text(u.period, lang)})")
    names = ", ".join(found)
    end = conclusion(dossier)
    if end.startswith("memenuhi"):
        good = "good"
    else:
        good = "bad"
    rows: list[list[Value]] = [
        [
            text("word", "conclusion", lang),
            Toned(qualified_sentence(dossier, lang), "good" if good == "good" else "bad"),
        ],
        [text("column", "kecamatan", lang), names or text("word", "none", lang)],
        [text("word", "made", lang), dossier.moment.isoformat()],
    ]
    rows += [[entry["entry"][lang], entry["text"][lang]] for entry in entries("guide").values()]
    for paper in papers():
        rows.append([paper["id"], f"{paper['title'][lang]} ({paper['source']})"])
        for c in paper["criteria"]:
            rows.append(
                [
                    f"{paper['id']} {c['id']}",
                    f"{c['name'][lang]}: {', '.join(c['rules'])} ({c['why']})",
                ]
            )
    return Grid(text("sheet", "readme", lang), columns(lang, entry=28, text=110), rows)


def _counts(
    rows: Iterable[RuleStatus], findings: Iterable[Finding], verdicts: tuple[list[bool], list[bool]]
) -> list[Value]:
    shares = []
    for found in verdicts:
        for number in share(found):
            shares.append(number)
    return [*states(rows).values(), *by_severity(findings), *shares]


def _unit(unit: UnitReport) -> tuple[list[bool], list[bool]]:
    return [v.measurable for v in unit.verdicts], [c.complete for c in unit.conditions]


def summary(dossier: Dossier) -> Grid:
    """One row per kecamatan and period, and the total; severities count open findings, the total counts each rule once."""
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
    return Grid(text("sheet", "summary", lang), heads, rows)


def inputs(dossier: Dossier) -> Grid:
    """What was checked, with which references and program, and what could not be read."""
    lang = dossier.lang
    report = dossier.report
    rows: list[list[Value]] = []
    for i in report.inputs:
        rows.append(
            [
                text("kind", "input", lang),
                i.path,
                i.sha256,
                i.kecamatan,
                period_text(i.period, lang),
                i.rows,
                i.triples,
            ]
        )
    used = []
    for name, digest in sorted(dossier.digests.items()):
        used.append((used_as(name, dossier.options), name, digest))
    rows += [[word(kind, lang), name, digest, "", "", None, None] for kind, name, digest in used]
    said = [("problem", p.line(lang), "") for p in report.problems]
    for unit in report.units:
        for error in unit.errors:
            said.append(("error", error, ""))
    said += [("profile-change", change_line(change, lang), "") for change in report.changes]
    said += [
        ("tool", "kinerja-kg", report.version),
        ("ontology", "ns", report.ontology),
        ("shapes", "shapes", report.shapes),
    ]
    said += [("engine", report.engine, ""), ("command", " ".join(dossier.command), "")]
    for kind, name, digest in said:
        rows.append([text("kind", kind, lang), name, digest, "", "", None, None])
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
    return Grid(text("sheet", "inputs", lang), heads, rows)
