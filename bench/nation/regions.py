"""The kecamatan of the national region list, one after the other, never all at once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from lokal import wilayah

__all__ = ["NATION", "Place", "places"]

#: Kecamatan in the national list.
NATION = 7285


@dataclass(frozen=True)
class Place:
    """A kecamatan with the names that its document may and may not use."""

    code: str
    name: str
    desa: tuple[str, ...]
    kelurahan: tuple[str, ...]
    neighbours: tuple[str, ...]

    @property
    def kind(self) -> str:
        """The word for its villages: desa where there is any."""
        return "desa" if self.desa or not self.kelurahan else "kelurahan"

    @property
    def villages(self) -> tuple[str, ...]:
        """The villages of that kind."""
        return self.desa or self.kelurahan


@lru_cache(maxsize=2)
def _below(code: str) -> tuple[tuple[str, str, str], ...]:
    found = wilayah.list_wilayah(code) if code else wilayah.list_wilayah()
    return tuple((r.code, r.name, r.type) for r in found)


def _codes() -> Iterator[tuple[str, str, tuple[str, ...]]]:
    for province, _, _ in [*_below("")]:
        for regency, _, _ in [*_below(province)]:
            rows = [*_below(regency)]
            for code, name, _ in rows:
                yield code, name, tuple(n for c, n, _ in rows if c != code)


def places(count: int = NATION, part: tuple[int, int] = (0, 1)) -> Iterator[Place]:
    """``count`` kecamatan spread evenly over the nation; of these the share ``part`` = (which, of how many)."""
    which, of = part
    for index, (code, name, neighbours) in enumerate(_codes()):
        number = index * count // NATION
        taken = number < (index + 1) * count // NATION
        if taken and number % of == which:
            villages = [*_below(code)]
            yield Place(
                code,
                name,
                tuple(n for _, n, kind in villages if kind != "kelurahan"),
                tuple(n for _, n, kind in villages if kind == "kelurahan"),
                neighbours,
            )
