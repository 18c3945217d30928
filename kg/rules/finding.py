"""A finding: one violation as an auditor needs it, typed, explained, and traceable to its source."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import cast

from pyoxigraph import Literal, NamedNode, RdfFormat
from pyoxigraph import parse as parse_rdf

from kg.rules.engine import Result
from kg.rules.numbering import Numbered, numbered_by
from kg.rules.placing import remedy_at
from kg.rules.rule import Both, Certainty, Part, Rule, Severity
from kg.rules.telling import Occasion, filled
from kg.store.base import Term
from kg.terms import KIN, RDFS, XSD
from kg.walk.trace import Source, caption, caption_of, cited, source, way_up
from kg.walk.view import View

__all__ = ["Finding", "Waived", "finding", "number_of", "term_of"]

#: Properties in which the value of a finding may have been found as a word.
_SEARCHED = (
    RDFS["label"],
    *(
        KIN[n]
        for n in (
            "formulasi",
            "definisiOperasional",
            "sumberData",
            "keterangan",
            "kondisiAwal",
            "teksNilai",
        )
    ),
)


@dataclass(frozen=True)
class Waived:
    """Why a finding is accepted for now.

    Reason, approving post, letter, and the dates between which that holds.
    """

    id: str
    reason: str
    approver: str
    letter: str
    approved: date
    expires: date


@dataclass(frozen=True)
class Finding:
    """What is wrong, with what, where it stands, why it matters and what to do."""

    id: str
    rule: str
    part: str
    severity: Severity
    kecamatan: str
    focus: str
    label: str
    path: tuple[str, ...]
    property: str | None
    value: str | None
    message: Both
    remedy: Both
    basis: tuple[str, ...]
    source: Source
    component: str
    certainty: Certainty = "pasti"
    waived: Waived | None = None
    #: The value node as the engine gave it, in N-Triples; empty where the component has none.
    term: str = ""

    def sort_key(self) -> tuple[object, ...]:
        """Place in the document, rule, then text: the order of every listing."""
        return (
            self.kecamatan,
            *self.source.order(),
            self.rule,
            self.part,
            self.focus,
            self.value or "",
        )


def term_of(text: str) -> Term | None:
    """The value of a result, from its N-Triples form."""
    if not text:
        return None
    line = f"<urn:x> <urn:x> {text} ."
    return cast("Term", next(iter(parse_rdf(line.encode(), format=RdfFormat.N_TRIPLES))).object)


def _value(
    view: View, focus: NamedNode, part: Part, result: Result, tell: Callable[[View, Term], str]
) -> str | None:
    """What was found: the value of the result, else the inspected text, else all values of the path, as ``tell`` tells them.

    A number is shown as the document prints it, where the part inspects the printed text.
    """
    term = term_of(result.value)
    number = isinstance(term, Literal) and term.datatype != XSD["string"]
    is_printed = number and part.inspects is not None
    if term not in {None, focus} and not is_printed:
        return tell(view, term)
    if part.inspects is not None:
        return view.text(focus, part.inspects) or None
    if part.path is None:
        return None
    values = [tell(view, held) for held in view.objects(focus, part.path)]
    return "; ".join(sorted(values)) or None


def _property(view: View, focus: NamedNode, part: Part, value: str | None) -> NamedNode | None:
    """The property a reader should look at.

    The inspected one, the path, or the text that holds the value.
    """
    if part.inspects is not None:
        return part.inspects
    if (
        part.path is not None
        and view.objects(focus, part.path)
        and part.path not in view.ontology.derived
    ):
        return part.path
    if not value:
        return part.path
    sought = value.partition(" → ")[0].casefold()
    texts = []
    for p in _SEARCHED:
        texts.append((p, view.text(focus, p).casefold().strip()))
    exact = (p for p, text in texts if text == sought)
    return next(exact, None) or next((p for p, text in texts if sought in text), part.path)


def finding(result: Result, rule: Rule, view: View, kecamatan: str) -> Finding:
    """Tell one result of an engine as a finding."""
    focus = NamedNode(result.focus)
    part = next(p for iri, p in rule.parts.items() if iri.value == result.part)
    plain, value = (_value(view, focus, part, result, tell) for tell in (caption_of, cited))
    prop = _property(view, focus, part, plain)
    itself = term_of(result.value) == focus
    said = caption(view, focus) if value is None and itself else value
    return Finding(
        id=Numbered(rule.id, result.part, numbered_by(view, focus), plain or "").fingerprint,
        rule=rule.id,
        part=result.part,
        severity=part.severity(rule.severity),
        kecamatan=kecamatan,
        focus=result.focus,
        label=caption(view, focus),
        path=tuple(way_up(view, focus)),
        property=prop.value if prop is not None else None,
        value=value,
        message=filled(
            part.message, Occasion(view, focus, prop, said, term_of(result.value), part.path)
        ),
        remedy=remedy_at(view, focus, prop, rule),
        basis=rule.basis,
        source=source(view, focus, prop),
        component=result.component,
        certainty=part.certainty,
        term=result.value,
    )


def number_of(fingerprint: str) -> str:
    """The number of a finding on paper; it stays while the defect stays, from one period to the next.

    >>> number_of("0123456789abcdef")
    'T-0123-4567'
    """
    return "-".join(("t", fingerprint[:4], fingerprint[4:8])).upper()
