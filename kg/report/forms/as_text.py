"""The check report for a terminal: findings line by line, then a table per document and the worst nodes."""

from __future__ import annotations

from collections import Counter

from rich.console import Console
from rich.table import Table
from rich.text import Text

from kg.errors import Lang
from kg.report.dossier.counts import STATES, by_severity, states
from kg.report.dossier.dossier import Dossier
from kg.report.dossier.place import stands
from kg.report.dossier.settings import change_line
from kg.report.words import period_text, word
from kg.rules.check import UnitReport
from kg.rules.finding import Finding, Waived
from kg.rules.rule import SEVERITIES
from kg.rules.waiver import WaiverState, WaiverUse
from kg.worker.checking import CheckReport

__all__ = ["print_check"]

_WORST = 10
_COLOURS = {
    "violation": "red",
    "warning": "yellow",
    "info": "cyan",
}
_STATES: dict[WaiverState, str] = {
    "active": "green",
    "future": "cyan",
    "unused": "yellow",
    "expired": "red",
    "reopened": "red",
}
_WEIGHT = {
    "violation": 100,
    "warning": 10,
    "info": 1,
}


def _line(found: Finding, lang: Lang) -> Text:
    return Text.assemble(
        (stands(found), "bold"),
        "  ",
        (word(found.severity, lang), _COLOURS[found.severity]),
        " ",
        (found.rule, "bold"),
        "  ",
        found.message[lang],
    )


def _waived_line(found: Finding, waiver: Waived, lang: Lang) -> Text:
    """A waived finding, marked, with the waiver that covers it."""
    until = (
        f"{waiver.id}, {waiver.approver}, {waiver.letter}, {word('until', lang)} {waiver.expires}"
    )
    return Text.assemble(
        (f"[{word('waived', lang)}] ", "dim"), _line(found, lang), f"  ({until}: {waiver.reason})"
    )


def _use_line(use: WaiverUse, lang: Lang) -> Text:
    """One waiver of the register: its state, and how many findings it covers."""
    waiver = use.waiver
    text = Text.assemble(
        (waiver.place, "bold"),
        f"  {word('waiver', lang)} {waiver.id}: ",
        (word(f"waiver-{use.state}", lang), _STATES[use.state]),
        f"  {waiver.rule} {waiver.node}  {waiver.approved} – {waiver.expires}",
    )
    if use.findings:
        return text.append(f"  {len(use.findings)} {word('findings', lang)}")
    return text


def _share(verdicts: list[bool]) -> str:
    if verdicts:
        return f"{sum(verdicts)}/{len(verdicts)}"
    return "-"


def _row(unit: UnitReport, names: str, lang: Lang, *, waived: bool) -> list[str]:
    *severities, accepted = by_severity(unit.findings)
    shares = (
        _share([v.measurable for v in unit.verdicts]),
        _share([c.complete for c in unit.conditions]),
    )
    return [
        names,
        unit.region,
        period_text(unit.period, lang),
        *(str(count) for count in states(unit.statuses).values()),
        *(str(count) for count in severities),
        *([str(accepted)] if waived else []),
        *shares,
    ]


def _summary(report: CheckReport, lang: Lang, *, waived: bool) -> Table:
    """One row a document; the columns of severities count open findings, waived ones have a column of their own."""
    table = Table(title=word("summary", lang), title_justify="left")
    for key in ("document", "kecamatan", "period"):
        table.add_column(word(key, lang), overflow="fold")
    for key in (*STATES, *SEVERITIES, *(["waived"] if waived else []), "measurable", "complete"):
        table.add_column(word(key, lang), justify="right")
    for unit in report.units:
        own = [i.path for i in report.inputs if i.unit == unit.key]
        names = ", ".join(sorted(p.replace("\\", "/").rpartition("/")[2] for p in own))
        table.add_row(*(Text(cell) for cell in _row(unit, names, lang, waived=waived)))
    return table


def _worst(report: CheckReport, lang: Lang) -> Table:
    weight: Counter[str] = Counter()
    first: dict[str, Finding] = {}
    rules: dict[str, set[str]] = {}
    for found in report.open:
        weight[found.focus] += _WEIGHT[found.severity]
        first.setdefault(found.focus, found)
        rules.setdefault(found.focus, set()).add(found.rule)
    table = Table(title=word("worst", lang), title_justify="left")
    for key in ("line", "worst-node", "rules"):
        table.add_column(word(key, lang), overflow="fold")
    for focus, _ in sorted(weight.items(), key=lambda p: (-p[1], p[0]))[:_WORST]:
        table.add_row(
            Text(stands(first[focus])),
            Text(first[focus].label),
            Text(" ".join(sorted(rules[focus]))),
        )
    return table


def _print_findings(dossier: Dossier, console: Console, lang: Lang) -> None:
    """Open findings, then waived ones, then the register; nothing that is waived is left out."""
    for found in dossier.report.open:
        console.print(_line(found, lang), soft_wrap=True, highlight=False)
    for found in dossier.findings:
        if found.waived is not None:
            console.print(_waived_line(found, found.waived, lang), soft_wrap=True, highlight=False)
    for use in dossier.waivers:
        console.print(_use_line(use, lang), soft_wrap=True, highlight=False)


def print_check(dossier: Dossier, console: Console) -> None:
    """Print findings, waivers, summary and worst nodes; nothing in them is read as markup."""
    report = dossier.report
    lang = dossier.lang
    _print_findings(dossier, console, lang)
    for unit in report.units:
        for text in unit.errors:
            console.print(Text(f"{word('error', lang)}: {text}", "red"), soft_wrap=True)
    for problem in report.problems:
        console.print(Text(problem.line(lang), "red"), soft_wrap=True)
    if not report.findings and not report.problems:
        console.print(word("no-findings", lang))
    for change in report.changes:
        console.print(Text(f"{word('profile', lang)} {change_line(change, lang)}"), soft_wrap=True)
    console.print()
    console.print(_summary(report, lang, waived=bool(dossier.waivers)))
    if report.open:
        console.print(_worst(report, lang))
