"""Files that are sent to be checked."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from kg.web.bodies import uploaded
from kg.web.pages import lang_of, link
from kg.web.refusal import RefusedError
from kg.web.state import state_of

__all__ = ["upload"]


async def upload(request: Request) -> Response:
    """Begin the check of the files and lead to its page; the same files lead to the same page.

    :raises RefusedError: 400 SERVE-NOFILE when no file was chosen.
    """
    files, _ = await uploaded(request)
    if not files:
        raise RefusedError(400, "SERVE-NOFILE")
    check = state_of(request).checks.of_upload(files, lang_of(request))
    return RedirectResponse(link(request, f"/periksa/{check.key}"), 303)
