"""Bulk engine against pySHACL: five documents, then ten copies of each, same rules, same data, equal results."""

from __future__ import annotations

import argparse

from bench import peers
from bench.data import copies, seconds, unit_bytes
from kg.read.ontology import ontology
from kg.rules.bulk import BulkEngine
from kg.rules.reference import ReferenceEngine
from kg.rules.registry import rules


def main(words: list[str] | None = None) -> None:
    """Print milliseconds per document and the ratio; ``--peers`` measures generated kecamatan in other engines instead."""
    parser = argparse.ArgumentParser(
        prog="python -m bench engines", description=__doc__.partition("\n")[0]
    )
    parser.add_argument("--peers", action="store_true", help="beside engines of other people")
    parser.add_argument("--kecamatan", type=int, default=4, help="how many, beside peers")
    options = parser.parse_args(words or [])
    if options.peers:
        peers.main(options.kecamatan)
        return
    chosen, bulk, reference = rules(), BulkEngine(ontology()), ReferenceEngine()
    bulk.run(chosen, b"")
    print(f"engines: {len(chosen)} rules, shapes compiled once for the bulk engine")
    print(f"{'document':24}{'bulk ms':>10}{'pySHACL ms':>12}{'ratio':>8}{'results':>9}")
    total = [0.0, 0.0]
    for name, data in unit_bytes().items():
        fast, slow = (
            seconds(lambda d=data: bulk.run(chosen, d), 3),
            seconds(lambda d=data: reference.run(chosen, d)),
        )
        found = bulk.run(chosen, data)
        assert found == reference.run(chosen, data)
        total = [total[0] + fast, total[1] + slow]
        print(f"{name:24}{fast * 1e3:10.1f}{slow * 1e3:12.1f}{slow / fast:8.0f}{len(found):9}")
    print(f"{'all five':24}{total[0] * 1e3:10.1f}{total[1] * 1e3:12.1f}{total[1] / total[0]:8.0f}")
    many = copies(10)
    fast = seconds(lambda: [bulk.run(chosen, d) for d in many], 3)
    slow = seconds(lambda: [reference.run(chosen, d) for d in many])
    print(f"{'ten copies of each':24}{fast * 1e3:10.1f}{slow * 1e3:12.1f}{slow / fast:8.0f}")


if __name__ == "__main__":
    main()
