"""One HTTP request with one deadline and a largest answer, to nobody but the address that was named.

Redirects are not followed, so that a password never goes to another place; proxies of the
environment are not asked.
"""

from __future__ import annotations

import html
import re
import socket
import threading
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from urllib.parse import urlsplit

from kg.errors import CouldNotError, InputError, Problem
from kg.read.gate import bad_character

__all__ = ["Bounds", "Request", "ServerAnswer", "check_address", "send"]

_PIECE = 65_536
_MARKUP = re.compile(r"<(script|style)\b.*?</\1>|<[^>]*>", re.DOTALL | re.IGNORECASE)
#: So many characters of what a server says about an error are shown.
_SHOWN = 200
_OK, _MOVED, _WRONG = range(200, 300), range(300, 400), {400, 404, 405, 406, 415, 500}


@dataclass(frozen=True)
class Request:
    """What is sent, by POST."""

    url: str
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True)
class Bounds:
    """What one request may cost, from the first byte to the last."""

    seconds: float
    size: int


@dataclass(frozen=True)
class ServerAnswer:
    """What came back, and what the server calls itself."""

    body: bytes
    server: str


class _Deadline:
    """Ends the connection when the time is up, whatever the server is doing.

    Sending a byte now and then as well.
    """

    def __init__(self, connection: HTTPConnection, seconds: float) -> None:
        self._connection = connection
        self._socket: socket.socket | None = None
        self._until = time.monotonic() + seconds
        self._timer = threading.Timer(seconds, self._end)
        self._timer.daemon = True

    @property
    def passed(self) -> bool:
        """Whether the time is up."""
        return time.monotonic() >= self._until

    def __enter__(self) -> _Deadline:
        self._timer.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()
        self._connection.close()

    def connect(self) -> None:
        """Connect, and keep hold of the socket.

        The connection forgets it while the answer is still read.
        """
        self._connection.connect()
        self._socket = self._connection.sock

    def _end(self) -> None:
        if self._socket is not None:
            with suppress(OSError):  # the other side was faster
                self._socket.shutdown(socket.SHUT_RDWR)


def check_address(url: str) -> None:
    """Refuse anything but http(s), and an address with a password in it.

    Addresses are shown and recorded.

    :raises InputError: REMOTE-ADDRESS or REMOTE-USERINFO.
    """
    try:
        parts = urlsplit(url)
        userinfo = parts.username is not None or parts.password is not None
    except ValueError as error:
        raise InputError(Problem("REMOTE-ADDRESS", url)) from error
    if userinfo or "@" in parts.netloc:
        raise InputError(Problem("REMOTE-USERINFO", f"{parts.scheme}://…@{parts.hostname}"))
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise InputError(Problem("REMOTE-ADDRESS", url))


def _connection(url: str, seconds: float) -> HTTPConnection:
    parts = urlsplit(url)
    host = parts.hostname or ""
    if parts.scheme == "https":
        return HTTPSConnection(host, parts.port, timeout=seconds)
    return HTTPConnection(host, parts.port, timeout=seconds)


def send(request: Request, bounds: Bounds) -> ServerAnswer:
    """The answer to a request.

    :raises CouldNotError: REMOTE-TIMEOUT, REMOTE-SIZE, REMOTE-REDIRECT, REMOTE-AUTH,
        REMOTE-REFUSED, REMOTE-HTTP or REMOTE-UNREACHABLE.
    """
    parts = urlsplit(request.url)
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    try:
        connection = _connection(request.url, bounds.seconds)
    except ValueError as error:  # a port that is none
        raise _problem("REMOTE-UNREACHABLE", request.url, reason=error) from error
    with _Deadline(connection, bounds.seconds) as deadline:
        try:
            deadline.connect()
            connection.request("POST", path, request.body, dict(request.headers))
            with connection.getresponse() as answer:
                status = answer.status
                named = answer.headers.get("Server", "")
                body = _body(answer, request.url, bounds)
        except TimeoutError as error:
            raise _problem("REMOTE-TIMEOUT", request.url, seconds=f"{bounds.seconds:g}") from error
        except (HTTPException, OSError, ValueError) as error:
            if deadline.passed:
                raise _problem(
                    "REMOTE-TIMEOUT", request.url, seconds=f"{bounds.seconds:g}"
                ) from error
            reason = getattr(error, "strerror", None) or str(error) or type(error).__name__
            raise _problem("REMOTE-UNREACHABLE", request.url, reason=_plain(reason)) from error
        # A connection that was shut looks like the end of the answer.
        if deadline.passed:
            raise _problem("REMOTE-TIMEOUT", request.url, seconds=f"{bounds.seconds:g}")
    _refuse(status, body, request.url)
    return ServerAnswer(body, named)


def _body(answer: HTTPResponse, url: str, bounds: Bounds) -> bytes:
    pieces: list[bytes] = []
    size = 0
    while piece := answer.read1(_PIECE):
        pieces.append(piece)
        size += len(piece)
        if size > bounds.size:
            raise _problem("REMOTE-SIZE", url, limit=bounds.size)
    return b"".join(pieces)


def _refuse(status: int, body: bytes, url: str) -> None:
    """Tell any answer but a good one as what it is."""
    if status in _OK:
        return
    if status in _MOVED:
        raise _problem("REMOTE-REDIRECT", url, status=status)
    if status in {401, 403}:
        raise _problem("REMOTE-AUTH", url, status=status)
    reason = _plain(body[: 20 * _SHOWN].decode("utf-8", "replace"))
    if status in _WRONG and reason:
        raise _problem("REMOTE-REFUSED", url, status=status, reason=reason)
    raise _problem("REMOTE-HTTP", url, status=status)


def _plain(text: str) -> str:
    r"""A sentence out of what a server says, without markup and without signs that a screen would obey.

    >>> _plain("<html><h1>Not &amp; found</h1>\x1b[2J</html>")
    'Not & found [2J'
    """
    words = html.unescape(_MARKUP.sub(" ", text))
    clean = "".join(" " if bad_character(sign) else sign for sign in words)
    return " ".join(clean.split())[:_SHOWN]


def _problem(code: str, url: str, **values: object) -> CouldNotError:
    texts = {key: str(value) for key, value in values.items()}
    return CouldNotError(Problem(code, url, texts))
