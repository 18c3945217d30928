"""Words and signs by which a cell says that there is nothing, or not yet."""

from __future__ import annotations

import re
from functools import lru_cache

from kg.model.form import placeholders, word_list
from kg.model.spelling import plain

__all__ = ["says_nothing"]

#: Signs around such words: brackets, marks of a footnote, a closing point.
_AROUND = re.compile(r"^[\s(\[*]+|[\s)\]*.:!]+$")


@lru_cache(maxsize=1)
def _unfinished() -> re.Pattern[str]:
    """A word that denies or puts off, what is not there, and of what, as one phrase."""
    parts = []
    for name in ("not_yet", "not_yet_done", "of_what"):
        parts.append("|".join(map(re.escape, word_list(name))))
    return re.compile(rf"(?:{parts[0]})(?: lagi)? (?:{parts[1]})(?: (?:{parts[2]}))?(?:nya)?")


def says_nothing(text: str) -> bool:
    """Whether a text is no more than a word or sign for nothing.

    >>> says_nothing("belum ada"), says_nothing("(blm tersedia)"), says_nothing("Masih dalam proses *)")
    (True, True, True)
    >>> says_nothing("0"), says_nothing("Tidak ada pengaduan"), says_nothing("Laporan belum ada")
    (False, False, False)
    """
    folded = plain(text).casefold()
    if folded in placeholders():
        return True
    bare = _AROUND.sub("", folded)
    return bare in placeholders() or _unfinished().fullmatch(bare) is not None
