"""Targets of one indicator over the years: their unit, and whether they move."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from itertools import pairwise

from pyoxigraph import Literal, NamedNode, Triple

from kg.derive.context import Context
from kg.terms import KIN, text_of

__all__ = ["flat_targets", "target_units"]


def _numbers(context: Context, node: NamedNode) -> list[tuple[int, Decimal, str]]:
    view, found = context.view, []
    for target in view.nodes(node, KIN["memilikiTarget"]):
        year, value = view.text(target, KIN["tahun"]), view.text(target, KIN["nilai"])
        try:
            found.append((int(year), Decimal(value), view.text(target, KIN["teksNilai"]) or value))
        except (ValueError, InvalidOperation):
            continue
    return sorted(found)


def target_units(context: Context) -> Iterator[Triple]:
    """Numbers without a unit where the wording implies one or the formula is a ratio, and units that change."""
    view, vocabulary = context.view, context.vocabulary
    for node in view.instances(KIN["Indikator"]):
        targets = [
            t for t in view.nodes(node, KIN["memilikiTarget"]) if view.objects(t, KIN["nilai"])
        ]
        label = view.label(node).strip()
        if not targets or not label:
            continue
        kinds = {
            f[0].name if (f := vocabulary.first("satuan", u)) else u
            for t in targets
            if (u := view.text(t, KIN["satuan"]))
        }
        measure = vocabulary.beginning("kata-ukuran", label)
        unitless = (
            measure is not None
            and measure.implied == "tanpa satuan"
            and not view.text(node, KIN["penyebut"])
        )
        bare = [t for t in targets if not view.objects(t, KIN["satuan"])]
        if bare and not unitless and not view.text(node, KIN["satuan"]):
            printed = ", ".join(text_of(o) for t in bare for o in view.objects(t, KIN["teksNilai"]))
            yield Triple(node, KIN["satuanTargetHilang"], Literal(printed))
        elif len(kinds) > 1:
            yield Triple(node, KIN["satuanTargetTidakTetap"], Literal(", ".join(sorted(kinds))))


def flat_targets(context: Context) -> Iterator[Triple]:
    """Series that never move, and rising series that stand still for a year."""
    for node in context.view.instances(KIN["Indikator"]):
        series = _numbers(context, node)
        values = [value for _, value, _ in series]
        if len(series) < context.threshold("deret-target"):
            continue
        still = [f"{a[0]}: {a[2]} = {b[0]}: {b[2]}" for a, b in pairwise(series) if a[1] == b[1]]
        if len(set(values)) == 1:
            yield Triple(
                node,
                KIN["targetDatar"],
                Literal(f"{series[0][2]} ({series[0][0]}-{series[-1][0]})"),
            )
        elif (
            still
            and values == sorted(values)
            and len(set(values)) >= context.threshold("deret-target")
        ):
            yield Triple(node, KIN["targetDatar"], Literal("; ".join(still)))
