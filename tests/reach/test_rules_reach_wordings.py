"""Rules on wordings reach far beyond the words of known documents: tables of faulty and sound wordings (``tests/reach``)."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.rules.registry import rules
from tests.reach.wordings import reach, read_wordings
from tests.support.places import TESTS

TABLES = sorted((TESTS / "reach").glob("*.csv"))
#: The fewest faulty and sound wordings that say anything, the share to be hit, and the share that may be accused.
LEAST, HIT, ACCUSED = 30, 0.9, 0.05


@pytest.mark.parametrize("table", TABLES, ids=lambda path: path.stem)
def test_a_rule_reaches_its_wordings(table: Path) -> None:
    """Most faulty wordings are hit, hardly a sound one is accused."""
    found = reach(table.stem, read_wordings(table))
    assert min(found.faulty, found.sound) >= LEAST
    assert found.hit_rate >= HIT and found.false_alarms <= ACCUSED, found


def test_tables_are_of_rules() -> None:
    """Each table is named after a rule, and there are tables."""
    assert TABLES and {path.stem for path in TABLES} <= {rule.id for rule in rules()}
