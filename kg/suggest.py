"""What was most likely meant by a name that nothing carries."""

from __future__ import annotations

from collections.abc import Iterable

__all__ = ["nearest"]

#: Below this likeness, in percent, two names have little in common.
_ALIKE = 60


def nearest(
    typed: str, known: Iterable[str], *, most: int = 1, least: int = _ALIKE, parts: bool = False
) -> list[str]:
    """The known names most like what was typed, the nearest first.

    ``least`` of 0 asks for the nearest however far it is; with ``parts`` a name may also be typed
    in part.

    >>> nearest("chekc", ["check", "load"]), nearest("xyz", ["check", "load"])
    (['check'], [])
    >>> nearest("sokaraja", ["33.02.19 sokaraja", "35.07.26 pujon"], parts=True)
    ['33.02.19 sokaraja']
    """
    from rapidfuzz import fuzz, process  # only who mistyped waits for it

    alike = fuzz.WRatio if parts else fuzz.ratio
    found = process.extract(typed, list(known), scorer=alike, limit=most, score_cutoff=least)
    return [name for name, _, _ in found]
