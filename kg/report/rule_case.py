"""A case of a rule in plain words, for readers who do not read Turtle."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import cast

from pyoxigraph import Literal, RdfFormat, Triple
from pyoxigraph import parse as parse_rdf

from kg.errors import Lang
from kg.read.ontology import ontology
from kg.store.base import Term
from kg.terms import PROV, RDF, RDFS, text_of

__all__ = ["case_lines"]

#: The name stands in front; where a case comes from tells its reader nothing.
_UNSAID = frozenset((RDFS["label"], PROV["wasDerivedFrom"]))


def case_lines(path: Path, lang: Lang) -> Iterator[str]:
    """What a case states, thing by thing, with the labels of the ontology."""
    parsed = parse_rdf(path.read_bytes(), format=RdfFormat.TURTLE)
    triples = [quad.triple for quad in parsed]
    names = {}
    for t in triples:
        if t.predicate == RDFS["label"]:
            names[t.subject] = text_of(t.object)
    kinds: dict[Term, str] = {}
    about: dict[Term, list[str]] = {}
    for one in triples:
        said = about.setdefault(one.subject, [])
        if one.predicate == RDF["type"]:
            kinds[one.subject] = _called(one.object, lang)
        elif one.predicate not in _UNSAID:
            said.append(_said(one, names, lang))
    for subject, said in about.items():
        head = f'{kinds.get(subject, "")} "{names.get(subject, _short(subject))}"'.strip()
        yield "; ".join([head, *said])


def _said(one: Triple, names: dict[Term, str], lang: Lang) -> str:
    """One statement: what it is about, and a text or another thing by its name."""
    meant = cast("Term", one.object)
    value = names.get(meant) or _short(meant)
    return f'{_called(one.predicate, lang)} "{value}"'


def _short(term: Term) -> str:
    """A text as it is, of an address what stands behind its last sign."""
    if isinstance(term, Literal):
        return term.value
    return text_of(term).rpartition("#")[2].rpartition("/")[2]


@lru_cache(maxsize=512)
def _called(term: Term, lang: Lang) -> str:
    """The label of a class or property; its short name where the ontology gives none."""
    labels = []
    for t in ontology().triples:
        if _names(t, term):
            labels.append(t.object)
    for label in labels:
        if isinstance(label, Literal) and label.language == lang:
            return label.value
    return _short(term)


def _names(one: Triple, term: Term) -> bool:
    return one.subject == term and one.predicate == RDFS["label"]
