"""The five documents are in data/ whole: counts read off the documents themselves."""

from __future__ import annotations

import pytest

from kg.read.document import Document
from kg.read.ontology import ontology
from kg.terms import KIN, PROV, text_of
from kg.walk.view import View

Documents = dict[str, Document]


def _view(documents: Documents, name: str) -> View:
    return View(documents[name].triples, ontology())


def _count(view: View, **classes: int) -> None:
    assert {name: len(view.instances(KIN[name])) for name in classes} == classes


def test_pino_raya(documents: Documents) -> None:
    """24 rows of programs and activities, 28 sub-activities, five target years each."""
    view = _view(documents, "17.01.06-pino-raya")
    _count(
        view,
        Program=5,
        Kegiatan=16,
        SubKegiatan=28,
        Sasaran=24 + 28,
        Indikator=24 + 28,
        Target=52 * 5,
        Jabatan=9,
    )
    assert sum(bool(view.label(i)) for i in view.instances(KIN["Indikator"])) == 49, (
        "lines 9 to 11 have an empty indicator cell"
    )


def test_sokaraja(documents: Documents) -> None:
    """Goal, objective, 5 programs, 10 activities, 27 sub-activities, each with formula, type and source."""
    view = _view(documents, "33.02.19-sokaraja")
    _count(
        view,
        Tujuan=1,
        SasaranPerangkatDaerah=1,
        Program=5,
        Kegiatan=10,
        SubKegiatan=27,
        Indikator=46,
        CetakUlang=20,
    )
    indicators = view.instances(KIN["Indikator"])
    assert all(
        view.text(i, KIN["formulasi"]) and view.text(i, KIN["tipePenghitungan"]) for i in indicators
    )


def test_pujon(documents: Documents) -> None:
    """28 posts with every duty and function, and all 73 individual indicators."""
    view = _view(documents, "35.07.26-pujon")
    _count(
        view,
        Jabatan=28,
        IKI=73,
        Tugas=162,
        Fungsi=31,
        SasaranJabatan=32,
        Camat=1,
        KepalaSeksi=5,
        KepalaSubbagian=2,
    )


def test_praya(documents: Documents) -> None:
    """The whole tree of six levels."""
    view = _view(documents, "52.02.01-praya")
    _count(
        view, Outcome=1, KondisiStrategis=4, KondisiAntara=34, KondisiOperasional=25, Indikator=19
    )
    level = view.instances(KIN["Outcome"])
    sizes = []
    while level:
        sizes.append(len(level))
        level = [child for node in level for child in view.subjects(KIN["menopang"], node)]
    assert sizes == [1, 4, 13, 13, 17, 16]


def test_method(documents: Documents) -> None:
    """Outcome, 4 CSF, conditions, indicators, planning component and post for each."""
    view = _view(documents, "metode-lima-tahap")
    _count(
        view,
        Outcome=1,
        CSF=4,
        KondisiStrategis=4,
        KondisiAntara=5,
        KondisiOperasional=8,
        Indikator=19,
        Jabatan=7,
    )
    nodes = view.instances(KIN["SimpulKinerja"])
    assert all(
        view.nodes(n, KIN["diukurOleh"]) and view.nodes(n, KIN["diterjemahkanKe"]) for n in nodes
    )


@pytest.mark.parametrize(
    "name",
    [
        "17.01.06-pino-raya",
        "33.02.19-sokaraja",
        "35.07.26-pujon",
        "52.02.01-praya",
        "metode-lima-tahap",
    ],
)
def test_every_statement_has_its_source_line(documents: Documents, name: str) -> None:
    """Every statement points at a numbered line of the document, and at its sheet row."""
    view = _view(documents, name)
    for node in view.instances(KIN["Pernyataan"]):
        rows = view.nodes(node, PROV["wasDerivedFrom"])
        kinds = [view.is_a(row, KIN["BarisLembar"]) for row in rows]
        assert True in kinds and False in kinds, node
        assert all(text_of(o).isdigit() for row in rows for o in view.objects(row, KIN["baris"]))
