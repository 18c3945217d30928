"""A finding: one violation as an auditor needs it, typed, explained, and traceable to its source."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from datetime import date
from typing import cast

from pyoxigraph import Literal, NamedNode, RdfFormat
from pyoxigraph import parse as parse_rdf

from kg.errors import Lang
from kg.rules.engines import Result
from kg.rules.rule import Both, Part, Rule, Severity
from kg.store.base import Term
from kg.store.trace import Source, caption, caption_of, source, way_up
from kg.store.view import View
from kg.terms import KIN, PREFIXES, RDFS, XSD, Namespace

__all__ = ["Finding", "Waived", "finding", "number_of"]

_PLACEHOLDER = re.compile(r"\{([$?]\w+|\w+:\w+)\}")
_EMPTY: Both = {"id": "(kosong)", "en": "(empty)"}
_SEARCHED = (RDFS["label"], *(KIN[n] for n in ("formulasi", "definisiOperasional", "sumberData", "keterangan", "kondisiAwal")))


@dataclass(frozen=True)
class Waived:
    """Why a finding is accepted for now: reason, approving post, letter, and the dates between which that holds."""

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
    waived: Waived | None = None

    def sort_key(self) -> tuple[object, ...]:
        """Document, line, rule, then text: the order of every listing."""
        return (
            self.kecamatan,
            self.source.document or "",
            self.source.line or 0,
            self.source.cell or "",
            self.rule,
            self.part,
            self.focus,
            self.value or "",
        )


def _term(text: str) -> Term | None:
    """The value of a result, from its N-Triples form."""
    if not text:
        return None
    line = f"<urn:x> <urn:x> {text} ."
    return cast("Term", next(iter(parse_rdf(line.encode(), format=RdfFormat.N_TRIPLES))).object)


def _value(view: View, focus: NamedNode, part: Part, result: Result) -> str | None:
    """What was found: the value of the result, else the inspected text, else all values of the path.

    A number is shown as the document prints it, where the part inspects the printed text.
    """
    term = _term(result.value)
    number = isinstance(term, Literal) and term.datatype != XSD["string"]
    if term is not None and term != focus and not (number and part.inspects is not None):
        return caption_of(view, term)
    if part.inspects is not None:
        return view.text(focus, part.inspects) or None
    values = [caption_of(view, o) for o in view.objects(focus, part.path)] if part.path is not None else []
    return "; ".join(sorted(values)) or None


def _property(view: View, focus: NamedNode, part: Part, value: str | None) -> NamedNode | None:
    """The property a reader should look at: the inspected one, the path, or the text that holds the value."""
    if part.inspects is not None:
        return part.inspects
    if part.path is not None and view.objects(focus, part.path) and part.path not in view.ontology.derived:
        return part.path
    if value:
        return next((p for p in _SEARCHED if value.casefold() in view.text(focus, p).casefold()), part.path)
    return part.path


def _filled(message: Both, view: View, focus: NamedNode, label: str, value: str | None) -> Both:
    def fill(match: re.Match[str], lang: Lang) -> str:
        name = match[1]
        if name.lstrip("$?") in {"label", "this"}:
            return label
        if name.lstrip("$?") == "value":
            return value or _EMPTY[lang]
        prefix, _, local = name.partition(":")
        return view.text(focus, Namespace(PREFIXES[prefix])[local])

    def one(lang: Lang) -> str:
        return _PLACEHOLDER.sub(lambda match: fill(match, lang), message[lang])

    return {"id": one("id"), "en": one("en")}


def _fingerprint(rule: str, part: str, focus: str, value: str | None) -> str:
    """The same for the same defect, whatever else changes in the document."""
    text = "\x1f".join((rule, part, focus, " ".join((value or "").casefold().split())))
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def finding(result: Result, rule: Rule, view: View, kecamatan: str) -> Finding:
    """Tell one result of an engine as a finding."""
    focus = NamedNode(result.focus)
    part = next(p for iri, p in rule.parts.items() if iri.value == result.part)
    value = _value(view, focus, part, result)
    label = caption(view, focus)
    prop = _property(view, focus, part, value)
    return Finding(
        id=_fingerprint(rule.id, result.part, result.focus, value),
        rule=rule.id,
        part=result.part,
        severity=rule.severity,
        kecamatan=kecamatan,
        focus=result.focus,
        label=label,
        path=tuple(way_up(view, focus)),
        property=prop.value if prop is not None else None,
        value=value,
        message=_filled(part.message, view, focus, label, value),
        remedy=rule.remedy,
        basis=rule.basis,
        source=source(view, focus, prop),
        component=result.component,
    )


def number_of(fingerprint: str) -> str:
    """The number of a finding on paper; it stays while the defect stays.

    >>> number_of("0123456789abcdef")
    'T-0123-4567'
    """
    return "-".join(("t", fingerprint[:4], fingerprint[4:8])).upper()
