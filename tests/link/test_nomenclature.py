"""Items are held against the nomenclature of their years; nothing is asked of a document before it was in force."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from kg.assets import folder
from kg.derive.official.nomenclature import nomenclature
from kg.rules.check import Status
from kg.rules.registry import rules
from tests.support.cases import check_case
from tests.support.engines import engine_named
from tests.support.places import SHARED

NATIONAL = SHARED / "data" / "nomenklatur_701.csv"
PREFIXES = """
@prefix kin: <https://w3id.org/kinerja/ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix : <https://example.org/kasus/> .
"""
SUB = """
:dok a kin:Dokumen ; kin:tahunPeriode "{year}"^^xsd:gYear .
:a a kin:SubKegiatan ; rdfs:label "Penyediaan Gaji dan Tunjangan ASN" ; kin:diukurOleh :i .
:i a kin:Indikator ; rdfs:label "Jumlah rapat" .
"""


def status_of(folder: Path, text: str, rule: str) -> Status:
    """What becomes of one rule for a few statements in Turtle."""
    (folder / "kasus.ttl").write_text(PREFIXES + text, encoding="utf-8")
    chosen = tuple(r for r in rules() if r.id == rule)
    return check_case(folder / "kasus.ttl", engine_named("bulk"), chosen).statuses[0].status


@pytest.mark.parametrize(
    ("year", "status"), [(2021, "not-applied"), (2022, "not-applied"), (2023, "broken")]
)
def test_no_standard_indicator_is_asked_for_before_there_was_one(
    tmp_path: Path, year: int, status: str
) -> None:
    """Standard indicators came with Kepmendagri 900.1.15.5-1317/2023."""
    assert status_of(tmp_path, SUB.format(year=year), "NOM-07") == status


def test_unknown_names_are_not_judged(tmp_path: Path) -> None:
    """The catalogue is not the whole nomenclature: what it does not know is not applied."""
    text = ':a a kin:SubKegiatan ; rdfs:label "Menanam bunga di halaman" .'
    assert status_of(tmp_path, text, "NOM-03") == "not-applied"


def test_the_two_digit_code_of_earlier_years_means_the_same() -> None:
    """Sub-activities had two digits up to 2022."""
    known = nomenclature()
    assert known.coded("7.01.03.2.01.01") is known.coded("7.01.03.2.01.0001") is not None


def test_every_entry_has_its_parent() -> None:
    """Programs, activities and sub-activities form trees."""
    with (folder("data") / "nomenklatur" / "701.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    codes = {row["kode"] for row in rows}
    assert all(row["kode_induk"] in codes for row in rows if row["jenjang"] != "program")
    assert all(row["kode"].startswith(row["kode_induk"]) for row in rows)


@pytest.mark.skipif(not NATIONAL.is_file(), reason="the national list is not part of the product")
def test_the_own_catalogue_equals_the_national_list() -> None:
    """Every program, activity and sub-activity, with name, result, indicator, unit and scope as in the national list."""
    with NATIONAL.open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["jenjang"] not in {"unsur", "bidang"}]
    national = {row["kode"]: row for row in rows}
    with (folder("data") / "nomenklatur" / "701.csv").open(encoding="utf-8") as file:
        own = {row["kode"]: row for row in csv.DictReader(file)}
    assert own.keys() == national.keys()
    for code, row in own.items():
        other = national[code]
        assert row["nama"] == (other["nama_2023"] or other["nama"])
        columns = ("kinerja", "indikator", "satuan", "cakupan")
        assert all(row[name] == other[name] for name in columns)


CODE = """
:dok a kin:Dokumen ; kin:tahunPeriode "{year}"^^xsd:gYear .
:a a kin:SubKegiatan ; rdfs:label "Menanam bunga" ; kin:kodeNomenklatur "{code}" .
"""


@pytest.mark.parametrize(
    ("year", "code", "status"),
    [
        (2021, "7.01.02.2.01.77", "not-applied"),  # no list of those years
        (2025, "5.01.02.2.01.0001", "not-applied"),  # no list of that bidang
        (2025, "7.01.02.2.01.0077", "broken"),
        (2025, "7.01.02.2.01.0001", "kept"),
        (2025, "7.01.02.2.1", "not-applied"),  # the pattern is wrong: NOM-02 says so
    ],
)
def test_codes_are_looked_up_only_where_a_list_is_known(
    tmp_path: Path, year: int, code: str, status: str
) -> None:
    """A code in no list is a finding only where the list of its version and part is there."""
    assert status_of(tmp_path, CODE.format(year=year, code=code), "NOM-11") == status


PLACE = """
:dok a kin:Dokumen ; kin:tahunPeriode "2025"^^xsd:gYear .
:k a kin:Kecamatan ; rdfs:label "Kecamatan" ; kin:kodeWilayah "{region}" .
:a a kin:Kegiatan ; rdfs:label "Kegiatan" ; kin:kodeNomenklatur "{code}" .
"""


@pytest.mark.parametrize(
    ("region", "code", "status"),
    [
        ("11.01.01", "7.01.03.7.04", "kept"),
        ("33.02.19", "7.01.03.7.04", "broken"),
        ("31.71.01", "7.01.03.6.01", "kept"),
        ("31.71.01", "7.01.03.2.01", "broken"),
        ("33.02.19", "7.01.03.6.01", "broken"),
        ("31.71.01", "7.01.01.2.01", "not-applied"),
        ("33.02.19", "7.01.01.2.11", "broken"),
    ],
)
def test_codes_belong_to_those_they_were_made_for(
    tmp_path: Path, region: str, code: str, status: str
) -> None:
    """Aceh, Papua, the two secretariats and the kecamatan administrasi have parts of their own."""
    assert status_of(tmp_path, PLACE.format(region=region, code=code), "NOM-11") == status
