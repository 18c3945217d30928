"""Units: all documents of one kecamatan and period, from files or from a store."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import chain

from pyoxigraph import Triple

from kg.derive.context import Graphs, view_of
from kg.derive.official.nomenclature import Nomenclature
from kg.derive.run import with_facts
from kg.derive.vocabulary import Vocabulary
from kg.read.document import Document
from kg.read.ontology import Ontology
from kg.store.base import GraphStore
from kg.store.catalogue import CatalogueEntry, entries
from kg.store.lookup import entries_in
from kg.terms import UnitKey
from kg.walk.view import View
from kg.worker.clashes import refuse_clashes
from kg.worker.periods import other_periods

__all__ = ["InputInfo", "Unit", "from_documents", "from_store", "stored_unit", "unread"]


@dataclass(frozen=True)
class InputInfo:
    """One input as every report names it.

    Without kecamatan, period and figures when the input as a whole could not be read.
    """

    path: str
    sha256: str
    kecamatan: str
    period: str
    rows: int
    triples: int

    @property
    def unit(self) -> UnitKey:
        """Kecamatan and period."""
        return UnitKey(self.kecamatan, self.period)


@dataclass
class Unit:
    """The documents of one kecamatan and period by graph, and where they came from.

    ``others`` are the documents of the other periods of the same kecamatan.
    """

    region: str
    period: str
    graphs: Graphs = field(default_factory=dict)
    others: list[Graphs] = field(default_factory=list, repr=False)
    inputs: list[InputInfo] = field(default_factory=list)
    _view: View | None = field(default=None, repr=False)
    _whole: View | None = field(default=None, repr=False)

    @property
    def key(self) -> UnitKey:
        """Kecamatan and period."""
        return UnitKey(self.region, self.period)

    def statements(self) -> list[Triple]:
        """All statements of all documents."""
        return list(chain.from_iterable(self.graphs.values()))

    def derived(
        self,
        ontology: Ontology,
        lists: Vocabulary | None = None,
        known: Nomenclature | None = None,
    ) -> list[Triple]:
        """The derived facts; ``lists`` and ``known`` only count the first time."""
        return self.whole(ontology, lists, known).added()

    def whole(
        self,
        ontology: Ontology,
        lists: Vocabulary | None = None,
        known: Nomenclature | None = None,
    ) -> View:
        """All statements with the derived facts, which are found once.

        ``lists`` and ``known`` only count the first time.
        """
        if self._whole is None:
            view = self.view(ontology)
            self._whole = with_facts(self.graphs, ontology, lists, view, known, self.others)

        return self._whole

    def forget(self) -> None:
        """Let go of what was worked out; the statements stay, for the other periods."""
        self._view = self._whole = None

    def view(self, ontology: Ontology) -> View:
        """All statements, for walking."""
        if self._view is None:
            self._view = view_of(self.graphs, ontology)

        return self._view


def unread(digests: Mapping[str, str]) -> tuple[InputInfo, ...]:
    """Inputs of which no unit came to be, from their SHA-256 by path.

    >>> unread({"a.ttl": "ff"})[0].kecamatan
    ''
    """
    return tuple(InputInfo(path, digest, "", "", 0, 0) for path, digest in sorted(digests.items()))


def _together(units: dict[UnitKey, Unit]) -> list[Unit]:
    """The units in order, each with the other periods of its kecamatan beside it."""
    regions: dict[str, dict[UnitKey, Graphs]] = {}
    for key, unit in units.items():
        regions.setdefault(unit.region, {})[key] = unit.graphs

    for key, unit in units.items():
        unit.others = other_periods(key, regions[unit.region])

    return [units[key] for key in sorted(units)]


def from_documents(documents: list[Document]) -> list[Unit]:
    """Documents read from files, grouped.

    UNIT-CLASH when two of a unit use one IRI for two things.
    """
    units: dict[UnitKey, Unit] = {}
    graphs: Graphs = {}
    for document in sorted(documents, key=lambda d: d.graph.value):
        info = InputInfo(
            path=document.name,
            sha256=document.sha256,
            kecamatan=document.region,
            period=document.period,
            rows=document.rows,
            triples=len(document.triples),
        )
        unit = units.setdefault(document.unit, Unit(*document.unit))
        unit.graphs[document.graph] = document.triples
        unit.inputs.append(info)
        graphs[document.graph] = document.triples

    refuse_clashes(graphs, {document.graph: document.name for document in documents})
    return _together(units)


def _info(entry: CatalogueEntry) -> InputInfo:
    return InputInfo(
        path=entry.origin,
        sha256=entry.sha256,
        kecamatan=entry.region,
        period=entry.period,
        rows=entry.rows,
        triples=entry.triples,
    )


def _grouped(store: GraphStore, found: list[CatalogueEntry]) -> list[Unit]:
    units: dict[UnitKey, Unit] = {}
    for entry in found:
        unit = units.setdefault(entry.unit, Unit(*entry.unit))
        unit.graphs[entry.graph] = store.triples(entry.graph)
        unit.inputs.append(_info(entry))

    return _together(units)


def from_store(store: GraphStore) -> list[Unit]:
    """Everything a store holds, grouped."""
    return _grouped(store, entries(store))


def stored_unit(store: GraphStore, wanted: UnitKey) -> Unit | None:
    """One unit of a store, read from the graphs of its kecamatan alone.

    None when the store does not hold it.
    """
    units = _grouped(store, entries_in(store, wanted.region))
    return next((unit for unit in units if unit.key == wanted), None)
