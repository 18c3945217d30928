"""Sets ``laporan.pdf`` with Typst.

The same dossier gives the same bytes, and nothing outside of the package is read.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.report.dossier.dossier import Dossier
from kg.report.pdf.data import report_data

if TYPE_CHECKING:
    from typst import PDFStandard

__all__ = ["check_pdf", "summary_pdf"]

#: For the archive (PDF/A-2a) and for screen readers (PDF/UA-1).
_STANDARDS: list[PDFStandard] = ["a-2a", "ua-1"]


def _set(template: str, data: Mapping[str, Any], dossier: Dossier) -> bytes:
    """One paper; every text of a document reaches the template as a JSON string, never as markup."""
    import typst  # loaded late: other commands need not wait for a large library

    folder = Path(str(resources.files("kg.report.pdf")))
    fonts = typst.Fonts(include_system_fonts=False, font_paths=[folder.parent / "fonts"])
    return typst.compile(
        folder / template,
        root=folder,
        font_paths=fonts,
        ignore_system_fonts=True,
        format="pdf",
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
        timestamp=int(dossier.moment.timestamp()),
        pdf_standards=_STANDARDS,
    )


def check_pdf(dossier: Dossier) -> bytes:
    """The report on paper."""
    return _set("laporan.typ", report_data(dossier), dossier)


def summary_pdf(dossier: Dossier) -> bytes:
    """Two pages for whoever signs: what is concluded, where, and what to do first."""
    return _set("ringkasan.typ", report_data(dossier, whole=False), dossier)
