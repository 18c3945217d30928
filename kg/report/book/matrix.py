"""The sheets Matriks and Daftar Perbaikan.

Rules beside every kecamatan, and what each post has to mend.
"""

from __future__ import annotations

from kg.report.book.grid import BookGrid, Tone, Toned, Value, columns
from kg.report.book.texts import text
from kg.report.dossier.counts import state
from kg.report.dossier.dossier import Dossier
from kg.report.dossier.naming import told_numbers
from kg.report.dossier.place import remedy_for
from kg.report.dossier.priority import urgency
from kg.report.dossier.repairs import repairs
from kg.report.words import period_text, word
from kg.rules.check import RuleStatus

__all__ = ["matrix", "work"]

_TONES: dict[str, Tone] = {"kept": "good", "broken": "bad", "error": "bad"}


def _cell(row: RuleStatus, dossier: Dossier) -> Value:
    """The open findings of a rule in a unit, or the word for its state there."""
    key = state(row)
    many = row.findings - row.waived
    shown = many or text("reason", key, dossier.lang)
    return Toned(shown, _TONES.get(key, "open"))


def matrix(dossier: Dossier) -> BookGrid:
    """Every rule beside every kecamatan, in the order of mending."""
    lang = dossier.lang
    cells: dict[str, list[Value]] = {}
    for unit in dossier.report.units:
        for row in unit.statuses:
            cells.setdefault(row.rule.id, []).append(_cell(row, dossier))
    rows: list[list[Value]] = []
    for rule in sorted(dossier.report.rules, key=urgency):
        told: list[Value] = [rule.id, rule.title[lang], word(rule.severity, lang)]
        rows.append([*told, *cells.get(rule.id, [])])
    heads = columns(lang, rule=9, title=34, severity=13)
    for unit in dossier.report.units:
        heads += ((f"{unit.region} {period_text(unit.period, lang)}", 18),)
    return BookGrid(text("sheet", "matrix", lang), heads, rows)


def work(dossier: Dossier) -> BookGrid:
    """What each post has to mend, most urgent first."""
    lang = dossier.lang
    rows: list[list[Value]] = []
    printed = told_numbers(dossier)
    for repair in repairs(dossier):
        rule = repair.rule
        numbers = ", ".join(printed[found.id] for found in repair.findings)
        post = repair.post or word("html/nobody", lang)
        told: list[Value] = [repair.unit.region, repair.name, post, rule.id]
        told += [
            word(rule.severity, lang),
            remedy_for(rule, repair.findings, lang),
            len(repair.findings),
            numbers,
        ]
        rows.append(told)
    heads = columns(
        lang,
        kecamatan=13,
        name=22,
        post=28,
        rule=9,
        severity=13,
        remedy=60,
        found=9,
        numbers=44,
    )
    return BookGrid(text("sheet", "work", lang), heads, rows)
