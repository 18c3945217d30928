"""What kecamatan have in common, as a task of a process for checks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from kg.derive.vocabulary import vocabulary
from kg.limits import DEFAULT
from kg.report.cross.listing import finding_object
from kg.rules.rule import Both, Severity
from kg.worker.cross.answer import CrossAsked, areas_of, findings_of, status_of
from kg.worker.cross.cross_finding import CrossStatus
from kg.worker.cross.cross_question import CrossRule, Within, cross_catalogue
from kg.worker.cross.table_engine import Tables, open_tables
from kg.worker.equipment import Equipment

__all__ = ["Crossed", "CrossedRule"]

#: So many findings of a rule stand on the page; the others are counted.
_MOST = 200


@dataclass(frozen=True)
class CrossedRule:
    """What became of one rule over all kecamatan, and its first findings as plain values."""

    id: str
    title: Both
    severity: Severity
    description: Both
    status: CrossStatus
    findings: tuple[Mapping[str, Any], ...]


@dataclass(frozen=True)
class Crossed:
    """Every rule that compares kecamatan, over the tables of a run."""

    folder: str
    by: Within

    def __call__(self, _: Equipment) -> tuple[CrossedRule, ...]:
        """Ask them one after the other.

        :raises InputError: CROSS-NONE without tables, CROSS-ENGINE without DuckDB.
        :raises CouldNotError: CROSS-FAILED.
        """
        lists = vocabulary()
        memory = min(DEFAULT.cross_megabytes, DEFAULT.web_megabytes)
        found = []
        with open_tables(Path(self.folder), self.by, lists, memory) as tables:
            for question in cross_catalogue():
                if question.rule is not None:
                    asked = CrossAsked.of(question, {}, lists)
                    found.append(_answered(asked, question.rule, tables))
        return tuple(found)


def _answered(asked: CrossAsked, rule: CrossRule, tables: Tables) -> CrossedRule:
    areas = areas_of(rule, tables)
    shown: list[Mapping[str, Any]] = []
    rest = 0
    if areas[0]:  # where no area has two kecamatan there is nothing to compare
        every = findings_of(asked, rule, tables)
        shown += map(finding_object, islice(every, _MOST))
        rest = sum(1 for _ in every)
    question = asked.question
    status = status_of(asked, areas, len(shown) + rest)
    return CrossedRule(
        question.id, question.title, rule.severity, rule.description, status, tuple(shown)
    )
