"""Writes what a check of many units found, unit after unit.

Listings, ``rekap.json``, and the tables of ``lintas/``.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from contextlib import ExitStack, closing
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

import msgspec

from kg import __version__
from kg.errors import Lang
from kg.read.digests import of_file
from kg.read.gate import sha256
from kg.read.place import Located, Place
from kg.report.nation.desk import FAILED, FOR_PEOPLE, LISTINGS, Desk, heads
from kg.report.nation.files import PARQUET, RECAP, Files
from kg.report.nation.kept import STATE, Kept, is_whole, kept_from
from kg.report.nation.made import Made
from kg.report.nation.makers import Makers, Telling, in_order, made_of
from kg.report.nation.recap import LETTERS, Totals
from kg.report.nation.shards import Earlier, shards
from kg.report.nation.sinks import ParquetRows, parquet_available
from kg.report.nation.staging import staged
from kg.rules.registry import shapes_digest
from kg.rules.waiver import Waiver
from kg.terms import UnitKey
from kg.worker.nation.plan import Task
from kg.worker.nation.results import Results
from kg.worker.nation.run import Run

__all__ = ["RECAP", "Gathered", "gather"]

_Before = tuple[Earlier, ParquetRows | None]


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
        "profile": list(map(asdict, tools.changes)),
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


def _about(how: Telling) -> list[Any]:
    """What every listing depends on beside the results; the day counts only where waivers do."""
    told = list(map(repr, how.waivers))
    return [__version__, how.lang, *_names(), *told, str(how.today) if how.waivers else ""]


class _Gathering:
    """Makes the shards of one run, or takes them from what an earlier one wrote."""

    def __init__(self, run: Run, results: Results, how: Telling, makers: Makers) -> None:
        self.run = run
        self.how = how
        self._results = results
        self._makers = makers
        self._done, _ended = results.listed()
        self._about = json.dumps([run.tools.digest, *_about(how)])

    def digest(self, tasks: Sequence[Task]) -> str:
        """Names everything that the rows of a shard depend on.

        What a limit ended keeps its key when it is carried out after all.
        """
        names = [self._about]
        for task in tasks:
            names.append(f"{task.key} {task.key in self._done}")
        return sha256("\n".join(names).encode("utf-8", "surrogatepass"))

    def whole(self) -> str:
        """Names everything that is gathered."""
        plan = self.run.plan
        unreadable = [f"{seen.path} {seen.problems}" for seen in plan.unreadable]
        return sha256(
            "\n".join([self.digest(plan.tasks), *unreadable]).encode("utf-8", "surrogatepass")
        )

    def _made(self, tasks: Sequence[Task]) -> Made:
        """The rows of a shard, made here."""
        return made_of(tasks, self._results.bodies([task.key for task in tasks]), self.how)

    def all(self, files: Files, out: Located, earlier: Earlier, table: ParquetRows | None) -> None:
        """Every shard, in the order of the tasks."""
        parts = [(self.digest(tasks), tasks) for tasks in shards(self.run.plan.tasks)]
        todo = [tasks for digest, tasks in parts if not earlier.knows(digest)]
        with closing(in_order(todo, out, self.how, self._makers)) as made:
            for digest, tasks in parts:
                found = earlier.find(digest)
                if found is not None:
                    files.take(found)
                    files.take_findings(found, table)
                    continue
                # What somebody changed since is made here.
                fresh = None if earlier.knows(digest) else next(made)
                files.add(digest, fresh or self._made(tasks))

    def rest(self, files: Files) -> None:
        """What belongs to no unit."""
        desk = Desk(self.how.lang)
        for seen in self.run.plan.unreadable:
            desk.tell(FAILED, UnitKey("", ""), list(map(asdict, seen.problems)), seen.path)
            files.totals.add_unreadable()
        for name, data in desk.rows().items():
            files.texts[name].add(data)


def _shown(names: Iterable[str], out: Place) -> tuple[Place, ...]:
    """The files as people are told them: the tables of kecamatan by their folder."""
    found = []
    for top in dict.fromkeys(name.partition("/")[0] for name in names):
        found.append(out / top)
    return tuple(found)


def _names() -> list[str]:
    """Every file that is made, in the order of being told."""
    told = list(FOR_PEOPLE)
    if parquet_available():
        told.append(PARQUET)
    return list(dict.fromkeys([*told, *LISTINGS, RECAP]))


def _unreadable(run: Run) -> list[dict[str, Any]]:
    found = []
    for entry in run.plan.unreadable:
        codes = [problem.code for problem in entry.problems]
        found.append({"path": entry.path, "codes": codes})
    return found


def _earlier(kept: Kept | None, here: Located, stack: ExitStack) -> _Before:
    """The shards that an earlier gathering wrote into the same folder.

    None where the file of the findings in Parquet is not the one that it wrote.
    """
    if kept is None or not isinstance(here, Path):
        return Earlier(Path()), None
    table = None
    if parquet_available():
        try:
            if of_file(here / PARQUET) != kept.files.get(PARQUET):
                return Earlier(here), None
        except OSError:
            return Earlier(here), None
        table = ParquetRows(here / PARQUET)
        stack.callback(table.close)
    earlier = Earlier(here, kept.shards)
    stack.callback(earlier.close)
    return earlier, table


def _write(gathering: _Gathering, files: Files, out: Located, tier: str, earlier: _Before) -> None:
    """Everything that the files hold, from their first byte to the last."""
    run = gathering.run
    for name, data in heads(gathering.how.lang, run.tools.nomenclature.standards()).items():
        files.texts[name].add(data)
    recap = files.texts[RECAP]
    head = json.dumps(_head(run, tier), ensure_ascii=False, indent=1)
    # The units are written one by one into the object, which is larger than memory may be.
    recap.add(_bytes(head.removesuffix("\n}") + ',\n "units": ['))
    gathering.all(files, out, *earlier)
    gathering.rest(files)
    unreadable = json.dumps(_unreadable(run), ensure_ascii=False)
    recap.add(_bytes(f'\n ],\n "unreadable": {unreadable},\n'))
    recap.add(_bytes(f' "totals": {json.dumps(files.totals.plain())}\n}}\n'))


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "backslashreplace")


def gather(
    run: Run,
    out: Located,
    lang: Lang,
    tier: str,
    waivers: tuple[Waiver, ...] = (),
    today: date = date.min,
    makers: Makers | None = None,
) -> Gathered:
    """Gather all results by unit; the same results give the same bytes, whoever of ``makers`` makes them.

    Nothing is done when nothing is new.

    :raises CouldNotError: NATION-RESULT for a damaged result, USE-OUTPUT when the disk is full.
    """
    results = Results(out)
    gathering = _Gathering(run, results, Telling(lang, waivers, today), makers or Makers())
    digest = gathering.whole()
    kept = kept_from(out)
    # What was checked just now is new: nothing gathered before can hold it.
    if kept is not None and not run.checked and is_whole(kept, out, digest):
        return Gathered(Totals(kept.totals), _shown(_names(), out), fresh=False)
    (out / STATE).unlink(missing_ok=True)
    results.record.load()
    with staged(out) as here, ExitStack() as stack:
        files = stack.enter_context(Files(here))
        # Let go of before the new files take their places.
        _write(gathering, files, out, tier, _earlier(kept, out, stack))
    state = Kept(digest, files.digests, files.totals.plain(), files.shards)
    results.gathered(out / STATE, msgspec.json.encode(state))
    return Gathered(files.totals, _shown(_names(), out), fresh=True)
