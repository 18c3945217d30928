"""The findings of each document are exactly those that careful readers expect (tests/documents)."""

from __future__ import annotations

import csv
from collections import defaultdict
from pathlib import Path

import pytest

from kg.assets import bundled_documents
from kg.read.document import Document
from kg.read.rows import lines_in
from kg.rules.finding import Finding
from kg.rules.registry import rules
from tests.support.engines import checked
from tests.support.places import TESTS

LISTS = TESTS / "documents"
FOLDERS = bundled_documents()
KINDS = ("missing", "surplus")

#: A line of a document and the rule that speaks there.
Place = tuple[int, str]


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _places(rows: list[dict[str, str]]) -> list[Place]:
    return [(int(row["line"]), row["rule"]) for row in rows]


def _gaps(folder: Path) -> dict[str, set[Place]]:
    """The known gaps of a document by kind; a document without the file has none."""
    path = LISTS / folder.name / "known-gaps.csv"
    rows = _rows(path) if path.exists() else []
    assert all(row["missing|surplus"] in KINDS and row["reason"].strip() for row in rows), path
    return {kind: set(_places([r for r in rows if r["missing|surplus"] == kind])) for kind in KINDS}


def _printed(folder: Path) -> dict[int, list[str]]:
    """What the transcription of a document holds by line."""
    found: dict[int, list[str]] = defaultdict(list)
    for path in sorted(folder.glob("*.csv")):
        for row in _rows(path):
            own = lines_in(row.get("sumber_baris_kolom") or "")
            for column in (
                "nama",
                "sasaran",
                "rumusan",
                "formulasi",
                "sumber_data",
                "uraian",
                "nomor",
            ):
                line = own.get(column) or row.get("sumber_baris")
                if row.get(column) and line:
                    found[int(line)].append(row[column])
    return found


def _shown(folder: Path, wanted: set[Place], found: dict[Place, list[Finding]]) -> str:
    """What is missing and what is too many, each with the document's text."""
    printed = _printed(folder)
    lines = [
        f"missing {rule} on line {line}: {' | '.join(printed[line])}"
        for line, rule in sorted(wanted - set(found))
    ]
    for line, rule in sorted(set(found) - wanted):
        told = "; ".join(f.message["id"] for f in found[line, rule])
        lines.append(f"surplus {rule} on line {line}: {' | '.join(printed[line])} -> {told}")
    return "\n".join([f"{folder.name}: the findings are not those of expected.csv", *lines])


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda p: p.name)
def test_findings(folder: Path, documents: dict[str, Document]) -> None:
    """Exactly the lines of the list, less the known gaps."""
    report = checked([documents[folder.name]])
    found: dict[Place, list[Finding]] = defaultdict(list)
    for finding in report.findings:
        assert finding.source.line is not None, finding
        found[finding.source.line, finding.rule].append(finding)
    gaps = _gaps(folder)
    expected = set(_places(_rows(LISTS / folder.name / "expected.csv")))
    wanted = (expected - gaps["missing"]) | gaps["surplus"]
    assert set(found) == wanted, _shown(folder, wanted, found)


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda p: p.name)
def test_lists_are_well_formed(folder: Path) -> None:
    """In order, nothing twice, rules that exist; a gap is missing from what is expected, or is too many."""
    places = _places(_rows(LISTS / folder.name / "expected.csv"))
    assert places == sorted(set(places))
    assert {rule for _, rule in places} <= {rule.id for rule in rules()}
    gaps = _gaps(folder)
    assert gaps["missing"] <= set(places) and not gaps["surplus"] & set(places)


def test_every_document_has_a_list() -> None:
    """No document without a list, no list without a document."""
    # Compiled modules lie beside the lists.
    listed = {p.name for p in LISTS.iterdir() if p.is_dir()} - {"__pycache__"}
    assert listed == {folder.name for folder in FOLDERS}
