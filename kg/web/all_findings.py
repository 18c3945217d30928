"""The findings of units of the store in one list with permalinks: a part of them at a time, by what the address says."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from starlette.requests import Request
from starlette.responses import Response

from kg.errors import Problem
from kg.report.listing import spreadsheet_csv
from kg.report.words import period_text
from kg.rules.rule import SEVERITIES
from kg.web.checks import Check
from kg.web.pages import lang_of, page
from kg.web.refusal import status_of
from kg.web.reports import GOES_ON, attachment, done
from kg.web.shown import ShownRow, listing, narrowed, rows_of
from kg.web.state import state_of
from kg.web.tasks import UnitsHeld

__all__ = ["findings_csv", "findings_page"]

#: So many units are one part; the others are further parts, or looked for by code or name.
_MOST = 10
#: A page waits so long for checks, then it says how many are done, and looks again.
_PATIENCE = 1.0
#: What stands between the cells, by the name of the file.
_SEPARATORS = {"temuan.csv": ";", "temuan-koma.csv": ","}
_COLUMNS = ("nomor", "aturan", "keparahan", "kecamatan", "simpul", "pesan", "perbaikan", "tempat")

_Unit = tuple[str, str, str]


@dataclass(frozen=True)
class _Part:
    """The units that one page looks at, of those that were looked for, of all that the store holds."""

    units: Sequence[_Unit]
    number: int
    parts: int
    found: int
    held: int
    wanted: str

    @property
    def kept(self) -> dict[str, str]:
        """What an address of this part says, beside what findings are narrowed by."""
        number = str(self.number) if self.number > 1 else ""
        return {"kecamatan": self.wanted, "bagian": number}


@dataclass
class _Seen:
    """What the checks of a part came to."""

    units: list[tuple[str, str, tuple[int, ...] | None]] = field(default_factory=list)
    rows: list[ShownRow] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    status: int = 200
    ready: int = 0


def _is_sought(unit: _Unit, words: Sequence[str]) -> bool:
    """Whether a unit is one of those looked for: a code from its start, words anywhere else."""
    region, period, name = unit
    text = f"{period} {name}".casefold()
    return all(f"{region}.".startswith(f"{word}.") or word in text for word in words)


async def _part(request: Request) -> _Part:
    state = state_of(request)
    held = await state.answers.run(UnitsHeld(), state.settings.limits.question_seconds)
    wanted = request.query_params.get("kecamatan", "").strip()
    words = wanted.casefold().split()
    found = [unit for unit in held if _is_sought(unit, words)]
    parts = max(1, -(-len(found) // _MOST))
    number = 1
    asked = request.query_params.get("bagian", "1")
    if asked.isdecimal() and asked != "0":
        number = min(int(asked), parts)
    start = (number - 1) * _MOST
    return _Part(found[start : start + _MOST], number, parts, len(found), len(held), wanted)


async def _checks(request: Request, part: _Part, patience: float | None) -> list[Check]:
    """The check of every unit of the part; each is carried out once and kept."""
    state = state_of(request)
    lang = lang_of(request)
    found = [state.checks.begun(region, period, lang) for region, period, _ in part.units]
    running = [check.work for check in found if check.work is not None]
    if running:
        await asyncio.wait(running, timeout=patience)
    for check in found:
        state.checks.told(check)
    return found


def _seen(request: Request, part: _Part, checks: Sequence[Check]) -> _Seen:
    lang = lang_of(request)
    seen = _Seen(ready=sum(not check.running for check in checks))
    for (region, period, name), check in zip(part.units, checks, strict=True):
        counts: tuple[int, ...] | None = None
        if check.failed is not None:
            seen.problems += check.failed.problems
            seen.status = status_of(check.failed)
        elif check.done is not None:
            own = rows_of(check.done.dossier, lang)
            counts = _counted(own)
            seen.rows += own
        called = f"{name.title()} {period_text(period, lang)}"
        seen.units.append((called, f"/unit/{region}/{period}", counts))
    if seen.ready < len(checks):
        seen.status = GOES_ON
    return seen


def _counted(rows: Sequence[ShownRow]) -> tuple[int, ...]:
    severities = []
    for row in rows:
        if row.found.waived is None:
            severities.append(row.found.severity)
    return tuple(map(severities.count, SEVERITIES))


async def findings_page(request: Request) -> Response:
    """The findings of one part, filtered by what the address says; what is checked still is told."""
    part = await _part(request)
    seen = _seen(request, part, await _checks(request, part, _PATIENCE))
    shown = listing(seen.rows, request.query_params)
    return page(
        request,
        "findings.html",
        status=seen.status,
        part=part,
        seen=seen,
        goes_on=seen.status == GOES_ON,
        listing=shown,
        narrowing=_narrowing(shown.chosen, part),
    )


def _narrowing(chosen: Mapping[str, str], part: _Part) -> dict[str, str]:
    return {**part.kept, **chosen}


def _place(row: ShownRow) -> str:
    source = row.found.source
    if source.sheet and source.cell:
        return f"{source.document or ''} {source.sheet}!{source.cell}".strip()
    return f"{source.document or ''}:{source.line or ''}"


async def findings_csv(request: Request) -> Response:
    """The same part, all pages of it, as a spreadsheet opens it: ``;`` for Indonesian settings, or ``,``.

    :raises KgError: why one of its units could not be checked: a part of a list is no list.
    """
    part = await _part(request)
    lang = lang_of(request)
    rows: list[ShownRow] = []
    for check in await _checks(request, part, None):
        rows += rows_of(done(check).dossier, lang)
    table = []
    for row in narrowed(rows, request.query_params):
        f = row.found
        texts = [f.message[lang], f.remedy[lang], _place(row)]
        table.append([row.number, f.rule, f.severity, f.kecamatan, f.label, *texts])
    name = request.url.path.rpartition("/")[2]
    data = spreadsheet_csv(_COLUMNS, table, _SEPARATORS[name])
    return attachment(data, name, "text/csv")
