"""Writes what a check of many units found, unit after unit.

Listings, ``rekap.json``, and the tables of ``lintas/``.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TextIO

from kg import __version__
from kg.errors import Lang, Problem
from kg.read.digests import of_file
from kg.read.gate import sha256
from kg.read.place import Located, Place
from kg.report.book.listing import COLUMNS, finding_cells
from kg.report.book.texts import text
from kg.report.nation.kept import STATE, earlier_totals
from kg.report.nation.recap import LETTERS, Totals, recap_row
from kg.report.nation.sinks import CsvSink, ParquetSink, Sink, parquet_available
from kg.report.nation.staging import staged
from kg.rules.finding import Finding
from kg.rules.plain import finding_from
from kg.rules.registry import shapes_digest
from kg.rules.waiver import Waiver, apply_waivers
from kg.terms import UnitKey
from kg.worker.cross.tables import FOLDER, STANDARD, TABLES, columns
from kg.worker.nation.plan import Plan, Task
from kg.worker.nation.results import Results
from kg.worker.nation.run import Run
from kg.worker.nation.shelf import own_file

__all__ = ["RECAP", "Gathered", "gather"]

_TABLES = ("temuan", "gagal", "catatan")
#: How the name of a table ends: with semicolons for a spreadsheet with Indonesian settings, and with commas.
_SEPARATORS = {".csv": ";", "-koma.csv": ","}
_PARQUET = "temuan.parquet"
RECAP = "rekap.json"
#: The columns that the audited party fills in have no place in a listing of the nation.
_FINDING = tuple(key for key in COLUMNS if key not in {"response", "plan", "pic", "due", "status"})
_PROBLEM = ("kecamatan", "period", "document", "code", "message")


@dataclass(frozen=True)
class Gathered:
    """The sums, the files, and whether they had to be written."""

    totals: Totals
    files: tuple[Place, ...]
    fresh: bool


def _head(run: Run, tier: str) -> dict[str, Any]:
    tools = run.tools
    return {
        "schema": 1,
        "tool": {
            "version": __version__,
            "ontology": tools.ontology.version,
            "shapes": shapes_digest(),
            "digest": tools.digest,
        },
        "engine": tools.engine.name,
        "tier": tier,
        "profile": [asdict(change) for change in tools.changes],
        "letters": {letter: status for status, letter in LETTERS.items()},
        "rules": [
            {
                "id": r.id,
                "severity": r.severity,
                "kind": r.kind,
                "off": r.off,
                "title": r.title,
            }
            for r in run.tools.rules
        ],
    }


def _digest(plan: Plan, lang: Lang, waivers: tuple[Waiver, ...], today: date) -> str:
    """Names what is gathered; the day counts only where waivers do."""
    about = [
        __version__,
        lang,
        *_names(),
        *(repr(w) for w in waivers),
        str(today) if waivers else "",
    ]
    keys = [task.key for task in plan.tasks] + [
        f"{seen.path} {seen.problems}" for seen in plan.unreadable
    ]
    return sha256("\n".join([json.dumps(about), *keys]).encode("utf-8", "surrogatepass"))


def _listing(out: Path, table: str, heads: list[str]) -> list[Sink]:
    """The files of one table, which say the same."""
    return [CsvSink(out / (table + end), heads, sign) for end, sign in _SEPARATORS.items()]


class _Desk:
    """The open files, and what is written to each."""

    def __init__(self, out: Path, lang: Lang) -> None:
        self.lang = lang
        names = ("period", *_FINDING)
        heads = [text("column", key, lang) for key in names]
        problems = [text("column", key, lang) for key in _PROBLEM]
        self.findings = _listing(out, _TABLES[0], heads)
        if parquet_available():
            self.findings.append(ParquetSink(out / _PARQUET, names, frozenset(("line",))))
        self.failed, self.notes = (_listing(out, name, problems) for name in _TABLES[1:])
        (out / FOLDER).mkdir(exist_ok=True)
        self.cross = {name: CsvSink(out / FOLDER / f"{name}.csv", columns(name)) for name in TABLES}
        self.standards = CsvSink(out / FOLDER / f"{STANDARD}.csv", ("kunci",))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for sink in self._sinks():
            sink.close() if kind is None else sink.drop()

    def _sinks(self) -> list[Sink]:
        listings = [*self.findings, *self.failed, *self.notes]
        return [*listings, *self.cross.values(), self.standards]

    @property
    def files(self) -> tuple[Path, ...]:
        """Where everything is in the end."""
        return tuple(sink.path for sink in self._sinks())

    def tell(
        self,
        sinks: list[Sink],
        unit: UnitKey,
        problems: Iterable[Mapping[str, Any]],
        names: str,
    ) -> None:
        """One row for each problem, in every file of the table."""
        for body in problems:
            problem = Problem(**body)
            hint = problem.hint(self.lang)
            told = problem.sentence(self.lang) + (f" -> {hint}" if hint else "")
            for sink in sinks:
                sink.add([*unit, problem.where or names, problem.code, told])

    def unit(self, task: Task, body: Mapping[str, Any], findings: Iterable[Finding]) -> None:
        """Everything that the result of one unit says."""
        unit = task.unit
        names = " ".join(part.origin or part.name for part in task.parts)
        if body["status"] == "failed":
            self.tell(self.failed, unit, body["problems"], names)
            return
        self.tell(self.notes, unit, body["notes"], names)
        for found in findings:
            row = [task.period, *finding_cells(found, self.lang)[: len(_FINDING)]]
            for sink in self.findings:
                sink.add(row)
        for name, rows in body.get("lintas", {}).items():
            for cells in rows:
                self.cross[name].add([*unit, *cells])


def _findings(body: Mapping[str, Any], waivers: tuple[Waiver, ...], today: date) -> list[Finding]:
    found = [finding_from(f) for f in body.get("findings", ())]
    if waivers:
        waived = apply_waivers(found, waivers, today)[0]
    else:
        waived = {}
    return [replace(f, waived=waived[f.id]) if f.id in waived else f for f in found]


def _lines(
    file: TextIO,
    run: Run,
    desk: _Desk,
    results: Results,
    waivers: tuple[Waiver, ...],
    today: date,
) -> Totals:
    """Write the units of the recap one by one, and everything else on the way."""
    totals = Totals()
    comma = ""
    for key in run.tools.nomenclature.standards():
        desk.standards.add([key])
    for task, body in zip(
        run.plan.tasks, results.bodies([task.key for task in run.plan.tasks]), strict=True
    ):
        found = _findings(body, waivers, today)
        desk.unit(task, body, found)
        row = recap_row(task, body, found)
        totals.add(row)
        file.write(f"{comma}\n{json.dumps(row, ensure_ascii=False, separators=(',', ':'))}")
        comma = ","
    for seen in run.plan.unreadable:
        desk.tell(desk.failed, UnitKey("", ""), [asdict(p) for p in seen.problems], seen.path)
        totals.add_unreadable()
    return totals


def _shown(names: Iterable[str], out: Place) -> tuple[Place, ...]:
    """The files as people are told them: the tables of kecamatan by their folder."""
    found = []
    for top in dict.fromkeys(name.partition("/")[0] for name in names):
        found.append(out / top)
    return tuple(found)


def _names() -> list[str]:
    """Every file that is made, in the order of being told."""
    names = []
    for table in _TABLES:
        names += [table + end for end in _SEPARATORS]
    if parquet_available():
        names.append(_PARQUET)
    names += [f"{FOLDER}/{table}.csv" for table in (*TABLES, STANDARD)]
    names.append(RECAP)
    return names


def _unreadable(run: Run) -> list[dict[str, Any]]:
    found = []
    for entry in run.plan.unreadable:
        codes = [problem.code for problem in entry.problems]
        found.append({"path": entry.path, "codes": codes})
    return found


def gather(
    run: Run,
    out: Located,
    lang: Lang,
    tier: str,
    waivers: tuple[Waiver, ...] = (),
    today: date = date.min,
) -> Gathered:
    """Gather all results by unit; the same results give the same bytes.

    Nothing is done when nothing is new.

    :raises CouldNotError: NATION-RESULT for a damaged result, USE-OUTPUT when the disk is full.
    """
    digest = _digest(run.plan, lang, waivers, today)
    # What was checked just now is new: nothing gathered before can hold it.
    if run.checked:
        earlier = None
    else:
        earlier = earlier_totals(out, digest)
    if earlier is not None:
        return Gathered(earlier, _shown(_names(), out), fresh=False)
    (out / STATE).unlink(missing_ok=True)
    results = Results(out)
    results.record.load()
    with staged(out) as here:
        beside = here / own_file(here / RECAP)
        with (
            _Desk(here, lang) as desk,
            beside.open("w", encoding="utf-8", errors="backslashreplace", newline="\n") as file,
        ):
            head = json.dumps(_head(run, tier), ensure_ascii=False, indent=1)
            # The units are written one by one into the object, which is larger than memory may be.
            file.write(head.removesuffix("\n}") + ',\n "units": [')
            totals = _lines(file, run, desk, results, waivers, today)
            unreadable = json.dumps(_unreadable(run), ensure_ascii=False)
            file.write(f'\n ],\n "unreadable": {unreadable},\n')
            file.write(f' "totals": {json.dumps(totals.plain())}\n}}\n')
        beside.replace(here / RECAP)
        digests = {}
        for path in (*desk.files, here / RECAP):
            digests[path.relative_to(here).as_posix()] = of_file(path)
    state = {"digest": digest, "files": digests, "totals": totals.plain()}
    results.gathered(out / STATE, json.dumps(state).encode())
    return Gathered(totals, _shown(digests, out), fresh=True)
