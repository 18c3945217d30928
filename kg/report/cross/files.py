"""All answers in a folder.

One CSV file each, row by row, and ``lintas.json`` with what became of every rule.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path

from kg import __version__
from kg.errors import CouldNotError, Lang, Problem
from kg.report.cross.listing import COLUMNS, finding_row, question_object
from kg.report.forms.as_csv import unshielded
from kg.report.listing import json_text
from kg.report.nation.sinks import CsvSink
from kg.report.output import write_bytes
from kg.worker.cross.answer import CrossAsked, areas_of, ask_tables, findings_of, status_of
from kg.worker.cross.cross_finding import CrossStatus
from kg.worker.cross.table_engine import Tables

__all__ = ["Answered", "write_answers"]

Answered = list[tuple[CrossAsked, CrossStatus | None, int]]


def _write(
    asked: CrossAsked, tables: Tables, path: Path, lang: Lang
) -> tuple[CrossStatus | None, int]:
    rule = asked.question.rule
    count = 0
    if rule:
        areas = areas_of(rule, tables)
    else:
        areas = (0, 0)
    sink = CsvSink(path, COLUMNS if rule else asked.question.columns)
    try:
        rows: Iterable[list[str]] = ask_tables(asked, tables)
        if rule:
            if areas[0]:
                rows = (finding_row(f, lang) for f in findings_of(asked, rule, tables))
            else:
                rows = ()
        for row in rows:
            sink.add(list(map(unshielded, row)))
            count += 1
    except CouldNotError:
        sink.drop()
        raise
    sink.close()
    return (status_of(asked, areas, count) if rule else None), count


def write_answers(
    questions: Iterable[CrossAsked],
    tables: Tables,
    out: Path,
    by: str,
    lang: Lang,
) -> Answered:
    """Answer every question into a folder; the same tables give the same bytes.

    :raises CouldNotError: USE-OUTPUT when the folder cannot be written.
    """
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CouldNotError(
            Problem("USE-OUTPUT", str(out), {"reason": error.strerror or str(error)})
        ) from error
    done: Answered = []
    for q in questions:
        done.append((q, *_write(q, tables, out / f"{q.question.id}.csv", lang)))
    body = {
        "schema": 1,
        "tool": {"version": __version__},
        "by": by,
        "answers": [
            question_object(q, lang) | {"rows": n, "status": asdict(s) if s else None}
            for q, s, n in done
        ],
    }
    write_bytes(out / "lintas.json", json_text(body).encode())
    return done
