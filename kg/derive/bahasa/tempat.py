"""The own kecamatan named at the end of a text.

It says where, which everything in the document is about.
"""

from __future__ import annotations

import re
from functools import lru_cache

from kg.derive.bahasa.kamus import is_word
from kg.derive.text import KEPT

__all__ = ["placeless"]

#: What a kecamatan is called by province, in full or short.
_KIND = r"(?:kecamatan|kec\.?|distrik|kapanewon|kemantren)"
_TAIL = re.compile(
    r"[\s,]+(?:(?:di|se|pada|dalam)[\s-]*)?(?:(?:wilayah|kantor|lingkup|lingkungan|seluruh)\s+)*"
    rf"{_KIND}\s+(?P<name>\w+(?:\s+[A-Z]\w*)*)[\s.]*$",
    re.IGNORECASE,
)


@lru_cache(maxsize=KEPT)
def placeless(text: str) -> str:
    """A text without the named kecamatan that it ends with.

    A word of the language is a name where it has a capital.

    >>> placeless("Jumlah pos ronda se-Kecamatan Melati"), placeless("Persentase kecamatan tertib")
    ('Jumlah pos ronda', 'Persentase kecamatan tertib')
    """
    tail = _TAIL.search(text)
    if tail is None:
        return text
    name = tail["name"]
    capital = name[:1].isupper() and not text.isupper()
    named = capital or not is_word(name.split()[0].casefold())
    if named and text[: tail.start()].strip():
        return text[: tail.start()]
    return text
