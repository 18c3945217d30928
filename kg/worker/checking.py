"""Check units and gather what every report needs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date

from kg import __version__
from kg.derive.vocabulary import Vocabulary
from kg.errors import InputError, Problem
from kg.limits import DEFAULT
from kg.read.ontology import Ontology
from kg.rules.check import RuleStatus, Status, UnitReport, check_unit
from kg.rules.engines import Engine
from kg.rules.finding import Finding, Waived
from kg.rules.profile import Change
from kg.rules.registry import rules as all_rules
from kg.rules.rule import SEVERITIES, Rule, Severity
from kg.rules.waiver import Waiver, WaiverUse, apply_waivers
from kg.worker.units import InputInfo, Unit

__all__ = [
    "CheckReport",
    "Coverage",
    "check",
    "coverage",
    "exit_code",
    "is_covered",
    "is_tested",
    "select_rules",
    "tests_content",
    "unreadable",
    "with_waivers",
]


@dataclass(frozen=True)
class CheckReport:
    """The result of one check: tool, inputs, one report per unit."""

    version: str
    ontology: str
    shapes: str
    engine: str
    inputs: tuple[InputInfo, ...]
    units: tuple[UnitReport, ...]
    rules: tuple[Rule, ...]
    problems: tuple[Problem, ...] = ()
    changes: tuple[Change, ...] = ()

    @property
    def findings(self) -> list[Finding]:
        """All findings, in the order of every listing."""
        return sorted((f for unit in self.units for f in unit.findings), key=Finding.sort_key)

    def statuses(self) -> list[RuleStatus]:
        """One status per rule over all units: error before broken before kept before not applied."""
        order: tuple[Status, ...] = ("error", "broken", "kept", "not-applied")
        found = []
        for index, rule in enumerate(self.rules):
            rows = [unit.statuses[index] for unit in self.units]
            status: Status = min((r.status for r in rows), key=order.index, default="not-applied")
            sums = (
                sum(r.targets for r in rows),
                sum(r.findings for r in rows),
                sum(r.waived for r in rows),
            )
            found.append(RuleStatus(rule, status, *sums))
        return found

    @property
    def open(self) -> list[Finding]:
        """The findings that no waiver covers."""
        return [f for f in self.findings if f.waived is None]

    def count(self, severity: Severity) -> int:
        """How many findings have this severity."""
        return sum(f.severity == severity for f in self.findings)


@dataclass(frozen=True)
class Coverage:
    """How many rules found something to look at, of how many chosen and of how many in the catalogue that a machine tests."""

    applied: int
    chosen: int
    catalogue: int


def coverage(report: CheckReport) -> Coverage:
    """The coverage of a check; rules that a profile switched off were not chosen, manual ones are nobody's to test."""
    rows = [row for row in report.statuses() if row.rule.kind != "manual" and not row.rule.off]
    applied = sum(row.status in {"kept", "broken"} for row in rows)
    return Coverage(applied, len(rows), sum(rule.kind != "manual" for rule in all_rules()))


def is_covered(applied: int, rules: int) -> bool:
    """Whether enough rules found something to look at for the check to say anything."""
    return applied > 0 and applied >= DEFAULT.least_coverage * rules


def is_tested(report: CheckReport) -> bool:
    """Whether a chosen rule found something to look at, and not only the rules about the document itself."""
    return tests_content(
        report.rules, {row.rule.id for row in report.statuses() if row.status in {"kept", "broken"}}
    )


def tests_content(rules: tuple[Rule, ...], applied: Collection[str]) -> bool:
    """The same by the ids of the rules that applied."""
    chosen = {rule.family for rule in rules if rule.kind != "manual" and not rule.off}
    found = {rule.family for rule in rules if rule.id in applied}
    return bool(found - {"dokumen"}) or (bool(found) and chosen == {"dokumen"})


def select_rules(rules: tuple[Rule, ...], wanted: list[str]) -> tuple[Rule, ...]:
    """The rules of these ids, all when none is named; an unknown id is an error, never an empty check."""
    known = {rule.id: rule for rule in rules}
    unknown = [w for w in wanted if w.upper() not in known]
    if unknown:
        values = {"found": ", ".join(unknown), "known": ", ".join(known)}
        raise InputError(Problem("RULE-UNKNOWN", "", values))
    ids = {w.upper() for w in wanted}
    return tuple(rule for rule in rules if not ids or rule.id in ids)


def check(
    units: list[Unit],
    rules: tuple[Rule, ...],
    engine: Engine,
    ontology: Ontology,
    shapes: str,
    lists: Vocabulary | None = None,
) -> CheckReport:
    """Check every unit by itself; ``lists`` are word lists and thresholds other than those of the program."""
    reports = tuple(
        check_unit(
            unit.key,
            unit.statements(),
            unit.derived(ontology, lists),
            rules=rules,
            engine=engine,
            ontology=ontology,
            stated=unit.view(ontology),
        )
        for unit in units
    )
    inputs = tuple(i for unit in units for i in unit.inputs)
    return CheckReport(__version__, ontology.version, shapes, engine.name, inputs, reports, rules)


def with_waivers(
    report: CheckReport, waivers: tuple[Waiver, ...], today: date
) -> tuple[CheckReport, tuple[WaiverUse, ...]]:
    """The report with its waived findings marked and counted, and what became of every waiver on that day."""
    waived, uses = apply_waivers(report.findings, waivers, today)
    return replace(report, units=tuple(_with_waivers(unit, waived) for unit in report.units)), uses


def _with_waivers(unit: UnitReport, waived: dict[str, Waived]) -> UnitReport:
    findings = tuple(replace(f, waived=waived.get(f.id)) for f in unit.findings)
    counts = Counter(f.rule for f in findings if f.waived is not None)
    return replace(
        unit,
        findings=findings,
        statuses=tuple(replace(row, waived=counts[row.rule.id]) for row in unit.statuses),
    )


def unreadable(
    rules: tuple[Rule, ...],
    engine: str,
    problems: list[Problem],
    ontology: Ontology,
    shapes: str,
    inputs: tuple[InputInfo, ...] = (),
) -> CheckReport:
    """The report of a check that could not read its input: no rule applied, every problem and every input named."""
    return CheckReport(
        __version__, ontology.version, shapes, engine, inputs, (), rules, tuple(problems)
    )


def exit_code(report: CheckReport, fail_on: Severity | None) -> int:
    """0 nothing at or above ``fail_on``, 1 findings that no waiver covers, 2 a rule in error or nothing that was tested."""
    statuses = [row.status for row in report.statuses()]
    if "error" in statuses or not is_tested(report):
        return 2
    if fail_on is None:
        return 0
    worst = SEVERITIES[: SEVERITIES.index(fail_on) + 1]
    return int(any(f.severity in worst for f in report.open))
