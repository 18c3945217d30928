"""``kg export``"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Literal

import pyoxigraph
import typer
from pyoxigraph import Quad, RdfFormat, Triple

from kg.cli.common import LangOption, Output, Store, handled, told, write_file
from kg.read.ontology import ontology
from kg.store.catalogue import derived_graph, entries
from kg.terms import PREFIXES
from kg.worker.sources import reading_store

__all__ = ["export"]

_FORMATS = {
    "nq": RdfFormat.N_QUADS,
    "ttl": RdfFormat.TURTLE,
    "trig": RdfFormat.TRIG,
    "jsonld": RdfFormat.JSON_LD,
}


@handled
def export(
    store: Store = Path("kinerja.store"),
    form: Annotated[
        Literal["nq", "ttl", "trig", "jsonld"], typer.Option("--format", help="Form of the export.")
    ] = "nq",
    derived: Annotated[
        bool, typer.Option("--derived", help="Only the derived facts that rules use.")
    ] = False,
    output: Output = None,
    lang: LangOption = "id",
) -> None:
    """Write everything the store holds, with provenance; statements sorted, so that the same store gives the same bytes.

    Turtle has no named graphs: with --format ttl all statements stand together.

    Example:
        kg export --format trig -o kinerja.trig
    """
    source = reading_store(store, ontology(), told(lang))
    held = entries(source)
    graphs = (
        [derived_graph(unit) for unit in sorted({e.unit for e in held})]
        if derived
        else [e.graph for e in held]
    )
    quads = [
        Quad(t.subject, t.predicate, t.object, g)
        for g in graphs
        for t in sorted(source.triples(g), key=str)
    ]
    if form == "ttl":
        triples = sorted({Triple(q.subject, q.predicate, q.object) for q in quads}, key=str)
        data = pyoxigraph.serialize(triples, format=RdfFormat.TURTLE, prefixes=PREFIXES)
    else:
        data = pyoxigraph.serialize(
            quads, format=_FORMATS[form], prefixes=PREFIXES if form == "trig" else None
        )
    text = (data or b"").decode()
    if output is None:
        sys.stdout.write(text)
    else:
        write_file(output, text)
