"""How many nodes a rule looks at: the difference between a rule that holds and a rule that was never applied."""

from __future__ import annotations

from pyoxigraph import Literal, NamedNode

from kg.rules.rule import Target
from kg.terms import KIN
from kg.walk.view import View

__all__ = ["focus_nodes"]


def _nodes(target: Target, view: View) -> list[NamedNode]:
    if target.kind == "class":
        return view.instances(target.term)
    if target.kind == "subjects":
        return view.having(target.term)
    if target.kind == "objects":
        return view.values_of(target.term)
    return [target.term]


def focus_nodes(
    targets: tuple[Target, ...], needs: tuple[NamedNode, ...], depends: tuple[str, ...], view: View
) -> set[NamedNode]:
    """The nodes that a rule of these targets can be held against.

    None when a fact that the rule needs was not derived; not those whose deciding column was scrambled by extraction.
    """
    if not all(view.having(fact) for fact in needs):
        return set()
    scrambled = {
        n for column in depends for n in view.subjects(KIN["artefakEkstraksi"], Literal(column))
    }
    return {node for target in targets for node in _nodes(target, view)} - scrambled
