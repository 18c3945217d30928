"""What an engine is: shapes and data in, results out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from kg.rules.rule import Rule
from kg.rules.statements import Data

__all__ = ["Engine", "Result"]


@dataclass(frozen=True, order=True)
class Result:
    """One violation: rule, part, focus node, value as N-Triples, constraint component.

    The value is empty when none is named.
    """

    rule: str
    part: str
    focus: str
    value: str
    component: str


class Engine(Protocol):
    """Runs rules over the statements of one unit."""

    name: str

    def run(self, rules: tuple[Rule, ...], data: Data) -> set[Result]:
        """Every violation of every rule in ``data``."""
