"""Serves what this program publishes: the files of the static site, under the same names.

Pages have one link more here, which leads back to the workbench.
"""

from __future__ import annotations

import gzip
import mimetypes
import re
from collections.abc import Iterable
from functools import lru_cache

from pyoxigraph import NamedNode, Triple
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from kg.errors import Lang
from kg.read.gate import sha256
from kg.report.site.addresses import FORMS, MEDIA_TYPES, anchor_of, document_of, page_name
from kg.report.site.documents import documents, serialised
from kg.report.site.files import CHECKSUMS, described, site_file, site_files
from kg.terms import BASE
from kg.web.pages import lang_of, path_of, words
from kg.web.refusal import RefusedError

__all__ = ["about", "file", "known"]

_HTML = "text/html"
_TRIPLES = "application/n-triples"
#: Media types by ending, where the registry of the machine may not know them.
_MEDIA = {**MEDIA_TYPES, "svg": "image/svg+xml"}
#: Lists whose entries a store says more of.
_IN_STORES = ("nomenklatur/", "wilayah/")
#: Caches must keep the page and the data under one address apart.
_VARY = {"Vary": "Accept"}
#: The line of navigation, where the link back to the workbench goes.
_NAV = re.compile(rb"<nav[^>]*>")
#: Documents of more bytes are packed.
_LARGE = 100_000


def _media(name: str) -> str:
    ending = name.rpartition(".")[2]
    return _MEDIA.get(ending) or mimetypes.guess_type(name)[0] or "text/plain"


def known(iri: str) -> Iterable[Triple]:
    """What the published documents say of an IRI, or to it."""
    document = described(document_of(iri))
    if document is None:
        return
    node = NamedNode(iri)
    for triple in document.triples:
        if node in {triple.subject, triple.object}:
            yield triple


def _is_published(iri: str) -> bool:
    """Whether the site alone answers for an IRI."""
    document = described(document_of(iri))
    if document is None:
        return False
    path = iri.removeprefix(BASE)
    if path == document.path or path.startswith("ns/"):
        return True
    return not path.startswith(_IN_STORES) and iri in document.subjects


def _with_way_back(name: str, data: bytes) -> bytes:
    """A page with a link to the workbench, first among its own."""
    lang: Lang = "en" if name.endswith(".en.html") else "id"
    address = "../" * name.count("/") or "./"
    if lang == "en":
        address += "?lang=en"
    link = f'\n    <a href="{address}">{words()["nav-back"][lang]}</a>'
    return _NAV.sub(lambda found: found[0] + link.encode(), data, count=1)


@lru_cache(maxsize=1)
def _checksums() -> bytes:
    """The digests of what is served here."""
    lines = []
    for name, data in site_files():
        if name != CHECKSUMS:
            lines.append(f"{sha256(_shown(name, data))}  {name}\n")
    return "".join(lines).encode()


def _shown(name: str, data: bytes) -> bytes:
    if name.endswith(".html"):
        return _with_way_back(name, data)
    return data


def _file(name: str) -> bytes | None:
    """A file of the site as it is served; nothing where there is none of that name."""
    if name == CHECKSUMS:
        return _checksums()
    data = site_file(name)
    if data is None:
        return None
    return _shown(name, data)


def _found(iri: str, media: str, lang: Lang) -> bytes | str | None:
    """The bytes of a form; or the address of the page that describes this thing among others."""
    if not _is_published(iri):
        return None
    path = document_of(iri)
    if media == _TRIPLES:
        return serialised(documents()[path].triples, "nt")
    for ending, known_media in FORMS.items():
        if media == known_media:
            return site_file(f"{path}.{ending}")
    page = page_name(path, lang)
    if iri == BASE + path:
        return _file(page)
    anchor = anchor_of(iri)
    if anchor:
        return f"{page}#{anchor}"
    return page


async def about(request: Request, iri: str, media: str, lang: Lang) -> Response | None:
    """The answer of the site about an IRI; nothing where the store has to be asked.

    An entry of a list is described on the page of its list (303 See Other).
    """
    found = await run_in_threadpool(_found, iri, media, lang)
    if found is None:
        return None
    if isinstance(found, bytes):
        return _packed(request, found, media)
    root = str(request.scope.get("root_path", ""))
    return RedirectResponse(f"{root}/{found}", 303, headers=_VARY)


@lru_cache(maxsize=64)
def _gzipped(data: bytes) -> bytes:
    return gzip.compress(data, mtime=0)


def _packed(request: Request, data: bytes, media: str) -> Response:
    """A document of the vocabulary, packed where it is large and the client unpacks."""
    heads = {"Vary": "Accept, Accept-Encoding"}
    if len(data) > _LARGE and "gzip" in request.headers.get("accept-encoding", ""):
        data = _gzipped(data)
        heads["Content-Encoding"] = "gzip"
    return Response(data, media_type=media, headers=heads)


async def file(request: Request) -> Response:
    """One file of the site that describes no single IRI: the entrance, questions, downloads, digests."""
    name = path_of(request)
    if name == "index.html" and lang_of(request) == "en":
        name = page_name("index", "en")
    found = await run_in_threadpool(_file, name)
    if found is None:
        raise RefusedError(404, "SERVE-IRI", {"found": BASE + name})
    return Response(found, media_type=_media(name))
