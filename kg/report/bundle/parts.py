"""The parts of a bundle: one file name, one form, one function from the dossier to bytes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from kg.report.book.workbook import workbook
from kg.report.dossier.dossier import Dossier
from kg.report.forms.as_csv import findings_csv, semicolon_csv
from kg.report.forms.as_earl import check_earl
from kg.report.forms.as_json import check_json, findings_schema
from kg.report.forms.as_junit import check_junit
from kg.report.forms.as_markdown import check_markdown
from kg.report.forms.as_sarif import check_sarif
from kg.report.forms.as_turtle import check_turtle
from kg.report.html.page import html_report
from kg.report.pdf.document import check_pdf, summary_pdf

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
    Part("laporan.html", "html", html_report),
    Part("laporan.pdf", "pdf", check_pdf),
    Part("ringkasan.pdf", "ringkasan", summary_pdf),
    Part("laporan.xlsx", "xlsx", workbook),
    Part("temuan.csv", "csv-id", semicolon_csv),
    Part("temuan-koma.csv", "csv", findings_csv),
    Part("temuan.json", "json", lambda dossier: check_json(dossier).encode()),
    Part("temuan.schema.json", "schema", lambda _: findings_schema()),
    Part("laporan.ttl", "ttl", lambda dossier: check_turtle(dossier).encode()),
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
