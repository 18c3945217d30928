"""Organisations that wordings and posts name: partners, and the sections of a kecamatan.

Both by word lists.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import chain

from kg.derive.text import normal
from kg.derive.vocabulary import Entry, Vocabulary

__all__ = ["Organisations"]

#: Lists of organisations outside of the kecamatan.
_PARTNERS = ("kata-lintas-organisasi", "mitra-kecamatan")
#: Names joint work and no organisation.
_JOINT = "kerja bersama"


class _Names:
    """Finds the concepts of a list by all their forms, as whole words of a normalised text.

    Longer forms win.
    """

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._names: dict[str, str] = {}
        for entry in entries:
            self._names.update(dict.fromkeys(entry.forms, entry.name))

        forms = sorted(self._names, key=lambda form: (-len(form), form))
        either = "|".join(map(re.escape, forms))
        self._pattern = re.compile(rf"(?<!\S)(?:{either})(?!\S)")

    def found(self, plain: str) -> list[str]:
        """The concepts in the order of the text."""
        return [self._names[form] for form in self._pattern.findall(plain)]


class Organisations:
    """Partners by name, where words for joint work in general are none.

    And the section a post belongs to.
    """

    def __init__(self, lists: Vocabulary) -> None:
        entries = chain.from_iterable(map(lists.entries, _PARTNERS))
        self._partners = _Names(e for e in entries if e.name != _JOINT and not e.broader)
        self._sections = _Names(lists.entries("nama-seksi"))
        self._known: dict[str, str] = {}

    def section(self, label: str) -> str:
        """The section that a post belongs to; empty when its name tells none.

        >>> from kg.derive.vocabulary import vocabulary
        >>> Organisations(vocabulary()).section("Kasi Trantib")
        'ketenteraman dan ketertiban'
        """
        # The same posts stand behind hundreds of results.
        if label not in self._known:
            found = self._sections.found(normal(label))
            self._known[label] = next(iter(found), "")

        return self._known[label]

    def mentioned(self, plain: str) -> list[str]:
        """The partners in the words of a text, each once, in alphabetical order.

        >>> from kg.derive.vocabulary import vocabulary
        >>> Organisations(vocabulary()).mentioned("terjaganya keamanan bersama koramil dan polsek")
        ['polri', 'tni']
        """
        return sorted(set(self._partners.found(plain)))

    def named(self, key: str) -> str:
        """The one name of a declared organisation.

        That of the lists where its words mention exactly one.

        >>> from kg.derive.vocabulary import vocabulary
        >>> [Organisations(vocabulary()).named(key) for key in ("polsek [kecamatan]", "bank desa")]
        ['polri', 'bank desa']
        """
        found = self.mentioned(key)
        if len(found) == 1:
            return found[0]
        return key
