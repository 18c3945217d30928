"""Two documents of one kecamatan held against each other year by year.

A plan and its agreement, or what was reached.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from pyoxigraph import NamedNode, Triple

from kg.derive.cascading.agreements import Measure, measured
from kg.derive.context import names_in
from kg.derive.target.capaian import achievement, formula_of
from kg.derive.target.realised import Reached, all_of, of_year, so_far
from kg.derive.target.scales import by_scale, not_compared
from kg.derive.target.target_units import Stated, compared, stated
from kg.derive.text import normal
from kg.derive.vocabulary import vocabulary
from kg.read.document import Document
from kg.read.numbers import quantity
from kg.read.ontology import Ontology
from kg.report.diff.held import Held, Matter, Verdict
from kg.report.diff.money import budgets_against
from kg.terms import KIN, text_of
from kg.walk.trace import Source, source
from kg.walk.view import View

__all__ = ["document_kind", "held_against"]


@dataclass(frozen=True)
class _Row:
    """What one document states for one indicator and year."""

    indicator: str
    value: Stated
    source: Source
    formula: str = ""
    direction: str = ""
    #: The quarter up to which a value counts, and why there is none of the year.
    reached: Reached | None = None
    why: str = ""


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


def _stated(view: View, relation: str, *, quarters: bool = False) -> dict[_Key, _Row]:
    """The values of every worded indicator, of years or of quarters.

    The first of two that measure the same holds.
    """
    names = names_in(view)
    found: dict[_Key, _Row] = {}
    for node in view.instances(KIN["Indikator"]):
        label = view.label(node).strip()
        if not label:
            continue
        measure = measured(vocabulary(), names, label)
        values = [one for one in all_of(view, node, relation) if not one.is_empty]
        if quarters:
            rows = _quarters(view, node, label, values)
        else:
            rows = _years(view, node, label, values)
        for when, row in rows:
            found.setdefault((measure, when), row)
    return found


def _years(
    view: View, node: NamedNode, label: str, values: list[Reached]
) -> Iterator[tuple[str, _Row]]:
    """What is stated of each year; of a year that only states its quarters what they come to."""
    for year in dict.fromkeys(one.year for one in values):
        value, why = of_year(values, year)
        if value is not None:
            yield year, replace(_one(view, node, label, value.node), reached=value)
            continue
        quarters = [one for one in values if one.year == year]
        shown = Stated("; ".join(f"{one.quarter}: {one.text}" for one in quarters), "", None)
        yield year, _Row(label, shown, source(view, quarters[0].node), why=why)


def _quarters(
    view: View, node: NamedNode, label: str, values: list[Reached]
) -> Iterator[tuple[str, _Row]]:
    """What is stated of each quarter, as it is printed."""
    for one in values:
        if one.quarter:
            yield one.when, _one(view, node, label, one.node)


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


def _computed(old: _Row, new: _Row, verdict: Verdict, cap: Decimal | None) -> tuple[str, bool]:
    """What was reached of a target, as its computation, and whether the two could be compared."""
    if new.why:
        return new.why, False
    scaled = by_scale(vocabulary(), old.value.text, new.value.text)
    if scaled:
        return scaled, True
    if verdict == "incomparable" or old.value.amount is None:
        return not_compared(old.value.text, new.value.text), False
    # What the later document says of its formula holds; one of the plan where it says nothing.
    formula = formula_of(new.formula or old.formula, new.direction or old.direction)
    return achievement(formula, *_numbers(old.value, new.value), cap).printed, True


def _compared(year: str, old: _Row, new: _Row, *, reached: bool, cap: Decimal | None) -> Held:
    """One indicator and year that both documents state."""
    verdict: Verdict = compared(old.value, new.value)
    computation = ""
    if reached:
        computation, could = _computed(old, new, verdict, cap)
        verdict = "achieved" if could else "incomparable"
        if new.reached is not None:
            computation = so_far(new.reached.quarter, computation)
    return Held(
        indicator=old.indicator,
        year=year,
        old=old.value.text,
        new=new.value.text,
        verdict=verdict,
        computation=computation,
        old_source=old.source,
        new_source=new.source,
        matter="realisasi" if reached else "target",
    )


def _one_side(year: str, old: _Row | None, new: _Row | None, matter: Matter) -> Held:
    """One indicator and year that a single document states."""
    if old is not None:
        return Held(
            old.indicator, year, old.value.text, "", "only-old", "", old.source, None, matter
        )
    if new is not None:
        return Held(
            new.indicator, year, "", new.value.text, "only-new", "", None, new.source, matter
        )
    raise ValueError(year)


def _of_indicators(
    before: View, after: View, *, reached: bool, cap: Decimal | None
) -> Iterator[Held]:
    """The indicators of both, by what they measure."""
    matter: Matter = "realisasi" if reached else "target"
    old = _stated(before, "memilikiTarget")
    new = _stated(after, "memilikiRealisasi" if reached else "memilikiTarget")
    shared = {year for _, year in old} & {year for _, year in new}
    for key in dict.fromkeys((*old, *new)):
        year = key[1]
        if year not in shared:
            continue
        if key in old and key in new:
            yield _compared(year, old[key], new[key], reached=reached, cap=cap)
        else:
            yield _one_side(year, old.get(key), new.get(key), matter)


def _of_quarters(
    before: View, after: View, *, reached: bool, cap: Decimal | None
) -> Iterator[Held]:
    """The quarters that both state: what the first plans for each, and what the second says of it."""
    old = _stated(before, "memilikiTargetTriwulan", quarters=True)
    relation = "memilikiRealisasi" if reached else "memilikiTargetTriwulan"
    new = _stated(after, relation, quarters=True)
    for key, row in old.items():
        if key in new:
            yield _compared(key[1], row, new[key], reached=reached, cap=cap)


def held_against(
    old: list[Document],
    new: list[Document],
    ontology: Ontology,
    *,
    reached: bool,
    cap: Decimal | None = None,
) -> Iterator[Held]:
    """Every indicator and year that one of the two states, in the order of the first, then the money.

    With ``reached`` the second document states what was reached of the targets of the first, and
    targets and budgets stand there only where the two differ; ``cap`` is the highest achievement
    that counts, in percent, and is said where it applies. Years that only a document of several
    years has are left out: an agreement of one year speaks of its own.
    """
    before, after = _view(old, ontology), _view(new, ontology)
    yield from _of_indicators(before, after, reached=reached, cap=cap)
    if reached:
        for held in _of_indicators(before, after, reached=False, cap=None):
            if held.verdict in {"apart", "incomparable"}:
                yield held
    yield from _of_quarters(before, after, reached=reached, cap=cap)
    yield from budgets_against(before, after, reached=reached)
