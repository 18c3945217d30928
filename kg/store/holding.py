"""What a graph must hold, from what is about to be written."""

from __future__ import annotations

from collections.abc import Sequence

from pyoxigraph import Triple

from kg.store.catalogue import content_digest
from kg.store.marker import Held
from kg.terms import KIN, text_of

__all__ = ["held_of"]

#: What must be in a graph of which nothing is known.
_NOTHING = Held(0, content_digest([]))


def held_of(
    triples: Sequence[Triple] | None,
    rows: Sequence[Triple] | None,
    before: Held | None = None,
    digest: str = "",
) -> Held:
    """What a graph must hold, from its statements and what the catalogue says of it; what is not given stays as before.

    ``digest`` is that of the statements, where it is known already.
    """
    old = before or _NOTHING
    count, content, named, origin = old.statements, old.digest, old.rows, old.origin
    if triples is not None:
        count, content = len(set(triples)), digest or content_digest(triples)
    if rows is not None:
        named = content_digest(rows) if rows else ""
        origins = []
        for row in rows:
            if row.predicate == KIN["asalBerkas"]:
                origins.append(text_of(row.object))
        origin = next(iter(origins), "")
    return Held(count, content, named, origin)
