"""What was not looked at is never reported as holding."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.derive.run import derive
from kg.errors import InputError
from kg.read.ontology import ontology
from kg.read.rdf import read_rdf
from kg.rules.bulk import BulkEngine
from kg.rules.check import check_unit
from kg.rules.engines import Engine, Result
from kg.rules.reference import ReferenceEngine
from kg.rules.registry import rules
from kg.rules.rule import Rule
from kg.worker.checking import check, exit_code
from kg.worker.units import Unit

ENGINES: list[Engine] = [BulkEngine(ontology()), ReferenceEngine()]


@pytest.mark.parametrize("engine", ENGINES, ids=lambda e: e.name)
def test_an_empty_graph_keeps_no_rule(engine: Engine) -> None:
    """Every rule is not applied, no verdict is given, and the exit code is that of an unusable check."""
    report = check([Unit("33.02.19", "2025")], rules(), engine, ontology(), "")
    assert {row.status for row in report.statuses()} == {"not-applied"}
    assert exit_code(report, None) == 2


@pytest.mark.parametrize("engine", ENGINES, ids=lambda e: e.name)
def test_unrelated_statements_keep_no_rule(engine: Engine, tmp_path: Path) -> None:
    """A misspelt class in the data leaves nothing to look at."""
    path = tmp_path / "a.ttl"
    path.write_text("<http://e/a> a <https://w3id.org/kinerja/ns#Outcom> .", encoding="utf-8")
    document = read_rdf(path)[0]
    derived = derive({document.graph: document.triples}, ontology())
    report = check_unit(document.unit, document.triples, derived, rules=rules(), engine=engine, ontology=ontology())
    assert {row.status for row in report.statuses} == {"not-applied"}


class _Failing:
    """An engine that fails on one rule."""

    name = "failing"

    def run(self, chosen: tuple[Rule, ...], data: bytes) -> set[Result]:
        """Fail when STR-03 is among the rules."""
        if any(rule.id == "STR-03" for rule in chosen):
            raise InputError([])
        return ENGINES[0].run(chosen, data)


def test_a_rule_that_fails_hides_no_other() -> None:
    """It is in error, the others are judged, and the exit code says that the check is not whole."""
    case = Path(__file__).parent / "rules" / "STR-02" / "bad-orphans.ttl"
    document = read_rdf(case)[0]
    unit = Unit(*document.unit, {document.graph: document.triples})
    report = check([unit], rules(), _Failing(), ontology(), "")
    status = {row.rule.id: row.status for row in report.statuses()}
    assert status["STR-03"] == "error"
    assert status["STR-02"] == "broken"
    assert exit_code(report, None) == 2
