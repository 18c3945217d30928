"""The engines that there are, by name. They must agree.

A further engine is one module of :mod:`kg.rules.kinds` with its ``KIND``.
"""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules

from kg.errors import InputError, Problem
from kg.rules import kinds
from kg.rules.engine import EngineKind

__all__ = ["ENGINES", "engine_kind", "usable_engine"]

#: Does the work of an engine that cannot run here.
_INSTEAD = "reference"


def _found() -> dict[str, EngineKind]:
    """What the modules of the folder say they are, by name."""
    found: dict[str, EngineKind] = {}
    for module in iter_modules(kinds.__path__):
        kind: EngineKind = import_module(f"{kinds.__name__}.{module.name}").KIND
        found[kind.name] = kind
    return found


ENGINES = _found()


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
    return ENGINES[_INSTEAD]
