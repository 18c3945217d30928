"""What an IRI of ours stands for, as a page or in RDF, by what the client accepts."""

from __future__ import annotations

from dataclasses import dataclass

import pyoxigraph
from pyoxigraph import NamedNode, Triple
from starlette.requests import Request
from starlette.responses import Response

from kg.errors import Lang
from kg.store.free_queries import about
from kg.terms import BASE, RDFS, SKOS, text_of
from kg.web import vocabulary
from kg.web.negotiate import preferred
from kg.web.pages import lang_of, page, path_of
from kg.web.refusal import RefusedError
from kg.web.state import state_of
from kg.web.tasks import GRAPH_TYPES, TaskContext

__all__ = ["DescribedResource", "resource"]

_HTML = "text/html"
#: How the pages of the published vocabulary end in English.
_ENGLISH = ".en.html"
_ENDINGS = {
    ".html": _HTML,
    ".ttl": "text/turtle",
    ".nt": "application/n-triples",
    ".rdf": "application/rdf+xml",
    ".jsonld": "application/ld+json",
}

_LABELS = {RDFS["label"].value, SKOS["prefLabel"].value}

#: (subject, its (predicate, value)).
Groups = list[tuple[str, list[tuple[str, str]]]]


@dataclass(frozen=True)
class DescribedResource:
    """What is said of one IRI: by the published files and by the store.

    What leads to it counts too.
    """

    iri: str

    def __call__(self, context: TaskContext) -> list[Triple]:
        """The statements, in the order in which they are found."""
        try:
            node = NamedNode(self.iri)
        except ValueError:  # no IRI at all: nothing is said of it
            return []
        return [*vocabulary.known(self.iri), *about(context.store, node)]


def _asked(request: Request) -> tuple[str, str, Lang]:
    """The IRI behind an address, the form that its ending or the Accept header wants, and the language."""
    path = path_of(request)
    if path.endswith(_ENGLISH):
        return BASE + path.removesuffix(_ENGLISH), _HTML, "en"
    lang = lang_of(request)
    for ending, media in _ENDINGS.items():
        if path.endswith(ending):
            return BASE + path.removesuffix(ending), media, lang
    offers = [_HTML, *GRAPH_TYPES]
    return BASE + path, preferred(request.headers.get("accept", ""), offers), lang


async def resource(request: Request) -> Response:
    """The page of a thing, or the statements about it.

    404 with the way out for what nothing is said of.
    """
    iri, media, lang = _asked(request)
    known = await vocabulary.about(request, iri, media, lang)
    if known is not None:
        return known
    state = state_of(request)
    seconds = state.settings.limits.question_seconds
    triples = await state.readers.run(DescribedResource(iri), seconds)
    if not triples:
        raise RefusedError(404, "SERVE-IRI", {"found": iri})
    if media == _HTML:
        groups = _groups(iri, triples)
        return page(
            request, "resource.html", iri=iri, groups=groups, label=_label(iri, groups), base=BASE
        )
    body = pyoxigraph.serialize(triples, format=GRAPH_TYPES[media]) or b""
    return Response(body, media_type=media, headers={"Vary": "Accept"})


def _label(iri: str, groups: Groups) -> str:
    """How the thing is called; empty where nobody says."""
    for subject, pairs in groups:
        if subject == iri and pairs and pairs[0][0] in _LABELS:
            return pairs[0][1]
    return ""


def _groups(iri: str, triples: list[Triple]) -> Groups:
    """(subject, its (predicate, value)), the thing itself first."""
    by_subject: dict[str, list[tuple[str, str]]] = {}
    for triple in triples:
        pair = (text_of(triple.predicate), text_of(triple.object))
        by_subject.setdefault(text_of(triple.subject), []).append(pair)
    return [
        (subject, sorted(pairs, key=lambda pair: (pair[0] not in _LABELS, pair)))
        for subject, pairs in sorted(by_subject.items(), key=lambda item: (item[0] != iri, item[0]))
    ]
