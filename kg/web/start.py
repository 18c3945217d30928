"""The first page: what the store holds, a field for files, and the empty form."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from kg.derive.regions import LokalRegions, national_places
from kg.questions.question import catalogue
from kg.report.bundle.parts import WORKBOOK
from kg.report.dossier.dossier import moment
from kg.report.template.pages import Wish
from kg.report.template.typed import region_named, years_of
from kg.report.template.workbook import template_workbook
from kg.web.pages import lang_of, page
from kg.web.reports import attachment
from kg.web.state import state_of
from kg.web.tasks import UnitsHeld

__all__ = ["blank", "home", "template"]

#: The question that this workbench is asked most, first on the page.
_FIRST = "Q01"
#: With a nation loaded the page shows so many kecamatan and a field to look for the others.
_SHOWN = 200
#: How many groups the code of a kecamatan has.
_KECAMATAN = 3


async def home(request: Request) -> Response:
    """Units with their periods, narrowed by ``cari``; the way to upload and to ask."""
    state = state_of(request)
    units = await state.answers.run(UnitsHeld(), state.settings.limits.question_seconds)
    wanted = request.query_params.get("cari", "").strip()
    found = [unit for unit in units if _names(unit, wanted)]
    return page(
        request,
        "home.html",
        units=found[:_SHOWN],
        total=len(units),
        found=len(found),
        wanted=wanted,
        uploads=state.settings.uploads,
        periods=[f"{year}-{year + 4}" for year in range(moment().year - 5, moment().year + 3)],
        first=next(q for q in catalogue() if q.id == _FIRST),
    )


def blank(request: Request) -> Response:
    """The empty form by choosing: provinsi, kabupaten, kecamatan, period, each from a list."""
    asked = request.query_params.get("di", "")
    chosen = [place for place in national_places() if asked == place.code]
    within = chosen[0].code if chosen else ""
    below = [place for place in national_places() if place.parent == within]
    regions = LokalRegions()
    steps = within.split(".") if within else []
    way = [".".join(steps[: n + 1]) for n in range(len(steps))]
    first = moment().year
    return page(
        request,
        "blank.html",
        within=within,
        below=below if len(steps) < _KECAMATAN else [],
        way=[(code, regions.name(code).title()) for code in way],
        periods=[f"{year}-{year + 4}" for year in range(first - 5, first + 3)],
        usual=f"{first}-{first + 4}",
        is_whole=len(steps) == _KECAMATAN,
    )


def _names(unit: tuple[str, str, str], wanted: str) -> bool:
    """Whether every word looked for stands in code, period or name."""
    text = " ".join(unit).casefold()
    return all(word in text for word in wanted.casefold().split())


def template(request: Request) -> Response:
    """The empty form, or the filled example, as a workbook.

    :raises InputError: TEMPLATE-PERIOD, TEMPLATE-REGION.
    """
    asked = request.query_params
    wish = Wish(
        years_of(asked.get("period", "")),
        region_named(asked.get("kecamatan", "").strip()),
        example="example" in asked,
        lang=lang_of(request),
    )
    name = "contoh.xlsx" if wish.example else "isian.xlsx"
    return attachment(template_workbook(wish, moment()), name, WORKBOOK)
