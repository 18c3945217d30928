"""How many nodes a rule looks at.

The difference between a rule that holds and a rule that was never applied.
"""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import NamedNode

from kg.rules.rule import Target
from kg.store.base import Term
from kg.walk.view import View

__all__ = ["focus_nodes"]


def _nodes(target: Target, view: View) -> Iterable[Term]:
    # Most of these properties nobody walks along: their pairs need no index for it.
    if target.kind == "subjects":
        return (thing for thing, _ in view.pairs(target.term))
    if target.kind == "objects":
        return (value for _, value in view.pairs(target.term))
    return [target.term]


def focus_nodes(targets: tuple[Target, ...], view: View) -> frozenset[str]:
    """The IRIs of the nodes that a rule of these targets is held against, as SHACL says (section 2.1.3)."""
    found: set[str] = set()
    for target in targets:
        if target.kind == "class":
            found.update([node.value for node in view.instances(target.term)])
        else:
            found.update(n.value for n in _nodes(target, view) if isinstance(n, NamedNode))
    return frozenset(found)
