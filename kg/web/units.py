"""A stored unit: its tree with what was found, and each node with its way up and its source."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from kg.report.bundle.parts import PARTS
from kg.report.drawing.tree import tree_svg
from kg.rules.finding import number_of
from kg.web.check_tasks import Checked
from kg.web.pages import lang_of, page
from kg.web.refusal import RefusedError
from kg.web.reports import done, shown
from kg.web.state import state_of
from kg.web.trees import chain_up, find_node, findings_of

__all__ = ["node", "picture", "unit"]


async def _checked(request: Request) -> Checked:
    place = request.path_params
    checks = state_of(request).checks
    return done(await checks.of_unit(place["region"], place["period"], lang_of(request)))


async def unit(request: Request) -> Response:
    """Tree and findings of one kecamatan and period in one view."""
    checked = await _checked(request)
    place = request.path_params
    base = f"/unit/{place['region']}/{place['period']}"
    return page(request, "unit.html", base=base, parts=PARTS, **shown(checked.dossier, request))


async def picture(request: Request) -> Response:
    """The tree as a picture."""
    checked = await _checked(request)
    facts = checked.dossier.facts[0]
    svg = tree_svg(facts, checked.dossier.findings, lang_of(request))
    policy = "default-src 'none'; style-src 'unsafe-inline'"  # a drawing carries its own looks
    return Response(svg, media_type="image/svg+xml", headers={"Content-Security-Policy": policy})


async def node(request: Request) -> Response:
    """One node: the chain from the top in words, what stands below, its indicators, findings and source."""
    checked = await _checked(request)
    facts = checked.dossier.facts[0]
    found = find_node(facts, request.query_params.get("iri", ""))
    if found is None:
        raise RefusedError(404, "SERVE-NODE")
    own = {found.iri, *found.parts, *found.results}
    place = request.path_params
    return page(
        request,
        "node.html",
        node=found,
        base=f"/unit/{place['region']}/{place['period']}",
        facts=facts,
        chain=chain_up(facts, found),
        below=[n for n in facts.nodes if found.iri in n.above],
        posts={post.iri: post.label for post in facts.posts},
        indicators=[i for i in facts.indicators if i.iri in own or i.of in own],
        findings=[(number_of(f.id), f) for f in findings_of(found, checked.dossier.findings)],
    )
