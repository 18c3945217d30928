"""One finding on a page of its own, and what people enter about it: an answer, a waiver.

Both go into the registers that ``kg check --waivers --responses`` reads.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from kg.errors import KgError, Problem
from kg.limits import DEFAULT
from kg.report.book.listing import ANSWERS, statuses
from kg.report.book.texts import text
from kg.report.dossier.dossier import Dossier, moment
from kg.report.followup.entering import enter_answer, enter_waiver
from kg.rules.approver import seems_a_person
from kg.rules.finding import Finding
from kg.rules.waiver_entry import day_of
from kg.web.bodies import form_fields
from kg.web.pages import lang_of, link, page
from kg.web.refusal import RefusedError, status_of
from kg.web.reports import done
from kg.web.shown import ShownRow, rows_of
from kg.web.state import may_write, must_write, state_of

__all__ = ["answered", "finding", "waived"]

#: What a person types for a waiver, by the keys of the register.
_TYPED = ("alasan", "jabatan", "nomor_surat", "disetujui", "berlaku_sampai")
#: Where an entry stands that no file holds yet, for messages about it.
_PLACE = "meja kerja"


async def _of_unit(request: Request) -> tuple[Dossier, ShownRow]:
    """The check of the unit, and the finding of it that the address names.

    :raises RefusedError: 404 SERVE-FINDING.
    """
    place = request.path_params
    checks = state_of(request).checks
    lang = lang_of(request)
    check = done(await checks.of_unit(place["region"], place["period"], lang))
    for row in rows_of(check.dossier, lang):
        if row.found.id == place["id"]:
            return check.dossier, row
    raise RefusedError(404, "SERVE-FINDING")


async def finding(request: Request) -> Response:
    """All that is known of a finding, and for reviewers the fields for an answer and a waiver."""
    dossier, row = await _of_unit(request)
    return _page(request, dossier, row, {}, [])


def _page(
    request: Request, dossier: Dossier, row: ShownRow, typed: dict[str, str], refused: list[Problem]
) -> Response:
    lang = lang_of(request)
    place = request.path_params
    answer = dossier.responses.get(row.found.id)
    held = dict(zip(ANSWERS, answer.typed, strict=True)) if answer else {}
    labels = {key: text("column", key, lang) for key in ANSWERS}
    return page(
        request,
        "finding.html",
        status=400 if refused else 200,
        row=row,
        f=row.found,
        unit=dossier.facts[0],
        base=f"/unit/{place['region']}/{place['period']}",
        may_write=may_write(request),
        answers={**held, **typed},
        labels=labels,
        statuses=statuses(lang),
        kept=statuses("id"),  # as the register keeps them
        typed=typed,
        keys=_TYPED,
        today=moment().date().isoformat(),
        longest=DEFAULT.waiver_days,
        refused=refused,
        remarks=_persons(row.found, held),
    )


def _persons(found: Finding, held: dict[str, str]) -> list[str]:
    """Names that read as those of persons, where a post is meant: said, not refused."""
    names = [held.get("pic", "")]
    if found.waived is not None:
        names.append(found.waived.approver)
    return [name for name in names if name and seems_a_person(name)]


async def _writer(request: Request) -> dict[str, str]:
    """What was typed, once it is sure that this person may write.

    :raises RefusedError: 403 for readers, or where the workbench only reads.
    """
    must_write(request)
    return await form_fields(request)


def _back(request: Request, row: ShownRow) -> Response:
    place = request.path_params
    address = f"/unit/{place['region']}/{place['period']}/temuan/{row.found.id}"
    return RedirectResponse(link(request, address), 303)


async def answered(request: Request) -> Response:
    """Put an answer into the register; what cannot be one is told on the page, nothing is lost."""
    typed = await _writer(request)
    dossier, row = await _of_unit(request)
    found = row.found
    about = {
        "fingerprint": found.id,
        "rule": found.rule,
        "label": found.label,
        "value": found.value or "",
    }
    register = state_of(request).settings.responses
    entering = partial(enter_answer, register, about, typed)
    return await _entered(request, dossier, row, typed, entering)


async def waived(request: Request) -> Response:
    """Add a waiver for this finding to the register; with ``semua`` for any value of the node."""
    typed = await _writer(request)
    dossier, row = await _of_unit(request)
    values = {key: " ".join(typed.get(key, "").split()) for key in _TYPED}
    is_for_any = bool(typed.get("semua"))
    days = {name: day_of(values[name]) or values[name] for name in _TYPED[-2:]}
    entry = {
        "aturan": row.found.rule,
        "simpul": row.found.focus,
        "sidik": "" if is_for_any else row.found.id,
        **values,
        **days,
    }
    entering = partial(enter_waiver, state_of(request).settings.waivers, entry, _PLACE)
    return await _entered(request, dossier, row, typed, entering)


async def _entered(
    request: Request,
    dossier: Dossier,
    row: ShownRow,
    typed: dict[str, str],
    enter: Callable[[], object],
) -> Response:
    """Write into a register, one writer at a time, and go back to the finding."""
    try:
        async with state_of(request).registering:
            await run_in_threadpool(enter)
    except KgError as error:
        return _told(request, dossier, row, typed, error)
    return _back(request, row)


def _told(
    request: Request, dossier: Dossier, row: ShownRow, typed: dict[str, str], error: KgError
) -> Response:
    """The page again with what was typed and what is wrong with it."""
    if status_of(error) != 400:
        raise error
    return _page(request, dossier, row, typed, error.problems)
