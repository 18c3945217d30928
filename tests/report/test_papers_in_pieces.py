"""Where the findings are too many for one paper, a bundle prints them in pieces that lose none and name each other."""

from __future__ import annotations

import io
import re
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest

import kg.report.bundle.held
import kg.report.pdf.document
from kg.limits import DEFAULT
from kg.read.gate import sha256
from kg.report.bundle.held import held
from kg.report.bundle.manifest import mismatches, read_manifest
from kg.report.bundle.parts import PARTS, part_of
from kg.report.bundle.write import bundle_bytes, stated_again, write_bundle
from kg.report.dossier.dossier import Dossier
from kg.report.drawing.files import drawn
from kg.report.pdf.document import check_pdf, paper_count, papers, summary_pdf
from kg.rules.finding import number_of
from kg.worker.told_progress import Progress
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
    assert made.pop("ringkasan.pdf") == summary_pdf(small)
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
    """As it is printed by itself, beside the summary; so many papers are told."""
    one = of_one_unit(dossier, "52.02.01")
    told: list[str] = []
    digest = sha256(part_of("json").write(one))
    made = papers(one, list(drawn(one)), digest, lambda: told.append("made"))
    assert made == {"ringkasan.pdf": summary_pdf(one), "laporan.pdf": check_pdf(one)}
    assert len(told) == len(made) == paper_count(one)


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


def test_large_parts_wait_on_the_disk(
    small: Dossier, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In files without a name beside where they will lie; what is written is the same, and nothing else."""
    monkeypatch.setattr(kg.report.bundle.held, "DEFAULT", replace(DEFAULT, held_bytes=1))
    home = tmp_path / "baru" / "laporan"
    with ExitStack() as waiting:
        part = held(b"abc" * 1_000_000, home, waiting)
        assert b"".join(part.pieces()) == part.whole() == b"abc" * 1_000_000
        assert list(tmp_path.iterdir()) == []
    write_bundle(small, home)
    files = {}
    for path in home.rglob("*"):
        if path.is_file():
            files[path.relative_to(home).as_posix()] = path.read_bytes()
    assert files == bundle_bytes(small)


def test_every_part_is_told_while_a_bundle_is_made_again(small: Dossier) -> None:
    """One after the other up to the last; the papers, which take longest, too."""
    told: list[Progress] = []
    stated = stated_again(small, told.append)
    bundled = [part.file for part in PARTS if part.bundled]
    pieces = [name for name in stated["parts"] if name.startswith("cetak/")]
    assert [one.done for one in told] == list(range(1, len(bundled) + len(pieces) + 1))
    assert told[-1].done == told[-1].total
