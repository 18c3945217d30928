"""The numbering of siblings, of branches, and of indicators against their item."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, Triple

from kg.derive.context import Context
from kg.derive.text import normal
from kg.terms import KIN, integer
from kg.walk.paths import parents

__all__ = ["numbering"]

_LAST = re.compile(r"(\d+)\D*$")
_STEPS = re.compile(r"\d+(?:\.\d+)+")
#: A reference to a decree, a nomenclature code or a year is no place in a row of siblings.
_REFERENCE = re.compile(r"\d{3,}|/|\d\.\d{2}\.\d{2}")
_NUMBERED = (
    "CSF",
    "KondisiStrategis",
    "SasaranPerangkatDaerah",
    "Program",
    "Kegiatan",
    "SubKegiatan",
)


def _number(text: str) -> int | None:
    """The place that a numbering gives; ``None`` for what is no numbering."""
    found = None if _REFERENCE.search(text) else _LAST.search(text)
    return int(found[1]) if found else None


def _steps(text: str) -> list[str]:
    """The steps of a numbering such as 2.1; empty for a single number."""
    found = _STEPS.search(text)
    return found[0].split(".") if found and not _REFERENCE.search(text) else []


def _above(context: Context, node: NamedNode) -> list[NamedNode]:
    """What a row stands below: its parent, the item that has it as objective, the factor that it answers."""
    view = context.view
    found = [p for step in parents() for p in view.nodes(node, step)]
    found += view.subjects(KIN["memilikiSasaran"], node)
    return sorted(found, key=lambda n: n.value)


def _siblings(context: Context) -> Iterator[list[tuple[NamedNode, int]]]:
    view = context.view
    groups: dict[tuple[str, ...], list[tuple[NamedNode, int]]] = defaultdict(list)
    for kind in _NUMBERED:
        for node in view.instances(KIN[kind]):
            number = _number(view.text(node, KIN["nomor"]))
            if number is not None:
                place = (kind, *(p.value for p in _above(context, node)))
                groups[place].append((node, number))
    yield from groups.values()


def _leaves_branch(context: Context, node: NamedNode) -> bool:
    """Whether a row is numbered as part of another branch than the one it stands in (2.1 below 1)."""
    view = context.view
    steps = _steps(view.text(node, KIN["nomor"]))
    above = [_steps(n) or _LAST.findall(n) for n in _numbers_above(context, node)]
    return bool(steps) and bool(above) and all(steps[:-1] != other for other in above)


def _numbers_above(context: Context, node: NamedNode) -> list[str]:
    printed = (context.view.text(p, KIN["nomor"]) for p in _above(context, node))
    return [n for n in printed if _number(n) is not None]


def _of_siblings(context: Context) -> Iterator[Triple]:
    for group in _siblings(context):
        numbers = [n for _, n in group]
        for node, number in group:
            yield Triple(node, KIN["nomorUrut"], integer(number))
            skipped = numbers.count(number) > 1 or number > len(group)
            if skipped or _leaves_branch(context, node):
                printed = context.view.text(node, KIN["nomor"])
                yield Triple(node, KIN["nomorTidakUrut"], Literal(printed))


def _items(context: Context, indicator: NamedNode) -> set[str]:
    """The numbers of the plan items whose objective an indicator measures."""
    view = context.view
    results = view.subjects(KIN["diukurOleh"], indicator)
    items = (c for r in results for c in view.subjects(KIN["memilikiSasaran"], r))
    return {normal(view.text(item, KIN["nomor"])) for item in items} - {""}


def numbering(context: Context) -> Iterator[Triple]:
    """The numbers that are compared; those used twice, skipped or of another branch, and indicators unlike their item."""
    yield from _of_siblings(context)
    view = context.view
    for node in view.instances(KIN["Indikator"]):
        label, items = normal(view.text(node, KIN["nomor"])), _items(context, node)
        printed = _number(label)
        if printed is None or not items:
            continue
        yield Triple(node, KIN["nomorUrut"], integer(printed))
        if not any(label.endswith(f"kinerja {item}") for item in items):
            yield Triple(node, KIN["nomorTidakUrut"], Literal(view.text(node, KIN["nomor"])))
