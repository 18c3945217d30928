"""Reads a map in GeoJSON (RFC 7946): the outlines of regions by their codes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import msgspec

from kg.errors import InputError, Problem
from kg.read.gate import read_bytes

__all__ = ["Outline", "read_outlines"]

Ring = list[tuple[float, ...]]
#: A code as the ministry writes it, with dots or without: provinsi, kabupaten, kecamatan.
_CODE = re.compile(r"(\d\d)(?:\.?(\d\d)(?:\.?(\d\d))?)?")


class _Polygon(msgspec.Struct, tag="Polygon", tag_field="type"):
    coordinates: list[Ring]

    def rings(self) -> list[Ring]:
        return self.coordinates


class _MultiPolygon(msgspec.Struct, tag="MultiPolygon", tag_field="type"):
    coordinates: list[list[Ring]]

    def rings(self) -> list[Ring]:
        return list(chain.from_iterable(self.coordinates))


class _Feature(msgspec.Struct):
    geometry: _Polygon | _MultiPolygon | None = None
    properties: dict[str, object] | None = None


class _Collection(msgspec.Struct):
    features: list[_Feature]


@dataclass(frozen=True)
class Outline:
    """One region: its code with dots, and its rings of longitude and latitude in degrees."""

    code: str
    rings: tuple[tuple[tuple[float, float], ...], ...]


def read_outlines(path: Path) -> tuple[Outline, ...]:
    """The regions of a map whose features are areas with a code among their properties.

    :raises InputError: MAP-FORM for what is no such map, MAP-CODE when no feature has a code.
    """
    try:
        found = msgspec.json.decode(read_bytes(path), type=_Collection)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise InputError(Problem("MAP-FORM", str(path), {"reason": str(error)[:120]})) from error
    name = _code_property(found.features)
    outlines = []
    for feature in found.features:
        code = _code(feature, name)
        if code and feature.geometry is not None:
            rings = list(map(_ring, feature.geometry.rings()))
            outlines.append(Outline(code, tuple(ring for ring in rings if len(ring) > 2)))
    if not outlines:
        raise InputError(Problem("MAP-CODE", str(path)))
    return tuple(outlines)


def _code_property(features: list[_Feature]) -> str:
    """The property that holds a code in most features; of equals the first by name."""
    counts: dict[str, int] = {}
    for feature in features:
        for name in sorted(feature.properties or {}):
            counts[name] = counts.get(name, 0) + bool(_code(feature, name))
    return max(counts, key=lambda name: counts[name], default="")


def _code(feature: _Feature, name: str) -> str:
    value = (feature.properties or {}).get(name)
    match = _CODE.fullmatch(str(value).strip())
    if match is None:
        return ""
    return ".".join(filter(None, match.groups()))


def _ring(ring: Ring) -> tuple[tuple[float, float], ...]:
    """The corners of a ring; a height is left out, and so is a corner that is none."""
    return tuple((corner[0], corner[1]) for corner in ring if len(corner) > 1)
