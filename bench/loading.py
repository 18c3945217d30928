"""Parse and load against rdflib: the same N-Triples into a store each."""

from __future__ import annotations

import tempfile
from pathlib import Path

import rdflib
from pyoxigraph import RdfFormat

from bench.data import copies, seconds
from kg.read.parse import parse
from kg.store.base import Write
from kg.store.embedded import memory_store
from kg.store.opening import open_store
from kg.terms import GRAPH


def _ours(data: bytes, folder: Path | None) -> None:
    quads = parse(data, "bench.nt", RdfFormat.N_TRIPLES)
    store = open_store(folder, write=True) if folder else memory_store()
    store.write(Write({GRAPH["bench"]: [quad.triple for quad in quads]}))


def _gate(data: bytes) -> None:
    parse(data, "bench.nt", RdfFormat.N_TRIPLES)


def main() -> None:
    """Print statements per second and ratios."""
    data = b"".join(copies(2))
    count = data.count(b"\n")
    peer = seconds(lambda: rdflib.Graph().parse(data=data, format="nt"), 2)
    rows = [
        ("rdflib, parse into a memory graph", peer),
        ("gate: strict parse and term checks", seconds(lambda: _gate(data), 2)),
        ("gate and load, memory store", seconds(lambda: _ours(data, None), 2)),
    ]
    with tempfile.TemporaryDirectory() as folder:
        rows.append(
            ("gate and load, store on disk", seconds(lambda: _ours(data, Path(folder) / "store")))
        )
    print(f"loading: {count} statements")
    for name, time in rows:
        print(f"{name:40}{count / time:12.0f} statements/s{peer / time:8.1f} x rdflib")


if __name__ == "__main__":
    main()
