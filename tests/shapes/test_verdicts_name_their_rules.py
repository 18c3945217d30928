"""The composite verdicts rest on the rules whose own files say so."""

from __future__ import annotations

from kg.rules.complete import complete_rules
from kg.rules.measurable import measurable_rules
from kg.rules.registry import rules

#: As the catalogue of rules has them.
TERUKUR = {"IND-01", "IND-02", "IND-03", "IND-07", "IND-12", "IND-15", "TGT-01", "TGT-02"}
LENGKAP = {"CAS-18", "CAS-19", "IND-01", "TGT-01"}


def test_verdicts_rest_on_the_rules_of_the_catalogue() -> None:
    """No rule was lost or added on the way into the files."""
    assert set(measurable_rules()) == TERUKUR
    assert set(complete_rules()) == LENGKAP


def test_no_rule_names_a_verdict_that_nobody_gives() -> None:
    """A slip in the name of a verdict would take the rule out of it."""
    named = [verdict for rule in rules() for verdict in rule.verdicts]
    assert set(named) == {"terukur", "lengkap"}
