"""Which rules stand in the way of a verdict, and where: the ground of both composite verdicts."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import NamedNode

from kg.rules.engine import Result
from kg.walk.trace import stated_in
from kg.walk.view import View

__all__ = ["Broken"]


class Broken:
    """The broken ones of some rules, by what breaks them."""

    def __init__(self, results: Iterable[Result], wanted: Iterable[str]) -> None:
        rules = frozenset(wanted)
        self._by_focus: dict[str, set[str]] = {}
        for result in results:
            if result.rule in rules:
                self._by_focus.setdefault(result.focus, set()).add(result.rule)

    def by(self, node: NamedNode) -> set[str]:
        """The rules that a node breaks itself."""
        return set(self._by_focus.get(node.value, ()))

    def at(self, view: View, node: NamedNode) -> set[str]:
        """The rules that a node breaks, or a document that states it."""
        found = self.by(node)
        # What a whole document lacks, each of its nodes lacks.
        for document in stated_in(view, node):
            found |= self._by_focus.get(document.value, set())
        return found
