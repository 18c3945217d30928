"""The years of targets against the period of the documents that state them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, Triple

from kg.derive.context import Context, each_once
from kg.derive.target.years import period_years
from kg.terms import KIN

__all__ = ["is_planned", "own_targets", "reached_before", "years_outside"]

#: The first and the last year of a document.
Span = tuple[int, int]

#: How far a document of one year (true) and one of several reaches, by the name of its threshold.
_REACH = {True: "tahun-sesudah-tahunan", False: "tahun-sesudah-berjangka"}
#: The fewest rows that make a column.
_PAIR = 2


@each_once
def _period(context: Context, node: NamedNode) -> Span | None:
    """The first and the last year of the documents that state an indicator."""
    years = period_years(context, node)
    if not years:
        return None
    return min(years), max(years)


@each_once
def _target_years(context: Context, node: NamedNode) -> dict[NamedNode, int]:
    """The year of each target of an indicator that states one."""
    view = context.view
    years = {t: view.text(t, KIN["tahun"]) for t in view.nodes(node, KIN["memilikiTarget"])}
    return {target: int(year) for target, year in years.items() if year.isdigit()}


def is_planned(context: Context, node: NamedNode, year: int) -> bool:
    """Whether a target of a year belongs to what an indicator plans.

    What stands beside the year of a yearly document is an estimate, or the target of another plan.
    """
    span = _period(context, node)
    return span is None or span[0] != span[1] or year == span[0]


def reached_before(context: Context) -> set[str]:
    """The years before their documents that most indicators with realisations print.

    Such a year is a column for comparison; a single row of it is a realisation without target.
    """
    return context.once(_reached_before)


def _reached_before(context: Context) -> set[str]:
    view = context.view
    found: Counter[str] = Counter()
    told = list(dict.fromkeys(view.having(KIN["memilikiRealisasi"])))
    for node in told:
        span = _period(context, node)
        years = {view.text(one, KIN["tahun"]) for one in view.nodes(node, KIN["memilikiRealisasi"])}
        if span is not None:
            found.update(year for year in years if year.isdigit() and int(year) < span[0])
    return {year for year, rows in found.items() if rows >= _PAIR and rows * 2 > len(told)}


def own_targets(context: Context, node: NamedNode) -> list[NamedNode]:
    """The targets that an indicator plans, those of no year among them."""
    years = _target_years(context, node)
    targets = context.view.nodes(node, KIN["memilikiTarget"])
    return [t for t in targets if t not in years or is_planned(context, node, years[t])]


def _columns(context: Context, periods: dict[NamedNode, Span]) -> set[tuple[Span, int]]:
    """The years after a period that most indicators with targets of it state.

    Such a year is a column of the table and no slip of a row: the estimate for the next year in the
    form of a renja, the end of the plan of five years beside a year of it, the last year of a
    renstra that begins to count in its second (Permendagri 86/2017).
    """
    inside: Counter[Span] = Counter()
    behind: Counter[tuple[Span, int]] = Counter()
    for node, (first, last) in periods.items():
        years = set(_target_years(context, node).values())
        if not years.isdisjoint(range(first, last + 1)):
            inside[first, last] += 1
            until = last + int(context.threshold(_REACH[first == last]))
            behind.update(((first, last), year) for year in years if last < year <= until)
    return {
        (span, year)
        for (span, year), rows in behind.items()
        if rows >= _PAIR and rows * 2 > inside[span]
    }


def years_outside(context: Context) -> Iterator[Triple]:
    """The period of every target's document, and the year of a target that is not in it."""
    found = {node: _period(context, node) for node in context.view.instances(KIN["Indikator"])}
    periods = {node: span for node, span in found.items() if span is not None}
    columns = _columns(context, periods)
    for node, (first, last) in periods.items():
        printed = "-".join(dict.fromkeys((str(first), str(last))))
        period = Literal(printed)
        for target in context.view.nodes(node, KIN["memilikiTarget"]):
            yield Triple(target, KIN["periodeDokumen"], period)
        for target, year in _target_years(context, node).items():
            if year not in range(first, last + 1) and ((first, last), year) not in columns:
                yield Triple(target, KIN["tahunDiLuarPeriode"], Literal(str(year)))
