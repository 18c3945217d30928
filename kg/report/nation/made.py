"""What a shard of the listings becomes, as it travels from whoever makes it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

__all__ = ["Made"]


@dataclass(frozen=True)
class Made:
    """What a shard becomes.

    Its rows by file, its sums, and its findings as they are, for other forms than text; not whole
    where a result was not found.
    """

    rows: dict[str, bytes] = field(default_factory=dict)
    totals: dict[str, int] = field(default_factory=dict)
    findings: list[list[Any]] = field(default_factory=list)
    is_whole: bool = True
