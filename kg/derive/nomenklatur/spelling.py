"""Names as the rule on official names compares them.

What is no difference in spelling is evened out, nothing else.
"""

from __future__ import annotations

import re
from functools import lru_cache

from kg.derive.text import KEPT

__all__ = ["spelled"]

#: Blanks around a stroke are no difference between two names.
_SLASH = re.compile(r"\s*([/-])\s*")


@lru_cache(maxsize=KEPT)
def spelled(text: str) -> str:
    """A name as names are compared.

    Case, the spacing of signs and a comma before *dan* evened out, other commas kept.

    >>> spelled("Kabupaten / Kota") == spelled("KABUPATEN/KOTA")
    True
    """
    plain = _SLASH.sub(r"\1", " ".join(text.casefold().split()))
    return plain.replace(", dan ", " dan ").strip(" .,;:")
