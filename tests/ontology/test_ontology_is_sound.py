"""The ontology is sound: the core of the contract, declared terms, OWL 2 DL. Its style is held by shapes/meta."""

from __future__ import annotations

import re
from collections.abc import Iterable

import pytest
from pyoxigraph import (
    BlankNode,
    CanonicalizationAlgorithm,
    Dataset,
    Literal,
    NamedNode,
    Quad,
    RdfFormat,
    Triple,
)

from kg.assets import files, folder
from kg.derive.vocabulary import vocabulary
from kg.model.form import form
from kg.read.ontology import load_turtle, ontology
from kg.read.parse import parse
from kg.terms import BASE, DCTERMS, KIN, OWL, RDF, RDFS, SKOS

TRIPLES = ontology().triples
KINDS = {
    name: OWL[name]
    for name in ("Class", "ObjectProperty", "DatatypeProperty", "AnnotationProperty")
}
CONTRACT = [
    "Kinerja",
    "SimpulKinerja",
    "Outcome",
    "KondisiStrategis",
    "KondisiAntara",
    "KondisiOperasional",
    "Tujuan",
    "Sasaran",
    "CSF",
    "Indikator",
    "IKU",
    "IKI",
    "Target",
    "KomponenPerencanaan",
    "Program",
    "Kegiatan",
    "SubKegiatan",
    "Jabatan",
    "Camat",
    "SekretarisKecamatan",
    "KepalaSeksi",
    "KepalaSubbagian",
    "Pelaksana",
    "JabatanFungsional",
    "Kecamatan",
    "UnitKerja",
    "Dokumen",
    "BarisSumber",
    "menopang",
    "berkontribusiPada",
    "kondisiDiperlukan",
    "faktorDari",
    "diukurOleh",
    "memilikiTarget",
    "tahun",
    "nilai",
    "teksNilai",
    "satuan",
    "formulasi",
    "definisiOperasional",
    "tipePenghitungan",
    "arah",
    "sumberData",
    "kondisiAwal",
    "bagianDari",
    "memilikiSasaran",
    "diterjemahkanKe",
    "ditanggungjawabiOleh",
    "dilaksanakanOleh",
    "melaporKe",
    "memilikiTugas",
    "kodeNomenklatur",
    "crosscuttingDengan",
    "dokumen",
    "baris",
    "lembar",
    "kolom",
    "mendukungOutcome",
]


def _objects(subject: object, predicate: NamedNode) -> list[object]:
    return [t.object for t in TRIPLES if t.subject == subject and t.predicate == predicate]


@pytest.mark.parametrize("name", CONTRACT)
def test_the_core_of_the_contract_is_there(name: str) -> None:
    """Classes start with a capital, properties do not."""
    terms = ontology().classes if name[0].isupper() else ontology().properties
    assert KIN[name] in terms


def _kind_of_use(triple: Triple) -> NamedNode | None:
    """Terms in these places must be declared."""
    return (
        triple.predicate
        if triple.predicate not in {RDF["type"], RDF["first"], RDF["rest"]}
        else None
    )


def test_every_property_in_use_is_declared() -> None:
    """OWL 2 DL knows no undeclared properties, and no property of two kinds."""
    builtin = (str(OWL), str(RDFS), str(RDF))
    declared = ontology().properties
    for triple in TRIPLES:
        used = _kind_of_use(triple)
        assert used is None or used in declared or used.value.startswith(builtin), used
    kinds = [{s for s in declared if KINDS[k] in _objects(s, RDF["type"])} for k in list(KINDS)[1:]]
    assert not (kinds[0] & kinds[1]) | (kinds[0] & kinds[2]) | (kinds[1] & kinds[2])


def test_non_simple_properties_stay_out_of_restrictions() -> None:
    """OWL 2 DL: transitive properties and those implied by chains may not carry Self, cardinality or disjointness."""
    pairs = [(t.subject, t.object) for t in TRIPLES if t.predicate == RDFS["subPropertyOf"]]
    composite = {
        t.subject
        for t in TRIPLES
        if t.object == OWL["TransitiveProperty"] or t.predicate == OWL["propertyChainAxiom"]
    }
    grown = True
    while grown:
        above = {o for s, o in pairs if s in composite}
        grown = not above <= composite
        composite |= above
    restricted = {t.object for t in TRIPLES if t.predicate == OWL["onProperty"]}
    assert restricted == {KIN["adalahOutcome"]}
    assert not restricted & composite


def test_alignments_stand_in_a_file_of_their_own() -> None:
    """Terms of other vocabularies are declared in align.ttl only, and no file imports a foreign ontology."""
    foreign = re.compile(
        r"^(org|prov|skos|qudt|cids):\w+ a owl:(Class|ObjectProperty)", re.MULTILINE
    )
    for path in files("ontology", "*.ttl"):
        text = path.read_text(encoding="utf-8")
        assert path.name == "align.ttl" or not foreign.search(text), path
        assert "owl:imports" not in text or path.name == "kinerja.ttl"
    for name in ("org:Post", "prov:Entity", "skos:broader", "qudt:Unit", "cids:Outcome"):
        assert name in (folder("ontology") / "align.ttl").read_text(encoding="utf-8")


@pytest.mark.parametrize("path", files("ontology", "vocab/*.ttl"), ids=lambda p: p.stem)
def test_word_lists_name_their_source(path: object) -> None:
    """Each list is a concept scheme with a source; each concept is in it; no form stands twice."""
    triples = [Triple(q.subject, q.predicate, q.object) for q in load_turtle(path)]  # type: ignore[arg-type]
    assert not any(isinstance(t.subject, BlankNode) for t in triples)
    scheme = NamedNode(f"{BASE}vocab/{path.stem}")  # type: ignore[attr-defined]
    assert [t.object for t in triples if t.subject == scheme and t.predicate == DCTERMS["source"]]
    concepts = {t.subject for t in triples if t.object == SKOS["Concept"]}
    assert concepts == {
        t.subject for t in triples if t.predicate == SKOS["inScheme"] and t.object == scheme
    }
    forms = [form for entry in vocabulary().entries(path.stem) for form in entry.forms]  # type: ignore[attr-defined]
    assert len(forms) == len(set(forms))


def test_our_own_files_pass_the_gate_for_foreign_ones() -> None:
    """A start reads them without it, because they are program text that was looked at here."""
    paths = [path for room in ("ontology", "shapes") for path in files(room, "*.ttl")]
    assert len(paths) > 150
    for path in paths:
        found = parse(path.read_bytes(), path.name, RdfFormat.TURTLE)
        assert named_alike(found) == named_alike(load_turtle(path))


def named_alike(quads: Iterable[Quad]) -> set[Quad]:
    """The statements with blank nodes named by what is said of them: each reading names them anew."""
    found = Dataset(quads)
    found.canonicalize(CanonicalizationAlgorithm.UNSTABLE)
    return set(found)


def test_what_an_official_fills_in_has_an_example() -> None:
    """Every property of a column of the form shows, in both languages, what its cell may hold."""
    shown: dict[str, set[str]] = {}
    for triple in TRIPLES:
        if triple.predicate == SKOS["example"] and isinstance(triple.object, Literal):
            shown.setdefault(str(triple.subject), set()).add(str(triple.object.language))
    filled = set()
    for sheet in form():
        filled.update(str(column.property) for column in sheet.columns if column.property)
    own = {name for name in filled if KIN in name}
    assert len(own) > 30
    assert {name: {"id", "en"} for name in own} == {name: shown.get(name, set()) for name in own}
