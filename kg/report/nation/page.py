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
from kg.report.nation.rollup import Area, Rollup
from kg.report.nation.words import say
from kg.safe_text import visible

__all__ = ["rollup_page"]

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
    rows = [area_row(area, lang) for area in areas]
    found = []
    for row in rows:
        found.append(
            [(cell, "" if at < 2 or "/" in cell else _number(cell)) for at, cell in enumerate(row)]
        )
    return found


def rollup_page(found: Rollup, lang: Lang) -> bytes:
    """The page; the same roll-up gives the same bytes."""
    environment = Environment(
        loader=PackageLoader("kg.report.nation"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_shown,
    )
    style = _inline("style.css")
    script = _inline("script.js")
    nation = found.nation
    provinces = [(a.name, a.measurable, percent(a.measurable, lang)) for a in found.provinces]
    most = max((r.broken for r in found.rules), default=0)
    broken = []
    for r in found.rules[:_BARS]:
        if r.broken:
            broken.append((f"{r.id} {r.title}", r.broken / most, str(r.broken)))
    tiles = [
        (say("units", lang), str(nation.units - nation.failed)),
        (
            say("sasaran", lang),
            f"{percent(nation.measurable, lang)} ({nation.sasaran_yes}/{nation.sasaran})",
        ),
        (
            say("kondisi_operasional", lang),
            f"{percent(nation.complete, lang)} ({nation.kondisi_yes}/{nation.kondisi})",
        ),
    ]
    page = environment.get_template("rollup.html").render(
        r=found,
        lang=lang,
        say=lambda key, **values: say(key, lang, **values),
        policy=_policy(style, script),
        style=style,
        script=script,
        tiles=tiles,
        charts=[("chart-provinces", provinces), ("chart-rules", broken)],
        area_columns=area_columns(lang),
        areas=_areas(found.areas, lang),
        extremes=[("worst", _areas(found.worst, lang)), ("best", _areas(found.best, lang))],
        rule_columns=rule_columns(lang),
        rules=[
            [(c, "" if at < 3 else _number(c)) for at, c in enumerate(rule_row(r, lang))]
            for r in found.rules
        ],
        level=say(found.by, lang),
    )
    return page.encode()
