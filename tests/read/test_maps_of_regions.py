"""A map in GeoJSON is read by its codes, whatever the property is called; what is none is told."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg.errors import InputError
from kg.read.geojson import read_outlines
from kg.report.nation.outlines import drawing

SQUARE = [[110.0, -7.0], [111.0, -7.0], [111.0, -8.0], [110.0, -8.0], [110.0, -7.0]]


def _map(path: Path, *features: object) -> Path:
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    return path


def _area(geometry: object, **properties: object) -> dict[str, object]:
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def test_codes_with_dots_or_without(tmp_path: Path) -> None:
    """As numbers, as text; parts of several polygons; a region without an outline is left out."""
    one = {"type": "Polygon", "coordinates": [SQUARE]}
    two = {"type": "MultiPolygon", "coordinates": [[SQUARE], [SQUARE]]}
    path = _map(
        tmp_path / "a.geojson",
        _area(one, nama="A", kode=3302),
        _area(two, nama="B", kode="33.03"),
        _area(None, nama="C", kode="33.04"),
        _area(one, nama="D", kode="bukan"),
    )
    found = read_outlines(path)
    assert [(outline.code, len(outline.rings)) for outline in found] == [("33.02", 1), ("33.03", 2)]
    drawn, height = drawing(found)
    assert drawn[0].path.startswith("M0 0L1000 0L1000 1000")
    assert height == 1000


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("[]", "MAP-FORM"),
        ("{", "MAP-FORM"),
        ('{"features": [{"geometry": {"type": "Point", "coordinates": [1, 2]}}]}', "MAP-FORM"),
        ('{"features": [{"geometry": {"type": "Polygon", "coordinates": "x"}}]}', "MAP-FORM"),
        ('{"features": []}', "MAP-CODE"),
        ("[" * 100_000, "MAP-FORM"),
    ],
)
def test_what_is_no_map_is_told(tmp_path: Path, text: str, code: str) -> None:
    """With the reason, before anything is served."""
    path = tmp_path / "b.geojson"
    path.write_text(text)
    with pytest.raises(InputError, match=code):
        read_outlines(path)


def test_a_fine_map_is_drawn_coarsely(tmp_path: Path) -> None:
    """However many corners a map has, its drawing stays light."""
    ring = [[110 + n / 100_000, -7 - (n % 7) / 1000] for n in range(60_000)]
    path = _map(
        tmp_path / "c.geojson", _area({"type": "Polygon", "coordinates": [ring]}, kode="33")
    )
    drawn, _ = drawing(read_outlines(path))
    assert 0 < len(drawn[0].path) <= 150_000
