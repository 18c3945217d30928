"""All programs or those that are named, one after the other: ``python -m bench [PROGRAM …]``."""

from __future__ import annotations

import argparse
from importlib import import_module

#: Every program, in the order they run in; each prints what its docstring says.
PROGRAMS = {
    "engines": "the bulk engine against pySHACL; with --peers against other engines too",
    "loading": "parse and load against rdflib",
    "question": "one question against rdflib",
    "startup": "CPU seconds of whole commands",
    "bundle": "the report bundle against the check alone",
    "nasional": "a check of many kecamatan against pySHACL and parsing alone",
    "growth": "facts of 1,000 to 20,000 near duplicates, a row against a row",
    "matrix": "a matrix of 2,000 rows understood, beside openpyxl's plain reading of its cells",
    "klaster": "two workers of a cluster against two processes, and the plan for a nation",
    "lintas": "the questions over all kecamatan in DuckDB, Polars and pyoxigraph",
    "tanya": "one kecamatan's question with more of the nation loaded (--sizes 10,100,1000,7285)",
    "meja": "the workbench: clients at once, clients that leave, endless queries (--seconds 60)",
}


def main(words: list[str] | None = None) -> None:
    """Run the programs named on the command line, all when none is."""
    listed = "\n".join(f"  {name:10}{what}" for name, what in PROGRAMS.items())
    parser = argparse.ArgumentParser(
        prog="python -m bench",
        description="Measure the program and its peers on the same data and print ratios.",
        epilog=f"programs:\n{listed}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "program", nargs="*", help="run only this program; may repeat (all when none is named)"
    )
    options, rest = parser.parse_known_args(words)
    chosen = options.program
    unknown = [name for name in chosen if name not in PROGRAMS]
    if unknown:
        parser.error(f"unknown program: {', '.join(unknown)}; known: {', '.join(PROGRAMS)}")
    if rest and chosen not in (["bundle"], ["engines"], ["loading"], ["tanya"], ["meja"]):
        parser.error(f"unknown option: {' '.join(rest)}")
    for name in chosen or PROGRAMS:
        program = import_module(f"bench.{name}")
        program.main(rest) if rest else program.main()
        print()


if __name__ == "__main__":
    main()
