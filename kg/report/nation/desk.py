"""What the result of one unit becomes in each listing."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from kg.errors import Lang, Problem
from kg.report.book.listing import COLUMNS, finding_cells
from kg.report.book.texts import text
from kg.report.nation.sinks import shielded_cells
from kg.rules.finding import Finding
from kg.terms import UnitKey
from kg.worker.cross.cross_tables import FOLDER, STANDARD, TABLES, columns
from kg.worker.nation.plan import Task

__all__ = ["FAILED", "FINDING_COLUMNS", "FOR_PEOPLE", "LISTINGS", "Desk", "heads"]

FINDINGS, FAILED, NOTES = "temuan", "gagal", "catatan"
_STANDARDS = f"{FOLDER}/{STANDARD}"
#: The columns that the audited party fills in have no place in a listing of the nation.
_FINDING = tuple(key for key in COLUMNS if key not in {"response", "plan", "pic", "due", "status"})
FINDING_COLUMNS = ("period", *_FINDING)
_PROBLEM = ("kecamatan", "period", "document", "code", "message")
_CROSS = {name: f"{FOLDER}/{name}" for name in TABLES}
#: How the file of a table ends, and what separates its cells: semicolons for a spreadsheet with
#: Indonesian settings, and commas.
_SEPARATORS = {".csv": ";", "-koma.csv": ","}
_COMMAS = {".csv": ","}
_TABLES = {
    **dict.fromkeys((FINDINGS, FAILED, NOTES), _SEPARATORS),
    **dict.fromkeys((*_CROSS.values(), _STANDARDS), _COMMAS),
}


def _files() -> Iterator[tuple[str, str, str]]:
    """Each table with its files and what separates their cells."""
    for table, separators in _TABLES.items():
        for end, separator in separators.items():
            yield table, table + end, separator


#: Every file, in the order of being told; those for people first.
LISTINGS = tuple(file for _table, file, _separator in _files())
FOR_PEOPLE = tuple(
    file for table, file, _separator in _files() if table in {FINDINGS, FAILED, NOTES}
)


def heads(lang: Lang, standards: Iterable[str]) -> dict[str, bytes]:
    """What stands in each file above the first unit: names of columns; all prescribed keys."""
    desk = Desk(lang)
    for name in _TABLES:
        if name == FINDINGS:
            names = [text("column", key, lang) for key in FINDING_COLUMNS]
        elif name in {FAILED, NOTES}:
            names = [text("column", key, lang) for key in _PROBLEM]
        elif name == _STANDARDS:
            names = ["kunci"]
        else:
            names = list(columns(name.removeprefix(f"{FOLDER}/")))
        desk.add(name, names)
    for key in standards:
        desk.add(_STANDARDS, [key])
    made = {}
    for name, data in desk.rows().items():
        made[name] = b"\xef\xbb\xbf" + data
    return made


class Desk:
    """The rows of some units, by listing."""

    def __init__(self, lang: Lang) -> None:
        self._lang = lang
        self._texts = {name: io.StringIO(newline="") for name in LISTINGS}
        self._writers: dict[str, list[Any]] = {}
        for table, file, separator in _files():
            held = self._texts[file]
            writer = csv.writer(held, delimiter=separator, quoting=csv.QUOTE_ALL)
            self._writers.setdefault(table, []).append(writer)
        #: The rows of the findings as they are, for other forms than text.
        self.findings: list[list[Any]] = []
        self._recap: list[str] = []

    def add(self, name: str, row: Iterable[Any]) -> None:
        """One more row of a table, in every file of it, every text shielded."""
        cells = shielded_cells(row)
        for writer in self._writers[name]:
            writer.writerow(cells)

    def tell(
        self,
        name: str,
        unit: UnitKey,
        problems: Iterable[Mapping[str, Any]],
        names: str,
    ) -> None:
        """One row for each problem."""
        for body in problems:
            problem = Problem(**body)
            hint = problem.hint(self._lang)
            told = problem.sentence(self._lang) + (f" -> {hint}" if hint else "")
            self.add(name, [*unit, problem.where or names, problem.code, told])

    def unit(self, task: Task, body: Mapping[str, Any], findings: Iterable[Finding]) -> None:
        """Everything that the result of one unit says."""
        unit = task.unit
        names = " ".join(part.origin or part.name for part in task.parts)
        if body["status"] == "failed":
            self.tell(FAILED, unit, body["problems"], names)
            return
        self.tell(NOTES, unit, body["notes"], names)
        for found in findings:
            row = [task.period, *finding_cells(found, self._lang)[: len(_FINDING)]]
            self.findings.append(row)
            self.add(FINDINGS, row)
        for table, rows in body.get("lintas", {}).items():
            for cells in rows:
                self.add(_CROSS[table], [*unit, *cells])

    def recap(self, row: Mapping[str, Any]) -> None:
        """One unit of ``rekap.json``, a line of its own."""
        self._recap.append("\n" + json.dumps(row, ensure_ascii=False, separators=(",", ":")))

    def units(self) -> bytes:
        """The units of ``rekap.json``, a comma between them."""
        return ",".join(self._recap).encode("utf-8", "backslashreplace")

    def rows(self) -> dict[str, bytes]:
        """The bytes of every file."""
        made = {}
        for name, file in self._texts.items():
            made[name] = file.getvalue().encode("utf-8", "backslashreplace")
        return made
