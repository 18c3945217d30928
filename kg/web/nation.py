"""The nation on a page.

A map of squares, one a province, and tables down to the kecamatan, from what a run gathered.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from kg.assets import folder
from kg.read.geojson import Outline
from kg.report.nation.outlines import drawing
from kg.report.nation.rollup import Area, read_recap, rollup
from kg.web.pages import lang_of, page, words
from kg.web.refusal import RefusedError
from kg.web.state import state_of

__all__ = ["nation"]

_LEVELS = ("provinsi", "kabupaten", "kecamatan")
#: How many steps the colour scale has; the figure stands in each square, so that nothing depends on
#: colour.
_STEPS = 5
_SORTS = ("code", "name", "units", "violation", "warning", "measurable", "complete", "density")


@dataclass(frozen=True)
class Tile:
    """One province on the map: where its square stands, and what was found there.

    ``step`` is its place on the scale.
    """

    column: int
    row: int
    label: str
    area: Area | None
    step: int


@lru_cache(maxsize=1)
def _places() -> tuple[tuple[str, str, int, int], ...]:
    """Code, short name, column and row of each province, as drawn by us."""
    path = folder("data") / "wilayah" / "petak.csv"
    with path.open(encoding="utf-8", newline="") as lines:
        return tuple(
            (row["kode"], row["singkatan"], int(row["kolom"]), int(row["baris"]))
            for row in csv.DictReader(lines)
        )


def _most(areas: Sequence[Area]) -> float:
    """The greatest density, at which the scale ends."""
    return max((area.density for area in areas if area.density is not None), default=0.0)


def _step(area: Area | None, most: float) -> int:
    """The place of an area on the scale; 0 for what has no figure."""
    if area is None or area.density is None or not most:
        return 0
    return 1 + min(int(area.density / most * _STEPS), _STEPS - 1)


def _tiles(provinces: tuple[Area, ...]) -> list[Tile]:
    by_code = {area.code: area for area in provinces}
    most = _most(provinces)
    found = []
    for code, label, column, row in _places():
        area = by_code.get(code)
        found.append(Tile(column, row, label, area, _step(area, most)))
    return found


@dataclass(frozen=True)
class Region:
    """One region of the user's map: its path, and what was found there."""

    path: str
    code: str
    area: Area | None
    step: int


def _regions(outlines: Sequence[Outline], areas: Sequence[Area]) -> tuple[list[Region], float]:
    """The user's map with the figures of the areas, and its height."""
    drawn, height = drawing(outlines)
    by_code = {area.code: area for area in areas}
    most = _most(areas)
    found = []
    for one in drawn:
        area = by_code.get(one.code)
        found.append(Region(one.path, one.code, area, _step(area, most)))
    return found, height


def _mapped(outlines: Sequence[Outline], level: str, within: str) -> list[Outline]:
    """The outlines of a level inside an area."""
    depth = _LEVELS.index(level)
    found = []
    for outline in outlines:
        if outline.code.count(".") == depth and outline.code.startswith(within):
            found.append(outline)
    return found


def _sorted(areas: list[Area], wanted: str) -> list[Area]:
    """By a column, the greatest first, names and codes from A; what has no figure stands last."""
    name = "code"
    if wanted in _SORTS:
        name = wanted
    if name in {"code", "name"}:
        return sorted(areas, key=lambda area: (str(getattr(area, name)), area.code))
    return sorted(areas, key=lambda area: (-_figure(area, name), area.code))


def _figure(area: Area, name: str) -> float:
    value: Any = getattr(area, name)
    if value is None:
        return -1.0
    return float(value)


def nation(request: Request) -> Response:
    """The areas of a level inside an area that was chosen.

    Reads the files of the run, checks nothing.

    :raises RefusedError: 404 SERVE-NATION where no folder of a run was given.
    """
    source = state_of(request).settings.rollup
    if source is None:
        raise RefusedError(404, "SERVE-NATION")
    lang = lang_of(request)
    level = request.query_params.get("jenjang", "provinsi")
    if level not in _LEVELS:
        level = "provinsi"
    within = request.query_params.get("di", "")
    found = rollup(read_recap(source), level, lang, words()["nation"][lang])  # type: ignore[arg-type]
    inside = [area for area in found.areas if area.code.startswith(within)]
    deeper = ""
    if level != _LEVELS[-1]:
        deeper = _LEVELS[_LEVELS.index(level) + 1]
    sort = request.query_params.get("urut", "code")
    outlines = _mapped(state_of(request).settings.outlines, level, within)
    regions: list[Region] = []
    height = 0.0
    if outlines:
        regions, height = _regions(outlines, inside)
    return page(
        request,
        "nation.html",
        found=found,
        areas=_sorted(inside, sort),
        tiles=_tiles(found.provinces),
        regions=regions,
        height=f"{height:.0f}",
        level=level,
        within=within,
        deeper=deeper,
        sort=sort,
        sorts=_SORTS,
        rules=sorted(found.rules, key=lambda rule: (-rule.findings, rule.id))[:20],
    )
