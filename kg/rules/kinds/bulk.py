"""The engine that answers each part of a rule with one query over all nodes."""

from __future__ import annotations

from kg.read.ontology import Ontology
from kg.rules.engine import Engine, EngineKind

__all__ = ["KIND"]


def _build(ontology: Ontology) -> Engine:
    from kg.rules.bulk import BulkEngine  # loaded late: its library costs a tenth of a second

    return BulkEngine(ontology)


KIND = EngineKind("bulk", ("shacl",), "shacl", _build)
