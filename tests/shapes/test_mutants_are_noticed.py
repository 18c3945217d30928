"""Take away or alter a constraint, and some case of its rule fails: the cases have teeth."""

from __future__ import annotations

import pytest

from kg.rules.registry import rules
from kg.rules.rule import Rule
from tests.mutation import survivors

pytestmark = pytest.mark.slow

#: Mutants that change nothing that could be seen, each with the reason.
EQUIVALENT: dict[str, str] = {}


@pytest.mark.parametrize("rule", [r for r in rules() if r.kind != "manual"], ids=lambda r: r.id)
def test_no_mutant_survives(rule: Rule) -> None:
    """Every mutant of the rule is noticed by a case; ``python -m tests.mutation`` prints those that are not."""
    count, alive = survivors(rule)
    assert count, "a rule without a mutant has no constraint"
    assert [a for a in alive if a not in EQUIVALENT] == []
