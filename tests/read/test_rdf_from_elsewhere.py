"""RDF that others wrote with nothing but the contract's vocabulary is read, judged, and never judged on what it cannot say."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import InputError
from kg.read.inputs import read_paths
from kg.worker.checking import CheckReport
from tests.support.engines import checked
from tests.support.forms import as_folder, small
from tests.support.places import ROOT

HEAD = """@prefix kin: <https://w3id.org/kinerja/ns#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix : <https://w3id.org/kinerja/id/33.02.19/2024-2026/x/> .
"""
PLAN = (
    HEAD
    + """
:t a kin:Tujuan ; rdfs:label "Meningkatnya pelayanan"@id ; kin:memilikiSasaran :s .
:s a kin:Sasaran ; rdfs:label "Meningkatnya kepuasan"@id ; kin:didukungProgram :p ; kin:diukurOleh :i .
:p a kin:Program ; rdfs:label "PROGRAM A"@id . :k a kin:Kegiatan ; kin:bagianDari :p ; rdfs:label "Kegiatan"@id .
:i a kin:Indikator ; rdfs:label "Persentase layanan"@id ; kin:satuan "%" ; kin:memilikiTarget :i2024 , :i2025 .
:i2024 a kin:Target ; kin:tahun "2024"^^<http://www.w3.org/2001/XMLSchema#gYear> ; kin:nilai 80.0 .
:i2025 a kin:Target ; kin:tahun "2025"^^<http://www.w3.org/2001/XMLSchema#gYear> ; kin:nilai 70.0 .
"""
)


def _check(*paths: Path) -> CheckReport:
    return checked(read_paths(list(paths)))


def _file(folder: Path, text: str, name: str = "a.ttl") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def _status(report: CheckReport) -> dict[str, str]:
    return {row.rule.id: row.status for row in report.statuses()}


def test_the_period_is_read_from_the_iri(tmp_path: Path) -> None:
    """A year missing, and a decline between plain numbers, are findings."""
    report = _check(_file(tmp_path, PLAN))
    values = {f.rule: f.value for f in report.findings if f.rule in {"TGT-01", "TGT-04"}}
    assert set(values) == {"TGT-01", "TGT-04"}
    assert any("2026" in f.message["id"] for f in report.findings if f.rule == "TGT-01")


def test_without_a_region_no_foreign_kecamatan_can_be_told(tmp_path: Path) -> None:
    """Which kecamatan are neighbours is unknown: DOC-02 is not applied, not kept."""
    text = PLAN.replace("https://w3id.org/kinerja/id/33.02.19/2024-2026/x/", "https://example.org/")
    assert _status(_check(_file(tmp_path, text)))["DOC-02"] == "not-applied"
    assert _status(_check(_file(tmp_path, PLAN, "b.ttl")))["DOC-02"] == "kept"


def test_files_without_our_identity_stay_apart(tmp_path: Path) -> None:
    """Two foreign files are two units; their nodes never complete each other."""
    foreign = PLAN.replace(
        "https://w3id.org/kinerja/id/33.02.19/2024-2026/x/", "https://example.org/{}/"
    )
    report = _check(
        _file(tmp_path, foreign.replace("{}", "a")),
        _file(tmp_path, foreign.replace("{}", "b"), "b.ttl"),
    )
    assert len({(unit.region, unit.period) for unit in report.units}) == 2


def test_terms_the_ontology_does_not_know_are_told(tmp_path: Path) -> None:
    """A misspelt class leaves its node unchecked; that is said by name."""
    document = read_paths([_file(tmp_path, PLAN.replace("kin:Kegiatan", "kin:Kegiatn"))])[0]
    assert [n.code for n in document.notes] == ["READ-TERM", "READ-INVERSE"]
    assert "Kegiatn" in document.notes[0].line("id")


def test_what_is_stated_from_the_other_end_is_told(tmp_path: Path) -> None:
    """No rule reads the inverse of a property: that is no reason to be silent about it."""
    text = PLAN + "\n<urn:a> kin:memilikiBagian <urn:b> .\n"
    document = read_paths([_file(tmp_path, text)])[0]
    assert [n.code for n in document.notes] == ["READ-INVERSE"]
    assert "dengan mendukungSasaran, bagianDari" in document.notes[0].line("id")


def test_documents_that_share_an_iri_are_refused_by_every_command(tmp_path: Path) -> None:
    """Merging would hide defects of both; checking files directly is no way round."""
    first, second = (
        as_folder(tmp_path / "a", small("satu")),
        as_folder(tmp_path / "b", small("dua")),
    )
    with pytest.raises(InputError) as caught:
        _check(first, second)
    assert {p.code for p in caught.value.problems} == {"UNIT-CLASH"}


def test_a_reserved_document_code_is_refused(tmp_path: Path) -> None:
    """``turunan`` names the graph of derived facts."""
    with pytest.raises(InputError) as caught:
        read_paths([as_folder(tmp_path / "a", small("turunan"))])
    assert [p.code for p in caught.value.problems] == ["IDENT-RESERVED"]


@pytest.mark.parametrize("name", ["STR-02", "STR-04"])
def test_links_lost_in_extraction_accuse_nobody(name: str) -> None:
    """The parents of Praya's tree were reconstructed: rules on parents are not applied there."""
    data = ROOT / "data" / "52.02.01-praya"
    assert _status(_check(data))[name] == "not-applied"
