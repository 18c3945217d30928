"""Goals and objectives that say what a node of the tree says, and are measured there (PermenPANRB 89/2021, stage 5)."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import NamedNode, Triple

from kg.derive.context import Context
from kg.derive.text import normal
from kg.terms import KIN

__all__ = ["measured_above"]


def _is_measured(context: Context, node: NamedNode) -> bool:
    view = context.view
    return any(view.label(i).strip() for i in view.nodes(node, KIN["diukurOleh"]))


def measured_above(context: Context) -> Iterator[Triple]:
    """Unmeasured goals and objectives that a measured node is translated to in the same words."""
    view = context.view
    for node in view.having(KIN["diterjemahkanKe"]):
        if not _is_measured(context, node):
            continue
        for item in view.nodes(node, KIN["diterjemahkanKe"]):
            same = normal(view.label(item)) == normal(view.label(node))
            if same and view.is_a(item, KIN["Kinerja"]) and not _is_measured(context, item):
                yield Triple(item, KIN["diukurPadaSimpul"], node)
