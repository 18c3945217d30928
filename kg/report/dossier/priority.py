"""What to do first: the order of rules by what their findings stand in the way of."""

from __future__ import annotations

from kg.rules.rule import SEVERITIES, TIERS, Rule

__all__ = ["urgency"]

_Key = tuple[int, int, int, str]
#: Families whose defects bring forth others come first: a result that hangs on nothing cannot be
#: judged any further.
_FAMILIES = ("struktur", "cascading", "indikator", "target", "nomenklatur", "dokumen")


def urgency(rule: Rule) -> _Key:
    """The place of a rule in a list of work.

    Gravest first; then what every plan must have (tier) before what makes it good; then the
    families in the order in which a plan is built, since mending the tree takes many findings of
    indicators and targets away.
    """
    family = len(_FAMILIES)
    if rule.family in _FAMILIES:
        family = _FAMILIES.index(rule.family)
    return SEVERITIES.index(rule.severity), TIERS.index(rule.tier), family, rule.id
