"""What an engine is: shapes and data in, results out."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from kg.read.ontology import Ontology
from kg.rules.rule import Rule
from kg.rules.statements import Data

__all__ = ["Engine", "EngineKind", "Result"]


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


@dataclass(frozen=True)
class EngineKind:
    """An engine by name: what it needs, and how it is made.

    ``libraries`` are the distributions whose version can change what is found, ``needs`` is the
    module without which it cannot run, ``build`` makes one for an ontology.
    """

    name: str
    libraries: tuple[str, ...]
    needs: str
    build: Callable[[Ontology], Engine]

    @property
    def is_available(self) -> bool:
        """Whether its library is installed here."""
        return importlib.util.find_spec(self.needs) is not None
