"""What became of a rule as readers are told it, and how many of how many."""

from __future__ import annotations

from collections.abc import Iterable

from kg.rules.check import RuleStatus

__all__ = ["share", "state"]


def state(row: RuleStatus) -> str:
    """What became of a rule; what a profile switched off or only an auditor can judge is never *not applied*."""
    return "off" if row.rule.off else "manual" if row.rule.kind == "manual" else row.status


def share(flags: Iterable[bool]) -> tuple[int, int]:
    """How many of how many.

    >>> share([True, False])
    (1, 2)
    """
    rows = list(flags)
    return sum(rows), len(rows)
