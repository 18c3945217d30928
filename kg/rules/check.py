"""Checks one kecamatan and period: every rule gets a status, every violation becomes a finding."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache, partial
from typing import Literal

from pyoxigraph import NamedNode, Triple

from kg.errors import KgError
from kg.read.ontology import Ontology
from kg.rules.complete import COMPLETE, Completeness, completeness
from kg.rules.engine import Engine, Result
from kg.rules.finding import Finding, finding
from kg.rules.measurable import MEASURABLE, Verdict, verdicts
from kg.rules.rule import Rule, Target
from kg.rules.targets import focus_nodes
from kg.store.base import ntriples
from kg.terms import UnitKey
from kg.walk.view import View

__all__ = ["RuleStatus", "Status", "UnitReport", "check_unit"]

_NOWHERE: tuple[set[NamedNode], frozenset[str]] = (set(), frozenset())
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
    is not in it.
    """

    region: str
    period: str
    statuses: tuple[RuleStatus, ...]
    findings: tuple[Finding, ...]
    verdicts: tuple[Verdict, ...]
    errors: tuple[str, ...] = ()
    conditions: tuple[Completeness, ...] = ()
    looked_at: Mapping[str, frozenset[str]] = field(default_factory=dict)

    @property
    def key(self) -> UnitKey:
        """Kecamatan and period."""
        return UnitKey(self.region, self.period)


def _results(
    engine: Engine, rules: tuple[Rule, ...], data: bytes
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


def _status(rule: Rule, targets: set[NamedNode], found: int, failed: dict[str, str]) -> RuleStatus:
    if rule.id in failed:
        return RuleStatus(rule, "error", len(targets), 0)
    status: Status = "broken"
    if not found:
        status = "kept" if targets else "not-applied"
    return RuleStatus(rule, status, len(targets), found)


def _looked_at(view: View, targets: tuple[Target, ...]) -> tuple[set[NamedNode], frozenset[str]]:
    """The nodes that rules of these targets are held against, and their IRIs.

    Many rules have the same.
    """
    nodes = focus_nodes(targets, view)
    return nodes, frozenset(node.value for node in nodes)


def check_unit(
    unit: UnitKey,
    documents: list[Triple],
    derived: list[Triple],
    *,
    rules: tuple[Rule, ...],
    engine: Engine,
    ontology: Ontology,
    stated: View | None = None,
) -> UnitReport:
    """Run ``rules`` over the documents of one unit together with its derived facts and the class hierarchy.

    ``stated`` is the view of the documents where the caller has one.
    """
    triples = [*documents, *derived]
    testable = tuple(rule for rule in rules if rule.kind != "manual" and not rule.off)
    results, failed = _results(engine, testable, ntriples([*triples, *ontology.hierarchy()]))
    view = (stated or View(sorted(documents, key=str), ontology)).plus(derived)
    by_id = {rule.id: rule for rule in rules}
    looked = lru_cache(maxsize=None)(partial(_looked_at, view))
    seen = {}
    for rule in rules:
        if rule.off:
            seen[rule.id] = _NOWHERE
        else:
            seen[rule.id] = looked(rule.targets)
    targets = {rule: nodes for rule, (nodes, _) in seen.items()}
    findings = sorted(
        (finding(r, by_id[r.rule], view, unit[0]) for r in results), key=Finding.sort_key
    )
    counts = Counter(f.rule for f in findings)
    ran = {rule.id for rule in testable} - set(failed)
    return UnitReport(
        *unit,
        tuple(_status(rule, targets[rule.id], counts[rule.id], failed) for rule in rules),
        tuple(findings),
        tuple(verdicts(view, results)) if set(MEASURABLE) <= ran else (),
        tuple(f"{k}: {v}" for k, v in sorted(failed.items())),
        tuple(completeness(view, results)) if set(COMPLETE) <= ran else (),
        {rule: seen[rule][1] for rule in sorted(ran)},
    )
