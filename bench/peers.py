"""The bulk engine beside engines of other people: the same shapes and statements, equal results.

Each peer is called from Python as its own documentation says, once before it is measured, so that
what it loads or compiles does not count; pySHACL, which takes many seconds a file, is run once in all.
The ratio is that of processor time, all threads of an engine together: others may use the machine as
well. Wall time stands beside it.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

from pyoxigraph import NamedNode, RdfFormat, parse

from bench.nation.generate import Wanted, generate
from kg.read.inputs import read_paths
from kg.read.ontology import ontology
from kg.report.exchange.folder import shapes_file
from kg.rules.bulk import BulkEngine
from kg.rules.registry import rules
from kg.store.base import ntriples
from kg.terms import SH
from kg.worker.units import from_documents

__all__ = ["Results", "main", "ours", "pyshacl_as_it_comes", "written"]

#: (rule, focus node), as often as it is told.
Results = Counter[tuple[str, str]]
_RUNS = 3


@dataclass(frozen=True)
class _Cost:
    """The shortest of a few runs."""

    wall: float
    cpu: float


def _told(report: bytes) -> Results:
    """What a report graph in N-Triples tells."""
    said: dict[object, dict[NamedNode, str]] = {}
    results = set()
    for quad in parse(report, format=RdfFormat.N_TRIPLES):
        said.setdefault(quad.subject, {})[quad.predicate] = getattr(quad.object, "value", "")
        if quad.predicate == SH["result"]:
            results.add(quad.object)
    found: Results = Counter()
    for node in results:
        result = said[node]
        shape = result.get(SH["sourceConstraint"]) or result[SH["sourceShape"]]
        found[shape.rpartition("/")[2].partition("#")[0], result[SH["focusNode"]]] += 1
    return found


def _shifty(shapes: Path) -> Callable[[Path], Results]:
    import shifty

    def run(data: Path) -> Results:
        _, report, _ = shifty.validate(str(data), str(shapes), graph_mode="data", infer=False)
        return _told(report.serialize(format="nt").encode())

    return run


def _turbo(shapes: Path) -> Callable[[Path], Results]:
    import pyshacl_turbo

    def run(data: Path) -> Results:
        _, report, _ = pyshacl_turbo.validate(
            str(data), shacl_graph=str(shapes), data_graph_format="nt", shacl_graph_format="turtle"
        )
        return _told(report.serialize(format="nt").encode())

    return run


def pyshacl_as_it_comes(shapes: Path) -> Callable[[Path], Results]:
    """Call pySHACL as its documentation says, which reads the query of a rule anew for each node."""
    import pyshacl

    def run(data: Path) -> Results:
        _, report, _ = pyshacl.validate(
            str(data), shacl_graph=str(shapes), data_graph_format="nt", shacl_graph_format="turtle"
        )
        return _told(report.serialize(format="nt").encode())

    return run


#: The peers with the module that each needs and how often it is run: pySHACL takes many seconds.
_PEERS: dict[str, tuple[str, Callable[[Path], Callable[[Path], Results]], int]] = {
    "pyshifty": ("shifty", _shifty, _RUNS),
    "pyshacl-turbo": ("pyshacl_turbo", _turbo, _RUNS),
    "pySHACL": ("pyshacl", pyshacl_as_it_comes, 1),
}


def ours() -> Callable[[Path], Results]:
    """Our own engine, with shapes compiled once."""
    chosen = tuple(rule for rule in rules() if rule.kind != "manual")
    engine = BulkEngine(ontology())

    def run(data: Path) -> Results:
        found = engine.run(chosen, data.read_bytes())
        return Counter((result.rule, result.focus) for result in found)

    return run


def _measured(
    run: Callable[[Path], Results], files: list[Path], runs: int
) -> tuple[_Cost, list[Results]]:
    """What a file takes, over all of them, and what was found in each."""
    wall = cpu = float("inf")
    found: list[Results] = []
    for _ in range(runs):
        start, before = time.perf_counter(), time.process_time()
        found = [run(file) for file in files]
        wall = min(wall, time.perf_counter() - start)
        cpu = min(cpu, time.process_time() - before)
    return _Cost(wall / len(files), cpu / len(files)), found


def written(paths: Sequence[Path], folder: Path) -> list[Path]:
    """Kecamatan with their derived facts and the class hierarchy, a file of statements each."""
    files = []
    for unit in from_documents(read_paths(list(paths))):
        known = ontology()
        stated = [*unit.statements(), *unit.derived(known), *known.hierarchy()]
        file = folder / f"{unit.region}.nt"
        file.write_bytes(ntriples(stated))
        files.append(file)
    return files


def _line(name: str, cost: _Cost, own: _Cost) -> str:
    ratio = f"{cost.cpu / own.cpu:9.1f} x"
    return f"{name:16}{cost.wall * 1e3:11.1f} ms{cost.cpu * 1e3:11.1f} ms{ratio}"


def main(kecamatan: int = 4) -> None:
    """Print milliseconds for a kecamatan, and the ratio to ours; a peer that finds otherwise is told."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        generate(folder / "isi", Wanted("11", kecamatan, 0.9))
        files = written(sorted((folder / "isi").rglob("*.nq")), folder)
        shapes = folder / "shapes.ttl"
        shapes.write_bytes(shapes_file("en"))
        bulk = ours()
        bulk(files[0])
        own, wanted = _measured(bulk, files, _RUNS)
        print(
            f"engines: {kecamatan} generated kecamatan, {sum(map(len, wanted))} results, derived facts given"
        )
        print(f"{'engine':16}{'wall, each':>14}{'processor':>14}{'to ours':>11}")
        print(_line("kg, bulk", own, own), flush=True)
        for peer, (module, make, runs) in _PEERS.items():
            if find_spec(module) is None:
                print(f"{peer:16}not installed (pip install 'kinerja-kg[bench]')")
                continue
            run = make(shapes)
            if runs > 1:
                run(files[0])
            cost, found = _measured(run, files, runs)
            remark = "" if found == wanted else "   OTHER RESULTS"
            print(f"{_line(peer, cost, own)}{remark}", flush=True)


if __name__ == "__main__":
    main()
