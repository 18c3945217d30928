"""Reason over the ontology and over every unit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from pyoxigraph import NamedNode, Triple

from kg.read.ontology import Ontology
from kg.reason.axioms import axioms, facts
from kg.reason.explain import explain
from kg.reason.hermit import infer, is_consistent
from kg.store.base import Term
from kg.terms import RDF, text_of
from kg.walk.trace import caption_of, source
from kg.walk.view import View
from kg.worker.units import Unit

__all__ = ["ClashLine", "Reasoning", "reason"]


@dataclass(frozen=True)
class ClashLine:
    """One of the statements that clash.

    Subject, relation (empty for a type) and value, and where it stands.
    """

    subject: str
    relation: str
    value: str
    document: str | None
    line: int | None


@dataclass(frozen=True)
class Reasoning:
    """What HermiT says about the ontology (``region`` empty) or about one unit."""

    region: str
    period: str
    consistent: bool
    supports: frozenset[tuple[str, str]]
    clash: tuple[ClashLine, ...]
    axioms: tuple[str, ...]
    confirmed: bool


def _name(iri: str) -> str:
    """The last part of the IRI of a term."""
    return iri.rpartition("#")[2]


def _in_words(triple: Triple, view: View) -> ClashLine:
    subject = cast("Term", triple.subject)
    value = cast("Term", triple.object)
    if triple.predicate == RDF["type"]:
        name = ""
        end = _name(text_of(value))
    else:
        name = _name(triple.predicate.value)
        end = caption_of(view, value)

    document = line = None
    if isinstance(subject, NamedNode):
        place = source(view, subject)
        document = place.document
        line = place.line

    return ClashLine(
        subject=caption_of(view, subject),
        relation=name,
        value=end,
        document=document,
        line=line,
    )


def _unit(unit: Unit, ontology: Ontology) -> Reasoning:
    known = axioms(ontology)
    stated = facts(unit.statements(), ontology)
    inference = infer(known + stated)
    if inference.consistent:
        return Reasoning(
            unit.region,
            unit.period,
            consistent=True,
            supports=inference.supports,
            clash=(),
            axioms=(),
            confirmed=True,
        )

    clash = explain(known, stated)
    view = View(unit.statements(), ontology)
    return Reasoning(
        unit.region,
        unit.period,
        consistent=False,
        supports=frozenset(),
        clash=tuple(_in_words(triple, view) for triple in clash.statements),
        axioms=clash.axioms,
        confirmed=clash.confirmed,
    )


def reason(units: list[Unit], ontology: Ontology) -> list[Reasoning]:
    """The ontology by itself first, then every unit with it."""
    alone = Reasoning(
        region="",
        period="",
        consistent=is_consistent(axioms(ontology)),
        supports=frozenset(),
        clash=(),
        axioms=(),
        confirmed=True,
    )
    # From an ontology that contradicts itself everything follows: no unit could be judged.
    if not alone.consistent:
        return [alone]

    return [alone, *(_unit(unit, ontology) for unit in units)]
