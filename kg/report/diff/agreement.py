"""Two documents of one kecamatan held against each other year by year.

A plan and its agreement, or what was reached.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from pyoxigraph import NamedNode, Triple

from kg.derive.cascading.agreements import Measure, measured
from kg.derive.context import names_in
from kg.derive.target.capaian import achievement, formula_of
from kg.derive.target.units import Stated, compared, stated
from kg.derive.text import normal
from kg.derive.vocabulary import vocabulary
from kg.read.document import Document
from kg.read.numbers import quantity
from kg.read.ontology import Ontology
from kg.terms import KIN, text_of
from kg.walk.trace import Source, source
from kg.walk.view import View

__all__ = ["Held", "document_kind", "held_against"]

#: What comes of two values, or that only one document states one.
Verdict = Literal["same", "apart", "incomparable", "only-old", "only-new", "achieved"]


@dataclass(frozen=True)
class Held:
    """One indicator and year in two documents: both values with their places, and what comes of it.

    ``computation`` is the achievement where the second document states what was reached.
    """

    indicator: str
    year: str
    old: str
    new: str
    verdict: Verdict
    computation: str
    old_source: Source | None
    new_source: Source | None


@dataclass(frozen=True)
class _Row:
    """What one document states for one indicator and year."""

    indicator: str
    value: Stated
    source: Source
    formula: str = ""
    direction: str = ""


_Key = tuple[Measure, str]


def _view(documents: list[Document], ontology: Ontology) -> View:
    triples: list[Triple] = []
    for document in documents:
        triples += document.triples
    return View(triples, ontology)


def document_kind(documents: list[Document]) -> str:
    """The kind that the documents state; empty where they state none, or several."""
    kinds = set()
    for document in documents:
        for triple in document.triples:
            if triple.predicate == KIN["jenisDokumen"]:
                kinds.add(text_of(triple.object))
    if len(kinds) == 1:
        return kinds.pop()
    return ""


def _stated(view: View, relation: str) -> dict[_Key, _Row]:
    """The yearly values of every worded indicator; the first of two that measure the same holds."""
    names = names_in(view)
    found: dict[_Key, _Row] = {}
    for node in view.instances(KIN["Indikator"]):
        label = view.label(node).strip()
        if not label:
            continue
        for value in view.nodes(node, KIN[relation]):
            if view.text(value, KIN["triwulan"]):
                continue
            key = measured(vocabulary(), names, label), view.text(value, KIN["tahun"])
            found.setdefault(key, _one(view, node, label, value))
    return found


def _one(view: View, node: NamedNode, label: str, value: NamedNode) -> _Row:
    return _Row(
        label,
        stated(view, vocabulary(), node, value),
        source(view, value),
        view.text(node, KIN["rumusCapaian"]),
        view.text(node, KIN["arah"]),
    )


def _numbers(old: Stated, new: Stated) -> tuple[Decimal | None, Decimal | None]:
    """Both values as printed where they stand in one unit, else both in their basic unit."""
    if old.amount is None or new.amount is None:
        return None, None
    units = {normal(old.unit), normal(new.unit)} - {""}
    if len(units) > 1:
        return old.amount.value, new.amount.value
    return _printed(old), _printed(new)


def _printed(value: Stated) -> Decimal | None:
    found = quantity(value.text)
    if found is None:
        return None
    return found.value


def _compared(year: str, old: _Row, new: _Row, *, reached: bool, cap: Decimal | None) -> Held:
    """One indicator and year that both documents state."""
    verdict: Verdict = compared(old.value, new.value)
    computation = ""
    if reached and verdict != "incomparable":
        # What the later document says of its formula holds; one of the plan where it says nothing.
        formula = formula_of(new.formula or old.formula, new.direction or old.direction)
        computation = achievement(formula, *_numbers(old.value, new.value), cap).printed
        verdict = "achieved"
    return Held(
        indicator=old.indicator,
        year=year,
        old=old.value.text,
        new=new.value.text,
        verdict=verdict,
        computation=computation,
        old_source=old.source,
        new_source=new.source,
    )


def _only_old(year: str, old: _Row) -> Held:
    return Held(old.indicator, year, old.value.text, "", "only-old", "", old.source, None)


def _only_new(year: str, new: _Row) -> Held:
    return Held(new.indicator, year, "", new.value.text, "only-new", "", None, new.source)


def held_against(
    old: list[Document],
    new: list[Document],
    ontology: Ontology,
    *,
    reached: bool,
    cap: Decimal | None = None,
) -> Iterator[Held]:
    """Every indicator and year that one of the two states, in the order of the first.

    With ``reached`` the second document states what was reached of the targets of the first;
    ``cap`` is the highest achievement that counts, in percent, and is said where it applies. Years
    that only a document of several years has are left out: an agreement of one year speaks of its
    own.
    """
    before = _stated(_view(old, ontology), "memilikiTarget")
    relation = "memilikiRealisasi" if reached else "memilikiTarget"
    after = _stated(_view(new, ontology), relation)
    shared = {year for _, year in before} & {year for _, year in after}
    for key in dict.fromkeys((*before, *after)):
        year = key[1]
        if year not in shared:
            continue
        if key not in after:
            yield _only_old(year, before[key])
        elif key not in before:
            yield _only_new(year, after[key])
        else:
            yield _compared(year, before[key], after[key], reached=reached, cap=cap)
