"""Targets of one indicator over the years: their unit, whether they move, and where they start."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import chain, pairwise, product

from pyoxigraph import Literal, NamedNode, Triple

from kg.derive.context import Context
from kg.derive.printed import direction
from kg.derive.target.bounds import bound_of
from kg.derive.target.target_units import (
    Amount,
    amounts,
    baseline,
    is_converted,
    stated_targets,
    unit_name,
)
from kg.derive.target.years_beside import is_planned
from kg.terms import KIN, text_of

__all__ = ["falls_back", "flat_targets", "steps_back", "target_units"]

_FALLING = "turun"
#: Kinds of documents that tell what was reached.
_REPORTS = frozenset({"realisasi", "lkjip"})
#: The fewest targets that can be flat.
_PAIR = 2


def _is_unitless(context: Context, node: NamedNode) -> bool:
    """Whether the measure word says that there is no unit (an index), and no ratio says otherwise."""
    measure = context.vocabulary.beginning("kata-ukuran", context.view.label(node))
    bare = measure is not None and measure.implied == "tanpa satuan"
    return bare and not context.view.text(node, KIN["penyebut"])


def _stated_otherwise(context: Context, node: NamedNode, printed: str) -> set[str]:
    """The unit in the column of an indicator, where it is of another kind than the one behind its targets."""
    stated = context.view.text(node, KIN["satuan"])
    mine, theirs = (context.vocabulary.first("satuan", unit) for unit in (stated, printed))
    apart = mine and theirs and mine[0].broader != theirs[0].broader
    if apart:
        return {unit_name(context.vocabulary, stated)}
    return set()


def target_units(context: Context) -> Iterator[Triple]:
    """Numbers without a unit where the wording implies one or the formula is a ratio, and units that change."""
    view = context.view
    for node in view.instances(KIN["Indikator"]):
        stated = view.nodes(node, KIN["memilikiTarget"])
        targets = [t for t in stated if view.objects(t, KIN["nilai"])]
        if not targets or not view.label(node).strip():
            continue
        bare = [t for t in targets if not view.objects(t, KIN["satuan"])]
        if bare and _wants_unit(context, node):
            values = chain.from_iterable(view.objects(t, KIN["teksNilai"]) for t in bare)
            printed = ", ".join(map(text_of, values))
            yield Triple(node, KIN["satuanTargetHilang"], Literal(printed))
            continue
        kinds = _units(context, node, targets)
        if len(kinds) > 1:
            yield Triple(node, KIN["satuanTargetTidakTetap"], Literal(", ".join(sorted(kinds))))


def _wants_unit(context: Context, node: NamedNode) -> bool:
    """Whether the targets of an indicator need a unit that nothing else states."""
    return not _is_unitless(context, node) and not context.view.text(node, KIN["satuan"])


def _units(context: Context, node: NamedNode, targets: list[NamedNode]) -> set[str]:
    """The units of targets, and that of their indicator where it is another one.

    None where the numbers change with their units: they are one measure, written in another way.
    """
    if is_converted(context, node):
        return set()
    printed = (context.view.text(target, KIN["satuan"]) for target in targets)
    kinds = {unit_name(context.vocabulary, unit) for unit in printed if unit}
    if len(kinds) == 1:
        kinds |= _stated_otherwise(context, node, min(kinds))
    return kinds


def _stands_at_limit(context: Context, node: NamedNode, value: Decimal) -> bool:
    """Whether a target cannot get better.

    Nothing where less is better, else the bound of the indicator.
    """
    if direction(context, node) == _FALLING:
        return value <= 0
    bound = bound_of(context, node)
    return bound is not None and value >= bound[0]


def flat_targets(context: Context) -> Iterator[Triple]:
    """Series that never move, and rising series that stand still for a year.

    What stands at its limit cannot move.
    """
    for node in context.view.instances(KIN["Indikator"]):
        stated = amounts(context, node).items()
        series = [(year, a) for year, a in stated if is_planned(context, node, year)]
        units = {a.unit for _, a in series} - {""}
        # Twelve persons and then twelve documents are no series that stands still.
        if len(series) < _PAIR or len(units) > 1:
            continue
        limited = set()
        for _, a in series:
            if _stands_at_limit(context, node, a.value):
                limited.add(a.value)
        flat = _flat(context, series, limited)
        if flat:
            yield Triple(node, KIN["targetDatar"], Literal(flat))


def _flat(context: Context, series: list[tuple[int, Amount]], limited: set[Decimal]) -> str:
    values = [amount.value for _, amount in series]
    (first, start) = series[0]
    (last, _) = series[-1]
    if len(set(values)) == 1:
        if start.value in limited:
            return ""
        return f"{start.text} ({first}-{last})"
    still = []
    for (a, x), (b, y) in pairwise(series):
        if x.value == y.value and x.value not in limited | {start.value}:
            still.append(f"{a}: {x.text} = {b}: {y.text}")
    # One rest of a series that climbs in steps; what rises by one now and then climbs so.
    if len(still) == 1 and _climbs(context, values):
        return still[0]
    return ""


def _climbs(context: Context, values: list[Decimal]) -> bool:
    """Whether values rise through enough steps, each of more than one."""
    steps = sorted(set(values))
    wide = all(b - a > 1 for a, b in pairwise(steps))
    return values == sorted(values) and wide and len(steps) >= context.threshold("deret-target")


def _by_year(context: Context, node: NamedNode) -> dict[int, Amount]:
    """The target of each year, but for years with several of them: which one holds is told elsewhere."""
    view = context.view
    found: dict[int, dict[tuple[Decimal, str], Amount]] = {}
    for target, said in stated_targets(context, node):
        amount = said.amount
        years = filter(str.isdigit, map(text_of, view.objects(target, KIN["tahun"])))
        numbers = {Decimal(text_of(number)) for number in view.objects(target, KIN["nilai"])}
        for year, number in product(map(int, years), numbers):
            if amount is not None:
                several = number if len(numbers) > 1 else amount.value
                found.setdefault(year, {})[several, amount.unit] = amount
    single = {year: told for year, told in found.items() if len(told) == 1}
    return {year: next(iter(told.values())) for year, told in single.items()}


def falls_back(context: Context) -> Iterator[Triple]:
    """Years whose target is worse than that of the year before, of one indicator in one text."""
    for node in context.view.instances(KIN["Indikator"]):
        series = _by_year(context, node)
        falling = direction(context, node) == _FALLING
        worse = []
        for year, before in sorted(series.items()):
            now = series.get(year + 1)
            if now is None or now.unit != before.unit or now.value == before.value:
                continue
            if (now.value > before.value) == falling:
                worse.append(f"{year}: {before.text} → {year + 1}: {now.text}")
        if worse:
            fact = "targetMeningkat" if falling else "targetMenurun"
            yield Triple(node, KIN[fact], Literal("; ".join(worse)))


def steps_back(context: Context) -> Iterator[Triple]:
    """Baselines that can be compared with the first target, and first targets that are worse.

    What a report prints beside its target was reached over all years before it, and starts nothing.
    """
    for node in context.view.instances(KIN["Indikator"]):
        kinds = context.document_kinds(node)
        if kinds and kinds <= _REPORTS:
            continue
        start = baseline(context, node)
        series = amounts(context, node)
        if start is None or not series:
            continue
        year, first = next(iter(series.items()))
        if not start.comparable(first):
            continue
        yield Triple(node, KIN["kondisiAwalTerbaca"], Literal(start.text))
        falling = direction(context, node) == _FALLING
        if falling:
            worse = first.value > start.value
        else:
            worse = first.value < start.value
        if worse:
            told = f"{start.text} → {year}: {first.text}"
            yield Triple(node, KIN["targetDiBawahAwal"], Literal(told))
