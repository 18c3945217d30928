"""Periods of several years that titles name, and those of further sheets that differ."""

from __future__ import annotations

import re

from kg.read.layout.reading import Value

__all__ = ["other_periods", "spans_in"]

#: 2025-2029, 2025 s.d. 2029, 2025 sampai dengan 2029, 2025/2029.
_SPAN = re.compile(
    r"(?<!\d)((?:19|20)\d\d)\s*(?:-|–|—|s\.?\s*/?\s*d\.?|sampai(?: dengan)?|hingga|/)\s*((?:19|20)\d\d)(?!\d)",
    re.IGNORECASE,
)

Span = tuple[int, int]


def spans_in(line: str) -> list[Span]:
    """The periods that a line names.

    >>> spans_in("RENSTRA 2025-2029"), spans_in("PK 2025")
    ([(2025, 2029)], [])
    """
    return [(int(match[1]), int(match[2])) for match in _SPAN.finditer(line)]


def other_periods(titled: list[tuple[Span, Value]], title: str, span: Span) -> list[Value]:
    """The titles of further sheets that name another period than that of the document.

    ``title`` is the place of the title of the document itself.
    """
    main = title.rpartition("!")[0]
    others: list[Value] = []
    for named, line in titled:
        if named != span and line.place.rpartition("!")[0] != main and span[0] < span[1]:
            others.append(line)
    return others
