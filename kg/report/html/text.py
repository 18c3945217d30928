"""Names of places on a page, made from what they are about."""

from __future__ import annotations

import hashlib
import re

from markupsafe import Markup, escape

from kg.safe_text import visible

__all__ = ["inner", "mark", "slug"]

_QUOTES = {"&#34;": '"', "&#39;": "'"}
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


def inner(text: str) -> Markup:
    """Text between tags, where a quotation mark needs no escape, its hidden characters written out.

    >>> str(inner('a "b" <c>'))
    'a "b" &lt;c&gt;'
    """
    escaped = str(escape(visible(text)))
    for told, sign in _QUOTES.items():
        escaped = escaped.replace(told, sign)
    return Markup(escaped)  # ruff: ignore[unsafe-markup-use] - escaped just above
