"""A finding: one violation as an auditor needs it, typed, explained, and traceable to its source."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import cast

from pyoxigraph import Literal, NamedNode, RdfFormat
from pyoxigraph import parse as parse_rdf

from kg.errors import Lang
from kg.rules.engine import Result
from kg.rules.numbering import Numbered, numbered_by
from kg.rules.placing import remedy_at
from kg.rules.rule import Both, Certainty, Part, Rule, Severity
from kg.store.base import Term
from kg.terms import KIN, PREFIXES, RDFS, XSD, Namespace
from kg.walk.trace import Source, caption, caption_of, cited, source, way_up
from kg.walk.view import View

__all__ = ["Finding", "Waived", "finding", "number_of", "term_of"]

#: A blank of a message: a variable of the query, or a property of the node.
_PLACEHOLDER = re.compile(r"\{([$?]\w+|\w+:\w+)\}")
#: Line of another row, as :func:`kg.walk.trace.place_of` tells it behind its caption.
_AT_LINE = re.compile(r"\bbaris (\d+)\)(?= → |; |$)")
#: Lines of the rows that were counted, as :mod:`kg.derive.evidence` tells them.
_AT_LINES = re.compile(r"\bbaris (\d+(?:[–, ]+\d+)+(?:, …)?)(?=\)$|; )")
#: One line of a sheet, where the rows of further sheets were counted behind it.
_AT_ONE_OF = re.compile(r"\bbaris (\d+)(?=; .*\bbaris [\d–, …]+\)$)")
#: The first dozen of many; the value of the finding holds them all.
_MANY_LINES = re.compile(r"(\bbaris (?:[\d–]+, ){11}[\d–]+), [\d–, ]+(?=\)$|; )")
_WORDING: Both = {"id": "rumusan", "en": "wording"}
_EMPTY: Both = {"id": "(kosong)", "en": "(empty)"}
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


def _column(view: View, prop: NamedNode | None, lang: Lang) -> str:
    """What a property is called in the ontology; a label is the wording of its row."""
    if prop is None:
        return _WORDING[lang]

    return view.ontology.labels.get((prop, lang), _WORDING[lang])


def _told(value: str | None, lang: Lang) -> str:
    """What was found, in the words of that language around the text of the document."""
    if not value:
        return _EMPTY[lang]
    told = _MANY_LINES.sub(r"\1, …", value)
    if lang != "en":
        return told
    told = _AT_LINES.sub(r"lines \1", _AT_ONE_OF.sub(r"line \1", told))
    return _AT_LINE.sub(r"line \1)", told)


def _filled(
    message: Both, view: View, focus: NamedNode, prop: NamedNode | None, value: str | None
) -> Both:
    """The message with label, value, the column looked at (``?kolom``) and the caption of what stands above (``?atas``)."""
    label = caption(view, focus)

    def fill(match: re.Match[str], lang: Lang) -> str:
        name = match[1]
        if name.lstrip("$?") in {"label", "this"}:
            return label
        if name.lstrip("$?") == "value":
            return _told(value, lang)
        if name.lstrip("$?") == "kolom":
            return _column(view, prop, lang)
        if name.lstrip("$?") == "atas":
            return way_up(view, focus)[-2:][0]
        prefix, _, local = name.partition(":")
        return view.text(focus, Namespace(PREFIXES[prefix])[local])

    def one(lang: Lang) -> str:
        template = message[lang]
        if label.startswith("[") and not view.label(focus):
            # What is not printed is never quoted.
            template = template.replace('"{?label}"', "{?label}")
        return _PLACEHOLDER.sub(lambda match: fill(match, lang), template)

    return {"id": one("id"), "en": one("en")}


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
        message=_filled(part.message, view, focus, prop, said),
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
