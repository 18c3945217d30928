"""Rules on wordings reach far beyond the words of known documents: tables of faulty and sound wordings (``tests/reach``)."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import pytest

from kg.rules.registry import rules
from tests.reach.wordings import reach, read_wordings
from tests.support.places import TESTS

TABLES = sorted((TESTS / "reach").rglob("*.csv"))
RULES = sorted({path.stem for path in TABLES})
#: The fewest faulty and sound wordings that say anything of a rule on words, and of one that is
#: decided from the graph; the share to be hit, and the share that may be accused.
LEAST = {"heuristik": 60, "auto": 15}
HIT, ACCUSED = 0.9, 0.05


def _tables(rule: str) -> Iterator[Path]:
    """The tables of a rule: the first one, and those that later looks added."""
    return (path for path in TABLES if path.stem == rule)


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_reaches_its_wordings(rule: str) -> None:
    """Most faulty wordings are hit, hardly a sound one is accused."""
    wordings = chain.from_iterable(map(read_wordings, _tables(rule)))
    found = reach(rule, list(wordings))
    kind = next(one.kind for one in rules() if one.id == rule)
    assert min(found.faulty, found.sound) >= LEAST[kind]
    assert found.hit_rate >= HIT and found.false_alarms <= ACCUSED, found


def test_tables_are_of_rules() -> None:
    """Each table is named after a rule, and there are tables."""
    assert RULES and set(RULES) <= {rule.id for rule in rules()}


def test_every_rule_on_words_has_tables() -> None:
    """No heuristic rule is without a table."""
    assert {rule.id for rule in rules() if rule.kind == "heuristik"} <= set(RULES)
