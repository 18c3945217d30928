"""No verdict outside the shapes: what an engine finds in data and derived facts is what the check tells, to the last result."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Triple

from bench.nation.generate import Wanted, generate
from kg.assets import bundled_documents
from kg.derive.run import derive
from kg.read.inputs import read_paths
from kg.read.ontology import ontology
from kg.rules.check import check_unit
from kg.rules.registry import rules
from kg.store.base import ntriples
from kg.terms import KIN
from kg.worker.units import Unit, from_documents
from tests.support.engines import engine_named

_COLUMNS = ("formulasi", "kode_induk", "satuan", "sumber_data", "jenis", "tipe_penghitungan")


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


@pytest.mark.parametrize(
    "unit", from_documents(read_paths(bundled_documents())), ids=lambda u: u.region
)
def test_on_the_documents(unit: Unit) -> None:
    """As they are."""
    results, findings = _alone(unit)
    assert results == findings > 0


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize(
    "unit", from_documents(read_paths(bundled_documents())), ids=lambda u: u.region
)
def test_with_columns_scrambled_by_extraction(unit: Unit, seed: int) -> None:
    """Any column of any statement may be marked; what is left out is left out by the shapes."""
    chance = random.Random(seed)
    marked = Unit(unit.region, unit.period)
    for graph, triples in unit.graphs.items():
        subjects = sorted({t.subject for t in triples if isinstance(t.subject, NamedNode)}, key=str)
        marks = [
            Triple(node, KIN["artefakEkstraksi"], Literal(column))
            for node in subjects
            for column in _COLUMNS
            if chance.random() < 0.3
        ]
        marked.graphs[graph] = [*triples, *marks]
    results, findings = _alone(marked)
    assert results == findings


def test_on_generated_kecamatan(tmp_path: Path) -> None:
    """With planted defects of every kind."""
    generate(tmp_path, Wanted(seed="7", kecamatan=6, defects=0.9))
    units = from_documents(read_paths(sorted(tmp_path.rglob("*.nq"))))
    assert len(units) == 6
    for unit in units:
        results, findings = _alone(unit)
        assert results == findings
