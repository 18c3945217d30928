"""Checks one kecamatan and period: every rule gets a status, every violation becomes a finding."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from pyoxigraph import Triple

from kg.errors import KgError
from kg.read.ontology import Ontology
from kg.rules.complete import Completeness, complete_rules, completeness
from kg.rules.engine import Engine, Result
from kg.rules.finding import Finding, finding
from kg.rules.focus import focus_nodes
from kg.rules.measurable import Verdict, measurable_rules, verdicts
from kg.rules.rule import Rule, Target
from kg.rules.statements import Data, of_view
from kg.terms import KIN, UnitKey, text_of
from kg.walk.view import View

__all__ = ["RuleStatus", "Status", "UnitReport", "check_unit", "check_view"]

#: The IRIs of the nodes that a rule is held against.
_Looked = frozenset[str]
_NOWHERE: _Looked = frozenset()
Status = Literal["kept", "broken", "not-applied", "error"]


@dataclass(frozen=True)
class RuleStatus:
    """What became of one rule: kept, broken, not applied (nothing to look at) or in error."""

    rule: Rule
    status: Status
    targets: int
    findings: int
    waived: int = 0


@dataclass(frozen=True)
class UnitReport:
    """The result of checking one kecamatan and period.

    ``looked_at`` are the nodes that each rule was held against, by rule id; a rule that did not run
    is not in it. ``unplaced`` names what its documents have no place for by their kind, so that
    rules about it were not applied to them.
    """

    region: str
    period: str
    statuses: tuple[RuleStatus, ...]
    findings: tuple[Finding, ...]
    verdicts: tuple[Verdict, ...]
    errors: tuple[str, ...] = ()
    conditions: tuple[Completeness, ...] = ()
    looked_at: Mapping[str, frozenset[str]] = field(default_factory=dict)
    unplaced: tuple[str, ...] = ()

    @property
    def key(self) -> UnitKey:
        """Kecamatan and period."""
        return UnitKey(self.region, self.period)


def _results(
    engine: Engine, rules: tuple[Rule, ...], data: Data
) -> tuple[set[Result], dict[str, str]]:
    """Results of all rules.

    When the engine fails, each rule by itself, so that one bad rule hides no other.
    """
    try:
        return engine.run(rules, data), {}
    except KgError as error:
        if len(rules) == 1:
            return set(), {rules[0].id: str(error)}
    results: set[Result] = set()
    failed: dict[str, str] = {}
    for rule in rules:
        found, wrong = _results(engine, (rule,), data)
        results |= found
        failed |= wrong
    return results, failed


def _status(rule: Rule, targets: _Looked, found: int, failed: dict[str, str]) -> RuleStatus:
    if rule.id in failed:
        return RuleStatus(rule, "error", len(targets), 0)
    status: Status = "broken"
    if not found:
        status = "kept" if targets else "not-applied"
    return RuleStatus(rule, status, len(targets), found)


def _is_tested(rule: Rule) -> bool:
    return rule.kind != "manual" and not rule.off


def check_unit(
    unit: UnitKey,
    documents: list[Triple],
    derived: list[Triple],
    *,
    rules: tuple[Rule, ...],
    engine: Engine,
    ontology: Ontology,
) -> UnitReport:
    """Run ``rules`` over the documents of one unit together with its derived facts and the class hierarchy."""
    view = View.in_order([documents], ontology).plus(derived)
    return check_view(unit, view, rules, engine)


def check_view(unit: UnitKey, view: View, rules: tuple[Rule, ...], engine: Engine) -> UnitReport:
    """Run ``rules`` over the statements of one unit, its derived facts among them, and the class hierarchy."""
    testable = tuple(filter(_is_tested, rules))
    results, failed = _results(engine, testable, of_view(view))
    seen = _targets_of(rules, view)
    findings = _findings(results, rules, view, unit)
    counts = Counter(found.rule for found in findings)
    statuses = tuple(_status(rule, seen[rule.id], counts[rule.id], failed) for rule in rules)
    ran = {rule.id for rule in testable} - set(failed)
    measured, completed = _judged(view, results, ran)
    return UnitReport(
        *unit,
        statuses,
        findings,
        measured,
        tuple(f"{rule}: {error}" for rule, error in sorted(failed.items())),
        completed,
        {rule: seen[rule] for rule in sorted(ran)},
        _unplaced(view),
    )


def _judged(
    view: View, results: set[Result], ran: set[str]
) -> tuple[tuple[Verdict, ...], tuple[Completeness, ...]]:
    """What follows from several rules together; nothing where one of them did not run."""
    measured: Iterable[Verdict] = ()
    completed: Iterable[Completeness] = ()
    if ran.issuperset(measurable_rules()):
        measured = verdicts(view, results)
    if ran.issuperset(complete_rules()):
        completed = completeness(view, results)
    return tuple(measured), tuple(completed)


def _unplaced(view: View) -> tuple[str, ...]:
    """What documents of the unit have no place for, in words of the derived facts."""
    found: set[str] = set()
    for document in view.instances(KIN["Dokumen"]):
        found.update(map(text_of, view.objects(document, KIN["tanpaTempat"])))
    return tuple(sorted(found))


def _findings(
    results: set[Result], rules: tuple[Rule, ...], view: View, unit: UnitKey
) -> tuple[Finding, ...]:
    """The results as findings, in the order in which they are told."""
    by_id = {rule.id: rule for rule in rules}
    found = [finding(result, by_id[result.rule], view, unit.region) for result in results]
    return tuple(sorted(found, key=Finding.sort_key))


def _targets_of(rules: tuple[Rule, ...], view: View) -> dict[str, _Looked]:
    """What each rule is held against; nothing for one that is switched off."""
    by_targets: dict[tuple[Target, ...], _Looked] = {}
    seen = {}
    for rule in rules:
        if rule.off:
            seen[rule.id] = _NOWHERE
            continue
        # Many rules have the same.
        if rule.targets not in by_targets:
            by_targets[rule.targets] = focus_nodes(rule.targets, view)
        seen[rule.id] = by_targets[rule.targets]
    return seen
