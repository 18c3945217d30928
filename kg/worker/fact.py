"""The plain values that reports show of one unit: nodes, indicators and posts."""

from __future__ import annotations

from dataclasses import dataclass

from kg.terms import UnitKey
from kg.walk.trace import Source
from kg.worker.said import SaidRow
from kg.worker.stated import StatedFact

__all__ = ["IndicatorFact", "NodeFact", "PostFact", "UnitFacts"]


@dataclass(frozen=True)
class NodeFact:
    """One node of the tree, plan item or post.

    What it is called, where it stands, what is above it, who answers for it.

    ``translated`` are the plan items that a condition is turned into, ``assistants`` the posts that
    only assist, ``goals`` the labels of its results, ``parts`` everything that belongs to it:
    results, indicators, targets, tasks, reprints.
    """

    iri: str
    band: str
    label: str
    above: tuple[str, ...]
    posts: tuple[str, ...]
    results: tuple[str, ...]
    source: Source
    translated: tuple[str, ...] = ()
    assistants: tuple[str, ...] = ()
    goals: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    nomenclature: str = ""


@dataclass(frozen=True)
class IndicatorFact:
    """One indicator with all that a working paper prints of it.

    ``targets`` are (year, printed value), each with its source.

    ``about`` are the IRIs whose findings concern it: itself and its targets, and the documents that
    state it.
    """

    iri: str
    label: str
    of: str
    of_label: str
    kind: str
    formula: str
    unit: str
    data_source: str
    direction: str
    baseline: str
    targets: tuple[tuple[str, str], ...]
    posts: tuple[str, ...]
    source: Source
    about: tuple[str, ...] = ()
    target_sources: tuple[Source, ...] = ()


@dataclass(frozen=True)
class PostFact:
    """One post: its superior, its results and the indicators that are its own.

    ``about`` are the IRIs whose findings concern it: itself, its results, and the documents that
    state it.
    """

    iri: str
    label: str
    kind: str
    superior: str
    results: tuple[str, ...]
    indicators: tuple[str, ...]
    source: Source
    result_labels: tuple[str, ...] = ()
    about: tuple[str, ...] = ()


@dataclass(frozen=True)
class UnitFacts:
    """Everything of one kecamatan and period that reports show."""

    region: str
    period: str
    name: str
    nodes: tuple[NodeFact, ...]
    indicators: tuple[IndicatorFact, ...]
    posts: tuple[PostFact, ...]
    stated: tuple[StatedFact, ...] = ()
    said: tuple[SaidRow, ...] = ()
    #: What the document calls the kecamatan, where it says so: distrik, kapanewon, kemantren.
    called: str = ""

    @property
    def key(self) -> UnitKey:
        """Kecamatan and period."""
        return UnitKey(self.region, self.period)
