"""Checks and parts of reports, as tasks of a process that can be ended."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import chdir
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.errors import InputError, KgError, Lang, Problem
from kg.read.inputs import NO_CHOICE, read_paths
from kg.read.layout.choice import Choice
from kg.report.back.returned import returned
from kg.report.bundle.parts import part_of
from kg.report.bundle.whole_check import Wanted, whole_check
from kg.report.bundle.write import bundle_bytes
from kg.report.dossier.dossier import Dossier, moment
from kg.report.followup.rebinding import rebound
from kg.report.followup.responses import read_responses
from kg.rules.registry import rules as all_rules
from kg.rules.waiver_file import read_waivers
from kg.store.opening import open_store
from kg.terms import UnitKey
from kg.web.refusal import Failed
from kg.worker.checking import with_waivers
from kg.worker.equipment import Equipment, equip
from kg.worker.equipment import Settings as CheckSettings
from kg.worker.facts import unit_facts
from kg.worker.linking import known_in
from kg.worker.loading import load
from kg.worker.units import stored_unit

__all__ = [
    "BundleParts",
    "Checked",
    "Keep",
    "PartBytes",
    "StoredCheck",
    "UploadCheck",
    "WebCheckJob",
]


@dataclass(frozen=True)
class Checked:
    """A check that was carried out, with the remarks of the reader about the files."""

    dossier: Dossier
    remarks: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class WebCheckJob:
    """Starts a process for checks: rules, lists and engine are loaded once."""

    def __call__(self) -> Callable[[Any], Any]:
        """Load, and give the function for tasks."""
        equipment = equip(CheckSettings())

        def carry(task: Any) -> Any:
            try:
                return task(equipment)
            except KgError as error:  # a value: only the request behind the task ends
                return Failed.by(error)

        return carry


@dataclass(frozen=True)
class UploadCheck:
    """Check files that lie in a private folder; they are named as the user called them."""

    folder: str
    names: tuple[str, ...]
    lang: Lang
    choice: Choice = NO_CHOICE

    def __call__(self, _: Equipment) -> Checked:
        """Check them all together, as the command line would."""
        remarks: list[Problem] = []

        def hear(remark: str | Problem) -> None:
            if isinstance(remark, Problem):
                remarks.append(remark)

        with chdir(self.folder):
            wanted = Wanted(paths=self.names, lang=self.lang, choice=self.choice)
            dossier = whole_check(wanted, ("kg", "check", *self.names), tell=hear)
        return Checked(dossier, tuple(remarks))


@dataclass(frozen=True)
class StoredCheck:
    """Check one unit of the store."""

    store: str
    region: str
    period: str
    lang: Lang
    waivers: str
    responses: str

    def __call__(self, tools: Equipment) -> Checked:
        """The check of the unit as it is stored, with the registers as far as they exist.

        :raises InputError: SERVE-UNIT when the store does not hold it; WAIVER-*, ANSWER-* for a
            register that cannot be read.
        """
        waivers = read_waivers(Path(self.waivers), all_rules()) if self.waivers else ()
        responses = read_responses(Path(self.responses)) if self.responses else {}
        store = open_store(Path(self.store), write=False)
        unit = stored_unit(store, UnitKey(self.region, self.period))
        if unit is None:
            found = f"{self.region} {self.period}"
            raise InputError(Problem("SERVE-UNIT", "", {"found": found}))
        # Lists that were imported into the store count, as they do for kg check --store.
        report = tools.check([unit], known=known_in(store))
        now = moment()
        report, uses = with_waivers(report, waivers, now.date())
        dossier = Dossier(
            report,
            (unit_facts(unit, tools.ontology),),
            self.lang,
            now,
            command=("kg", "check", "--store", Path(self.store).name),
            waivers=uses,
            responses=rebound(responses, report.findings),
        )
        return Checked(dossier)


@dataclass(frozen=True)
class PartBytes:
    """One part of the report of a check; the files that were checked lie in ``folder``."""

    dossier: Dossier
    form: str
    folder: str

    def __call__(self, _: Equipment) -> bytes:
        """Write the part."""
        with chdir(self.folder or os.curdir):
            return part_of(self.form).write(self.dossier)


@dataclass(frozen=True)
class BundleParts:
    """The whole bundle, or only the workbooks that go back with comments."""

    dossier: Dossier
    folder: str
    only_returned: bool = False

    def __call__(self, _: Equipment) -> dict[str, bytes]:
        """Every file by name."""
        with chdir(self.folder or os.curdir):
            if self.only_returned:
                return returned(self.dossier)
            return bundle_bytes(self.dossier)


@dataclass(frozen=True)
class Keep:
    """Load the checked files into the store, all or none.

    The answer is how many documents are new or changed.
    """

    folder: str
    names: tuple[str, ...]
    store: str
    choice: Choice = NO_CHOICE

    def __call__(self, tools: Equipment) -> int:
        """Read and load, as ``kg load`` would."""
        with chdir(self.folder):
            paths = list(map(Path, self.names))
            documents = read_paths(paths, choice=self.choice)
        return len(load(documents, open_store(Path(self.store), write=True), tools.ontology))
