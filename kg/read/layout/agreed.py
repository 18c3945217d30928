"""The code of a row is held against its name and the nomenclature."""

from __future__ import annotations

from kg.read.layout.codes import Coded, alike, coded
from kg.read.layout.content import is_official, known_code
from kg.read.layout.context import Context

__all__ = ["agreed"]


def agreed(
    context: Context, code: Coded | None, printed: str, place: str, text: str
) -> Coded | None:
    """The code, told where it is no code of the nomenclature or not that of the name."""
    named = known_code(text)
    doubt = context.reading.doubt
    if code is None:
        if not printed:
            return None
        doubt(place, "code")
        return coded(named or "")
    if code.odd:
        doubt(place, "code-form")
        if named and alike(named, printed):
            return coded(named)
        context.odd.add(code.code)
    if named and named != code.code:
        doubt(place, "code-name")
    elif not is_official(code.code):
        doubt(place, "code-unknown")
    return code
