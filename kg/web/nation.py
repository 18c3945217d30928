"""The nation on a page.

A map of squares, one a province, and tables down to the kecamatan, from what a run gathered.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, cast, get_args

from starlette.requests import Request
from starlette.responses import Response

from kg.assets import folder
from kg.derive.regions import LokalRegions
from kg.errors import KgError, Lang
from kg.read.geojson import Outline
from kg.report.nation.outlines import drawing
from kg.report.nation.rollup import Area, Level, Rollup, RuleRow
from kg.web.cross_tasks import Crossed, CrossedRule
from kg.web.nation_tasks import RolledUp, lies_in
from kg.web.pages import lang_of, page, words
from kg.web.refusal import RefusedError
from kg.web.reports import GOES_ON
from kg.web.state import WebState, state_of
from kg.web.tasks import UnitsHeld
from kg.worker.cross.cross_question import Within

__all__ = ["begin", "crossing", "nation"]

#: From the outside in: below each stand the regions of the next.
_LEVELS = ("provinsi", "kabupaten", "kecamatan")
#: How many steps the colour scale has; the figure stands in each square, so that nothing depends on
#: colour.
_STEPS = 5
#: The longest table, and the most rules, on one page.
_ROWS = 1_000
#: So many rules are shown, those with most findings.
_RULES = 20
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
class ShownRegion:
    """One region of the user's map: its path, and what was found there."""

    path: str
    code: str
    area: Area | None
    step: int


def _own_map(
    every: Sequence[Outline], level: str, within: str, areas: Sequence[Area]
) -> dict[str, Any]:
    """The user's map with the figures of the areas, and its height."""
    outlines = _mapped(every, level, within)
    if not outlines:
        return {"regions": [], "height": "0"}
    drawn, height = drawing(outlines)
    by_code = {area.code: area for area in areas}
    most = _most(areas)
    found = []
    for one in drawn:
        area = by_code.get(one.code)
        found.append(ShownRegion(one.path, one.code, area, _step(area, most)))
    return {"regions": found, "height": f"{height:.0f}"}


def _mapped(outlines: Sequence[Outline], level: str, within: str) -> list[Outline]:
    """The outlines of a level inside an area."""
    depth = _LEVELS.index(level)
    found = []
    for outline in outlines:
        if outline.code.count(".") == depth and lies_in(outline.code, within):
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


async def nation(request: Request) -> Response:
    """The areas of a level inside an area that was chosen.

    Reads the files of the run, checks nothing.

    :raises RefusedError: 404 SERVE-NATION where no folder of a run was given, SERVE-AREA for an
        area that the run does not hold.
    """
    state = state_of(request)
    source = _source(state)
    asked = request.query_params
    level: Level = "provinsi"
    if asked.get("jenjang") in _LEVELS:
        level = cast("Level", asked["jenjang"])
    within = asked.get("di", "")
    task = _rolled_up(source, level, within, lang_of(request))
    found: Rollup = await state.gathered.run(task, state.settings.limits.web_check_seconds)
    if within and not found.areas:
        raise RefusedError(404, "SERVE-AREA", {"found": within})
    sort = asked.get("urut", "code")
    return page(
        request,
        "nation.html",
        found=found,
        areas=_sorted(list(found.areas), sort)[:_ROWS],
        tiles=_tiles(found.provinces),
        **_own_map(state.settings.outlines, level, within, found.areas),
        level=level,
        levels=_LEVELS,
        within=within,
        way=_way(within),
        deeper=_deeper(level),
        stored=await _stored(state),
        sort=sort,
        sorts=_SORTS,
        rules=_broken(found),
        **_crossed(state, "nasional"),
    )


async def crossing(request: Request) -> Response:
    """What kecamatan have in common that they should not: the rules, and the findings of one.

    :raises RefusedError: 404 SERVE-NATION where no folder of a run was given.
    """
    state = state_of(request)
    _source(state)
    by = request.query_params.get("lingkup", "nasional")
    if by not in get_args(Within):
        by = "nasional"
    values = _crossed(state, cast("Within", by))
    rules: Sequence[CrossedRule] = values["crossed"] or ()
    wanted = request.query_params.get("aturan", "")
    chosen = next((rule for rule in rules if rule.id == wanted), None)
    goes_on = values["crossed"] is None and not values["refused"]
    return page(
        request,
        "crossing.html",
        status=GOES_ON if goes_on else 200,
        goes_on=goes_on,
        by=by,
        bounds=get_args(Within),
        rule=chosen,
        stored=await _stored(state),
        called=LokalRegions().name,
        **values,
    )


def _broken(found: Rollup) -> list[RuleRow]:
    """The rules broken most often, with what was found of each."""
    broken = [rule for rule in found.rules if rule.findings]
    return sorted(broken, key=lambda rule: (-rule.findings, rule.id))[:_RULES]


def begin(state: WebState) -> None:
    """Work out what the first visitor will see, where there is a run to read."""
    source = state.settings.rollup
    if source is None:
        return
    seconds = state.settings.limits.web_check_seconds
    state.gathered.soon(_rolled_up(source, "provinsi", "", "id"), seconds)
    state.crossed.soon(Crossed(str(source), "nasional"), seconds)


def _rolled_up(source: Path, level: Level, within: str, lang: Lang) -> RolledUp:
    return RolledUp(str(source), level, within, lang, words()["nation"][lang])


def _source(state: WebState) -> Path:
    """The folder of the run.

    :raises RefusedError: 404 SERVE-NATION where none was given.
    """
    if state.settings.rollup is None:
        raise RefusedError(404, "SERVE-NATION")
    return state.settings.rollup


def _crossed(state: WebState, by: Within) -> dict[str, Any]:
    """The rules over all kecamatan: None while they are asked; or why they cannot be."""
    task = Crossed(str(state.settings.rollup), by)
    try:
        found = state.crossed.soon(task, state.settings.limits.web_check_seconds)
    except KgError as error:
        return {"crossed": None, "refused": error.problems}
    return {"crossed": found, "refused": []}


async def _stored(state: WebState) -> dict[str, str]:
    """The page of each kecamatan that the store holds; of several periods the search for them."""
    seconds = state.settings.limits.question_seconds
    found: dict[str, str] = {}
    for region, period, _ in await state.answers.run(UnitsHeld(), seconds):
        if region in found:
            found[region] = f"/?cari={region}"
        else:
            found[region] = f"/unit/{region}/{period}"
    return found


def _way(within: str) -> list[tuple[str, str, str]]:
    """From the province down to the area: (code, name, level that stands below)."""
    steps = within.split(".") if within else []
    found = []
    for depth in range(len(steps)):
        code = ".".join(steps[: depth + 1])
        below = _LEVELS[min(depth + 1, len(_LEVELS) - 1)]
        found.append((code, LokalRegions().name(code).title() or code, below))
    return found


def _deeper(level: str) -> str:
    """The level below; empty for the lowest."""
    place = _LEVELS.index(level) + 1
    return "".join(_LEVELS[place : place + 1])
