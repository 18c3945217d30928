"""The structural rules against ten-line twins in Python, on random graphs, with both engines."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from kg.derive.run import derive
from kg.read.ontology import ontology
from kg.rules.check import UnitReport, check_unit
from kg.rules.engine import Engine
from kg.rules.registry import rules
from kg.terms import UnitKey, graph_iri
from tests.twins.families import FAMILIES
from tests.twins.world import (
    PERIOD,
    REGION,
    Family,
    Seeded,
    World,
    iri,
    triples,
    world_by,
    worlds,
)

pytestmark = pytest.mark.slow

#: Examples by engine; pySHACL takes a second for every few worlds.
SMALL, HEAVY = {"bulk": 100, "reference": 2}, {"bulk": 2000, "reference": 60}
#: Worlds per example as a multiple of those of the family.
WIDER = {"bulk": 1, "reference": 2}
WIDER_HEAVY = {"bulk": 1, "reference": 5}
#: Part, number of the world, number of the thing.
Broken = set[tuple[str, int, int]]


def _report(drawn: list[World], family: Family, engine: Engine) -> UnitReport:
    """Check all worlds as documents of one kecamatan."""
    graphs = {
        graph_iri(REGION, PERIOD, f"d{number}"): triples(world, number)
        for number, world in enumerate(drawn)
    }
    chosen = tuple(rule for rule in rules() if rule.id in family.rules)
    stated = [t for graph in graphs.values() for t in graph]
    facts = derive(graphs, ontology())
    unit = UnitKey(REGION, PERIOD)
    return check_unit(unit, stated, facts, rules=chosen, engine=engine, ontology=ontology())


def _found(report: UnitReport, drawn: list[World], family: Family) -> Broken:
    places = {iri(w, n).value: (w, n) for w, world in enumerate(drawn) for n in range(len(world))}
    places |= {
        iri(w, 0).value.replace(f"/hal/{w}-0", f"/pohon/d{w}"): (w, -1) for w in range(len(drawn))
    }
    parts = ((f.part.rpartition("/")[2], f.focus) for f in report.findings)
    return {(part, *places[focus]) for part, focus in parts if part in family.twins}


def _expected(drawn: list[World], family: Family) -> Broken:
    return {
        (part, w, n)
        for part, twin in family.twins.items()
        for w, world in enumerate(drawn)
        for n in twin(world)
    }


@pytest.mark.parametrize("family", FAMILIES, ids=lambda f: f.name)
def test_shape_and_twin_agree(family: Family, engine: Engine, heavy: bool) -> None:
    """On every graph each part of a rule finds exactly what its twin finds, and every part finds something at times."""
    seen: Counter[str] = Counter()
    wider = (WIDER_HEAVY if heavy else WIDER)[engine.name]
    size = family.batch * wider if family.batch > 1 else 1
    one_by_one = 4 if heavy else 2
    more = 1 if family.batch > 1 else one_by_one
    turns = more * (HEAVY if heavy else SMALL)[engine.name]

    def agree(drawn: list[World]) -> None:
        report = _report(drawn, family, engine)
        expected = _expected(drawn, family)
        assert _found(report, drawn, family) == expected
        seen.update({part for part, _, _ in expected})
        seen.update(
            row.rule.id
            for row in report.statuses
            if row.targets > len({f.focus for f in report.findings if f.rule == row.rule.id})
        )

    if heavy:
        searching = settings(
            max_examples=turns,
            deadline=None,
            database=None,
            phases=[Phase.generate, Phase.shrink] if engine.name == "bulk" else [Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        searching(given(st.lists(worlds(family), min_size=size, max_size=size))(agree))()
    else:
        chance = Seeded(family.name)
        for _ in range(turns):
            agree([world_by(chance, family) for _ in range(size)])
    if engine.name == "bulk":
        assert set(seen) == set(family.twins) | family.rules, (
            "some part is never broken, or some rule never holds"
        )
