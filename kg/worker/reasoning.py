"""Reason over the ontology and over every unit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from pyoxigraph import NamedNode, Triple

from kg.read.ontology import Ontology
from kg.reason.explain import explain
from kg.reason.hermit import infer, is_consistent
from kg.reason.statements import axioms, facts
from kg.store.base import Term
from kg.terms import RDF, text_of
from kg.walk.trace import caption_of, source
from kg.walk.view import View
from kg.worker.units import Unit

__all__ = ["ClashLine", "Reasoning", "reason"]


@dataclass(frozen=True)
class ClashLine:
    """One of the statements that clash: subject, relation (empty for a type) and value, and where it stands."""

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


def _in_words(triple: Triple, view: View) -> ClashLine:
    subject, value = cast("Term", triple.subject), cast("Term", triple.object)
    typed = triple.predicate == RDF["type"]
    name = "" if typed else triple.predicate.value.rpartition("#")[2]
    end = text_of(value).rpartition("#")[2] if typed else caption_of(view, value)
    place = source(view, subject) if isinstance(subject, NamedNode) else None
    document, line = (place.document, place.line) if place else (None, None)
    return ClashLine(caption_of(view, subject), name, end, document, line)


def _unit(unit: Unit, ontology: Ontology) -> Reasoning:
    known, stated = axioms(ontology), facts(unit.statements(), ontology)
    inference = infer(known + stated)
    if inference.consistent:
        return Reasoning(unit.region, unit.period, True, inference.supports, (), (), confirmed=True)
    clash = explain(known, stated)
    view = View(unit.statements(), ontology)
    lines = tuple(_in_words(t, view) for t in clash.statements)
    return Reasoning(
        unit.region, unit.period, False, frozenset(), lines, clash.axioms, clash.confirmed
    )


def reason(units: list[Unit], ontology: Ontology) -> list[Reasoning]:
    """The ontology by itself first, then every unit with it."""
    alone = is_consistent(axioms(ontology))
    first = Reasoning("", "", alone, frozenset(), (), (), confirmed=True)
    return [first, *(_unit(unit, ontology) for unit in units)] if alone else [first]
