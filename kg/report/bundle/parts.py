"""The parts of a bundle: one file name, one form, one function from the dossier to bytes."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module

from kg.report.dossier.dossier import Dossier

__all__ = ["PARTS", "WORKBOOK", "BundlePart", "part_of"]


@dataclass(frozen=True)
class BundlePart:
    """One file of the bundle; ``form`` is what ``--format`` calls it, ``media`` what a browser is told that it is.

    ``maker`` is the module below ``kg.report`` and its function from the dossier to text or bytes,
    loaded when the part is written: nobody who looks at a screen waits for the writers of PDF and
    workbooks. A part that is not ``bundled`` is written on demand.
    """

    file: str
    form: str
    maker: str
    media: str
    bundled: bool = True

    def write(self, dossier: Dossier) -> bytes:
        """The bytes of the part."""
        module, _, name = self.maker.partition(":")
        made = getattr(import_module(f"kg.report.{module}"), name)(dossier)
        if isinstance(made, str):
            return made.encode()
        return bytes(made)


#: What a workbook is called where kinds of file have names.
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
#: What a document of a word processor is called there.
LETTER = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

#: Every part, in the order in which a reader meets them.
PARTS: tuple[BundlePart, ...] = (
    BundlePart("laporan.html", "html", "html.page:html_report", "text/html"),
    BundlePart("laporan.pdf", "pdf", "pdf.document:check_pdf", "application/pdf"),
    BundlePart("ringkasan.pdf", "ringkasan", "pdf.document:summary_pdf", "application/pdf"),
    BundlePart("laporan.xlsx", "xlsx", "book.workbook:workbook", WORKBOOK),
    BundlePart("temuan.csv", "csv-id", "forms.as_csv:semicolon_csv", "text/csv"),
    BundlePart("temuan-koma.csv", "csv", "forms.as_csv:findings_csv", "text/csv"),
    BundlePart("temuan.json", "json", "forms.as_json:check_json", "application/json"),
    BundlePart(
        "temuan.schema.json", "schema", "forms.as_json:schema_part", "application/schema+json"
    ),
    BundlePart("laporan.ttl", "ttl", "forms.as_turtle:check_turtle", "text/turtle"),
    BundlePart("earl.ttl", "earl", "forms.as_earl:check_earl", "text/turtle"),
    BundlePart("laporan.sarif", "sarif", "forms.as_sarif:check_sarif", "application/sarif+json"),
    BundlePart("laporan.junit.xml", "junit", "forms.as_junit:check_junit", "application/xml"),
    BundlePart("ringkasan.md", "md", "forms.as_markdown:check_markdown", "text/markdown"),
    # Finished by hand in a word processor, so that no bundle holds it and kg verify does not judge it.
    BundlePart("surat.docx", "surat", "letter.letter:letter", LETTER, bundled=False),
)


def part_of(form: str) -> BundlePart:
    """The part of that form; ``KeyError`` when there is none.

    >>> part_of("json").file
    'temuan.json'
    """
    return {part.form: part for part in PARTS}[form]
