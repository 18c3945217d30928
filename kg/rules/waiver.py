"""Waivers: findings that are accepted for now, each with reason, approver, letter and expiry.

Shown apart, never hidden.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal, Protocol

from kg.rules.finding import Waived

__all__ = [
    "Seen",
    "Waiver",
    "WaiverState",
    "WaiverUse",
    "apply_waivers",
    "in_force",
    "names_node",
    "standing",
]

WaiverState = Literal["active", "expired", "future", "unused", "reopened"]


@dataclass(frozen=True)
class Waiver:
    """One waiver: rule, node (an IRI or a pattern with ``*``), fingerprint of the finding, and who answers for it.

    An empty ``value`` covers whatever value the node has. A fingerprint covers that one finding: it
    is made of rule, node and value, so that a changed value is another finding, which stays open.
    """

    id: str
    rule: str
    node: str
    value: str
    reason: str
    approver: str
    letter: str
    approved: date
    expires: date
    place: str


@dataclass(frozen=True)
class WaiverUse:
    """What became of one waiver in a check.

    Its state and the fingerprints of the findings it covers.

    ``unused`` and ``reopened`` are in force and cover nothing. ``unused``: nothing of that rule and
    node is open. ``reopened``: the finding it was given for is gone, but the node has another open
    finding of the rule, because the value changed.
    """

    waiver: Waiver
    state: WaiverState
    findings: tuple[str, ...]


class Seen(Protocol):
    """What a waiver looks at in a finding."""

    @property
    def id(self) -> str:
        """The fingerprint of rule, node and value."""

    @property
    def rule(self) -> str:
        """The id of the rule."""

    @property
    def focus(self) -> str:
        """The IRI of the node."""


def names_node(pattern: str, node: str) -> bool:
    """Whether the pattern names the node.

    ``*`` stands for any characters, every other character for itself.

    >>> names_node("https://e/id/*/I-*", "https://e/id/33.02.19/I-1"), names_node("https://e/?", "https://e/a")
    (True, False)
    """
    first, *rest = pattern.split("*")
    if not rest:
        return pattern == node
    if not node.startswith(first):
        return False
    at = len(first)
    for middle in rest[:-1]:
        found = node.find(middle, at)
        if found < 0:
            return False
        at = found + len(middle)
    return len(node) - at >= len(rest[-1]) and node.endswith(rest[-1])


def standing(waiver: Waiver, today: date) -> Literal["active", "expired", "future"]:
    """Whether the waiver is in force on that day.

    The day of approval and the day of expiry belong to it.
    """
    if waiver.expires < today:
        return "expired"
    if waiver.approved > today:
        return "future"
    return "active"


def in_force(waiver: Waiver, today: date) -> bool:
    """Whether the waiver is neither expired nor still to come."""
    return standing(waiver, today) == "active"


class _Findings:
    """Findings by rule and by rule and node, so that a large register costs little."""

    def __init__(self, findings: Iterable[Seen]) -> None:
        self._by_rule: dict[str, list[Seen]] = {}
        self._by_node: dict[tuple[str, str], list[Seen]] = {}
        self._by_mark: dict[tuple[str, str], Seen] = {}
        for found in findings:
            self._by_rule.setdefault(found.rule, []).append(found)
            self._by_node.setdefault((found.rule, found.focus), []).append(found)
            self._by_mark[found.rule, found.id] = found

    def of(self, waiver: Waiver) -> list[Seen]:
        """The findings of the waiver's rule and node, whatever their value.

        And the one of its fingerprint, which tells the node too: where codes count rows, the same
        wording has another code once a row is put in above it.
        """
        if "*" not in waiver.node:
            same = self._by_node.get((waiver.rule, waiver.node), [])
            return [*same, *self._elsewhere(waiver)]
        found: list[Seen] = []
        for f in self._by_rule.get(waiver.rule, []):
            if names_node(waiver.node, f.focus):
                found.append(f)
        return found

    def _elsewhere(self, waiver: Waiver) -> list[Seen]:
        """The finding of that fingerprint at a node of another name."""
        found = self._by_mark.get((waiver.rule, waiver.value))
        if found is None or found.focus == waiver.node:
            return []
        return [found]


def apply_waivers(
    findings: Iterable[Seen], waivers: tuple[Waiver, ...], today: date
) -> tuple[dict[str, Waived], tuple[WaiverUse, ...]]:
    """The waived findings by fingerprint, and what became of every waiver, by id.

    Where two waivers cover one finding, the first by id is named with it, so that the order of a
    register changes nothing. A finding that any waiver in force covers is open for no other: what
    remains open tells which waivers are re-opened.
    """
    seen = _Findings(findings)
    ordered = sorted(waivers, key=lambda w: w.id)
    same = {waiver.id: seen.of(waiver) for waiver in ordered}
    covered: dict[str, tuple[str, ...]] = {}
    waived: dict[str, Waived] = {}
    for waiver in ordered:
        covered[waiver.id] = _covered(waiver, same[waiver.id], today)
        for fingerprint in covered[waiver.id]:
            waived.setdefault(fingerprint, _plain(waiver))

    def state(waiver: Waiver) -> WaiverState:
        if covered[waiver.id] or not in_force(waiver, today):
            return standing(waiver, today)
        is_open = any(found.id not in waived for found in same[waiver.id])
        return "reopened" if is_open else "unused"

    return waived, tuple(WaiverUse(w, state(w), covered[w.id]) for w in ordered)


def _covered(waiver: Waiver, same: list[Seen], today: date) -> tuple[str, ...]:
    """The findings that a waiver takes away on that day, by fingerprint."""
    if not in_force(waiver, today):
        return ()
    found = {f.id for f in same if waiver.value in {"", f.id}}
    return tuple(sorted(found))


def _plain(waiver: Waiver) -> Waived:
    """What a report says of the waiver beside a finding."""
    return Waived(
        waiver.id,
        waiver.reason,
        waiver.approver,
        waiver.letter,
        waiver.approved,
        waiver.expires,
    )
