"""The findings of every unit of the store in one list with permalinks, for stores that one page can hold."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from kg.report.listing import spreadsheet_csv
from kg.report.words import period_text
from kg.rules.rule import SEVERITIES
from kg.web.pages import lang_of, page
from kg.web.reports import attachment, done
from kg.web.shown import Row, listing, narrowed, rows_of
from kg.web.state import state_of
from kg.web.tasks import UnitsHeld

__all__ = ["findings_csv", "findings_page"]

#: More units than these are looked at by the nation's own pages, not checked for one page.
_MOST = 10
#: What stands between the cells, by the name of the file.
_SEPARATORS = {"temuan.csv": ";", "temuan-koma.csv": ","}
_COLUMNS = ("nomor", "aturan", "keparahan", "kecamatan", "simpul", "pesan", "perbaikan", "tempat")


@dataclass(frozen=True)
class _Found:
    units: list[tuple[str, str, tuple[int, ...]]]
    rows: list[Row]
    total: int


async def _found(request: Request) -> _Found:
    """Findings of the first units; each is checked once and kept."""
    state = state_of(request)
    lang = lang_of(request)
    held = await state.answers.run(UnitsHeld(), state.settings.limits.question_seconds)
    units = []
    rows = []
    shown = held[:_MOST]
    checks = await asyncio.gather(
        *(state.checks.of_unit(region, period, lang) for region, period, _ in shown)
    )
    for (region, period, name), found in zip(shown, checks, strict=True):
        check = done(found)
        own = rows_of(check.dossier, lang)
        severities = []
        for row in own:
            if row.found.waived is None:
                severities.append(row.found.severity)
        counts = tuple(severities.count(severity) for severity in SEVERITIES)
        units.append(
            (f"{name.title()} {period_text(period, lang)}", f"/unit/{region}/{period}", counts)
        )
        rows += own
    return _Found(units, rows, len(held))


async def findings_page(request: Request) -> Response:
    """All findings, filtered by what the address says."""
    found = await _found(request)
    return page(
        request,
        "findings.html",
        units=found.units,
        total=found.total,
        listing=listing(found.rows, request.query_params),
    )


def _place(row: Row) -> str:
    source = row.found.source
    if source.sheet and source.cell:
        return f"{source.document or ''} {source.sheet}!{source.cell}".strip()
    return f"{source.document or ''}:{source.line or ''}"


async def findings_csv(request: Request) -> Response:
    """The same list, all pages of it, as a spreadsheet opens it: ``;`` for Indonesian settings, or ``,``."""
    found = await _found(request)
    lang = lang_of(request)
    table = []
    for row in narrowed(found.rows, request.query_params):
        f = row.found
        texts = [f.message[lang], f.remedy[lang], _place(row)]
        table.append([row.number, f.rule, f.severity, f.kecamatan, f.label, *texts])
    name = request.url.path.rpartition("/")[2]
    data = spreadsheet_csv(_COLUMNS, table, _SEPARATORS[name])
    return attachment(data, name, "text/csv")
