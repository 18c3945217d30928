"""What a worker process does: look into an input, or check one unit and keep the result."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from pyoxigraph import NamedNode

from kg.errors import CouldNotError, InputError, Problem
from kg.read.inputs import is_folder, read_paths
from kg.read.place import located
from kg.rules.check import UnitReport, check_unit
from kg.rules.complete import Completeness
from kg.rules.measurable import Verdict
from kg.rules.plain import finding_body
from kg.rules.rule import SEVERITIES
from kg.store.embedded import EmbeddedStore
from kg.store.opening import open_store
from kg.worker.checking import tests_content
from kg.worker.cross.extract import Rows
from kg.worker.equipment import Equipment, Settings, equip, warm_up
from kg.worker.nation.looking import Look, Looked, look
from kg.worker.nation.plan import Task
from kg.worker.nation.results import Results
from kg.worker.units import InputInfo, Unit, from_documents

__all__ = ["Brief", "CheckJob", "failure"]

SCHEMA = 1


@dataclass(frozen=True)
class Brief:
    """What the parent is told of a task; everything else stands in the result."""

    checked: bool
    codes: tuple[str, ...] = ()
    findings: int = 0


def failure(
    task: Task, problems: Iterable[Problem], limits: dict[str, float] | None = None
) -> dict[str, Any]:
    """The result of a task that could not be carried out."""
    return {
        "schema": SCHEMA,
        "unit": {"kecamatan": task.region, "period": task.period},
        "status": "failed",
        "inputs": [asdict(part) for part in task.parts],
        "problems": [asdict(p) for p in problems],
        "limits": limits,
    }


def _share(yes: Iterable[bool], why: Iterable[str]) -> dict[str, Any]:
    held = list(yes)
    return {"yes": sum(held), "all": len(held), "why": dict(sorted(Counter(why).items()))}


def _sasaran(rows: tuple[Verdict, ...]) -> dict[str, Any]:
    return _share((v.measurable for v in rows), (rule for v in rows for rule in v.why))


def _conditions(rows: tuple[Completeness, ...]) -> dict[str, Any]:
    return _share((c.complete for c in rows), (rule for c in rows for rule in c.why))


def _body(unit: Unit, report: UnitReport, notes: list[Problem], rows: Rows) -> dict[str, Any]:
    rules, applied = (
        tuple(r.rule for r in report.statuses),
        {r.rule.id for r in report.statuses if r.status in {"kept", "broken"}},
    )
    severities = Counter(f.severity for f in report.findings)
    return {
        "schema": SCHEMA,
        "unit": {"kecamatan": unit.region, "period": unit.period},
        "status": "checked",
        "tested": tests_content(rules, applied),
        "inputs": [asdict(i) for i in unit.inputs],
        "rules": [
            {"id": r.rule.id, "status": r.status, "targets": r.targets, "findings": r.findings}
            for r in report.statuses
        ],
        "counts": {severity: severities[severity] for severity in SEVERITIES},
        "sasaran": _sasaran(report.verdicts),
        "kondisi_operasional": _conditions(report.conditions),
        "errors": list(report.errors),
        "notes": [asdict(note) for note in notes],
        "findings": [finding_body(f) for f in report.findings],
        "lintas": rows,
    }


def _from_files(task: Task) -> tuple[Unit, list[Problem]]:
    """The unit of the task out of its files, which may speak of other units too."""
    planned = {part.name: part.sha256 for part in task.parts}
    documents = read_paths([located(name) for name in planned])
    changed = [
        d.name
        for d in documents
        if not is_folder(located(d.name)) and planned.get(d.name) != d.sha256
    ]
    own = [d for d in documents if d.unit == task.unit]
    changed += [name for name in planned if name not in {d.name for d in own}]
    if changed:
        raise CouldNotError([Problem("NATION-CHANGED", name) for name in dict.fromkeys(changed)])
    return from_documents(own)[0], [note for d in own for note in d.notes]


@lru_cache(maxsize=1)
def _store(folder: str) -> EmbeddedStore:
    return open_store(Path(folder), write=False)


def _from_store(task: Task) -> Unit:
    unit, store = Unit(task.region, task.period), _store(task.store)
    for part in task.parts:
        graph = NamedNode(part.name)
        unit.graphs[graph] = store.triples(graph)
        info = InputInfo(
            part.origin,
            part.file_sha256,
            task.region,
            task.period,
            part.rows,
            len(unit.graphs[graph]),
        )
        unit.inputs.append(info)
    return unit


def _check(task: Task, tools: Equipment) -> dict[str, Any]:
    unit, notes = (_from_store(task), []) if task.store else _from_files(task)
    report = check_unit(
        unit.key,
        unit.statements(),
        unit.derived(tools.ontology, tools.lists),
        rules=tools.rules,
        engine=tools.engine,
        ontology=tools.ontology,
        stated=unit.view(tools.ontology),
    )
    return _body(
        unit,
        report,
        notes,
        tools.extractor.rows(unit.key, unit.view(tools.ontology)),
    )


@dataclass(frozen=True)
class CheckJob:
    """Handed to every worker: calling it loads what checking needs and gives the function that carries out a task."""

    settings: Settings
    out: str
    digest: str

    def __call__(self) -> Callable[[Look | Task], Looked | Brief]:
        """Load rules and engine; they must be the ones that the keys were made for.

        :raises CouldNotError: NATION-CHANGED when the program was changed after the run began.
        """
        tools, results = equip(self.settings), Results(located(self.out))
        if tools.digest != self.digest:
            raise CouldNotError(Problem("NATION-CHANGED", "kg"))
        warm_up(tools)

        def carry_out(task: Look | Task) -> Looked | Brief:
            return look(task) if isinstance(task, Look) else self.check(task, tools, results)

        return carry_out

    def check(self, task: Task, tools: Equipment, results: Results) -> Brief:
        """Check one unit and keep what was found, or why it could not be read."""
        try:
            body = _check(task, tools)
        except InputError as error:
            results.write(task.key, failure(task, error.problems))
            return Brief(checked=False, codes=tuple(p.code for p in error.problems))
        except CouldNotError as error:
            results.write(task.key, failure(task, error.problems), ended=True)
            return Brief(checked=False, codes=tuple(p.code for p in error.problems))
        results.write(task.key, body)
        return Brief(checked=True, findings=len(body["findings"]))
