"""Where the cells of an answer stand in their documents."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from pyoxigraph import Literal, NamedNode

from kg.store.lookup import entries_in
from kg.terms import ID, RDFS, UnitKey, text_of
from kg.walk.trace import Source, source
from kg.walk.view import View
from kg.web.tasks import TaskContext

__all__ = ["Cite"]

#: How the steps of a way are told apart in its cell.
ARROW = " → "
#: Columns of this ending hold what a cell beside them names.
_IRI = "_iri"
#: So many rows are told their places; the others are in the file.
_MOST = 300


@dataclass
class _Unit:
    """One unit of the store: its statements, and its things by their wording."""

    view: View
    by_text: dict[str, NamedNode] = field(default_factory=dict)


@dataclass(frozen=True)
class Cite:
    """The rows of an answer whose places are asked for."""

    columns: tuple[str, ...]
    rows: Sequence[Sequence[str]]

    def __call__(self, context: TaskContext) -> list[dict[str, Source]]:
        """For each row the place of every text in it, cells and steps of a way alike."""
        units: dict[UnitKey, _Unit] = {}
        found: list[dict[str, Source]] = []
        for row in self.rows[:_MOST]:
            key = self._unit_of(row)
            if key is None:
                found.append({})
                continue
            if key not in units:
                units[key] = _unit(context, key)
            found.append(_places(units[key], row))
        return found

    def _unit_of(self, row: Sequence[str]) -> UnitKey | None:
        """Region and period, as the addresses of the row say them."""
        for name, cell in zip(self.columns, row, strict=True):
            parts = cell.removeprefix(ID).split("/")
            if name.endswith(_IRI) and cell.startswith(ID) and len(parts) > 2:
                return UnitKey(parts[0], parts[1])
        return None


def _unit(context: TaskContext, key: UnitKey) -> _Unit:
    statements = []
    for entry in entries_in(context.store, key.region):
        if entry.period == key.period:
            statements += context.store.triples(entry.graph)
    unit = _Unit(View(statements, context.ontology))
    for triple in statements:
        is_wording = triple.predicate == RDFS["label"] and isinstance(triple.object, Literal)
        if is_wording and isinstance(triple.subject, NamedNode):
            unit.by_text.setdefault(text_of(triple.object), triple.subject)
    return unit


def _places(unit: _Unit, row: Sequence[str]) -> dict[str, Source]:
    found = {}
    for cell in row:
        for text in cell.split(ARROW):
            node = unit.by_text.get(text)
            if node is not None and text not in found:
                found[text] = source(unit.view, node)
    return found
