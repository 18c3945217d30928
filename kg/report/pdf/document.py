"""Sets ``laporan.pdf`` with Typst.

The same dossier gives the same bytes, and nothing outside of the package is read.
"""

from __future__ import annotations

import os
import subprocess  # ruff: ignore[suspicious-subprocess-import] - starts our own program, never a shell
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import msgspec

from kg.errors import CouldNotError, Problem
from kg.limits import DEFAULT
from kg.report.dossier.dossier import Dossier
from kg.report.drawing.files import Drawn
from kg.report.pdf import press
from kg.report.pdf.data import report_data, without_lists
from kg.report.pdf.findings import pieces
from kg.report.pdf.press import Job, pressed
from kg.report.pdf.text import printable

__all__ = ["FOLDER", "PAPERS", "check_pdf", "paper_count", "papers", "summary_pdf"]

_WHOLE, _SUMMARY = "laporan.pdf", "ringkasan.pdf"
#: The papers that every bundle has.
PAPERS = (_WHOLE, _SUMMARY)
#: Where the pieces stand in a bundle.
FOLDER = "cetak"
_Plain = dict[str, Any]
#: What of the facts of the report a piece needs.
_SHARED = ("lang", "words", "number", "sentence", "digest", "moment")


def _nobody() -> None:
    """Nobody is told."""


def _job(template: str, data: Mapping[str, Any], dossier: Dossier) -> Job:
    return Job(template, data, int(dossier.moment.timestamp()))


def check_pdf(dossier: Dossier) -> bytes:
    """The report on paper."""
    return pressed(_job("laporan.typ", report_data(dossier), dossier))


def summary_pdf(dossier: Dossier) -> bytes:
    """Two pages for whoever signs: what is concluded, where, and what to do first."""
    return pressed(_job("ringkasan.typ", report_data(dossier, whole=False), dossier))


def _apart(job: Job) -> bytes:
    """The same in a process of its own, on one processor.

    :raises CouldNotError: USE-OUTPUT where the process ends without a paper.
    """
    done = subprocess.run(  # ruff: ignore[subprocess-without-shell-equals-true] - our own words only
        [sys.executable, "-P", str(press.__file__)],
        input=msgspec.json.encode(job),
        capture_output=True,
        check=False,
        env={**os.environ, "RAYON_NUM_THREADS": "1"},
    )
    if done.returncode:
        lines = done.stderr.decode(errors="replace").strip().splitlines() or [""]
        reason = f"{lines[-1]} ({done.returncode})"
        raise CouldNotError(Problem("USE-OUTPUT", _WHOLE, {"reason": reason}))
    return done.stdout


def _named(parts: list[list[_Plain]]) -> Iterator[_Plain]:
    """The file of every piece, and the units whose findings stand in it."""
    digits = max(2, len(str(len(parts))))
    for number, units in enumerate(parts, start=1):
        told = []
        for unit in units:
            if unit["rules"] or not sum(unit["counts"]):
                told.append(f"{unit['name']}, {unit['period']}")
        yield {"file": f"{FOLDER}/temuan-{number:0{digits}}.pdf", "units": told}


def _is_one(dossier: Dossier) -> bool:
    """Whether the findings stand in the report itself."""
    return len(dossier.findings) <= DEFAULT.paper_whole


def paper_count(dossier: Dossier) -> int:
    """How many papers a bundle has, one more or less."""
    if _is_one(dossier):
        return len(PAPERS)
    printed = min(len(dossier.findings), DEFAULT.paper_findings)
    return len(PAPERS) + -(-printed // DEFAULT.paper_piece)


def papers(
    dossier: Dossier, sheets: Sequence[Drawn], digest: str = "", told: Callable[[], None] = _nobody
) -> dict[str, bytes]:
    """The papers of a bundle by file: summary, report, and its findings in pieces where they are many.

    ``sheets`` are the pictures, which have been drawn, ``digest`` is that of the facts, where it is
    known; ``told`` is told of every paper that is made.
    """
    parts: list[list[_Plain]] = []
    press = pressed
    if not _is_one(dossier):
        parts = pieces(dossier, DEFAULT.paper_piece, DEFAULT.paper_findings)
        press = _apart
    names = list(_named(parts))
    data = report_data(dossier, sheets=sheets, pieces=names, digest=digest)
    made = {_SUMMARY: pressed(_job("ringkasan.typ", without_lists(data), dossier))}
    told()
    made[_WHOLE] = press(_job("laporan.typ", data, dossier))
    told()
    shared = {key: data[key] for key in _SHARED}
    shared["scope"] = {"tool": data["scope"]["tool"]}
    for number, (name, units) in enumerate(zip(names, parts, strict=True), start=1):
        own = {"findings": printable(units, dossier.lang), "part": f"{number}/{len(parts)}"}
        made[name["file"]] = press(_job("temuan.typ", shared | own, dossier))
        told()
    return made
