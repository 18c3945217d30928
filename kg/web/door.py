"""Signing in with the token of the token file."""

from __future__ import annotations

import hmac

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from kg.web.bodies import form_fields
from kg.web.pages import page
from kg.web.security import COOKIE, pass_for
from kg.web.state import state_of

__all__ = ["enter"]


async def enter(request: Request) -> Response:
    """The form, and what comes of it: a cookie that no script reads and no other site sends."""
    settings = state_of(request).settings
    if request.method == "GET":
        return page(request, "enter.html", wrong=False)
    fields = await form_fields(request)
    given = fields.get("token", "").strip()
    if not settings.token or not hmac.compare_digest(given.encode(), settings.token.encode()):
        return page(request, "enter.html", status=401, wrong=True)
    answer = RedirectResponse(f"{settings.root_path}/", 303)
    is_secure = request.url.scheme == "https"
    answer.set_cookie(
        COOKIE, pass_for(settings.token), httponly=True, samesite="strict", secure=is_secure
    )
    return answer
