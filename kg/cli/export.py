"""``kg export``"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Literal

import pyoxigraph
import typer
from pyoxigraph import NamedNode, Quad, RdfFormat, Triple

from kg.cli.common import (
    LangOption,
    Output,
    Sample,
    Store,
    handled,
    note_sample,
    write_file,
)
from kg.cli.groups import UNIT_LIMITS, UnitLimits
from kg.cli.limited import allow
from kg.read.ontology import ontology
from kg.report.exchange.compact import compact_jsonld, in_indonesian
from kg.report.exchange.folder import exchange_files, shapes_file, write_exchange
from kg.report.words import word
from kg.store.base import GraphStore
from kg.store.catalogue import derived_graph, entries
from kg.terms import PREFIXES
from kg.worker.sources import reading_store

__all__ = ["export"]

ExportForm = Literal["nq", "ttl", "trig", "jsonld"]
_FORMATS = {
    "nq": RdfFormat.N_QUADS,
    "trig": RdfFormat.TRIG,
}
#: Forms that know prefixes.
_SHORT = frozenset(("ttl", "trig"))


def _graphs(source: GraphStore, *, derived: bool) -> list[NamedNode]:
    held = entries(source)
    if not derived:
        return [entry.graph for entry in held]

    units = {entry.unit for entry in held}
    return list(map(derived_graph, sorted(units)))


def _quads(source: GraphStore, graphs: list[NamedNode]) -> Iterator[Quad]:
    """The statements sorted, so that the same store gives the same bytes."""
    for graph in graphs:
        for triple in sorted(source.triples(graph), key=str):
            yield Quad(triple.subject, triple.predicate, triple.object, graph)


def _serialised(quads: Iterator[Quad], form: ExportForm) -> bytes:
    prefixes = None
    if form in _SHORT:
        prefixes = PREFIXES
    if form == "jsonld":
        return compact_jsonld(quads, ontology())
    if form != "ttl":
        return pyoxigraph.serialize(quads, format=_FORMATS[form], prefixes=prefixes) or b""

    # Turtle has no named graphs: what two documents state stands there once.
    triples = set()
    for quad in quads:
        said = in_indonesian(quad) or quad.object
        triples.add(Triple(quad.subject, quad.predicate, said))
    ordered = sorted(triples, key=str)
    return pyoxigraph.serialize(ordered, format=RdfFormat.TURTLE, prefixes=prefixes) or b""


def _head(form: ExportForm, *, sample: bool) -> bytes:
    """A first line that tells who wrote the file; JSON-LD has no room for one."""
    if form == "jsonld":
        return b""

    head = f"# kinerja-kg export {form}\n"
    if sample:
        head += f"# {word('sample', 'id')} {word('sample', 'en')}\n"

    return head.encode()


@handled
def export(
    store: Store = Path("kinerja.store"),
    sample: Sample = False,
    form: Annotated[ExportForm, typer.Option("--format")] = "nq",
    derived: Annotated[bool, typer.Option("--derived")] = False,
    bundle: Annotated[Path | None, typer.Option("--bundle")] = None,
    shapes: Annotated[Path | None, typer.Option("--shapes")] = None,
    output: Output = None,
    _limits: UnitLimits = UNIT_LIMITS,
    lang: LangOption = "id",
) -> None:
    """Write everything the store holds, with provenance."""
    if shapes is not None:
        write_file(shapes, shapes_file(lang))
        return
    source = reading_store(store, ontology(), sample=sample)
    allow(max(1, len({entry.unit for entry in entries(source)})))
    if bundle is not None:
        write_exchange(exchange_files(source, ontology(), lang), bundle)
        return
    quads = _quads(source, _graphs(source, derived=derived))
    data = _head(form, sample=sample) + _serialised(quads, form)
    note_sample(lang, sample=sample)
    if output is None:
        sys.stdout.write(data.decode())
    else:
        write_file(output, data)
