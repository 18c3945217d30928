"""Which posts support the results of their superior, on whatever way a post bears a result."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import NamedNode, Triple

from kg.derive.context import Context
from kg.derive.contributing import reached
from kg.terms import KIN

__all__ = ["borne", "supported_superiors"]

#: How a post bears a result.
_ROLES = ("ditanggungjawabiOleh", "dilaksanakanOleh", "didukungOleh")


def borne(context: Context, post: NamedNode) -> set[NamedNode]:
    """The results and plan items that a post answers for, performs or supports, and those that its indicators measure."""
    view = context.view
    found = set()
    for role in _ROLES:
        found.update(view.subjects(KIN[role], post))
    for indicator in view.nodes(post, KIN["memilikiIndikator"]):
        found.update(view.subjects(KIN["diukurOleh"], indicator))
    return found


def _same(context: Context, nodes: Iterable[NamedNode]) -> set[NamedNode]:
    """Results with what says them once more.

    Their translation into the plan, and the objectives of those items.
    """
    view = context.view
    found = set(nodes)
    for prop in ("diterjemahkanKe", "memilikiSasaran"):
        # A result is translated into a plan item first, and the item then has the objective.
        for node in list(found):
            found.update(view.nodes(node, KIN[prop]))
    return found


def supported_superiors(context: Context) -> Iterator[Triple]:
    """Every post with the superior whose result one of its own contributes to."""
    view = context.view
    for post in sorted(set(view.having(KIN["melaporKe"])), key=lambda n: n.value):
        mine = _same(context, reached(context, _same(context, borne(context, post))))
        for superior in view.nodes(post, KIN["melaporKe"]):
            if superior != post and mine & _same(context, borne(context, superior)):
                yield Triple(post, KIN["menopangKinerjaAtasan"], superior)
