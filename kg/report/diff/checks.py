"""What changed between two checks: new, resolved, persisting and re-opened findings, and rules whose status changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

__all__ = ["Changes", "StatusChange", "compare"]

_Json = Mapping[str, Any]


@dataclass(frozen=True)
class StatusChange:
    """A rule whose status is another than before."""

    rule: str
    before: str
    after: str


@dataclass(frozen=True)
class Changes:
    """The difference of two ``temuan.json``, each finding as its JSON object.

    ``resolved`` are objects of the old check, the others of the new one; ``reopened`` was waived before and is open now.
    """

    new: tuple[_Json, ...]
    resolved: tuple[_Json, ...]
    persisting: tuple[_Json, ...]
    reopened: tuple[_Json, ...]
    statuses: tuple[StatusChange, ...]

    @cached_property
    def kinds(self) -> dict[str, str]:
        """What became of each finding of the new check, by fingerprint: new, persisting or reopened."""
        return {str(f["id"]): kind for kind in ("new", "persisting", "reopened") for f in getattr(self, kind)}


def compare(old: _Json, new: _Json) -> Changes:
    """Compare two checks by the fingerprints of their findings and the ids of their rules.

    >>> compare({"findings": [], "rules": []}, {"findings": [{"id": "a", "waived": None}], "rules": []}).new
    ({'id': 'a', 'waived': None},)
    """
    before = {f["id"]: f for f in old["findings"]}
    after = {f["id"]: f for f in new["findings"]}
    both = [f for key, f in after.items() if key in before]
    reopened = tuple(f for f in both if before[f["id"]]["waived"] and not f["waived"])
    was = {r["id"]: r["status"] for r in old["rules"]}
    changed = (StatusChange(r["id"], was.get(r["id"], "-"), r["status"]) for r in new["rules"])
    return Changes(
        tuple(f for key, f in after.items() if key not in before),
        tuple(f for key, f in before.items() if key not in after),
        tuple(f for f in both if f not in reopened),
        reopened,
        tuple(change for change in changed if change.before != change.after),
    )
