"""What text from outside becomes on a page: every character seen, none that steers the display."""

from __future__ import annotations

import hashlib
import re

__all__ = ["mark", "slug", "visible"]

#: Controls, marks of writing direction, lone surrogates and noncharacters: lost, reordering a line, or stopping the encoder.
_HIDDEN = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufeff\ufff9-\ufffb\ufffe\uffff]"
    r"|[\U000e0000-\U000e007f]"
)
_NOT_PLAIN = re.compile(r"[^A-Za-z0-9]+")


def visible(text: str) -> str:
    r"""The text with characters that cannot be seen written out.

    >>> visible("a\u202eb\x00")
    'a⟨U+202E⟩b⟨U+0000⟩'
    """
    return _HIDDEN.sub(lambda m: f"⟨U+{ord(m[0]):04X}⟩", text)


def slug(text: str) -> str:
    """Text as part of an anchor.

    >>> slug("IND-03"), slug("a b")
    ('IND-03', 'a-b')
    """
    return _NOT_PLAIN.sub("-", text)


def mark(*parts: str) -> str:
    """A short name for what these parts name together, the same in every report.

    >>> mark("https://w3id.org/kinerja/id/x")
    'dec4e321bd08'
    """
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:12]
