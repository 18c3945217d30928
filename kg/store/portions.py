"""A change as SPARQL updates of bounded size, for servers that cannot take one of any size.

Virtuoso compiles a request before it carries it out, and runs out of memory over one that holds
thousands of statements.
"""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import NamedNode

from kg.store.base import Write, as_update, insert

__all__ = ["updates"]

#: What is added to the IRI of a graph whose statements are still on their way.
_WAITING = "#menunggu"


def updates(change: Write, most: int) -> Iterator[str]:
    """Updates to be sent one after the other; each inserts at most ``most`` statements of graphs.

    What is larger waits in graphs beside, and the last update puts all in place at once: before it
    nothing has changed for a reader, and after it everything.
    """
    held = sum(map(len, change.graphs.values()))
    if held <= most:
        yield as_update(change)
        return
    moves = []
    for graph, triples in change.graphs.items():
        waiting = NamedNode(f"{graph.value}{_WAITING}")
        # An earlier attempt may have been broken off.
        yield f"DROP SILENT GRAPH {waiting}"
        for begin in range(0, len(triples), most):
            yield insert(waiting, triples[begin : begin + most])
        if triples:
            # Not silent: where another load took away what waits here, all of this must fail, and
            # not leave an empty graph that the catalogue calls whole.
            moves.append(f"MOVE GRAPH {waiting} TO GRAPH {graph}")
    placed = as_update(change, empty=True)
    yield " ;\n".join([placed, *moves])
