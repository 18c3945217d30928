"""Which findings belong to which workbook among the inputs, and to which of its cells."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from kg.errors import InputError, Problem
from kg.limits import DEFAULT
from kg.read.gate import read_bytes, sha256
from kg.report.dossier.dossier import Dossier
from kg.rules.check import UnitReport
from kg.rules.finding import Finding
from kg.rules.rule import Both
from kg.walk.trace import Source
from kg.worker.units import InputInfo

__all__ = ["Marked", "marked"]


@dataclass(frozen=True)
class Marked:
    """One workbook as it was checked, with its findings.

    ``placed`` tells for each whether its cell is in this workbook.
    """

    path: str
    data: bytes
    findings: tuple[tuple[Finding, bool], ...]


def _base(path: str) -> str:
    return path.replace("\\", "/").rpartition("/")[2]


def _is_workbook(info: InputInfo) -> bool:
    return info.path.casefold().endswith(".xlsx")


def _bytes(info: InputInfo) -> bytes | None:
    """The bytes that were checked; ``None`` when the file is gone or another by now."""
    try:
        data = read_bytes(Path(info.path), DEFAULT)
    except InputError:
        return None
    if sha256(data) == info.sha256:
        return data
    return None


def _belongs(found: Finding, info: InputInfo, others: list[InputInfo]) -> bool | None:
    """True when the cell is surely of this workbook, False when only the unit is, ``None`` when it is another input's.

    A row that names its source document is known by sheet and cell alone; with two workbooks in a
    unit that is not enough.
    """
    source = found.source
    names = [_base(i.path) for i in others]
    here = source.document == _base(info.path)
    if source.document in names:
        if not here:
            return None
        return bool(source.sheet and source.cell) and names.count(_base(info.path)) == 1
    if not (source.sheet and source.cell):
        if len(others) == 1:
            return False
        return None
    return sum(map(_is_workbook, others)) == 1


def _findings(
    info: InputInfo, unit: UnitReport, others: list[InputInfo]
) -> tuple[tuple[Finding, bool], ...]:
    told = []
    for found in sorted(unit.findings, key=Finding.sort_key):
        told.append((found, _belongs(found, info, others)))
    return tuple((found, placed) for found, placed in told if placed is not None)


def _of_problem(problem: Problem, info: InputInfo) -> Finding | None:
    """A mistake of the form as a finding on its cell; ``None`` when it is about another file.

    It has no rule: the code stands in its place, and whoever fills the form in finds it in the same
    comment.
    """
    if problem.file != info.path:
        return None
    place = f"{problem.sheet}!{problem.cell}".strip("!")
    key = sha256(f"{problem.code}\x1f{place}\x1f{problem.line('id')}".encode())[:16]
    message: Both = {"id": problem.sentence("id"), "en": problem.sentence("en")}
    remedy: Both = {"id": problem.hint("id"), "en": problem.hint("en")}
    source = Source(_base(info.path), None, problem.sheet or None, problem.cell or None, "")
    return Finding(
        id=key,
        rule=problem.code,
        part="",
        severity="violation",
        kecamatan="",
        focus="",
        label=place,
        path=(),
        property=None,
        value=None,
        message=message,
        remedy=remedy,
        basis=(),
        source=source,
        component="",
    )


def _mistakes(info: InputInfo, problems: Iterable[Problem]) -> tuple[tuple[Finding, bool], ...]:
    """What is wrong with the form of one workbook, and whether a cell is known for it."""
    found = []
    for problem in problems:
        mistake = _of_problem(problem, info)
        if mistake is not None:
            placed = bool(mistake.source.sheet and mistake.source.cell)
            found.append((mistake, placed))
    return tuple(found)


def marked(dossier: Dossier) -> list[Marked]:
    """Every workbook among the inputs that is still the one that was checked, by path."""
    report = dossier.report
    units = {unit.key: unit for unit in report.units}
    result = []
    for info in sorted(filter(_is_workbook, report.inputs), key=lambda i: i.path):
        data = _bytes(info)
        unit = units.get(info.unit)
        if data is None:
            continue
        if unit is None:
            # A form that is wrong was not checked: its mistakes go back on the cells instead.
            if mistakes := _mistakes(info, report.problems):
                result.append(Marked(info.path, data, mistakes))
            continue
        others = [i for i in report.inputs if i.unit == info.unit]
        result.append(Marked(info.path, data, _findings(info, unit, others)))
    return result
