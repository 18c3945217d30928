"""The roll-up as one HTML file: sortable tables and charts, nothing from outside."""

from __future__ import annotations

import base64
import hashlib
from importlib import resources
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from kg.errors import Lang
from kg.report.nation.listing import area_columns, area_row, percent, rule_columns, rule_row
from kg.report.nation.rollup import Area, Rollup, RuleRow
from kg.report.nation.words import say
from kg.safe_text import visible

__all__ = ["rollup_page"]

#: How many cells at the beginning of a row name an area, or a rule.
_AREA_TEXTS, _RULE_TEXTS = 2, 3
_BARS = 20


def _shown(value: Any) -> Any:
    if isinstance(value, Markup) or not isinstance(value, str):
        return value
    return visible(value)


def _inline(name: str) -> Markup:
    """A style or script of the package; our own text, which holds no closing tag."""
    text = (
        resources.files("kg.report.nation")
        .joinpath("templates")
        .joinpath(name)
        .read_text(encoding="utf-8")
    )
    return Markup(text)  # ruff: ignore[unsafe-markup-use] - a file of the package, nothing from outside


def _digest(text: str) -> str:
    return "'sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() + "'"


def _policy(style: str, script: str) -> str:
    sources = f"style-src {_digest(style)}; script-src {_digest(script)}"
    return f"default-src 'none'; {sources}; base-uri 'none'; form-action 'none'"


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
    style = _inline("style.css")
    script = _inline("script.js")
    charts = [("chart-provinces", _provinces(found, lang)), ("chart-rules", _broken(found))]
    page = (
        _environment()
        .get_template("rollup.html")
        .render(
            r=found,
            lang=lang,
            say=lambda key, **values: say(key, lang, **values),
            policy=_policy(style, script),
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


def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("kg.report.nation"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_shown,
    )


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
