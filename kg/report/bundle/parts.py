"""The parts of a bundle: one file name, one form, one function from the dossier to bytes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from kg.report.as_csv import findings_csv, semicolon_csv
from kg.report.as_json import check_json
from kg.report.as_turtle import check_turtle
from kg.report.book.workbook import workbook
from kg.report.bundle.dossier import Dossier

__all__ = ["PARTS", "Part", "part_of"]


@dataclass(frozen=True)
class Part:
    """One file of the bundle; ``form`` is what ``--format`` calls it. A part that is not ``bundled`` is written on demand."""

    file: str
    form: str
    write: Callable[[Dossier], bytes]
    bundled: bool = True


#: Every part, in the order in which a reader meets them.
PARTS: tuple[Part, ...] = (
    Part("temuan.json", "json", lambda dossier: check_json(dossier.report).encode()),
    Part("laporan.ttl", "ttl", lambda dossier: check_turtle(dossier.report).encode()),
    Part("laporan.xlsx", "xlsx", workbook),
    Part("temuan.csv", "csv", findings_csv),
    Part("temuan-titik-koma.csv", "csv-id", semicolon_csv, bundled=False),
)


def part_of(form: str) -> Part:
    """The part of that form; ``KeyError`` when there is none.

    >>> part_of("json").file
    'temuan.json'
    """
    return {part.form: part for part in PARTS}[form]
