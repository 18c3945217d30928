"""The check report for a terminal: findings line by line, then a table per document and the worst nodes."""

from __future__ import annotations

from collections import Counter

from rich.console import Console
from rich.table import Table
from rich.text import Text

from kg.errors import Lang
from kg.report.words import setting, word
from kg.rules.check import UnitReport
from kg.rules.finding import Finding
from kg.rules.rule import SEVERITIES
from kg.worker.checking import CheckReport

__all__ = ["print_check", "where"]

_WORST = 10
_COLOURS = {"violation": "red", "warning": "yellow", "info": "cyan"}
_WEIGHT = {"violation": 100, "warning": 10, "info": 1}


def where(found: Finding) -> str:
    """Where a finding stands, as file:line or file sheet!cell."""
    source = found.source
    if source.sheet and source.cell:
        return f"{source.document} {source.sheet}!{source.cell}"
    if source.document is None:
        return found.focus
    return source.document if source.line is None else f"{source.document}:{source.line}"


def _line(found: Finding, lang: Lang) -> Text:
    return Text.assemble(
        (where(found), "bold"),
        "  ",
        (word(found.severity, lang), _COLOURS[found.severity]),
        " ",
        (found.rule, "bold"),
        "  ",
        found.message[lang],
    )


def _share(verdicts: list[bool]) -> str:
    return f"{sum(verdicts)}/{len(verdicts)}" if verdicts else "-"


def _row(unit: UnitReport, names: str) -> list[str]:
    statuses = Counter(row.status for row in unit.statuses)
    severities = Counter(f.severity for f in unit.findings)
    shares = (_share([v.measurable for v in unit.verdicts]), _share([c.complete for c in unit.conditions]))
    return [
        names,
        unit.region,
        unit.period,
        *(str(statuses[s]) for s in ("kept", "broken", "not-applied", "error")),
        *(str(severities[s]) for s in SEVERITIES),
        *shares,
    ]


def _summary(report: CheckReport, lang: Lang) -> Table:
    table = Table(title=word("summary", lang), title_justify="left")
    for key in ("document", "kecamatan", "period"):
        table.add_column(word(key, lang), overflow="fold")
    for key in ("kept", "broken", "not-applied", "error", *SEVERITIES, "measurable", "complete"):
        table.add_column(word(key, lang), justify="right")
    for unit in report.units:
        own = [i.path for i in report.inputs if (i.kecamatan, i.period) == (unit.region, unit.period)]
        names = ", ".join(sorted(p.replace("\\", "/").rpartition("/")[2] for p in own))
        table.add_row(*(Text(cell) for cell in _row(unit, names)))
    return table


def _worst(report: CheckReport, lang: Lang) -> Table:
    weight: Counter[str] = Counter()
    first: dict[str, Finding] = {}
    rules: dict[str, set[str]] = {}
    for found in report.findings:
        weight[found.focus] += _WEIGHT[found.severity]
        first.setdefault(found.focus, found)
        rules.setdefault(found.focus, set()).add(found.rule)
    table = Table(title=word("worst", lang), title_justify="left")
    for key in ("line", "worst-node", "rules"):
        table.add_column(word(key, lang), overflow="fold")
    for focus, _ in sorted(weight.items(), key=lambda p: (-p[1], p[0]))[:_WORST]:
        table.add_row(Text(where(first[focus])), Text(first[focus].label), Text(" ".join(sorted(rules[focus]))))
    return table


def print_check(report: CheckReport, console: Console, lang: Lang) -> None:
    """Print findings, summary and worst nodes; nothing in them is read as markup."""
    for found in report.findings:
        console.print(_line(found, lang), soft_wrap=True, highlight=False)
    for unit in report.units:
        for text in unit.errors:
            console.print(Text(f"{word('error', lang)}: {text}", "red"), soft_wrap=True)
    for problem in report.problems:
        console.print(Text(problem.line(lang), "red"), soft_wrap=True)
    if not report.findings and not report.problems:
        console.print(word("no-findings", lang))
    for change in report.changes:
        step = f"{setting(change.before, lang)} → {setting(change.after, lang)}"
        text = f"{word('profile', lang)} {change.rule}: {step} ({change.reason})"
        console.print(Text(text), soft_wrap=True)
    console.print()
    console.print(_summary(report, lang))
    if report.findings:
        console.print(_worst(report, lang))
