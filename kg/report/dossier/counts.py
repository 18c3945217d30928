"""What every part counts: one label, one number.

Findings are counted by severity while they are *open*; what a waiver covers is counted apart, under
its own label. Rules are counted by six states. Only the machine contract of ``temuan.json`` counts
otherwise, see docs/laporan.md.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from kg.rules.check import RuleStatus
from kg.rules.finding import Finding
from kg.rules.rule import SEVERITIES

__all__ = ["STATES", "by_severity", "share", "state", "states"]

#: Every state of a rule, in the order of every listing.
STATES = ("kept", "broken", "not-applied", "manual", "off", "error")


def state(row: RuleStatus) -> str:
    """What became of a rule.

    What a profile switched off or only an auditor can judge is never *not applied*.
    """
    if row.rule.off:
        return "off"
    if row.rule.kind == "manual":
        return "manual"
    return row.status


def states(rows: Iterable[RuleStatus]) -> dict[str, int]:
    """How many rules came to which state; the sum is all rules.

    >>> sum(states([]).values())
    0
    """
    found = Counter(map(state, rows))
    return {key: found[key] for key in STATES}


def by_severity(findings: Iterable[Finding]) -> tuple[int, ...]:
    """How many are open by severity, then how many are waived.

    >>> by_severity([])
    (0, 0, 0, 0)
    """
    found = Counter("waived" if f.waived is not None else f.severity for f in findings)
    return tuple(found[key] for key in (*SEVERITIES, "waived"))


def share(flags: Iterable[bool]) -> tuple[int, int]:
    """How many of how many.

    >>> share([True, False])
    (1, 2)
    """
    rows = list(flags)
    return sum(rows), len(rows)
