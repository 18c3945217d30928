"""Sets ``laporan.pdf`` with Typst.

The same dossier gives the same bytes, and nothing outside of the package is read.
"""

from __future__ import annotations

import os
import subprocess  # ruff: ignore[suspicious-subprocess-import] - starts our own program, never a shell
import sys
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import msgspec

from kg.errors import CouldNotError, Problem
from kg.limits import DEFAULT
from kg.report.dossier.dossier import Dossier
from kg.report.drawing.files import Drawn
from kg.report.pdf import press
from kg.report.pdf.data import report_data
from kg.report.pdf.findings import pieces
from kg.report.pdf.press import Job, pressed
from kg.report.pdf.text import printable

__all__ = ["FOLDER", "WHOLE", "check_pdf", "papers", "summary_pdf"]

WHOLE = "laporan.pdf"
#: Where the pieces stand in a bundle.
FOLDER = "cetak"
#: What of the facts of the report a piece needs.
_SHARED = ("lang", "words", "number", "sentence", "digest", "moment", "scope")


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
        raise CouldNotError(Problem("USE-OUTPUT", WHOLE, {"reason": reason}))
    return done.stdout


def _named(parts: list[list[dict[str, Any]]]) -> Iterator[dict[str, Any]]:
    """The file of every piece, and the units whose findings stand in it."""
    digits = max(2, len(str(len(parts))))
    for number, units in enumerate(parts, start=1):
        told = []
        for unit in units:
            if unit["rules"] or not sum(unit["counts"]):
                told.append(f"{unit['name']}, {unit['period']}")
        yield {"file": f"{FOLDER}/temuan-{number:0{digits}}.pdf", "units": told}


def papers(dossier: Dossier, sheets: Sequence[Drawn]) -> dict[str, bytes]:
    """The papers of a bundle by file: the report, and its findings in pieces where they are many.

    ``sheets`` are the pictures, which have been drawn.
    """
    if len(dossier.findings) <= DEFAULT.paper_whole:
        return {WHOLE: pressed(_job("laporan.typ", report_data(dossier, sheets=sheets), dossier))}
    parts = pieces(dossier, DEFAULT.paper_piece, DEFAULT.paper_findings)
    names = list(_named(parts))
    data = report_data(dossier, sheets=sheets, pieces=names)
    made = {WHOLE: _apart(_job("laporan.typ", data, dossier))}
    shared = {key: data[key] for key in _SHARED}
    for number, (name, units) in enumerate(zip(names, parts, strict=True), start=1):
        own = {"findings": printable(units, dossier.lang), "part": f"{number}/{len(parts)}"}
        made[name["file"]] = _apart(_job("temuan.typ", shared | own, dossier))
    return made
