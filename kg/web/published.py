"""What this program publishes: the same in every store."""

from __future__ import annotations

from functools import lru_cache

from pyoxigraph import Triple

from kg.assets import files
from kg.read.ontology import load_turtle

__all__ = ["published"]


@lru_cache(maxsize=1)
def published() -> tuple[Triple, ...]:
    """Ontology, word lists and shapes: what is the same in every store."""
    found = []
    for name in ("ontology", "shapes"):
        for path in files(name, "*.ttl"):
            found += [Triple(q.subject, q.predicate, q.object) for q in load_turtle(path)]
    return tuple(found)
