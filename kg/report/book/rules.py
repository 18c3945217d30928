"""The sheets Daftar Aturan, Pengecualian and Perubahan."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kg.errors import Lang
from kg.report.book.grid import BookGrid, Tone, Toned, Value, columns
from kg.report.book.texts import text
from kg.report.dossier.counts import state
from kg.report.dossier.dossier import Dossier
from kg.report.words import setting, word
from kg.rules.check import RuleStatus
from kg.rules.finding import number_of

__all__ = ["changes", "rules", "waivers"]

_TONES: dict[str, Tone] = {
    "kept": "good",
    "broken": "bad",
    "error": "bad",
    "not-applied": "open",
    "manual": "open",
    "off": "open",
}


def _rule(row: RuleStatus, dossier: Dossier, profile: dict[str, str]) -> list[Value]:
    lang = dossier.lang
    rule = row.rule
    status = state(row)
    return [
        rule.id,
        rule.title[lang],
        Toned(text("reason", status, lang), _TONES[status]),
        row.targets,
        row.findings,
        row.waived,
        word(rule.severity, lang),
        word(rule.kind, lang),
        rule.tier,
        "; ".join(rule.basis),
        rule.description[lang],
        rule.remedy[lang],
        rule.question[lang] if rule.question else "",
        profile.get(rule.id, ""),
    ]


def rules(dossier: Dossier) -> BookGrid:
    """Every rule once, whatever became of it."""
    lang = dossier.lang
    profile = {}
    for change in dossier.report.changes:
        if change.limit or change.words:
            continue
        step = f"{setting(change.before, lang)} → {setting(change.after, lang)}"
        profile[change.rule] = f"{step}: {change.reason}"
    heads = columns(
        lang, rule=9, title=30, verdict=18, targets=9, found=9, waived=13, severity=14, kind=11, tier=9, basis=32,
        description=48, remedy=44, question=44, profile=36,
    )  # fmt: skip
    return BookGrid(
        text("sheet", "rules", lang),
        heads,
        [_rule(row, dossier, profile) for row in dossier.report.statuses()],
    )


def waivers(dossier: Dossier) -> BookGrid:
    """Every waiver with its state and the findings it covers."""
    lang = dossier.lang
    heads = columns(
        lang, waiver_id=18, rule=9, node=44, reason=44, approver=26, letter=24, approved=13, expires=13, state=18, numbers=40,
        place=24,
    )  # fmt: skip
    rows: list[list[Value]] = []
    for use in dossier.waivers:
        w = use.waiver
        if use.state == "active":
            tone: Tone = "good"
        else:
            tone = "warn"
        numbers = ", ".join(map(number_of, use.findings))
        rows.append([
            w.id, w.rule, w.node, w.reason, w.approver, w.letter, w.approved, w.expires,
            Toned(text("state", use.state, lang), tone), numbers, w.place,
        ])  # fmt: skip
    return BookGrid(text("sheet", "waivers", lang), heads, rows)


def _changed(found: Mapping[str, Any], lang: Lang) -> list[Value]:
    """One finding of a comparison; the last two cells are those of a status."""
    key = str(found["id"])
    return [
        number_of(key),
        key,
        str(found["rule"]),
        word(found["severity"], lang),
        str(found["kecamatan"]),
        str(found["label"]),
        str(found["message"][lang]),
        "",
        "",
    ]


def changes(dossier: Dossier) -> BookGrid:
    """What is new, resolved, persisting or re-opened since the earlier report, and which rules changed their status."""
    lang = dossier.lang
    change = dossier.changes
    rows: list[list[Value]] = []
    if change is not None:
        for kind in ("new", "reopened", "resolved", "persisting"):
            for found in getattr(change, kind):
                rows.append([text("change", kind, lang), *_changed(found, lang)])
        for row in change.statuses:
            told = [setting(row.before, lang), setting(row.after, lang)]
            rows.append([text("change", "status", lang), "", "", row.rule, "", "", "", "", *told])
    if not rows:
        # Nothing changed is another thing than nothing to compare with.
        key = "none" if change is None else "same"
        rows.append([text("change", key, lang), *[""] * 9])
    heads = columns(
        lang,
        change=22,
        number=13,
        fingerprint=19,
        rule=9,
        severity=13,
        kecamatan=12,
        label=40,
        message=56,
        before=16,
        after=16,
    )
    return BookGrid(text("sheet", "changes", lang), heads, rows)
