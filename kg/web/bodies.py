"""Bodies of requests: counted while they are read, so that nothing larger than allowed ever lies in memory."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import parse_qsl

from starlette.datastructures import UploadFile
from starlette.formparsers import MultiPartException
from starlette.requests import ClientDisconnect, Request
from starlette.types import Message

from kg.read.gate import bad_character
from kg.web.checks import Upload
from kg.web.refusal import RefusedError
from kg.web.state import state_of

__all__ = ["form_fields", "uploaded"]

_FIELDS_BYTES = 200_000
_LONGEST_NAME = 120
#: Not in a file name on Windows, or a way out of the folder.
_UNSAFE = re.compile(r'[<>:"/\\|?*\x00-\x1f]')
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?$", re.IGNORECASE)


async def form_fields(request: Request) -> dict[str, str]:
    """The fields of a form without files; of a field sent twice the last.

    :raises RefusedError: 413 above 200 kB, 400 for what is no form.
    """
    data = b""
    async for piece in request.stream():
        data += piece
        if len(data) > _FIELDS_BYTES:
            raise RefusedError(413, "SERVE-LARGE", {"limit": str(_FIELDS_BYTES)})
    try:
        pairs = parse_qsl(data.decode(), keep_blank_values=True)
    except (UnicodeDecodeError, ValueError) as error:
        raise RefusedError(400, "SERVE-FORM") from error
    return dict(pairs)


def safe_name(name: str) -> str:
    """A name under which an uploaded file may lie in a folder, as near to its own as can be.

    >>> safe_name("../../isian 2025.xlsx"), safe_name("CON.csv"), safe_name("")
    ('isian 2025.xlsx', '_CON.csv', 'berkas')
    """
    last = unicodedata.normalize("NFC", name).replace("\\", "/").rpartition("/")[2]
    plain = _UNSAFE.sub("_", "".join(c for c in last if not bad_character(c)))
    stem, dot, ending = plain.strip(" .").rpartition(".")
    short = f"{stem[:_LONGEST_NAME]}{dot}{ending[:20]}"
    if _RESERVED.match(short):
        return f"_{short}"
    return short or "berkas"


def _counted(request: Request, limit: int) -> Request:
    """The same request; reading more than ``limit`` bytes of it is refused."""
    seen = 0

    async def receive() -> Message:
        nonlocal seen
        message = await request.receive()
        seen += len(message.get("body", b""))
        if seen > limit:
            raise RefusedError(413, "SERVE-LARGE", {"limit": str(limit)})
        return message

    return Request(request.scope, receive)


async def uploaded(request: Request) -> tuple[list[Upload], dict[str, str]]:
    """The files and the fields of an upload.

    :raises RefusedError: 413 when the files are too large or too many, 400 when the body is no
        upload.
    """
    limits = state_of(request).settings.limits
    announced = request.headers.get("content-length", "0")
    if not announced.isdigit() or int(announced) > limits.upload_bytes:
        raise RefusedError(413, "SERVE-LARGE", {"limit": str(limits.upload_bytes)})
    counted = _counted(request, limits.upload_bytes)
    try:
        form = await counted.form(max_files=limits.upload_files, max_fields=50)
    except (MultiPartException, ClientDisconnect) as error:
        raise RefusedError(400, "SERVE-FORM") from error
    uploads = []
    fields = {}
    taken: set[str] = set()
    for name, value in form.multi_items():
        if not isinstance(value, UploadFile):
            fields[name] = value
            continue
        data = await value.read()
        if not data and not value.filename:
            continue  # an empty file field
        called = safe_name(value.filename or "")
        if called.casefold() in taken:
            raise RefusedError(400, "SERVE-TWICE", {"found": called})
        taken.add(called.casefold())
        uploads.append(Upload(called, data))
    await form.close()
    return uploads, fields
