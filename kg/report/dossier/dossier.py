"""Everything that every part of a bundle states, and the one sentence that concludes it."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Literal

from kg.errors import InputError, Lang, Problem
from kg.report.dossier.changes import Changes
from kg.rules.finding import Finding
from kg.rules.waiver import WaiverUse
from kg.worker.checking import CheckReport, coverage, is_covered
from kg.worker.facts import UnitFacts
from kg.worker.sources import sample_digests

__all__ = ["SAMPLE", "Conclusion", "Dossier", "Response", "conclusion", "moment"]

#: What every part of a report on the sample documents says, in either language.
SAMPLE = "DATA CONTOH"

Conclusion = Literal[
    "memenuhi", "memenuhi-dengan-pengecualian", "tidak-memenuhi", "belum-dapat-disimpulkan"
]


#: How a response is kept that says the work is done, whatever language it was typed in.
_DONE = "Selesai"


@dataclass(frozen=True)
class Response:
    """What the audited party answered to one finding, matched by its fingerprint.

    ``due`` is an ISO date or empty; ``rule``, ``label`` and ``value`` tell what it was about,
    should the finding be gone.
    """

    finding: str
    response: str
    plan: str
    person_in_charge: str
    due: str
    status: str
    rule: str = ""
    label: str = ""
    value: str = field(default="", compare=False)

    @property
    def typed(self) -> tuple[str, ...]:
        """What the audited party typed, without what it was about."""
        return self.response, self.plan, self.person_in_charge, self.due, self.status

    @property
    def is_done(self) -> bool:
        """Whether the audited party says that it has mended the finding."""
        return self.status == _DONE


@dataclass(frozen=True)
class Dossier:
    """The check, what it looked at, what is waived, what was answered, what changed, and how it was made.

    ``digests`` are SHA-256 by name of what the result depends on beside the inputs (word lists,
    nomenclature, waivers, profile).
    """

    report: CheckReport
    facts: tuple[UnitFacts, ...]
    lang: Lang
    moment: datetime
    command: tuple[str, ...] = ()
    options: Mapping[str, Any] = field(default_factory=dict)
    waivers: tuple[WaiverUse, ...] = ()
    responses: Mapping[str, Response] = field(default_factory=dict)
    digests: Mapping[str, str] = field(default_factory=dict)
    changes: Changes | None = None

    @property
    def findings(self) -> list[Finding]:
        """All findings, waived ones too, in the order of every listing."""
        return self.report.findings

    @property
    def is_sample(self) -> bool:
        """Whether a document that comes with the program is among the inputs, wherever it was read from."""
        return any(info.sha256 in sample_digests() for info in self.report.inputs)


def _is_certain_violation(finding: Finding) -> bool:
    return finding.severity == "violation" and finding.certainty == "pasti"


def conclusion(dossier: Dossier) -> Conclusion:
    """What an inspectorate signs: nothing can be concluded, not met, met with exceptions, or met.

    Not concluded when the input could not be read, a rule is in error, or too few rules of the
    whole catalogue found something to look at (an empty cascade; one rule chosen of many). Not met
    with a certain violation that no waiver covers; one that is to be reviewed proves nothing yet.
    Met with exceptions when violations are waived or to be reviewed, or warnings are found.
    """
    found = coverage(dossier.report)
    error = any(row.status == "error" for row in dossier.report.statuses())
    if dossier.report.problems or error or not is_covered(found.applied, found.catalogue):
        return "belum-dapat-disimpulkan"
    if any(map(_is_certain_violation, dossier.report.open)):
        return "tidak-memenuhi"
    # What is left out of the report may still be a warning: leaving it out makes nothing better.
    if dossier.report.hidden or any(f.severity != "info" for f in dossier.findings):
        return "memenuhi-dengan-pengecualian"
    return "memenuhi"


def moment() -> datetime:
    """The time that a bundle carries.

    Now in UTC, or what the environment variable SOURCE_DATE_EPOCH fixes.

    :raises InputError: USE-EPOCH when the variable is no number of seconds.
    """
    fixed = os.environ.get("SOURCE_DATE_EPOCH")
    if fixed is None:
        return datetime.now(UTC).replace(microsecond=0)
    try:
        return datetime.fromtimestamp(int(fixed), UTC)
    except (ValueError, OverflowError, OSError) as error:
        raise InputError(Problem("USE-EPOCH", "SOURCE_DATE_EPOCH", {"found": fixed})) from error
