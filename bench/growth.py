"""How a check of one document grows with its indicators, near duplicates all of them: ``python -m bench.growth [SIZE …]``.

Prints the CPU seconds of deriving, and what they are a row against the smallest document: 1 is growth in proportion.
"""

from __future__ import annotations

import sys
import time

from pyoxigraph import Literal, NamedNode, Triple

from kg.derive.run import derive
from kg.read.ontology import ontology
from kg.terms import GRAPH, KIN, RDF, RDFS

_SIZES = (1_000, 5_000, 20_000)
_UNIT = "33.02.19/2025/pertumbuhan"


def _document(size: int) -> list[Triple]:
    """Indicators of one sub-activity with one formula, whose wordings differ in the last word."""
    place = f"https://w3id.org/kinerja/id/{_UNIT}/"
    result = NamedNode(f"{place}hasil")
    found = [
        Triple(result, RDF["type"], KIN["KondisiOperasional"]),
        Triple(result, RDFS["label"], Literal("Terlaksananya pelayanan administrasi")),
    ]
    for number in range(size):
        node = NamedNode(f"{place}I{number}")
        label = f"Jumlah pemohon layanan administrasi yang dilayani tepat waktu kelompok {number}"
        found += [
            Triple(node, RDF["type"], KIN["Indikator"]),
            Triple(node, RDFS["label"], Literal(label)),
            Triple(node, KIN["formulasi"], Literal("Jumlah pemohon yang dilayani")),
            Triple(result, KIN["diukurOleh"], node),
        ]
    return found


def main(words: list[str] | None = None) -> None:
    """Derive the facts of each size and print the seconds."""
    sizes = [int(word) for word in words or []] or list(_SIZES)
    derive({NamedNode(GRAPH + _UNIT): _document(10)}, ontology())
    first = 0.0
    for size in sizes:
        graphs = {NamedNode(GRAPH + _UNIT): _document(size)}
        begun = time.process_time()
        facts = derive(graphs, ontology())
        spent = time.process_time() - begun
        first = first or spent / size
        print(f"{size:>7,} indicators {spent:7.1f} s  a row × {spent / size / first:.2f}"
              f"  {len(facts):,} facts")  # fmt: skip


if __name__ == "__main__":
    main(sys.argv[1:])
