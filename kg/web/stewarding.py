"""The steward's pages: names to be decided one after the other, the lists, and what became of their entries."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from kg.errors import KgError, Problem
from kg.link.crosswalk import Step
from kg.report.dossier.dossier import moment
from kg.report.listing import csv_text
from kg.rules.approver import seems_a_person
from kg.web.bodies import form_fields
from kg.web.link_tasks import Decide, Lists, Mappings, Queue, Steps, ToReview
from kg.web.pages import link, page
from kg.web.refusal import status_of
from kg.web.reports import attachment
from kg.web.state import may_write, must_write, state_of

__all__ = ["crosswalks", "decide", "lists", "mappings", "queue"]

#: What stays in the address from one decision to the next.
_KEPT = ("kecamatan", "teks", "jenjang", "peninjau")
#: So many rows stand on a page; the file has them all.
_SHOWN = 200
_COLUMNS = ("perubahan", "kode_lama", "nama_lama", "kode_baru", "nama_baru", "kemiripan")
#: All names of a large store may be too many for one look.
_LATE = 504


def _wanted(asked: Any) -> ToReview:
    texts = str(asked.get("teks", ""))
    return ToReview(asked.get("kecamatan", "").strip(), texts, asked.get("jenjang", "").strip())


def _place(asked: Mapping[str, str]) -> int:
    """Where in the queue somebody stands; the beginning where it is not said."""
    number = asked.get("no", "")
    return int(number) if number.isdecimal() else 0


async def queue(request: Request) -> Response:
    """The next name to be decided with its candidates, and how many are left."""
    return await _page(request, dict(request.query_params), [])


async def _page(request: Request, asked: dict[str, str], refused: list[Problem]) -> Response:
    state = state_of(request)
    seconds = state.settings.limits.web_check_seconds
    status = 400 if refused else 200
    try:
        found: Queue = await state.answers.run(_wanted(asked), seconds, request.receive)
    except KgError as error:
        if status_of(error) != _LATE:
            raise
        # The page has the fields to ask for less.
        status, found, refused = _LATE, Queue((), (), 0), error.problems
    place = min(_place(asked), max(len(found.open) - 1, 0))
    reviewer = asked.get("peninjau", "")
    kept = {name: asked[name] for name in _KEPT if asked.get(name)}
    return page(
        request,
        "queue.html",
        status=status,
        queue=found,
        place=place,
        case=found.open[place] if found.open else None,
        kept=kept,
        refused=refused,
        may_decide=may_write(request),
        is_person=bool(reviewer) and seems_a_person(reviewer),
    )


async def decide(request: Request) -> Response:
    """Take one decision over and go on to the next name.

    :raises RefusedError: 403 for readers, or where the workbench only reads.
    """
    must_write(request)
    said = await form_fields(request)
    if said.get("keputusan") == "kode lain":
        said["keputusan"] = said.get("kode", "")
    kept = {name: said[f"k-{name}"] for name in _KEPT if said.get(f"k-{name}")}
    kept["peninjau"] = said.get("peninjau", "")
    state = state_of(request)
    task = Decide(str(state.settings.store), said, moment().date().isoformat())
    try:
        async with state.registering:
            await state.checks.workers.run(task, state.settings.limits.web_check_seconds)
    except KgError as error:
        if status_of(error) != 400:
            raise
        return await _page(request, {**kept, "no": said.get("no", "0")}, error.problems)
    state.written()
    # A name that was put off stays in the queue and is passed over; a decided one leaves it.
    is_put_off = said.get("keputusan") == "tunda"
    kept["no"] = str(_place(said) + is_put_off)
    return RedirectResponse(link(request, "/tinjau", **kept), 303)


async def mappings(request: Request) -> Response:
    """What the names of the queue mean, as SSSOM."""
    state = state_of(request)
    task = Mappings(_wanted(dict(request.query_params)))
    body = await state.answers.run(task, state.settings.limits.web_check_seconds)
    return attachment(body, "padanan.sssom.tsv", "text/tab-separated-values")


async def lists(request: Request) -> Response:
    """The lists that the store knows, each with its addresses for programs."""
    state = state_of(request)
    found = await state.answers.run(Lists(), state.settings.limits.question_seconds)
    root = str(request.base_url).rstrip("/")
    return page(request, "lists.html", lists=found, root=root)


async def crosswalks(request: Request) -> Response:
    """What became of the entries of one list in another, narrowed by kind and by words."""
    asked = request.query_params
    state = state_of(request)
    known = await state.answers.run(Lists(), state.settings.limits.question_seconds)
    chosen = {name: asked.get(name, "") for name in ("dari", "ke")}
    steps: list[Step] = []
    if all(chosen.values()):
        task = Steps(chosen["dari"], chosen["ke"])
        steps = await state.answers.run(task, state.settings.limits.web_check_seconds)
    kinds = Counter(step.kind for step in steps)
    kind, words = asked.get("jenis", ""), _words(asked)
    rows = [row for row in map(_row, steps) if _is_wanted(row, kind, words)]
    if asked.get("format") == "csv":
        return attachment(csv_text(_COLUMNS, rows).encode(), "padanan.csv", "text/csv")
    return page(
        request,
        "crosswalk.html",
        lists=known,
        chosen=chosen,
        kinds=sorted(kinds.items()),
        kind=asked.get("jenis", ""),
        sought=asked.get("cari", ""),
        rows=rows[:_SHOWN],
        total=len(rows),
    )


def _words(asked: Any) -> list[str]:
    return str(asked.get("cari", "")).casefold().split()


def _is_wanted(row: list[str], kind: str, words: list[str]) -> bool:
    text = " ".join(row).casefold()
    return kind in {"", row[0]} and all(word in text for word in words)


def _row(step: Step) -> list[str]:
    """One step as cells; a side that is missing is empty."""
    sides = []
    for concept in (step.old, step.new):
        if concept is None:
            sides += ["", ""]
        else:
            sides += [concept.code, concept.name]
    similarity = ""
    if step.similarity:
        similarity = f"{step.similarity:.2f}"
    return [step.kind, *sides, similarity]
