"""What the files of ``ontology/vocab/`` state: the concepts of each word list, and thresholds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path

from pyoxigraph import NamedNode, Quad, RdfFormat

from kg.assets import folder
from kg.derive.entry import Entry
from kg.derive.text import normal
from kg.errors import InputError
from kg.limits import DEFAULT
from kg.read.gate import sha256
from kg.read.ontology import load_turtle
from kg.read.parse import quads_of
from kg.terms import BASE, KIN, SKOS, text_of

__all__ = ["concepts_in", "stated_lists", "vocabulary_digest"]

_VOCAB = BASE + "vocab/"
_IN_SCHEME, _LABEL, _OTHER_LABEL = (
    SKOS[name].value for name in ("inScheme", "prefLabel", "altLabel")
)
_BROADER, _BROAD_MATCH = SKOS["broader"].value, SKOS["broadMatch"].value
_THRESHOLD, _FITS, _LACKS = (
    KIN[name].value for name in ("nilaiAmbang", "cocokDengan", "tidakMemuat")
)
_IMPLIED, _MULTIPLE, _FACTOR = (
    KIN[name].value for name in ("satuanTersirat", "kelipatanDari", "faktor")
)
#: What is said of one subject, by property.
_Said = dict[str, list[str]]


def concepts_in(quads: Iterable[Quad]) -> tuple[dict[str, list[Entry]], dict[str, float]]:
    """The concepts of each list by its name, and the thresholds by theirs."""
    stated: dict[str, _Said] = {}
    for quad in quads:
        subject = quad.subject
        if isinstance(subject, NamedNode):
            said = stated.setdefault(subject.value, {})
            said.setdefault(quad.predicate.value, []).append(text_of(quad.object))

    lists: dict[str, list[Entry]] = {}
    thresholds: dict[str, float] = {}
    for iri, said in stated.items():
        if _IN_SCHEME in said:
            name = said[_IN_SCHEME][0].removeprefix(_VOCAB)
            lists.setdefault(name, []).append(_entry(said, stated))
        if _THRESHOLD in said:
            thresholds[_last(iri)] = float(said[_THRESHOLD][0])
    return lists, thresholds


def _entry(said: _Said, stated: Mapping[str, _Said]) -> Entry:
    """One concept, from what is said of it; a unit names the one that it is a multiple of."""
    labels = said.get(_LABEL, []) + said.get(_OTHER_LABEL, [])
    basic: list[str] = []
    for iri in said.get(_MULTIPLE, ()):
        basic += stated.get(iri, {}).get(_LABEL, ())
    return Entry(
        name=labels[0],
        forms=tuple(dict.fromkeys(map(normal, labels))),
        fits=tuple(map(_last, said.get(_FITS, ()))),
        broader=next(map(_last, said.get(_BROADER, []) + said.get(_BROAD_MATCH, [])), ""),
        implied=next(iter(said.get(_IMPLIED, ())), ""),
        multiple_of=next(iter(basic), ""),
        factor=next(iter(said.get(_FACTOR, ())), "1"),
        lacks=tuple(sorted(said.get(_LACKS, ()))),
    )


def _last(iri: str) -> str:
    """The name at the end of an IRI."""
    return iri.rpartition("/")[2]


def _files() -> list[Path]:
    return sorted((folder("ontology") / "vocab").glob("*.ttl"))


@lru_cache(maxsize=1)
def _sources() -> tuple[bytes, ...]:
    """What stands in each file, which is read once for the words and for their digest."""
    return tuple(path.read_bytes() for path in _files())


@lru_cache(maxsize=1)
def vocabulary_digest() -> str:
    """SHA-256 over the word lists that come with the program, which need not be loaded for it."""
    return sha256(b"".join(_sources()))


def stated_lists() -> list[Quad]:
    """All statements, parsed as one text: 156 beginnings of a parser cost as much as the words.

    :raises InputError: a list that cannot be read, named by its own file.
    """
    try:
        return quads_of(b"\n".join(_sources()), "vocab", RdfFormat.TURTLE, DEFAULT)
    except InputError:
        for path in _files():
            load_turtle(path)
        raise
