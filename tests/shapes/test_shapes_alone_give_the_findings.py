"""No verdict outside the shapes: what an engine finds in data and derived facts is what the check tells, to the last result."""

from __future__ import annotations

import random
from itertools import product
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Triple

from bench.nation.generate import Wanted, generate
from kg.assets import bundled_documents
from kg.derive.run import derive
from kg.read.document import Document
from kg.read.inputs import read_paths
from kg.read.ontology import ontology
from kg.read.rdf import read_rdf
from kg.rules.check import check_unit
from kg.rules.registry import rules
from kg.store.base import ntriples
from kg.terms import KIN
from kg.worker.units import Unit, from_documents
from tests.support.cases import CASES, case_id
from tests.support.engines import engine_named

pytestmark = pytest.mark.slow

_COLUMNS = ("formulasi", "kode_induk", "satuan", "sumber_data", "jenis", "tipe_penghitungan")
#: Of all columns of all statements, so many are marked.
_SHARE = 0.3


def _alone(unit: Unit) -> tuple[int, int]:
    """How many results the shapes give, and how many findings the check tells."""
    known = ontology()
    testable = tuple(rule for rule in rules() if rule.kind != "manual")
    engine = engine_named("bulk")
    derived = derive(unit.graphs, known)
    data = ntriples([*unit.statements(), *derived, *known.hierarchy()])
    report = check_unit(
        unit.key, unit.statements(), derived, rules=testable, engine=engine, ontology=known
    )
    return len(engine.run(testable, data)), len(report.findings)


@pytest.fixture(params=[path.name for path in bundled_documents()])
def unit(request: pytest.FixtureRequest, documents: dict[str, Document]) -> Unit:
    """The unit of each document."""
    (found,) = from_documents([documents[request.param]])
    return found


def test_on_the_documents(unit: Unit) -> None:
    """As they are."""
    results, findings = _alone(unit)
    assert results == findings > 0


def _marked(unit: Unit, seed: int) -> Unit:
    """The unit with columns of any statement marked as scrambled."""
    chance = random.Random(seed)
    marked = Unit(unit.region, unit.period)
    for graph, triples in unit.graphs.items():
        subjects = sorted({t.subject for t in triples if isinstance(t.subject, NamedNode)}, key=str)
        marks = []
        for node, column in product(subjects, _COLUMNS):
            if chance.random() < _SHARE:
                marks.append(Triple(node, KIN["artefakEkstraksi"], Literal(column)))
        marked.graphs[graph] = [*triples, *marks]
    return marked


@pytest.mark.parametrize("seed", range(3))
def test_with_columns_scrambled_by_extraction(unit: Unit, seed: int) -> None:
    """Any column of any statement may be marked; what is left out is left out by the shapes."""
    results, findings = _alone(_marked(unit, seed))
    assert results == findings


def test_on_generated_kecamatan(tmp_path: Path, heavy: bool) -> None:
    """With planted defects of every kind, as they are and with columns scrambled; fifty with ``--heavy``."""
    wanted = 50 if heavy else 6
    generate(tmp_path, Wanted(seed="7", kecamatan=wanted, defects=0.9))
    units = from_documents(read_paths(sorted(tmp_path.rglob("*.nq"))))
    assert len(units) == wanted
    differing, told = [], set()
    for number, unit in enumerate(units):
        for variant in (unit, _marked(unit, number)):
            results, findings = _alone(variant)
            told.add(findings)
            if results != findings:
                differing.append((unit.region, results, findings))
    assert differing == []
    assert len(told) > 1


def _thinned(heavy: bool) -> list[Path]:
    """The first bad case of every rule; all cases with ``--heavy``."""
    if heavy:
        return CASES
    firsts: dict[str, Path] = {}
    for case in CASES:
        if case.stem.startswith("bad"):
            firsts.setdefault(case.parent.name, case)
    return sorted(firsts.values())


def test_on_the_cases(heavy: bool) -> None:
    """The cases of every rule, held against all rules, as they are and with columns scrambled."""
    differing = []
    for number, case in enumerate(_thinned(heavy)):
        (unit,) = from_documents(read_rdf(case))
        for variant in (unit, _marked(unit, number)):
            results, findings = _alone(variant)
            if results != findings:
                differing.append((case_id(case), results, findings))
    assert differing == []
