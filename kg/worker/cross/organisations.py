"""Organisations that wordings and posts name: partners, and the sections of a kecamatan; both by word lists."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from kg.derive.text import normal
from kg.derive.vocabulary import Entry, Vocabulary

__all__ = ["Organisations"]

_PARTNERS = ("kata-lintas-organisasi", "mitra-kecamatan")
_JOINT = "kerja bersama"


class _Names:
    """Finds the concepts of a list by all their forms, as whole words of a normalised text; longer forms win."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._names = {form: entry.name for entry in entries for form in entry.forms}
        forms = sorted(self._names, key=lambda form: (-len(form), form))
        self._pattern = re.compile(rf"(?<!\S)(?:{'|'.join(map(re.escape, forms))})(?!\S)")

    def found(self, plain: str) -> list[str]:
        """The concepts in the order of the text."""
        return [self._names[form] for form in self._pattern.findall(plain)]


class Organisations:
    """Partners by name, where words for joint work in general are none; and the section a post belongs to."""

    def __init__(self, lists: Vocabulary) -> None:
        entries = (e for name in _PARTNERS for e in lists.entries(name))
        self._partners = _Names(e for e in entries if e.name != _JOINT and not e.broader)
        sections = _Names(lists.entries("nama-seksi"))
        self.section = lru_cache(maxsize=4096)(
            lambda label: next(iter(sections.found(normal(label))), "")
        )

    def mentioned(self, plain: str) -> list[str]:
        """The partners in the words of a text, each once, in alphabetical order.

        >>> from kg.derive.vocabulary import vocabulary
        >>> Organisations(vocabulary()).mentioned("terjaganya keamanan bersama koramil dan polsek")
        ['polri', 'tni']
        >>> Organisations(vocabulary()).section("Kasi Trantib")
        'ketenteraman dan ketertiban'
        """
        return sorted(set(self._partners.found(plain)))

    def named(self, key: str) -> str:
        """The one name of a declared organisation: that of the lists where its words mention exactly one.

        >>> from kg.derive.vocabulary import vocabulary
        >>> [Organisations(vocabulary()).named(key) for key in ("polsek [kecamatan]", "bank desa")]
        ['polri', 'bank desa']
        """
        found = self.mentioned(key)
        return found[0] if len(found) == 1 else key
