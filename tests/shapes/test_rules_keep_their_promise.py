"""Each rule keeps its promise on the good and bad cases beside its name, with either engine."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.rules.check import UnitReport
from kg.rules.engine import Engine
from kg.rules.engines import ENGINES
from kg.rules.registry import rules
from tests.support.cases import CASES, RULES, case_id, check_case, expected, found, rule_of
from tests.support.engines import engine_named


@pytest.mark.parametrize("case", CASES, ids=case_id)
def test_case(case: Path, engine: Engine) -> None:
    """Exactly the findings that the head of the case names: none missing, none too many."""
    report = check_case(case, engine, (rule_of(case),))
    assert bool(expected(case)) == case.stem.startswith("bad"), (
        "a bad case must say what it expects, a good one nothing"
    )
    assert found(case, report) == expected(case)
    assert report.statuses[0].status == ("broken" if expected(case) else "kept"), (
        "a good case must give the rule work"
    )


def _first_of_each(cases: list[Path]) -> set[Path]:
    """The first good and the first bad case of every rule."""
    firsts: dict[tuple[str, str], Path] = {}
    for case in cases:
        firsts.setdefault((case.parent.name, case.stem.partition("-")[0]), case)
    return set(firsts.values())


FIRST = _first_of_each(CASES)


@pytest.mark.parametrize(
    "case",
    [
        pytest.param(case, marks=[] if case in FIRST else pytest.mark.heavy, id=case_id(case))
        for case in CASES
    ],
)
def test_engines_agree_on_all_rules(case: Path) -> None:
    """All engines find the same with all rules: on a good and a bad case of every rule, in full on every case."""
    first, *others = [_told(check_case(case, engine_named(name), rules())) for name in ENGINES]
    assert others
    assert all(other == first for other in others)


def _told(report: UnitReport) -> set[tuple[object, ...]]:
    return {(f.rule, f.part, f.focus, f.value, f.severity, f.component) for f in report.findings}


@pytest.mark.parametrize("rule", [r for r in rules() if r.kind != "manual"], ids=lambda r: r.id)
def test_every_rule_has_a_good_and_two_bad_cases(rule: object) -> None:
    """A rule without a bad case does not exist."""
    names = [path.stem for path in (RULES / rule.id).glob("*.ttl")]  # type: ignore[attr-defined]
    assert any(name.startswith("good") for name in names)
    assert sum(name.startswith("bad") for name in names) >= 2


def test_every_case_folder_belongs_to_a_rule() -> None:
    """No orphaned cases."""
    assert {path.parent.name for path in CASES} == {
        rule.id for rule in rules() if rule.kind != "manual"
    }
