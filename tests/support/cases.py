"""Reads rule cases: a Turtle file whose first lines say what it shows and which findings it expects."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from kg.derive.run import derive
from kg.read.ontology import ontology
from kg.read.rdf import read_rdf
from kg.rules.check import UnitReport, check_unit
from kg.rules.engine import Engine
from kg.rules.registry import rules
from kg.rules.rule import Rule
from tests.support.places import TESTS

RULES = TESTS / "rules"
CASES = sorted(RULES.glob("*/*.ttl"))
EXAMPLE = "https://example.org/kasus/"
_EXPECT = re.compile(r'# expect: ([\w-]+) (\S+)(?: "(.*)")?')


@dataclass(frozen=True, order=True)
class Expected:
    """Part of the rule, focus node, and the value where the case names it."""

    part: str
    focus: str
    value: str | None


def case_id(path: Path) -> str:
    """Rule and case, as shown by pytest."""
    return f"{path.parent.name}/{path.stem}"


def expected(path: Path) -> list[Expected]:
    """What the head of a case says."""
    lines = [
        line
        for line in path.read_text(encoding="utf-8").splitlines()
        if line.startswith("# expect:")
    ]
    found = [_EXPECT.fullmatch(line) for line in lines]
    assert all(found), f"{path}: a line of expectation is malformed"
    return sorted((Expected(m[1], m[2], m[3]) for m in found if m), key=str)


def rule_of(path: Path) -> Rule:
    """The rule a case belongs to."""
    return next(rule for rule in rules() if rule.id == path.parent.name)


def check_case(path: Path, engine: Engine, chosen: tuple[Rule, ...]) -> UnitReport:
    """Check one case with some rules."""
    known = ontology()
    document = read_rdf(path)[0]
    derived = derive({document.graph: document.triples}, known)
    return check_unit(
        document.unit, document.triples, derived, rules=chosen, engine=engine, ontology=known
    )


def found(path: Path, report: UnitReport) -> list[Expected]:
    """The findings in the form of the head; values only where the head names one."""
    named = {(e.part, e.focus) for e in expected(path) if e.value is not None}
    results = []
    for finding in report.findings:
        part = finding.part.rpartition("#")[2]
        tree = "/pohon/" in finding.focus
        focus = "@pohon" if tree else ":" + finding.focus.removeprefix(EXAMPLE)
        results.append(Expected(part, focus, finding.value if (part, focus) in named else None))
    return sorted(results, key=str)
