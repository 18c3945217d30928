"""Numbers of trees, in a column of their own or before the name: 1.2.1, 1-2-1, "1.1 Meningkatnya mutu"."""

from __future__ import annotations

import re

from kg.read.layout.levels import clean

__all__ = ["counted", "dotted", "is_counted"]

_COUNTED = re.compile(r"(\d{1,2}(?:[.-]\d{1,2})*)[.)]?\s+(?=[^\W\d_])")


def dotted(code: str) -> str:
    """A code of a tree with points between its parts, whatever parts them.

    >>> dotted("1-1-2"), dotted("A/1/2")
    ('1.1.2', 'A.1.2')
    """
    return ".".join(re.findall(r"[0-9A-Za-z]+", code))


def is_counted(name: str) -> bool:
    """Whether a name begins with its number.

    >>> is_counted("1 Meningkatnya mutu"), is_counted("Meningkatnya mutu")
    (True, False)
    """
    return _COUNTED.match(name) is not None


def counted(name: str) -> tuple[str, str]:
    """The number before a name, and the name.

    >>> counted("1.1 Meningkatnya mutu")
    ('1.1', 'Meningkatnya mutu')
    """
    match = _COUNTED.match(name.strip())
    if match is None:
        return clean(name)
    return match[1], clean(name.strip()[match.end() :])[1]
