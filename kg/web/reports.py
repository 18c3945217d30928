"""The report of a check: its page, its parts to download, and keeping what was checked."""

from __future__ import annotations

import io
import zipfile
from typing import Any
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from kg.errors import Lang
from kg.read.layout.choice import Choice
from kg.read.layout.choice import Wanted as AsSaid
from kg.read.layout.words import layouts
from kg.report.bundle.parts import PARTS, WORKBOOK
from kg.report.dossier.dossier import Dossier, conclusion
from kg.report.dossier.sentences import qualified_sentence
from kg.web.bodies import form_fields
from kg.web.check_tasks import BundleParts, Checked, Keep, PartBytes
from kg.web.checks import Check
from kg.web.pages import lang_of, link, page
from kg.web.refusal import RefusedError
from kg.web.shown import listing, rows_of
from kg.web.state import may_write, must_write, state_of
from kg.web.trees import branches

__all__ = [
    "GOES_ON",
    "attachment",
    "bundle",
    "done",
    "download",
    "keep",
    "read_again",
    "report",
    "shown",
]

#: The parts that a page offers, the others stand in the bundle.
_OFFERED = ("pdf", "xlsx", "json", "ttl", "csv-id", "html")
#: Accepted, not yet done (RFC 9110, 15.3.3): a page about work that goes on, which looks again.
GOES_ON = 202


def attachment(data: bytes, name: str, media: str) -> Response:
    """A file to keep, never shown in the page's own origin.

    Its name in ASCII and in full (RFC 6266).
    """
    plain = name.encode("ascii", "replace").decode().replace("?", "_").replace('"', "_")
    disposition = f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"
    return Response(data, media_type=media, headers={"Content-Disposition": disposition})


def _known(request: Request) -> Check:
    check = state_of(request).checks.find(request.path_params["key"])
    if check is None:
        raise RefusedError(404, "SERVE-CHECK")
    return check


def done(check: Check) -> Checked:
    """What came of a check.

    :raises KgError: why nothing came of it; 409 SERVE-RUNNING while it runs.
    """
    if check.failed is not None:
        raise check.failed
    if check.done is None:
        raise RefusedError(409, "SERVE-RUNNING")
    return check.done


def shown(dossier: Dossier, request: Request) -> dict[str, Any]:
    """What every page about a check says first, and the findings it lists."""
    lang: Lang = lang_of(request)
    rows = rows_of(dossier, lang)
    return {
        "d": dossier,
        "verdict": conclusion(dossier),
        "sentence": qualified_sentence(dossier, lang),
        "listing": listing(rows, request.query_params),
        "trees": [(facts, branches(facts, dossier.findings)) for facts in dossier.facts],
        "statuses": dossier.report.statuses(),
    }


def report(request: Request) -> Response:
    """The page of an uploaded check; while it runs, a page that asks again by itself."""
    check = _known(request)
    if check.running:
        return page(request, "running.html", status=GOES_ON, names=check.names)
    checked = done(check)
    if checked.dossier.report.problems:
        values = {"check": check, "checked": checked, "layouts": layouts()}
        return page(request, "unreadable.html", status=422, base=f"/periksa/{check.key}", **values)
    return page(
        request,
        "report.html",
        check=check,
        checked=checked,
        may_keep=may_write(request),
        layouts=layouts(),
        offered=[part for part in PARTS if part.form in _OFFERED],
        base=f"/periksa/{check.key}",
        **shown(checked.dossier, request),
    )


async def read_again(request: Request) -> Response:
    """Read the same files as the form says: layout, kecamatan, period, kind; and check them anew."""
    check = _known(request)
    said = await form_fields(request)
    layout = said.get("layout", "")
    if layout and layout not in layouts():
        raise RefusedError(400, "SERVE-FORM")  # never the path of a file of the server
    texts = [said.get(name, "").strip() for name in ("kecamatan", "period", "kind")]
    choice = Choice(layout, AsSaid(*texts))
    again = state_of(request).checks.read_as(check, lang_of(request), choice)
    return RedirectResponse(link(request, f"/periksa/{again.key}"), 303)


async def download(request: Request) -> Response:
    """One part of the report; ``kembali`` gives the workbooks with comments in their cells."""
    check = _known(request)
    form = request.path_params["form"]
    checked = done(check)
    state = state_of(request)
    seconds = state.settings.limits.web_check_seconds
    if form == "kembali":
        files = await state.checks.workers.run(
            BundleParts(checked.dossier, check.folder, only_returned=True), seconds
        )
        if not files:
            raise RefusedError(404, "SERVE-NOBOOK")
        if len(files) == 1:
            [(name, data)] = files.items()
            return attachment(data, name.rpartition("/")[2], WORKBOOK)
        return attachment(_zipped(files), "isian-dengan-komentar.zip", "application/zip")
    part = next((part for part in PARTS if part.form == form), None)
    if part is None:
        raise RefusedError(404, "SERVE-UNKNOWN", {"found": form})
    data = await state.checks.workers.run(PartBytes(checked.dossier, form, check.folder), seconds)
    return attachment(data, part.file, part.media)


def _zipped(files: dict[str, bytes]) -> bytes:
    """The files in one archive, with a fixed time: the same files give the same bytes."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return target.getvalue()


async def bundle(request: Request) -> Response:
    """The whole bundle with its manifest, as an archive."""
    check = _known(request)
    checked = done(check)
    state = state_of(request)
    task = BundleParts(checked.dossier, check.folder)
    files = await state.checks.workers.run(task, state.settings.limits.web_check_seconds)
    return attachment(_zipped(files), f"laporan-{check.key[:8]}.zip", "application/zip")


async def keep(request: Request) -> Response:
    """Load what was checked into the store.

    :raises RefusedError: 403 for readers, or where the workbench only reads.
    """
    check = _known(request)
    state = state_of(request)
    must_write(request)
    checked = done(check)
    task = Keep(check.folder, check.names, str(state.settings.store), check.choice)
    await state.checks.workers.run(task, state.settings.limits.web_check_seconds)
    state.written()
    unit = checked.dossier.report.units[0]
    return RedirectResponse(link(request, f"/unit/{unit.region}/{unit.period}"), 303)
