"""What a worker process does: look into an input, or check one unit and keep the result."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import asdict, dataclass
from functools import lru_cache
from itertools import chain
from pathlib import Path
from typing import Any

from pyoxigraph import NamedNode

from kg.derive.context import Graphs
from kg.errors import CouldNotError, InputError, KgError, Problem
from kg.read.inputs import is_folder, read_paths
from kg.read.place import located
from kg.rules.check import RuleStatus, UnitReport, check_view
from kg.rules.plain import finding_body
from kg.rules.rule import SEVERITIES
from kg.store.embedded import EmbeddedStore
from kg.store.opening import open_store
from kg.worker.checking import applied_rules, tests_content
from kg.worker.cross.extract import Rows
from kg.worker.equipment import Equipment, Settings, equip, warm_up
from kg.worker.nation.looking import Look, Looked, look
from kg.worker.nation.plan import Task
from kg.worker.nation.results import Results
from kg.worker.units import InputInfo, Unit, from_documents

__all__ = ["Brief", "CheckJob", "failure"]

#: Raised when results of older programs can no longer be read.
SCHEMA = 1


@dataclass(frozen=True)
class Brief:
    """What the parent is told of a task; everything else stands in the result."""

    checked: bool
    codes: tuple[str, ...] = ()
    findings: int = 0


def failure(
    task: Task,
    problems: Iterable[Problem],
    limits: dict[str, float] | None = None,
) -> dict[str, Any]:
    """The result of a task that could not be carried out."""
    return {
        "schema": SCHEMA,
        "unit": {"kecamatan": task.region, "period": task.period},
        "status": "failed",
        "inputs": list(map(asdict, task.parts)),
        "problems": list(map(asdict, problems)),
        "limits": limits,
    }


def _share(rows: Iterable[tuple[bool, tuple[str, ...]]]) -> dict[str, Any]:
    """Of how many verdicts how many are good, and which rules say otherwise how often."""
    good = count = 0
    why: Counter[str] = Counter()
    for verdict, rules in rows:
        count += 1
        good += verdict
        why.update(rules)

    return {"yes": good, "all": count, "why": dict(sorted(why.items()))}


def _rule(row: RuleStatus) -> dict[str, Any]:
    return {
        "id": row.rule.id,
        "status": row.status,
        "targets": row.targets,
        "findings": row.findings,
    }


def _body(
    unit: Unit,
    report: UnitReport,
    notes: list[Problem],
    rows: Rows,
) -> dict[str, Any]:
    severities = Counter(finding.severity for finding in report.findings)
    rules = tuple(row.rule for row in report.statuses)
    return {
        "schema": SCHEMA,
        "unit": {"kecamatan": unit.region, "period": unit.period},
        "status": "checked",
        "tested": tests_content(rules, applied_rules(report.statuses)),
        "inputs": list(map(asdict, unit.inputs)),
        "rules": list(map(_rule, report.statuses)),
        "counts": {severity: severities[severity] for severity in SEVERITIES},
        "sasaran": _share((row.measurable, row.why) for row in report.verdicts),
        "kondisi_operasional": _share((row.complete, row.why) for row in report.conditions),
        "errors": list(report.errors),
        "notes": list(map(asdict, notes)),
        "findings": list(map(finding_body, report.findings)),
        "lintas": rows,
    }


def _from_files(task: Task) -> tuple[Unit, list[Problem]]:
    """The unit of the task out of its files, which may speak of other units too.

    :raises CouldNotError: NATION-CHANGED for a file that is not what was planned.
    """
    planned = {part.name: part.sha256 for part in task.parts}
    own = []
    changed = set[str]()
    missing = set(planned)
    for document in read_paths(list(map(located, planned))):
        if document.unit == task.unit:
            own.append(document)
            missing.discard(document.name)

        # The digest of a folder was made of its sheets; those of a document leave out what is none.
        same = is_folder(located(document.name)) or planned.get(document.name) == document.sha256
        if not same:
            changed.add(document.name)

    changed |= missing
    if changed:
        raise CouldNotError([Problem("NATION-CHANGED", name) for name in sorted(changed)])

    notes = chain.from_iterable(document.notes for document in own)
    return from_documents(own)[0], list(notes)


@lru_cache(maxsize=1)
def _store(folder: str) -> EmbeddedStore:
    return open_store(Path(folder), write=False)


def _from_store(task: Task) -> Unit:
    unit = Unit(task.region, task.period)
    store = _store(task.store)
    for part in task.parts:
        graph = NamedNode(part.name)
        unit.graphs[graph] = store.triples(graph)
        info = InputInfo(
            path=part.origin,
            sha256=part.file_sha256,
            kecamatan=task.region,
            period=task.period,
            rows=part.rows,
            triples=len(unit.graphs[graph]),
        )
        unit.inputs.append(info)

    return unit


def _unit(task: Task) -> tuple[Unit, list[Problem]]:
    if task.store:
        return _from_store(task), []
    return _from_files(task)


def _others(task: Task) -> list[Graphs]:
    """The documents of the other periods of the kecamatan, as far as they can be read."""
    found = []
    for other in task.beside:
        # What is wrong with it is told where it is checked itself.
        with suppress(InputError):
            found.append(_unit(other)[0].graphs)

    return found


def _check(task: Task, tools: Equipment) -> dict[str, Any]:
    unit, notes = _unit(task)
    unit.others = _others(task)

    whole = unit.whole(tools.ontology, tools.lists, tools.nomenclature)
    report = check_view(unit.key, whole, tools.rules, tools.engine)
    rows = tools.extractor.rows(unit.key, unit.view(tools.ontology), whole)
    return _body(unit, report, notes, rows)


def _failed(error: KgError) -> Brief:
    return Brief(checked=False, codes=tuple(problem.code for problem in error.problems))


@dataclass(frozen=True)
class CheckJob:
    """Handed to every worker.

    Calling it loads what checking needs and gives the function that carries out a task.
    """

    settings: Settings
    out: str
    digest: str

    def __call__(self) -> Callable[[Look | Task], Looked | Brief]:
        """Load rules and engine; they must be the ones that the keys were made for.

        :raises CouldNotError: NATION-CHANGED when the program was changed after the run began.
        """
        tools = equip(self.settings)
        results = Results(located(self.out))
        # Another program would find other things under the same key.
        if tools.digest != self.digest:
            raise CouldNotError(Problem("NATION-CHANGED", "kg"))

        warm_up(tools)

        def look_or_check(task: Look | Task) -> Looked | Brief:
            if isinstance(task, Look):
                return look(task)

            return self.check(task, tools, results)

        return look_or_check

    def check(
        self,
        task: Task,
        tools: Equipment,
        results: Results,
    ) -> Brief:
        """Check one unit and keep what was found, or why it could not be read."""
        try:
            body = _check(task, tools)
            results.write(task.key, body)
        except InputError as error:
            results.write(task.key, failure(task, error.problems))
            return _failed(error)
        except CouldNotError as error:
            # Not the fault of the input: it is tried again when the limits are others.
            results.write(task.key, failure(task, error.problems), ended=True)
            return _failed(error)
        return Brief(checked=True, findings=len(body["findings"]))
