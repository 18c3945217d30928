"""The parts of a bundle: one file name, one form, one function from the dossier to bytes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from kg.report.as_earl import check_earl
from kg.report.as_json import check_json
from kg.report.as_junit import check_junit
from kg.report.as_markdown import check_markdown
from kg.report.as_sarif import check_sarif
from kg.report.as_turtle import check_turtle
from kg.report.bundle.dossier import Dossier
from kg.report.pdf.document import check_pdf

__all__ = ["PARTS", "Part", "part_of"]


@dataclass(frozen=True)
class Part:
    """One file of the bundle; ``form`` is what ``--format`` calls it."""

    file: str
    form: str
    write: Callable[[Dossier], bytes]


#: Every part, in the order in which a reader meets them.
PARTS: tuple[Part, ...] = (
    Part("temuan.json", "json", lambda dossier: check_json(dossier.report).encode()),
    Part("laporan.pdf", "pdf", check_pdf),
    Part("laporan.ttl", "ttl", lambda dossier: check_turtle(dossier.report).encode()),
    Part("earl.ttl", "earl", check_earl),
    Part("laporan.sarif", "sarif", check_sarif),
    Part("laporan.junit.xml", "junit", check_junit),
    Part("ringkasan.md", "md", check_markdown),
)


def part_of(form: str) -> Part:
    """The part of that form; ``KeyError`` when there is none.

    >>> part_of("json").file
    'temuan.json'
    """
    return {part.form: part for part in PARTS}[form]
