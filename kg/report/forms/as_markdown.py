"""``ringkasan.md``: conclusion, figures, rules broken and the first worst nodes, for a letter or a pull request."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from kg.errors import Lang
from kg.report.dossier.changes import Changes
from kg.report.dossier.counts import STATES, by_severity, state, states
from kg.report.dossier.dossier import Dossier
from kg.report.dossier.local_time import told_moment
from kg.report.dossier.naming import told_numbers, unit_names
from kg.report.dossier.place import remedy_for, stands
from kg.report.dossier.priority import urgency
from kg.report.dossier.repairs import repairs
from kg.report.dossier.sentences import qualified_sentence, reason_sentence
from kg.report.dossier.settings import change_line
from kg.report.dossier.told import ToldRow, told_rows
from kg.report.dossier.worst import worst
from kg.report.words import period_text, setting, word
from kg.rules.check import RuleStatus, UnitReport
from kg.rules.finding import number_of
from kg.rules.rule import SEVERITIES

__all__ = ["check_markdown"]

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>()#+!|~&@:/-])")
#: So many nodes are named; the summary is to be pasted into a letter.
_FEW = 20
#: Repairs of one post that a page for reading names; the workbook names all.
_REPAIRS = 5


def _plain(text: str) -> str:
    r"""Text that Markdown shows as it is, on one line.

    >>> _plain("a|b <c>")
    'a\\|b \\<c\\>'
    """
    printable = "".join(c if c.isprintable() else " " for c in text)
    return _SPECIAL.sub(r"\\\1", " ".join(printable.split()))


def _table(head: list[str], rows: list[list[str]]) -> str:
    lines = []
    for row in (head, ["---"] * len(head), *rows):
        lines.append(f"| {' | '.join(row)} |")
    return "\n".join(lines)


def _heads(lang: Lang, *keys: str) -> list[str]:
    return [word(key, lang) for key in keys]


def _share(flags: list[bool]) -> str:
    if not flags:
        return "–"
    return f"{sum(flags)} / {len(flags)}"


def _unit(unit: UnitReport, lang: Lang) -> list[str]:
    counts = (*states(unit.statuses).values(), *by_severity(unit.findings))
    return [
        _plain(unit.region),
        _plain(period_text(unit.period, lang)),
        *map(str, counts),
        _share([verdict.measurable for verdict in unit.verdicts]),
        _share([condition.complete for condition in unit.conditions]),
    ]


def _units(dossier: Dossier, lang: Lang) -> str:
    keys = ("kecamatan", "period", *STATES, *SEVERITIES, "waived", "measurable", "complete")
    rows = [_unit(unit, lang) for unit in dossier.report.units]
    return _table(_heads(lang, *keys), rows)


def _rules(dossier: Dossier, lang: Lang) -> str:
    """The rules that are broken or in error, in the order of mending."""
    broken = [row for row in dossier.report.statuses() if row.status in {"broken", "error"}]
    rows = []
    for row in sorted(broken, key=lambda row: urgency(row.rule)):
        rule = row.rule
        texts = [rule.id, _plain(rule.title[lang]), word(rule.severity, lang)]
        texts += [word(row.status, lang), str(row.targets), str(row.findings), str(row.waived)]
        rows.append(texts)
    keys = ("rule", "title", "severity", "status", "targets", "findings", "waived")
    return _table(_heads(lang, *keys), rows)


def _matrix(dossier: Dossier, lang: Lang) -> str:
    """Open findings of every broken rule in every kecamatan, or the sign of its state there."""
    units = dossier.report.units
    rows: dict[str, list[str]] = {}
    for row in sorted(dossier.report.statuses(), key=lambda row: urgency(row.rule)):
        if row.status == "broken":
            rows[row.rule.id] = [row.rule.id]
    head = [word("rule", lang)]
    for unit in units:
        head.append(_plain(unit.region))
        for row in unit.statuses:
            if row.rule.id in rows:
                rows[row.rule.id].append(_sign(row, lang))
    return _table(head, list(rows.values()))


def _sign(row: RuleStatus, lang: Lang) -> str:
    """A number where there is something to mend.

    Else why there is none, as a nought could be either.
    """
    many = row.findings - row.waived
    if many:
        return str(many)
    return word(f"html/sign-{state(row)}", lang)


def _worst(dossier: Dossier, lang: Lang) -> str:
    rows = []
    told = told_numbers(dossier)
    for heavy in worst(dossier)[:_FEW]:
        label = _plain(heavy.first.label)
        numbers = " ".join(told[found.id] for found in heavy.findings)
        place = _plain(stands(heavy.first))
        rows.append([label, place, str(len(heavy.findings)), _plain(numbers)])
    return _table(_heads(lang, "worst-node", "line", "open-findings", "number"), rows)


def _repairs(dossier: Dossier, lang: Lang) -> list[str]:
    """The first repairs of every post."""
    parts: list[str] = []
    rows: list[str] = []
    before: tuple[object, str] | None = None
    for repair in repairs(dossier):
        if (repair.unit, repair.post) != before:
            before = (repair.unit, repair.post)
            rows = []
            post = repair.post or word("html/nobody", lang)
            parts += [f"### {_plain(f'{post} · {repair.name}')}", ""]
        if len(rows) < _REPAIRS:
            many = len(repair.findings)
            told = remedy_for(repair.rule, repair.findings, lang)
            rows.append(f"1. {repair.rule.id} ({many}×): {_plain(told)}")
            parts[-1] = "\n".join(rows)
    return parts


def _said(told: Sequence[ToldRow], lang: Lang) -> str:
    """The first rows with what they say of money, realisations and the like, and how many more there are."""
    rows = []
    for row in told[:_FEW]:
        texts = [row.order or "–", row.label, "; ".join(row.notes), "; ".join(row.values)]
        rows.append(list(map(_plain, texts)))
    if len(told) > _FEW:
        rows.append(["…", f"{len(told) - _FEW}", "", ""])
    keys = ("html/said-order", "html/node", "html/said-notes", "html/said-values")
    return _table(_heads(lang, *keys), rows)


def _answers(dossier: Dossier, lang: Lang) -> list[str]:
    """How many findings are answered, and those that are said to be done and still found."""
    here = {found.id for found in dossier.report.open}
    answered = sorted(dossier.responses.keys() & here)
    done = []
    for key in answered:
        if dossier.responses[key].is_done:
            done.append(_plain(number_of(key)))
    lines = [f"- {word('html/answered', lang)}: {len(answered)}"]
    if done:
        lines.append(f"- {word('html/said-done', lang)}: {', '.join(done)}")
    return ["\n".join(lines)]


def _waivers(dossier: Dossier, lang: Lang) -> str:
    """Every waiver of the register, those that cover nothing too."""
    keys = ("state", "rule", "node", "approver", "letter", "expires", "findings")
    rows = []
    for use in dossier.waivers:
        waiver = use.waiver
        texts = [waiver.id, word(f"waiver-{use.state}", lang), waiver.rule, waiver.node]
        texts += [waiver.approver, waiver.letter, waiver.expires.isoformat()]
        rows.append([*map(_plain, texts), str(len(use.findings))])
    return _table(["id", *_heads(lang, *keys)], rows)


def _listed(findings: Sequence[Mapping[str, Any]]) -> str:
    """The first of some findings, and how many more there are."""
    rows = []
    for found in findings[:_FEW]:
        told = _plain(f"{found['rule']} {found['label']}")
        rows.append(f"- {number_of(str(found['id']))} {told}")
    if len(findings) > _FEW:
        rows.append(f"- … {len(findings) - _FEW}")
    return "\n".join(rows)


def _changes(changes: Changes, lang: Lang) -> list[str]:
    """How many findings changed in which way, the first of them, and rules whose status changed."""
    totals = []
    listed = []
    for key in ("new", "reopened", "resolved", "persisting"):
        name = word(f"change-{key}", lang)
        found = getattr(changes, key)
        totals.append(f"- {name}: {len(found)}")
        # What is as it was is counted and not listed: the report itself has it.
        if found and key != "persisting":
            listed += [f"### {name.capitalize()}", _listed(found)]
    parts = ["\n".join(totals), *listed]
    if changes.statuses:
        rows = []
        for step in changes.statuses:
            before = setting(str(step.before), lang)
            after = setting(str(step.after), lang)
            rows.append("- " + _plain(f"{step.rule}: {before} → {after}"))
        parts += [f"### {word('change-status', lang).capitalize()}", "\n".join(rows)]
    return parts


def _sections(dossier: Dossier, lang: Lang) -> Iterator[tuple[str, list[str]]]:
    """The sections by the key of their heading: results first."""
    report = dossier.report
    if report.units:
        yield "rules-broken", [_rules(dossier, lang)]
    if len(report.units) > 1:
        yield "html/rule-matrix", [_matrix(dossier, lang)]
    if report.open:
        yield "html/work", _repairs(dossier, lang)
        yield "worst-nodes", [_worst(dossier, lang)]
    told = list(told_rows(dossier))
    if told:
        yield "html/said", [_said(told, lang)]
    if dossier.responses:
        yield "html/response-list", _answers(dossier, lang)
    if dossier.waivers:
        yield "waivers", [_waivers(dossier, lang)]
    if report.changes:
        lines = [f"- {_plain(change_line(change, lang))}" for change in report.changes]
        yield "profile-changes", ["\n".join(lines)]
    if dossier.changes is not None:
        yield "changes", _changes(dossier.changes, lang)


def check_markdown(dossier: Dossier) -> bytes:
    """A page of Markdown; the same dossier gives the same bytes."""
    lang = dossier.lang
    report = dossier.report
    parts = [f"# {word('report', lang)}"]
    parts += map(_plain, unit_names(dossier))
    parts += [f"**{qualified_sentence(dossier, lang)}**", reason_sentence(dossier, lang)]
    for problem in report.problems:
        parts.append(f"- {_plain(problem.line(lang))}")
    if report.units:
        parts.append(_units(dossier, lang))
    for key, body in _sections(dossier, lang):
        parts += [f"## {word(key, lang)}", *body]
    parts.append(f"{word('made-with', lang)} kinerja-kg {report.version}, {told_moment(dossier)}")
    return ("\n\n".join(parts) + "\n").encode()
