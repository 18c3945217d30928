"""The engines, each built once in a process, and a check with the quick one."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from kg.read.document import Document
from kg.read.ontology import ontology
from kg.rules.engine import Engine
from kg.rules.engines import engine_kind
from kg.rules.registry import rules, shapes_digest
from kg.worker.checking import CheckReport, check
from kg.worker.units import from_documents


@cache
def engine_named(name: str) -> Engine:
    """The engine of that name; libraries of the reference engine are loaded when it is wanted."""
    return engine_kind(name).build(ontology())


@cache
def digest() -> str:
    """The digest of the rules, of a hundred files that no test of documents changes."""
    return shapes_digest()


def checked(documents: Iterable[Document]) -> CheckReport:
    """Documents held against all rules by the bulk engine."""
    units = from_documents(list(documents))
    return check(units, rules(), engine_named("bulk"), ontology(), digest())
