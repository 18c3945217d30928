"""How the cost of one document grows with its rows: ``python -m bench.growth [SIZE …]``.

Indicators that are near duplicates all of them, and results in one chain. Prints the CPU seconds of deriving and of
the rules, and what they are a row against the smallest document: 1 is growth in proportion.
"""

from __future__ import annotations

import sys
import time

from pyoxigraph import Literal, NamedNode, Triple

from kg.derive.run import derive
from kg.store.base import ntriples
from kg.terms import GRAPH, KIN, RDF, RDFS
from kg.worker.equipment import Settings, Tools, choose_tools

_SIZES = (1_000, 5_000, 20_000)
_UNIT = "33.02.19/2025/pertumbuhan"


def _indicators(size: int) -> list[Triple]:
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


def _chain(size: int) -> list[Triple]:
    """Results that support each other in one line, up to an outcome."""
    place = f"https://w3id.org/kinerja/id/{_UNIT}/"
    found: list[Triple] = []
    for number in range(size):
        node = NamedNode(f"{place}N{number}")
        kind = KIN["KondisiAntara"] if number else KIN["Outcome"]
        found += [
            Triple(node, RDF["type"], kind),
            Triple(node, RDFS["label"], Literal(f"Terselenggaranya pelayanan {number}")),
        ]
        if number:
            found.append(Triple(node, KIN["menopang"], NamedNode(f"{place}N{number - 1}")))

    return found


def _spent(triples: list[Triple], tools: Tools) -> tuple[float, float, int]:
    """CPU seconds of deriving and of the rules, and how many findings there are."""
    begun = time.process_time()
    facts = derive({NamedNode(GRAPH + _UNIT): triples}, tools.ontology)
    middle = time.process_time()
    results = tools.engine.run(tools.rules, ntriples([*triples, *facts]))
    return middle - begun, time.process_time() - middle, len(results)


def main(words: list[str] | None = None) -> None:
    """Check each size of each kind and print the seconds."""
    sizes = [int(word) for word in words or []] or list(_SIZES)
    tools = choose_tools(Settings())
    for what, document in (("indicators", _indicators), ("in a chain", _chain)):
        _spent(document(10), tools)
        first = 0.0
        for size in sizes:
            derived, judged, found = _spent(document(size), tools)
            spent = derived + judged
            first = first or spent / size
            print(f"{size:>7,} {what} {derived:7.1f} s deriving {judged:7.1f} s rules  a row × "
                  f"{spent / size / first:.2f}  {found:,} findings")  # fmt: skip


if __name__ == "__main__":
    main(sys.argv[1:])
