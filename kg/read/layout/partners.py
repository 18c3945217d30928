"""Organisations of one cell: a comma or a word parts them only where another organisation begins."""

from __future__ import annotations

import re
from functools import lru_cache

from kg.read.layout.words import words

__all__ = ["partners"]

#: "1. Satpol PP", "- Polsek": the mark of an entry of a list.
_MARK = r"(?:\(?(?:\d{1,2}|[a-z])[.)]\s*|[-•–*]\s*)"
_FIRST = re.compile(rf"^{_MARK}")


@lru_cache(maxsize=1)
def _parting() -> re.Pattern[str]:
    """What stands between two organisations."""
    begins = "|".join(sorted(map(re.escape, words().sel["organisasi"]), key=len, reverse=True))
    # An abbreviation in capitals, such as BKPSDM, is an organisation as well.
    organisation = rf"(?={_MARK}?(?:(?i:{begins})\b|[A-Z]{{3,}}\b))"
    parted = r"(?:\s*(?:,|/|&|\n|\s(?i:dan|serta)\s)\s*)+"
    return re.compile(rf"\s*;\s*|\s*\n\s*(?={_MARK})|{parted}{organisation}")


def partners(text: str) -> str:
    """The organisations that a cell names, parted by semicolons as the form parts them.

    >>> partners("Satpol PP, Polsek dan Koramil"), partners("Dinas Pemuda dan Olahraga")
    ('Satpol PP; Polsek; Koramil', 'Dinas Pemuda dan Olahraga')
    """
    found = []
    for part in _parting().split(text.strip()):
        name = _FIRST.sub("", " ".join(part.split()))
        if name:
            found.append(name)
    return "; ".join(found)
