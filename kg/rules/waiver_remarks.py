"""What a keeper of a register should look at: approvers that read as persons, waivers for one thing twice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from kg.errors import Problem
from kg.rules.approver import seems_a_person
from kg.rules.waiver import Waiver

__all__ = ["register_remarks"]


def register_remarks(waivers: Iterable[Waiver]) -> Iterator[Problem]:
    """Remarks on a register that can be read, in the order of its entries.

    Which posts exist nobody knows for sure, and two waivers harm nothing, so that none is refused.
    """
    earlier: dict[tuple[str, str, str], list[Waiver]] = defaultdict(list)
    for waiver in waivers:
        place = f"{waiver.place}: {waiver.id}"
        if seems_a_person(waiver.approver):
            yield Problem("WAIVER-APPROVER", place, {"found": waiver.approver})
        same = earlier[waiver.rule, waiver.node, waiver.value]
        others = [one.id for one in same if _overlap(one, waiver)]
        if others:
            yield Problem("WAIVER-SAME", place, {"others": ", ".join(others)})
        same.append(waiver)


def _overlap(first: Waiver, second: Waiver) -> bool:
    """Whether there is a day on which both are in force."""
    return first.approved <= second.expires and second.approved <= first.expires
