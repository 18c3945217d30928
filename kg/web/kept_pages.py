"""Pages that were shown already, as long as neither the store nor a register nor the day changed."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Awaitable, Callable
from functools import wraps

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from kg.report.dossier.dossier import moment
from kg.web.remembered import file_stamp, store_stamp
from kg.web.security import role_of
from kg.web.state import state_of

__all__ = ["kept"]

#: So many pages are kept; the one that was not asked for longest goes first.
_MOST = 128
#: Larger pages would crowd out all others.
_LARGEST = 300_000
_OK = 200

View = Callable[[Request], Awaitable[Response]]


def _key(request: Request) -> tuple[str, ...]:
    """All that such a page depends on."""
    state = state_of(request)
    settings = state.settings
    root = str(request.scope.get("root_path", ""))
    asked = (root, request.url.path, request.url.query, role_of(request.scope))
    registers = (file_stamp(settings.waivers), file_stamp(settings.responses))
    changed = (store_stamp(settings.store), str(state.generation), moment().date().isoformat())
    return (*asked, *registers, *changed)


def kept(view: View) -> View:
    """The view, whose pages are made once; errors and files to take away never are kept."""
    pages: OrderedDict[tuple[str, ...], bytes] = OrderedDict()

    @wraps(view)
    async def answered(request: Request) -> Response:
        key = (str(id(request.app)), *_key(request))
        if key in pages:
            pages.move_to_end(key)
            return HTMLResponse(pages[key])
        answer = await view(request)
        is_page = answer.status_code == _OK and answer.media_type == "text/html"
        if is_page and len(answer.body) <= _LARGEST:
            pages[key] = bytes(answer.body)
        while len(pages) > _MOST:
            pages.popitem(last=False)
        return answer

    return answered
