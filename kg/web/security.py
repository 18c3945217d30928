"""Who may come in, and what a browser may do with what it is shown."""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Mapping
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import HTTPConnection
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kg.web.settings import WebSettings

__all__ = ["COOKIE", "RequestGuard", "pass_for", "role_of"]

COOKIE = "kinerja"
#: Nothing is fetched from outside, nothing runs that is not a file of ours, nobody may frame a
#: page.
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
_HEADERS = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cache-Control": "no-store",
}
#: Seen by everybody: whether the workbench lives, its looks, and the door itself.
_OPEN = ("/sehat", "/masuk")
#: Styles and scripts hold nothing of anybody, and the page of the token needs them.
_LOOKS = "/static/"
#: Questions of machines; a POST there changes nothing.
_ASKING = ("/sparql", "/reconcile")
#: A host as a browser sends it, with or without its port.
_HOST = re.compile(r"(?P<name>\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9.-]+)(:\d{1,5})?")
#: Methods that change nothing, which any page may send.
_SAFE = {"GET", "HEAD", "OPTIONS"}


def pass_for(token: str) -> str:
    """What the cookie holds for somebody who knows the token; never the token itself."""
    return hashlib.sha256(b"kinerja " + token.encode()).hexdigest()


def role_of(scope: Mapping[str, object]) -> str:
    """``reviewer`` may enter waivers and decisions and keep documents, ``reader`` may look and check."""
    return str(scope.get("kinerja.role", "reader"))


def _name(host: str) -> str:
    """The name in a Host header, without its port; empty for what is no such header (RFC 9110, 7.2).

    >>> _name("localhost:8000"), _name("[::1]:8000"), _name("evil@localhost")
    ('localhost', '::1', '')
    """
    found = _HOST.fullmatch(host)
    if not found:
        return ""
    return found["name"].strip("[]").casefold()


def _path(scope: Scope) -> str:
    """What was asked for, below the path at which a proxy shows the workbench."""
    return str(scope["path"]).removeprefix(str(scope.get("root_path", "")))


class RequestGuard:
    """ASGI middleware: host, sign-in, origin of what changes state, headers of every answer."""

    def __init__(self, app: ASGIApp, settings: WebSettings) -> None:
        self._app = app
        self._settings = settings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer what is not allowed, hand on the rest."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        refused = self._refused(scope)
        if refused is not None:
            await refused(scope, receive, guarded)
            return
        await self._app(scope, receive, guarded)

    def _refused(self, scope: Scope) -> Response | None:
        headers = Headers(scope=scope)
        path = _path(scope)
        named = headers.getlist("host")
        if len(named) != 1 or _name(named[0]) not in self._settings.hosts:
            return PlainTextResponse("host\n", 421)
        if path not in _OPEN and not path.startswith(_LOOKS):
            refused = self._stranger(scope, headers)
            if refused is not None:
                return refused
        is_question = path.startswith(_ASKING)
        if scope["method"] not in _SAFE and not is_question and not _own(headers):
            return PlainTextResponse("origin\n", 403)
        return None

    def _stranger(self, scope: Scope, headers: Headers) -> Response | None:
        """What is said to somebody who did not sign in; else the role is written down."""
        settings = self._settings
        role = "reader" if settings.readonly else "reviewer"
        if settings.proxy_header:
            user = self._signed_in(scope, headers)
            if not user:
                return PlainTextResponse("proxy\n", 403)
            if user not in settings.reviewers:
                role = "reader"
        elif settings.token and not self._knows_token(scope, headers):
            if "text/html" in headers.get("accept", ""):
                return RedirectResponse(f"{settings.root_path}/masuk", 303)
            return PlainTextResponse("token\n", 401, {"WWW-Authenticate": "Bearer"})
        scope["kinerja.role"] = role
        return None

    def _signed_in(self, scope: Scope, headers: Headers) -> str:
        """The user whom the proxy names; nobody where anybody else may have named one."""
        client = scope.get("client") or ("", 0)
        users = headers.getlist(self._settings.proxy_header)
        # Two of them: one was sent by somebody else than the proxy.
        if client[0] != self._settings.proxy_address or len(users) != 1:
            return ""
        return users[0]

    def _knows_token(self, scope: Scope, headers: Headers) -> bool:
        cookie = HTTPConnection(scope).cookies.get(COOKIE, "")
        bearer = headers.get("authorization", "").removeprefix("Bearer ").strip()
        by_cookie = hmac.compare_digest(cookie.encode(), pass_for(self._settings.token).encode())
        by_header = hmac.compare_digest(bearer.encode(), self._settings.token.encode())
        return by_cookie or by_header


def _own(headers: Headers) -> bool:
    """Whether a request that changes state comes from a page of ours, or from a program that shows the token.

    A browser says where a request comes from (Fetch metadata, else Origin); what says nothing is no
    browser page.
    """
    site = headers.get("sec-fetch-site", "")
    if site:
        return site in {"same-origin", "none"}
    origin = headers.get("origin", "")
    if origin:
        return urlsplit(origin).netloc == headers.get("host", "")
    return headers.get("authorization", "").startswith("Bearer ")
