"""Everything that the rows of a document state, property by property.

Whatever the form has a column for.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from pyoxigraph import Literal, NamedNode

from kg.read.ontology import Ontology, ontology
from kg.store.base import Term
from kg.terms import KIN, PROV, RDF, RDFS, text_of
from kg.walk.trace import Source, caption, source
from kg.walk.view import View

__all__ = ["StatedFact", "property_label", "stated_facts"]

_FROM = PROV["wasDerivedFrom"]
#: What says where or how something is written, not what a document states.
_NOT_STATED = frozenset((_FROM, RDF["type"], KIN["artefakEkstraksi"]))


@dataclass(frozen=True)
class StatedFact:
    """One thing that a row states: its class and code, and each property with its values as texts.

    ``values`` are (IRI of the property, values separated by semicolons); a value that is another
    thing is given by the last part of its IRI, which is its code, an organisation by its name.
    """

    iri: str
    kind: str
    label: str
    values: tuple[tuple[str, str], ...]
    source: Source


@lru_cache(maxsize=2)
def _labels(lang: str) -> dict[str, str]:
    """The labels of all terms in one language."""
    found: dict[str, str] = {}
    for triple in ontology().triples:
        term = triple.subject
        label = triple.object
        if triple.predicate != RDFS["label"] or not isinstance(term, NamedNode):
            continue
        if isinstance(label, Literal) and label.language == lang:
            found[term.value] = label.value
    return found


def property_label(iri: str, lang: str) -> str:
    """What a property is called; the last part of its IRI where the ontology does not say.

    >>> property_label("https://w3id.org/kinerja/ns#sumberData", "id")
    'sumber data'
    """
    if iri == RDFS["label"].value:
        return {"id": "rumusan atau nama", "en": "wording or name"}[lang]
    return _labels(lang).get(iri, iri.rpartition("#")[2])


def _properties(of: Ontology) -> list[NamedNode]:
    """The properties that documents state: those of the ontology but derived facts and traces."""
    stated = {RDFS["label"], *of.properties} - of.derived - _NOT_STATED
    return sorted(stated, key=lambda term: term.value)


def _text(view: View, value: Term) -> str:
    if not isinstance(value, NamedNode):
        return text_of(value)
    place, _, code = value.value.rpartition("/")
    # An organisation has no code of its own but its name.
    return (view.label(value) or code) if place.endswith("/organisasi") else code


def stated_facts(view: View) -> tuple[StatedFact, ...]:
    """Everything that has a row, by IRI."""
    values: dict[NamedNode, list[tuple[str, str]]] = {}
    subjects = {subject for subject, _ in view.pairs(_FROM) if isinstance(subject, NamedNode)}
    for term in _properties(view.ontology):
        texts: dict[NamedNode, set[str]] = {}
        for subject, value in view.pairs(term):
            if isinstance(subject, NamedNode) and subject in subjects:
                texts.setdefault(subject, set()).add(_text(view, value))
        for subject, found in texts.items():
            values.setdefault(subject, []).append((term.value, "; ".join(sorted(found))))
    return tuple(_fact(view, node, values[node]) for node in sorted(values, key=text_of))


def _fact(view: View, node: NamedNode, values: list[tuple[str, str]]) -> StatedFact:
    classes = set(view.objects(node, RDF["type"])) - view.ontology.derived
    kind = min(map(text_of, classes), default="")
    return StatedFact(node.value, kind, caption(view, node), tuple(values), source(view, node))
