"""By what a finding is numbered: the code of its node, or its wording where codes only count rows."""

from __future__ import annotations

from pyoxigraph import NamedNode

from kg.terms import KIN, RDFS
from kg.walk.trace import above, caption, stated_in, way_up
from kg.walk.view import View

__all__ = ["numbered_by"]


def _counts_rows(view: View, node: NamedNode) -> bool:
    """Whether every document that states the node gave it a code by its row.

    Tables of conventional layouts print none: with a row more, the code of every row below is
    another one.
    """
    documents = stated_in(view, node)
    return bool(documents) and all(view.text(d, KIN["kodeMenurutBaris"]) for d in documents)


def _is_only_one(view: View, node: NamedNode, path: list[str]) -> bool:
    """Whether no other node of that wording stands at the same place of the tree or plan."""
    for label in view.objects(node, RDFS["label"]):
        for other in view.subjects(RDFS["label"], label):
            if other != node and way_up(view, other) == path:
                return False
    return True


def numbered_by(view: View, node: NamedNode) -> str:
    """What stands for a node in the number of a finding, the same when rows are added above it.

    Its IRI, which is made of its code; for a node whose code counts rows, its kecamatan, period and
    kind with the wordings that lead to it, where they lead to it alone.
    """
    if view.is_a(node, KIN["Dokumen"]) or not _counts_rows(view, node):
        return node.value
    if not view.label(node):
        upper = above(view, node)
        if upper is None:
            return node.value
        return "\x1e".join((numbered_by(view, upper), caption(view, node)))
    path = way_up(view, node)
    if not _is_only_one(view, node, path):
        return node.value
    return "\x1e".join((node.value.rpartition("/")[0], *map(_plain, path)))


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())
