"""The roll-up as rows: figures as people read them, shares with their counts."""

from __future__ import annotations

from kg.errors import Lang
from kg.report.nation.rollup import Area, RuleRow
from kg.report.nation.words import say
from kg.report.words import word

__all__ = ["area_columns", "area_row", "percent", "rule_columns", "rule_row"]

_SEVERITIES = ("violation", "warning", "info")


def percent(share: float | None, lang: Lang) -> str:
    """A share with one digit, as the language writes numbers.

    A dash where there is nothing to judge.

    >>> percent(0.125, "id"), percent(None, "en")
    ('12,5%', '-')
    """
    if share is None:
        return "-"
    text = f"{100 * share:.1f}%"
    if lang == "id":
        return text.replace(".", ",")
    return text


def area_columns(lang: Lang) -> tuple[str, ...]:
    """The heads of a list of areas."""
    own = [say(key, lang) for key in ("code", "name", "units-short", "failed-short")]
    shares = []
    for key in ("sasaran", "sasaran-count", "kondisi_operasional", "kondisi-count"):
        shares.append(say(key, lang))
    return (*own, *shares, *(word(key, lang) for key in _SEVERITIES), say("density", lang))


def area_row(area: Area, lang: Lang) -> list[str]:
    """The cells of one area."""
    if area.density is None:
        density = "-"
    else:
        density = f"{area.density:.2f}"
    return [
        area.code,
        area.name,
        str(area.units),
        str(area.failed),
        percent(area.measurable, lang),
        f"{area.sasaran_yes}/{area.sasaran}",
        percent(area.complete, lang),
        f"{area.kondisi_yes}/{area.kondisi}",
        *(str(getattr(area, key)) for key in _SEVERITIES),
        density.replace(".", ",") if lang == "id" else density,
    ]


def rule_columns(lang: Lang) -> tuple[str, ...]:
    """The heads of a list of rules."""
    return (
        word("rule", lang),
        *(say(key, lang) for key in ("title", "severity", "broken-in", "applied-in", "findings")),
    )


def rule_row(rule: RuleRow, lang: Lang) -> list[str]:
    """The cells of one rule."""
    return [
        rule.id,
        rule.title,
        word(rule.severity, lang),
        str(rule.broken),
        str(rule.applied),
        str(rule.findings),
    ]
