"""The engines that there are, by name. They must agree.

A further engine is one entry of :data:`ENGINES` and the module that it names.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Callable
from dataclasses import dataclass

from kg.errors import InputError, Problem
from kg.read.ontology import Ontology
from kg.rules.engine import Engine

__all__ = ["ENGINES", "EngineKind", "engine_kind", "usable_engine"]


@dataclass(frozen=True)
class EngineKind:
    """An engine by name: what it needs, and how it is made.

    ``libraries`` are the distributions whose version can change what is found, ``needs`` is the
    module without which it cannot run, ``build`` makes one for an ontology.
    """

    name: str
    libraries: tuple[str, ...]
    needs: str
    build: Callable[[Ontology], Engine]

    @property
    def is_available(self) -> bool:
        """Whether its library is installed here."""
        return importlib.util.find_spec(self.needs) is not None


def _bulk(ontology: Ontology) -> Engine:
    from kg.rules.bulk import BulkEngine

    return BulkEngine(ontology)


def _reference(ontology: Ontology) -> Engine:  # ruff: ignore[unused-function-argument] - it reads the hierarchy from the data
    from kg.rules.reference import ReferenceEngine  # loaded late: rdflib and pySHACL cost a second

    return ReferenceEngine()


#: Every engine by name; where the first cannot run, the last does its work.
ENGINES = {
    kind.name: kind
    for kind in (
        EngineKind("bulk", ("shacl",), "shacl", _bulk),
        EngineKind("reference", ("pyshacl", "rdflib"), "pyshacl", _reference),
    )
}


def engine_kind(name: str) -> EngineKind:
    """The engine of that name.

    >>> engine_kind("bulk").libraries
    ('shacl',)

    :raises InputError: ENGINE-UNKNOWN.
    """
    kind = ENGINES.get(name)
    if kind is None:
        values = {"found": name, "known": " ".join(ENGINES)}
        raise InputError(Problem("ENGINE-UNKNOWN", "", values))

    return kind


def usable_engine(name: str) -> EngineKind:
    """The engine of that name, or the reference where its library is not installed.

    :raises InputError: ENGINE-UNKNOWN.
    """
    kind = engine_kind(name)
    if kind.is_available:
        return kind
    return ENGINES["reference"]
