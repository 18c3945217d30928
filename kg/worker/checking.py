"""Check units and gather what every report needs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from itertools import chain

from kg import __version__
from kg.derive.official.nomenclature import Nomenclature
from kg.derive.vocabulary import Vocabulary
from kg.errors import InputError, Problem
from kg.limits import DEFAULT
from kg.read.ontology import Ontology
from kg.rules.check import RuleStatus, Status, UnitReport, check_view
from kg.rules.engine import Engine
from kg.rules.finding import Finding, Waived
from kg.rules.profile import ProfileChange
from kg.rules.registry import rules as all_rules
from kg.rules.rule import SEVERITIES, Rule, Severity
from kg.rules.waiver import Waiver, WaiverUse, apply_waivers
from kg.worker.told_progress import Progress, TellProgress, unheard
from kg.worker.units import InputInfo, Unit

__all__ = [
    "CheckReport",
    "Coverage",
    "applied_rules",
    "check",
    "coverage",
    "exit_code",
    "is_covered",
    "is_tested",
    "nothing",
    "select_rules",
    "tests_content",
    "unreadable",
    "with_waivers",
]


#: The status that counts for several units: the first of these that one of them has.
_WORST_FIRST: tuple[Status, ...] = ("error", "broken", "kept", "not-applied")
#: A rule with one of these found something to look at.
_APPLIED = frozenset(("kept", "broken"))


@dataclass(frozen=True)
class CheckReport:
    """The result of one check: tool, inputs, one report per unit.

    ``hidden`` findings to be reviewed were left out.
    """

    version: str
    ontology: str
    shapes: str
    engine: str
    inputs: tuple[InputInfo, ...]
    units: tuple[UnitReport, ...]
    rules: tuple[Rule, ...]
    problems: tuple[Problem, ...] = ()
    changes: tuple[ProfileChange, ...] = ()
    hidden: int = 0

    @cached_property
    def _ordered(self) -> tuple[Finding, ...]:
        """Put in order once: a report asks for them some fifty times."""
        found = chain.from_iterable(unit.findings for unit in self.units)
        return tuple(sorted(found, key=Finding.sort_key))

    @property
    def findings(self) -> list[Finding]:
        """All findings, in the order of every listing."""
        return list(self._ordered)

    def statuses(self) -> list[RuleStatus]:
        """One status per rule over all units.

        Error before broken before kept before not applied.
        """
        found = []
        for index, rule in enumerate(self.rules):
            # Every unit has one status for each rule, in the order of the rules.
            rows = [unit.statuses[index] for unit in self.units]
            found.append(_summed(rule, rows))

        return found

    @property
    def conforms(self) -> bool:
        """Whether rules were tested and none found a violation that no waiver covers.

        What could not be read, or met no rule, does not conform.
        """
        return not self.problems and exit_code(self, "violation") == 0

    @property
    def open(self) -> list[Finding]:
        """The findings that no waiver covers."""
        return [finding for finding in self.findings if finding.waived is None]

    def count(self, severity: Severity) -> int:
        """How many findings have this severity."""
        return Counter(finding.severity for finding in self.findings)[severity]


def _summed(rule: Rule, rows: Iterable[RuleStatus]) -> RuleStatus:
    """The status of one rule over several units, with the sums of its figures."""
    status: Status = "not-applied"
    targets = findings = waived = 0
    for row in rows:
        status = min(status, row.status, key=_WORST_FIRST.index)
        targets += row.targets
        findings += row.findings
        waived += row.waived

    return RuleStatus(rule, status, targets, findings, waived)


@dataclass(frozen=True)
class Coverage:
    """How many rules found something to look at.

    Of how many chosen, and of how many in the catalogue that a machine tests.
    """

    applied: int
    chosen: int
    catalogue: int


def coverage(report: CheckReport) -> Coverage:
    """The coverage of a check.

    Rules that a profile switched off were not chosen, manual ones are nobody's to test.
    """
    applied = chosen = 0
    for row in report.statuses():
        if row.rule.kind != "manual" and not row.rule.off:
            chosen += 1
            applied += row.status in _APPLIED

    kinds = Counter(rule.kind for rule in all_rules())
    return Coverage(applied, chosen, kinds.total() - kinds["manual"])


def is_covered(applied: int, rules: int) -> bool:
    """Whether enough rules found something to look at for the check to say anything."""
    return applied > 0 and applied >= DEFAULT.least_coverage * rules


def is_tested(report: CheckReport) -> bool:
    """Whether a chosen rule, not only one about the document itself, found something to look at."""
    return tests_content(report.rules, applied_rules(report.statuses()))


def applied_rules(statuses: Iterable[RuleStatus]) -> frozenset[str]:
    """The ids of the rules that found something to look at."""
    return frozenset(row.rule.id for row in statuses if row.status in _APPLIED)


def tests_content(rules: tuple[Rule, ...], applied: Collection[str]) -> bool:
    """The same by the ids of the rules that applied."""
    chosen = set()
    found = set()
    for rule in rules:
        if rule.kind != "manual" and not rule.off:
            chosen.add(rule.family)

        if rule.id in applied:
            found.add(rule.family)

    # Who asks for nothing but the rules about the document is answered by them.
    return bool(found - {"dokumen"}) or (bool(found) and chosen == {"dokumen"})


def select_rules(rules: tuple[Rule, ...], wanted: Collection[str]) -> tuple[Rule, ...]:
    """The rules of these ids, or of these families by the letters of their ids; all when none is named.

    An unknown id is an error, never an empty check.
    """
    known = {rule.id: rule for rule in rules}
    families = {rule.id.partition("-")[0] for rule in rules}
    unknown = [word for word in wanted if word.upper() not in known.keys() | families]
    if unknown:
        values = {"found": ", ".join(unknown), "known": ", ".join(known)}
        raise InputError(Problem("RULE-UNKNOWN", "", values))

    if not wanted:
        return rules

    ids = {word.upper() for word in wanted}
    return tuple(rule for rule in rules if ids & {rule.id, rule.id.partition("-")[0]})


def nothing(_: Unit) -> None:
    """Nothing is done with a unit that was checked."""


def check(
    units: list[Unit],
    rules: tuple[Rule, ...],
    engine: Engine,
    ontology: Ontology,
    shapes: str,
    lists: Vocabulary | None = None,
    known: Nomenclature | None = None,
    tell: TellProgress = unheard,
    after: Callable[[Unit], None] = nothing,
) -> CheckReport:
    """Check every unit by itself; ``tell`` hears of each, and ``after`` gets it.

    ``lists`` are word lists and thresholds other than those of the program, ``known`` the
    nomenclature where lists were imported.
    """
    reports = []
    inputs: list[InputInfo] = []
    for unit in units:
        report = check_view(unit.key, unit.whole(ontology, lists, known), rules, engine)
        reports.append(report)
        inputs += unit.inputs
        after(unit)
        tell(Progress("check", len(units), len(reports)))

    return CheckReport(
        __version__,
        ontology.version,
        shapes,
        engine.name,
        tuple(inputs),
        tuple(reports),
        rules,
    )


def with_waivers(
    report: CheckReport,
    waivers: tuple[Waiver, ...],
    today: date,
) -> tuple[CheckReport, tuple[WaiverUse, ...]]:
    """The report with its waived findings marked, and what became of every waiver on that day."""
    waived, uses = apply_waivers(report.findings, waivers, today)
    units = tuple(_with_waivers(unit, waived) for unit in report.units)
    return replace(report, units=units), uses


def _with_waivers(unit: UnitReport, waived: dict[str, Waived]) -> UnitReport:
    findings = []
    counts: Counter[str] = Counter()
    for finding in unit.findings:
        marked = replace(finding, waived=waived.get(finding.id))
        findings.append(marked)
        counts[finding.rule] += marked.waived is not None

    statuses = []
    for row in unit.statuses:
        statuses.append(replace(row, waived=counts[row.rule.id]))
    return replace(unit, findings=tuple(findings), statuses=tuple(statuses))


def unreadable(
    rules: tuple[Rule, ...],
    engine: str,
    problems: list[Problem],
    ontology: Ontology,
    shapes: str,
    inputs: tuple[InputInfo, ...] = (),
) -> CheckReport:
    """The report of a check that could not read its input.

    No rule applied, every problem and every input named.
    """
    return CheckReport(
        __version__, ontology.version, shapes, engine, inputs, (), rules, tuple(problems)
    )


def exit_code(report: CheckReport, fail_on: Severity | None) -> int:
    """The exit code of a check.

    0 nothing at or above ``fail_on``, 1 findings that no waiver covers, 2 a rule in error or
    nothing that was tested.
    """
    failed = any(row.status == "error" for row in report.statuses())
    if failed or not is_tested(report):
        return 2
    if fail_on is None:
        return 0

    serious = SEVERITIES[: SEVERITIES.index(fail_on) + 1]
    return int(any(finding.severity in serious for finding in report.open))
