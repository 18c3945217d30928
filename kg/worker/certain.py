"""A report without the findings that a person has yet to review."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from kg.rules.check import UnitReport
from kg.rules.finding import Finding
from kg.worker.checking import CheckReport

__all__ = ["certain_only"]


def certain_only(report: CheckReport) -> CheckReport:
    """The report with its certain findings alone, and how many were left out.

    A rule that found only what is to be reviewed stays broken: what is not shown is not kept.
    """
    units = tuple(map(_certain, report.units))
    hidden = len(report.findings) - sum(len(unit.findings) for unit in units)
    return replace(report, units=units, hidden=hidden)


def _is_certain(finding: Finding) -> bool:
    return finding.certainty == "pasti"


def _certain(unit: UnitReport) -> UnitReport:
    findings = tuple(filter(_is_certain, unit.findings))
    counts = Counter(finding.rule for finding in findings)
    waived = Counter(finding.rule for finding in findings if finding.waived is not None)
    statuses = []
    for row in unit.statuses:
        rule = row.rule.id
        statuses.append(replace(row, findings=counts[rule], waived=waived[rule]))
    return replace(unit, findings=findings, statuses=tuple(statuses))
