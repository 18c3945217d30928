"""Where the findings are too many for one paper, a bundle prints them in pieces that lose none and name each other."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest

import kg.report.pdf.document
from kg.limits import DEFAULT
from kg.report.bundle.manifest import mismatches, read_manifest
from kg.report.bundle.write import bundle_bytes, write_bundle
from kg.report.dossier.dossier import Dossier
from kg.report.drawing.files import drawn
from kg.report.pdf.document import check_pdf, papers
from kg.rules.finding import number_of
from tests.support.report_cases import of_one_unit

pytestmark = pytest.mark.slow

NUMBER = re.compile(r"T-[0-9A-F]{4}-[0-9A-F]{4}")


def text(paper: bytes) -> str:
    """All that is printed on a paper."""
    leaves = pypdfium2.PdfDocument(io.BytesIO(paper))
    # pdfium gives a hyphen at the end of a line as a sign of its own.
    return "\n".join(p.get_textpage().get_text_range() for p in leaves).replace("\ufffe", "-")


@pytest.fixture
def small(dossier: Dossier, monkeypatch: pytest.MonkeyPatch) -> Dossier:
    """One document whose findings are too many for one paper, and make several pieces."""
    one = of_one_unit(dossier, "52.02.01")
    size = len(one.findings) // 2 - 1
    limits = replace(DEFAULT, paper_whole=size, paper_piece=size)
    monkeypatch.setattr(kg.report.pdf.document, "DEFAULT", limits)
    return one


def test_every_finding_is_printed_once(small: Dossier) -> None:
    """In one of the pieces, which the report names; each piece carries the number of the report."""
    made = papers(small, list(drawn(small)))
    whole = text(made.pop("laporan.pdf"))
    assert sorted(made) == [f"cetak/temuan-0{n}.pdf" for n in (1, 2, 3)]
    assert all(name in whole for name in made)
    printed: list[str] = []
    for number, paper in enumerate(made.values(), start=1):
        told = text(paper)
        assert f"({number}/3)" in told
        # Every part of a report on the sample says that it is one.
        assert "DATA CONTOH" in told
        printed += NUMBER.findall(told)
    assert sorted(printed) == sorted(number_of(found.id) for found in small.findings)


def test_few_findings_are_one_paper(dossier: Dossier) -> None:
    """As it is printed by itself."""
    one = of_one_unit(dossier, "52.02.01")
    assert papers(one, list(drawn(one))) == {"laporan.pdf": check_pdf(one)}


def test_pieces_are_parts_of_the_bundle(small: Dossier, tmp_path: Path) -> None:
    """The manifest names them, they come out the same again, and those of an earlier bundle go."""
    write_bundle(small, tmp_path)
    parts = read_manifest(tmp_path)["parts"]
    assert sum(name.startswith("cetak/") for name in parts) == 3
    assert mismatches(tmp_path, parts) == []
    assert (
        bundle_bytes(small)["cetak/temuan-01.pdf"]
        == (tmp_path / "cetak/temuan-01.pdf").read_bytes()
    )
    few = replace(small.report.units[0], findings=small.report.units[0].findings[:3])
    write_bundle(replace(small, report=replace(small.report, units=(few,))), tmp_path)
    assert not (tmp_path / "cetak").exists()
    assert mismatches(tmp_path, read_manifest(tmp_path)["parts"]) == []
