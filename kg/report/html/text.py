"""Names of places on a page, made from what they are about."""

from __future__ import annotations

import hashlib
import re

__all__ = ["mark", "slug"]

_NOT_PLAIN = re.compile(r"[^A-Za-z0-9]+")


def slug(text: str) -> str:
    """Text as part of an anchor.

    >>> slug("IND-03"), slug("a b")
    ('IND-03', 'a-b')
    """
    return _NOT_PLAIN.sub("-", text)


def mark(*parts: str) -> str:
    """A short name for what these parts name together, the same in every report.

    >>> mark("https://w3id.org/kinerja/id/x")
    'dec4e321bd'
    """
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:10]
