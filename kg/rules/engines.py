"""What an engine is: shapes and data in, results out. Two of them, which must agree."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

import pyoxigraph
from pyoxigraph import RdfFormat, Triple

from kg.rules.rule import Rule

__all__ = ["Engine", "Result", "ntriples"]


@dataclass(frozen=True, order=True)
class Result:
    """One violation: rule, part, focus node, value as N-Triples (empty when none is named), constraint component."""

    rule: str
    part: str
    focus: str
    value: str
    component: str


class Engine(Protocol):
    """Runs rules over the statements of one unit."""

    name: str

    def run(self, rules: tuple[Rule, ...], data: bytes) -> set[Result]:
        """Every violation of every rule in the N-Triples ``data``."""


def ntriples(triples: Iterable[Triple]) -> bytes:
    r"""The statements as N-Triples, the form in which both engines take their data.

    >>> from pyoxigraph import NamedNode
    >>> ntriples([Triple(NamedNode("http://e/a"), NamedNode("http://e/b"), NamedNode("http://e/c"))])
    b'<http://e/a> <http://e/b> <http://e/c> .\n'
    """
    return pyoxigraph.serialize(triples, format=RdfFormat.N_TRIPLES) or b""
