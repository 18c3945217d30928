"""Two stored units side by side: what became of the findings, what changed in the tree."""

from __future__ import annotations

import re

from starlette.requests import Request
from starlette.responses import Response

from kg.errors import InputError
from kg.report.diff.tree_changes import place_of, tree_changes
from kg.report.dossier.changes import compare
from kg.report.forms.as_json import check_body
from kg.web.check_tasks import Checked
from kg.web.pages import lang_of, page
from kg.web.refusal import RefusedError
from kg.web.reports import done
from kg.web.shown import unit_named
from kg.web.state import state_of
from kg.web.tasks import UnitsHeld
from kg.web.trees import ShownBranch, branches
from kg.worker.facts import UnitFacts

__all__ = ["comparison"]

#: The address of an uploaded check, with or without what stands before and behind it.
_UPLOADED = re.compile(r"periksa/([0-9a-f]{32,})")

#: Lists up to here are unfolded; of longer ones so many are shown.
_FEW = 20
#: So many units are offered while somebody types; others are typed.
_LISTED = 200
#: So many changes are drawn; a page with more cannot be read.
_MOST = 200


async def _side(request: Request, place: str) -> Checked:
    """The check of a unit named ``code/period``, or the uploaded one whose address is given.

    :raises RefusedError: 404 for any other name.
    """
    uploaded = _UPLOADED.search(place)
    if uploaded:
        check = state_of(request).checks.find(uploaded[1])
        if check is None:
            raise RefusedError(404, "SERVE-CHECK")
        return _readable(done(check))
    region, sign, period = place.partition("/")
    if not sign:
        raise RefusedError(404, "SERVE-UNIT", {"found": place})
    checks = state_of(request).checks
    return done(await checks.of_unit(region, period, lang_of(request)))


def _readable(checked: Checked) -> Checked:
    """A check that came to findings.

    :raises InputError: why the files could not be read.
    """
    if checked.dossier.report.problems:
        raise InputError(list(checked.dossier.report.problems))
    return checked


async def comparison(request: Request) -> Response:
    """The form to choose two units, and beneath it what differs as soon as both are chosen."""
    state = state_of(request)
    held = await state.answers.run(UnitsHeld(), state.settings.limits.question_seconds)
    units = held[:_LISTED]
    chosen = {name: request.query_params.get(name, "") for name in ("a", "b")}
    if not all(chosen.values()):
        return page(request, "comparison.html", units=units, chosen=chosen, changes=None)
    old, new = [await _side(request, place) for place in chosen.values()]
    before = old.dossier.facts[0]
    after = new.dossier.facts[0]
    tree = tree_changes(before, after)
    return page(
        request,
        "comparison.html",
        units=units,
        chosen=chosen,
        changes=compare(check_body(old.dossier), check_body(new.dossier)),
        tree=[(change, place_of(change)) for change in tree],
        sides=[
            _drawn(side, place) for side, place in zip((old, new), chosen.values(), strict=True)
        ],
        called=[unit_named(facts, lang_of(request)) for facts in (before, after)],
        few=_FEW,
        most=_MOST,
    )


def _drawn(side: Checked, place: str) -> tuple[UnitFacts, list[ShownBranch], str]:
    """One tree, and where the pages of its nodes stand; files that were sent have none."""
    facts = side.dossier.facts[0]
    base = ""
    if not _UPLOADED.search(place):
        base = f"/unit/{facts.region}/{facts.period}"
    return facts, branches(facts, side.dossier.findings), base
