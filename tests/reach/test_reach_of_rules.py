"""Rules that read wordings reach those that stand in no document: nine of ten faulty ones, one of twenty sound at most."""

from __future__ import annotations

import pytest

from tests.reach.results import BUILDERS
from tests.reach.wordings import reach, read_wordings
from tests.support.places import TESTS

TABLES = TESTS / "reach"
HIT, FALSE, ROWS = 0.9, 0.05, 30


@pytest.mark.parametrize("rule", sorted(BUILDERS))
def test_reach(rule: str) -> None:
    """The table of a rule holds enough of both kinds, and the rule tells them apart."""
    found = reach(rule, read_wordings(TABLES / f"{rule}.csv"))
    assert min(found.faulty, found.sound) >= ROWS
    assert found.hit_rate >= HIT
    assert found.false_alarms <= FALSE
