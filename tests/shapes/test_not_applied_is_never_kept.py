"""What was not looked at is never reported as holding."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.derive.run import derive
from kg.errors import InputError
from kg.read.ontology import ontology
from kg.read.rdf import read_rdf
from kg.rules.check import check_unit
from kg.rules.engine import Engine, Result
from kg.rules.registry import rules
from kg.rules.rule import Rule
from kg.worker.checking import check, exit_code
from kg.worker.units import Unit
from tests.support.engines import engine_named
from tests.support.places import TESTS


def test_an_empty_graph_keeps_no_rule(engine: Engine) -> None:
    """Every rule is not applied, no verdict is given, and the exit code is that of an unusable check."""
    report = check([Unit("33.02.19", "2025")], rules(), engine, ontology(), "")
    assert {row.status for row in report.statuses()} == {"not-applied"}
    assert exit_code(report, None) == 2


def test_unrelated_statements_keep_no_rule(engine: Engine, tmp_path: Path) -> None:
    """A misspelt class in the data leaves nothing to look at."""
    path = tmp_path / "a.ttl"
    path.write_text("<http://e/a> a <https://w3id.org/kinerja/ns#Outcom> .", encoding="utf-8")
    document = read_rdf(path)[0]
    derived = derive({document.graph: document.triples}, ontology())
    report = check_unit(
        document.unit, document.triples, derived, rules=rules(), engine=engine, ontology=ontology()
    )
    assert {row.status for row in report.statuses} == {"not-applied"}


NODES = """:a a kin:Outcome ; rdfs:label "A" .
:b a kin:KondisiStrategis ; rdfs:label "B" ; kin:menopang :a ; kin:artefakEkstraksi "kode_induk" ."""
TARGET = """:i a kin:Indikator ; rdfs:label "Jumlah gampong" ; kin:memilikiTarget :t .
:t a kin:Target ; kin:teksNilai "-" ."""
CUT = """:a a kin:SubKegiatan ; rdfs:label "Pembinaan wawasan kebangsaan dan ketahanan nasional dalam rangka" ."""
ROWS = ':i a kin:Indikator ; rdfs:label "Jumlah desa" . :s a kin:SasaranJabatan ; rdfs:label "Tertib" ; kin:diukurOleh :i .'


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        ("CAS-03", NODES),
        ("CAS-11", ROWS + ' :i kin:formulasi "Hasil" .'),
        ("CAS-13", ROWS),
        ("CAS-13", NODES + " :p a kin:Program ."),
        ("CAS-13", NODES + ' :p a kin:Program ; rdfs:label "-" .'),
        ("NOM-03", CUT),
        ("TGT-03", TARGET.replace('"-"', '"60" ; kin:nilai 60.0')),
        ("NOM-06", ROWS),
        ("STR-05", NODES),
        ("STR-09", NODES),
        ("STR-11", NODES),
        ("STR-11", ROWS),
        ("STR-16", NODES),
    ],
)
def test_a_rule_with_nothing_to_compare_is_not_applied(
    rule: str, text: str, tmp_path: Path
) -> None:
    """No mapping, no post behind a formula, no program, no number, no readable parent, no second print."""
    path = tmp_path / "a.ttl"
    names = {
        "kin": "https://w3id.org/kinerja/ns#",
        "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
        "": "http://e/",
    }
    head = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in names.items())
    path.write_text(head + text, encoding="utf-8")
    document = read_rdf(path)[0]
    derived = derive({document.graph: document.triples}, ontology())
    report = check_unit(
        document.unit,
        document.triples,
        derived,
        rules=rules(),
        engine=engine_named("bulk"),
        ontology=ontology(),
    )
    assert next(row.status for row in report.statuses if row.rule.id == rule) == "not-applied"


class _Failing:
    """An engine that fails on one rule."""

    name = "failing"

    def run(self, chosen: tuple[Rule, ...], data: bytes) -> set[Result]:
        """Fail when STR-03 is among the rules."""
        if any(rule.id == "STR-03" for rule in chosen):
            raise InputError([])
        return engine_named("bulk").run(chosen, data)


def test_a_rule_that_fails_hides_no_other() -> None:
    """It is in error, the others are judged, and the exit code says that the check is not whole."""
    case = TESTS / "rules" / "STR-02" / "bad-orphans.ttl"
    document = read_rdf(case)[0]
    unit = Unit(*document.unit, {document.graph: document.triples})
    report = check([unit], rules(), _Failing(), ontology(), "")
    status = {row.rule.id: row.status for row in report.statuses()}
    assert status["STR-03"] == "error"
    assert status["STR-02"] == "broken"
    assert exit_code(report, None) == 2
