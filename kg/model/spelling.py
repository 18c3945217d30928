"""What is left of a word when the way of writing it is taken away.

One place for all comparisons of the form.
"""

from __future__ import annotations

import re
import unicodedata

__all__ = ["close_words", "plain", "word_key"]

# Soft hyphen, zero-width space, word joiner, byte order mark and Mongolian vowel separator: left
# behind by copying from a PDF or a web page, and never seen.
_INVISIBLE = re.compile(r"[\u00ad\u180e\u200b\u2060\ufeff]")
# Joiners change letters of scripts beyond Latin, Greek and Cyrillic, and nothing before them.
_JOINERS = re.compile(r"(?<=[\u0000-\u052f])[\u200c\u200d]|[\u200c\u200d](?=[\u0000-\u052f]|$)")

#: All but letters and digits.
_SIGNS = re.compile(r"[\W_]+")


def plain(text: str) -> str:
    r"""The text without characters that nobody sees, and with single blanks.

    >>> plain("PENYELENG\u00adGARAAN\u00a0 dan\u200b\nPELAYANAN ")
    'PENYELENGGARAAN dan PELAYANAN'
    """
    if text.isascii():
        return " ".join(text.split())
    return " ".join(_JOINERS.sub("", _INVISIBLE.sub("", text)).split())


def word_key(text: str) -> str:
    """The letters and digits of a text in small letters.

    Equal for spellings that mean the same word.

    >>> word_key("Sub-Kegiatan") == word_key("sub_kegiatan") == word_key(" SUB  KEGIATAN :")
    True
    """
    folded = unicodedata.normalize("NFKC", plain(text)).casefold()
    return _SIGNS.sub("", folded)


def _distance(one: str, other: str) -> int:
    """Letters to add, take away, change or swap with their neighbour to get from one to the other."""
    before: list[int] = []
    above = list(range(len(other) + 1))
    for row, letter in enumerate(one, start=1):
        current = [row]
        for column, found in enumerate(other, start=1):
            same = letter == found
            cost = min(above[column] + 1, current[-1] + 1, above[column - 1] + (not same))
            swapped = row > 1 and column > 1 and one[row - 2] == found
            if swapped and letter == other[column - 2]:
                cost = min(cost, before[column - 2] + 1)
            current.append(cost)
        before = above
        above = current
    return above[-1]


def close_words(text: str, known: list[str], count: int = 1) -> list[str]:
    """The known words that ``text`` is most likely a slip of, nearest first.

    None where every one is far.

    >>> close_words("jenjng", ["jenjang", "jenis"]), close_words("warna", ["jenjang"])
    (['jenjang'], [])
    """
    wanted = word_key(text)
    near: list[tuple[int, str]] = []
    for word in known:
        key = word_key(word)
        # One letter in four may differ: more is another word.
        most = max(len(wanted), len(key)) // 4 + 1
        if key and abs(len(wanted) - len(key)) <= most:
            distance = _distance(wanted, key)
            if distance <= most and distance < len(wanted):
                near.append((distance, word))
    return [word for _, word in sorted(near)[:count]]
