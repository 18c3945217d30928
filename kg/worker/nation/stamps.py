"""What a store tells of a file that will be another when the file is."""

from __future__ import annotations

import time
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from kg.read.gate import sha256

__all__ = ["Stamp", "told"]

Stamp = tuple[tuple[str, int, int, int, int], ...]

_TAGS = ("ETag", "etag", "md5Hash", "content_md5")
_TIMES = ("LastModified", "last_modified", "mtime", "modify", "updated")
_SECOND = 1_000_000_000


def _moment(value: Any) -> int | None:
    """A time as stores write them, in nanoseconds."""
    if isinstance(value, datetime):
        return int(value.timestamp() * _SECOND)
    if isinstance(value, int | float):
        return int(value * _SECOND)
    try:
        return int(
            datetime.strptime(str(value)[:14], "%Y%m%d%H%M%S").replace(tzinfo=UTC).timestamp()
            * _SECOND
        )
    except ValueError:
        return None


def told(name: str, about: Mapping[str, Any]) -> tuple[str, int, int, int, int]:
    """Name, size, time and tag of a file at an address.

    Without a tag the time counts, and a file that was touched just now is looked at again; without either, always.

    >>> told("a.nq", {"size": 3, "modify": "20261121000000"})[:3]
    ('a.nq', 3, 1795219200000000000)
    """
    tag = next((str(about[key]) for key in _TAGS if about.get(key)), "")
    moments = [
        moment for key in _TIMES if about.get(key) and (moment := _moment(about[key])) is not None
    ]
    moment = 0 if tag else next(iter(moments), time.time_ns())
    return (
        name,
        int(about.get("size") or 0),
        moment,
        0,
        int(sha256(tag.encode())[:15], 16) if tag else 0,
    )
