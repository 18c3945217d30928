"""What a store tells of a file that will be another when the file is."""

from __future__ import annotations

import time
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from kg.read.gate import sha256

__all__ = ["FileStamp", "Stamp", "told"]

#: Name, size, time of its content, time of its entry, number or tag.
FileStamp = tuple[str, int, int, int, int]
Stamp = tuple[FileStamp, ...]

#: Stores of objects tell a change by a tag, under different names.
_TAGS = ("ETag", "etag", "md5Hash", "content_md5")
#: Others tell it by a time, under as many names.
_TIMES = ("LastModified", "last_modified", "mtime", "modify", "updated")
_SECOND = 1_000_000_000


def _moment(value: Any) -> int | None:
    """A time as stores write them, in nanoseconds."""
    if isinstance(value, datetime):
        return int(value.timestamp() * _SECOND)
    if isinstance(value, int | float):
        return int(value * _SECOND)

    try:
        written = datetime.strptime(str(value)[:14], "%Y%m%d%H%M%S")
    except ValueError:
        return None

    return int(written.replace(tzinfo=UTC).timestamp() * _SECOND)


def _first_moment(about: Mapping[str, Any]) -> int:
    """The time of the first name that holds one.

    Now, which is never the same again, when none does.
    """
    for key in _TIMES:
        moment = None
        if about.get(key):
            moment = _moment(about[key])
        if moment is not None:
            return moment

    return time.time_ns()


def told(name: str, about: Mapping[str, Any]) -> FileStamp:
    """Name, size, time and tag of a file at an address.

    Without a tag the time counts, and a file that was touched just now is looked at again; without
    either, always.

    >>> told("a.nq", {"size": 3, "modify": "20261121000000"})[:3]
    ('a.nq', 3, 1795219200000000000)
    """
    size = int(about.get("size") or 0)
    tag = next((str(about[key]) for key in _TAGS if about.get(key)), "")
    if tag:
        return (name, size, 0, 0, int(sha256(tag.encode())[:15], 16))

    return (name, size, _first_moment(about), 0, 0)
