"""How many nodes a rule looks at.

The difference between a rule that holds and a rule that was never applied.
"""

from __future__ import annotations

from pyoxigraph import NamedNode

from kg.rules.rule import Target
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


def focus_nodes(targets: tuple[Target, ...], view: View) -> set[NamedNode]:
    """The nodes that a rule of these targets is held against, as SHACL says (section 2.1.3)."""
    found: set[NamedNode] = set()
    for target in targets:
        found.update(_nodes(target, view))
    return found
