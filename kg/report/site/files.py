"""The files of the site by name, each made when it is asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from importlib import resources
from itertools import chain

from pyoxigraph import Triple

from kg.assets import files
from kg.errors import LANGUAGES, Lang
from kg.questions.question import catalogue
from kg.read.gate import sha256
from kg.report.site.addresses import FORMS, page_name
from kg.report.site.dcat import CATALOGUE, Published, catalogue_triples
from kg.report.site.documents import (
    PARTS,
    SiteDocument,
    document_at,
    documents,
    named,
    part,
    serialised,
)
from kg.report.site.pages import document_page, index_page, question_page

__all__ = ["CHECKSUMS", "described", "site_file", "site_files"]

CHECKSUMS = "SHA256SUMS"
_DUMPS = "unduh"
_QUESTIONS = "pertanyaan"
#: Files that lie in the package as they are published.
_STATIC = ("style.css", "ikon.svg")


#: The modules are parts of the ontology, which is published whole.
_DATASETS = tuple(name for name in PARTS if name != "modul")


@lru_cache(maxsize=len(PARTS))
def _whole(name: str) -> tuple[Triple, ...]:
    """All statements of a part; blank nodes are named anew, as documents name theirs alike."""
    if len(part(name)) == 1:
        return next(iter(part(name).values())).triples
    return named(chain.from_iterable(PARTS[name]().values()))


@lru_cache(maxsize=1)
def _dumped() -> dict[str, bytes]:
    """Each part as one file in every form."""
    found = {}
    for name in _DATASETS:
        for ending in FORMS:
            found[f"{_DUMPS}/{name}.{ending}"] = serialised(_whole(name), ending)
    return found


@lru_cache(maxsize=1)
def _queries() -> dict[str, bytes]:
    """The files of the questions by their codes."""
    found = {}
    for path in files("queries", "*/Q*.rq"):
        code = path.name.split("-")[0]
        found[f"{_QUESTIONS}/{code}.rq"] = path.read_bytes()
    return found


@lru_cache(maxsize=1)
def _catalogue() -> SiteDocument:
    datasets = []
    for name in _DATASETS:
        held = {}
        for file, data in _dumped().items():
            if file.startswith(f"{_DUMPS}/{name}."):
                held[file] = data
        example = next(iter(part(name).values())).subjects[0]
        datasets.append(Published(name, _whole(name), example, held))
    datasets.append(Published(_QUESTIONS, (), "", _queries()))
    return SiteDocument(CATALOGUE, named(catalogue_triples(datasets)))


def described(path: str) -> SiteDocument | None:
    """The document of that path; nothing where none is published under it."""
    if path == CATALOGUE:
        return _catalogue()
    return document_at(path)


def _static(name: str) -> bytes:
    return resources.files("kg").joinpath("web", "static", name).read_bytes()


def _index(lang: Lang) -> bytes:
    sizes = []
    for name, data in _dumped().items():
        sizes.append((name, round(len(data) / 1_000)))
    return index_page(sizes, lang)


def _page(path: str, lang: Lang) -> bytes | None:
    if path == "index":
        return _index(lang)
    if path.startswith(f"{_QUESTIONS}/"):
        for question in catalogue():
            if path == f"{_QUESTIONS}/{question.id}":
                return question_page(question, lang)
    document = described(path)
    if document is None:
        return None
    return document_page(document, lang)


def _ready(name: str) -> bytes | None:
    """A file that is not made from a document."""
    if name.startswith("static/"):
        plain = name.removeprefix("static/")
        if plain in _STATIC:
            return _static(plain)
    if name == CHECKSUMS:
        return _checksums()
    if name.startswith(f"{_DUMPS}/"):
        return _dumped().get(name)  # made all at once, for a second: not for any other name
    return _queries().get(name)


@lru_cache(maxsize=64)
def site_file(name: str) -> bytes | None:
    """One file of the site; nothing where there is none of that name.

    >>> site_file("rule/IND-05.ttl").startswith(b"@prefix")
    True
    >>> site_file("rule/IND-99.ttl") is None
    True
    """
    path, _, ending = name.rpartition(".")
    if ending == "html":
        if path.endswith(".en"):
            return _page(path.removesuffix(".en"), "en")
        return _page(path, "id")
    document = described(path)
    if document is not None and ending in FORMS:
        return serialised(document.triples, ending)
    return _ready(name)


@lru_cache(maxsize=1)
def _names() -> tuple[str, ...]:
    """Every file but the checksums."""
    found = [f"static/{name}" for name in _STATIC]
    found += [*_dumped(), *_queries()]
    pages = ["index", *documents(), CATALOGUE]
    for question in catalogue():
        pages.append(f"{_QUESTIONS}/{question.id}")
    for path in pages:
        for lang in LANGUAGES:
            found.append(page_name(path, lang))
    for path in (*documents(), CATALOGUE):
        for ending in FORMS:
            found.append(f"{path}.{ending}")
    return tuple(sorted(found))


def _data(name: str) -> bytes:
    data = site_file(name)
    if data is None:
        raise FileNotFoundError(name)
    return data


def _listed(digests: Mapping[str, str]) -> bytes:
    """The digest of every other file, as ``sha256sum --check`` reads them."""
    lines = []
    for name, digest in digests.items():
        lines.append(f"{digest}  {name}\n")
    return "".join(lines).encode()


@lru_cache(maxsize=1)
def _checksums() -> bytes:
    *_, (_, data) = site_files()
    return data


def site_files() -> Iterator[tuple[str, bytes]]:
    """Every file with its name, in order; the checksums last."""
    digests = {}
    for name in _names():
        data = _data(name)
        digests[name] = sha256(data)
        yield name, data
    yield CHECKSUMS, _listed(digests)
