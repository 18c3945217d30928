"""Waivers: findings that are accepted for now, each with reason, approver, letter and expiry; shown apart, never hidden."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fnmatch import fnmatchcase
from typing import Literal

from kg.rules.finding import Finding, Waived

__all__ = ["Waiver", "WaiverState", "WaiverUse", "apply_waivers", "value_digest"]

WaiverState = Literal["active", "expired", "future", "unused", "reopened"]


@dataclass(frozen=True)
class Waiver:
    """One waiver: rule, node (an IRI or a pattern with ``*``), digest of the value it was given for, and who answers for it.

    An empty ``value`` covers whatever value the node has; a digest re-opens the finding when the value changes.
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
    """What became of one waiver in a check: its state and the fingerprints of the findings it covers."""

    waiver: Waiver
    state: WaiverState
    findings: tuple[str, ...]


def value_digest(finding: Finding) -> str:
    """The digest of what was found: sixteen digits of the fingerprint, which covers rule, node and value."""
    return finding.id


def _covers(waiver: Waiver, finding: Finding) -> bool:
    """Whether rule and node are those of the waiver."""
    return waiver.rule == finding.rule and fnmatchcase(finding.focus, waiver.node)


def _state(waiver: Waiver, today: date, same: list[Finding], exact: list[Finding]) -> WaiverState:
    if waiver.expires < today:
        return "expired"
    if waiver.approved > today:
        return "future"
    if exact:
        return "active"
    return "reopened" if same else "unused"


def apply_waivers(
    findings: Iterable[Finding], waivers: tuple[Waiver, ...], today: date
) -> tuple[dict[str, Waived], tuple[WaiverUse, ...]]:
    """The waived findings by fingerprint, and what became of every waiver."""
    rows = list(findings)
    waived: dict[str, Waived] = {}
    uses = []
    for waiver in waivers:
        same = [f for f in rows if _covers(waiver, f)]
        exact = [f for f in same if not waiver.value or waiver.value == value_digest(f)]
        state = _state(waiver, today, same, exact)
        covered = tuple(sorted(f.id for f in exact)) if state == "active" else ()
        for fingerprint in covered:
            waived.setdefault(
                fingerprint,
                Waived(waiver.id, waiver.reason, waiver.approver, waiver.letter, waiver.approved, waiver.expires),
            )
        uses.append(WaiverUse(waiver, state, covered))
    return waived, tuple(uses)
