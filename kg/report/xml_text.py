"""Text inside XML, escaped as the standard library does it, whose module loads half of a web client."""

from __future__ import annotations

__all__ = ["escape", "quoted_attribute"]

_BREAKS = {"\n": "&#10;", "\r": "&#13;", "\t": "&#9;"}


def escape(text: str) -> str:
    """Text between tags.

    >>> escape("<a> & b")
    '&lt;a&gt; &amp; b'
    """
    return text.replace("&", "&amp;").replace(">", "&gt;").replace("<", "&lt;")


def quoted_attribute(text: str) -> str:
    """The value of an attribute with its quotation marks.

    >>> print(quoted_attribute('a "b"'), quoted_attribute("it's"))
    'a "b"' "it's"
    """
    found = escape(text)
    if not found.isprintable():
        for sign, written in _BREAKS.items():
            found = found.replace(sign, written)
    if '"' not in found:
        return f'"{found}"'
    if "'" not in found:
        return f"'{found}'"
    return '"' + found.replace('"', "&quot;") + '"'
