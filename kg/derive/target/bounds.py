"""Upper bounds of targets.

100 for percentages, the number of villages of the region for counts of villages.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from pyoxigraph import Literal, NamedNode, Triple

from kg.derive.context import Context, each_once
from kg.derive.printed import printed_units
from kg.derive.target.target_units import unit_name
from kg.derive.text import words
from kg.derive.vocabulary import Vocabulary
from kg.terms import KIN, XSD

__all__ = ["bound_of", "bounds"]

#: The measure words that count things one by one.
_COUNTS = frozenset({"jumlah", "banyaknya", "banyak"})


@lru_cache(maxsize=8)
def _villages(vocabulary: Vocabulary) -> dict[str, str]:
    """The kind of village that each word for one means.

    *kampung*, *gampong* and the like are *desa* in the region list.
    """
    named = vocabulary.forms_of("sebutan-wilayah", "desa")
    return dict.fromkeys(named, "desa") | {"kelurahan": "kelurahan"}


def _kinds(context: Context, tokens: list[str]) -> list[str]:
    """The kinds of village that words name."""
    kinds = _villages(context.vocabulary)
    found = []
    for word in tokens:
        if word in kinds:
            found.append(kinds[word])
    return list(dict.fromkeys(found))


def _universe(context: Context, label: str) -> tuple[int, str] | None:
    """How many villages the kecamatan has, when the indicator counts villages.

    ``None`` otherwise.
    """
    tokens = words(label)
    if not _COUNTS & set(tokens[:1]) or not _kinds(context, tokens[1:2]):
        return None
    # A village of custom is another one than the village of the region list.
    if tokens[2:3] and tokens[2] in context.vocabulary.forms("kata-desa-adat"):
        return None
    if not context.known_region:
        return None
    villages = context.regions.villages(context.region_code)
    # Both kinds may be counted together (*jumlah desa dan kelurahan*).
    front = tokens[1:4]
    count = 0
    for kind in _kinds(context, front):
        count += len(villages.get(kind, ()))
    if not count:
        return None
    called = " dan ".join(word for word in front if _kinds(context, [word]))
    return count, f"{called} di kecamatan ini ada {count}"


def _measure(context: Context, label: str) -> str:
    """The measure word that a wording begins with; empty when it begins with none."""
    measure = context.vocabulary.beginning("kata-ukuran", label)
    return "" if measure is None else measure.name


@each_once
def _is_in_percent(context: Context, node: NamedNode) -> bool:
    """Whether a share is printed as unit, in whatever spelling."""
    units = printed_units(context, node)
    return any(unit_name(context.vocabulary, unit) == "persen" for unit in units)


@each_once
def bound_of(context: Context, node: NamedNode) -> tuple[int, str] | None:
    """The highest value that a target of an indicator can have, and the reason.

    ``None`` where there is no such bound.
    """
    label = context.view.label(node)
    if _is_in_percent(context, node) or _measure(context, label) == "persentase":
        return 100, "persentase paling tinggi 100 %"
    return _universe(context, label)


def bounds(context: Context) -> Iterator[Triple]:
    """The bound of every numeric target of an indicator that has one, and the reason for it."""
    view = context.view
    for node in view.instances(KIN["Indikator"]):
        bound = bound_of(context, node)
        counts = _measure(context, view.label(node)) == "jumlah"
        # Of a count in percent the unit is wrong, which IND-12 tells: its numbers are no shares,
        # though a series of them that stands at 100 cannot move all the same.
        if bound is None or (counts and _is_in_percent(context, node)):
            continue
        limit, reason = Literal(str(bound[0]), datatype=XSD["decimal"]), Literal(bound[1])
        for target in view.nodes(node, KIN["memilikiTarget"]):
            if view.objects(target, KIN["nilai"]):
                yield Triple(target, KIN["batasAtas"], limit)
                yield Triple(target, KIN["alasanBatas"], reason)
