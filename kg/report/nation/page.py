"""The roll-up as one HTML file: sortable tables and charts, nothing from outside."""

from __future__ import annotations

from kg.errors import Lang
from kg.report.nation.listing import area_columns, area_row, percent, rule_columns, rule_row
from kg.report.nation.rollup import Area, Rollup, RuleRow
from kg.report.nation.words import say
from kg.report.templating import inline, policy, templates

__all__ = ["rollup_page"]

_PACKAGE = "kg.report.nation"
#: How many cells at the beginning of a row name an area, or a rule.
_AREA_TEXTS, _RULE_TEXTS = 2, 3
_BARS = 20


def _number(text: str) -> str:
    """What a cell sorts by: its number, a share by its size; nothing for text."""
    plain = text.replace(",", ".").rstrip("%")
    try:
        return f"{float(plain):g}"
    except ValueError:
        if text == "-":
            return "-1"
        return ""


def _areas(areas: tuple[Area, ...], lang: Lang) -> list[list[tuple[str, str]]]:
    """The cells of each area with what each sorts by; codes and counted shares sort as text."""
    return [_area(area, lang) for area in areas]


def _area(area: Area, lang: Lang) -> list[tuple[str, str]]:
    found = []
    for place, cell in enumerate(area_row(area, lang)):
        is_text = place < _AREA_TEXTS or "/" in cell
        found.append((cell, "" if is_text else _number(cell)))
    return found


def _rule(rule: RuleRow, lang: Lang) -> list[tuple[str, str]]:
    found = []
    for place, cell in enumerate(rule_row(rule, lang)):
        found.append((cell, "" if place < _RULE_TEXTS else _number(cell)))
    return found


def rollup_page(found: Rollup, lang: Lang) -> bytes:
    """The page; the same roll-up gives the same bytes."""
    style = inline(_PACKAGE, "style.css")
    script = inline(_PACKAGE, "script.js")
    charts = [("chart-provinces", _provinces(found, lang)), ("chart-rules", _broken(found))]
    page = (
        templates(_PACKAGE)
        .get_template("rollup.html")
        .render(
            r=found,
            lang=lang,
            say=lambda key, **values: say(key, lang, **values),
            policy=policy(style, script),
            style=style,
            script=script,
            tiles=_tiles(found, lang),
            charts=charts,
            area_columns=area_columns(lang),
            areas=_areas(found.areas, lang),
            extremes=[("worst", _areas(found.worst, lang)), ("best", _areas(found.best, lang))],
            rule_columns=rule_columns(lang),
            rules=[_rule(row, lang) for row in found.rules],
            level=say(found.by, lang),
        )
    )
    return page.encode()


def _provinces(found: Rollup, lang: Lang) -> list[tuple[str, float | None, str]]:
    """Name, length and figure of each bar."""
    bars = []
    for area in found.provinces:
        bars.append((area.name, area.measurable, percent(area.measurable, lang)))
    return bars


def _broken(found: Rollup) -> list[tuple[str, float, str]]:
    """The same for the rules that are broken most; the first bar is as long as there is room."""
    most = max((rule.broken for rule in found.rules), default=0)
    bars = []
    for rule in found.rules[:_BARS]:
        if rule.broken:
            bars.append((f"{rule.id} {rule.title}", rule.broken / most, str(rule.broken)))
    return bars


def _tiles(found: Rollup, lang: Lang) -> list[tuple[str, str]]:
    nation = found.nation
    measurable = percent(nation.measurable, lang)
    complete = percent(nation.complete, lang)
    return [
        (say("units", lang), str(nation.units - nation.failed)),
        (say("sasaran", lang), f"{measurable} ({nation.sasaran_yes}/{nation.sasaran})"),
        (say("kondisi_operasional", lang), f"{complete} ({nation.kondisi_yes}/{nation.kondisi})"),
    ]
