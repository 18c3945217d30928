"""pySHACL, which reads rules as the standard says it: slow, and the measure of the others."""

from __future__ import annotations

from kg.read.ontology import Ontology
from kg.rules.engine import Engine, EngineKind

__all__ = ["KIND"]


def _build(ontology: Ontology) -> Engine:  # ruff: ignore[unused-function-argument] - it reads the hierarchy from the data
    from kg.rules.reference import ReferenceEngine  # loaded late: rdflib and pySHACL cost a second

    return ReferenceEngine()


KIND = EngineKind("reference", ("pyshacl", "rdflib"), "pyshacl", _build)
