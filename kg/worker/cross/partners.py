"""Partner organisations that wordings mention or name: the lists ``kata-lintas-organisasi`` and ``mitra-kecamatan``."""

from __future__ import annotations

import re

from kg.derive.text import normal
from kg.derive.vocabulary import Vocabulary

__all__ = ["Partners"]

_LISTS = ("kata-lintas-organisasi", "mitra-kecamatan")


class Partners:
    """Finds the partners of both lists by all their forms; words of joint work in general stand for no partner."""

    def __init__(self, lists: Vocabulary) -> None:
        entries = [e for name in _LISTS for e in lists.entries(name) if not e.broader and e.name != "kerja bersama"]
        self._names = {form: entry.name for entry in entries for form in entry.forms}
        forms = sorted(self._names, key=lambda form: (-len(form), form))
        self._pattern = re.compile(rf"(?<!\S)(?:{'|'.join(map(re.escape, forms))})(?!\S)")

    def mentioned(self, plain: str) -> list[str]:
        """The partners in the words of a text, each once, in alphabetical order.

        >>> from kg.derive.vocabulary import vocabulary
        >>> Partners(vocabulary()).mentioned("terjaganya keamanan bersama koramil dan polsek")
        ['polri', 'tni']
        """
        return sorted({self._names[form] for form in self._pattern.findall(plain)})

    def named(self, label: str) -> str:
        """The one name of a declared organisation: that of the lists where its label mentions exactly one.

        >>> from kg.derive.vocabulary import vocabulary
        >>> Partners(vocabulary()).named("Polsek Sokaraja"), Partners(vocabulary()).named("Bank Desa")
        ('polri', 'bank desa')
        """
        plain = normal(label)
        found = self.mentioned(plain)
        return found[0] if len(found) == 1 else plain
