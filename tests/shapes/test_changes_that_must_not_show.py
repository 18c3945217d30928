"""Metamorphic tests: what must leave the findings as they are."""

from __future__ import annotations

import random
import re
from collections import Counter
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, serialize

from kg.read.document import Document
from kg.read.inputs import read_paths
from kg.terms import KIN, RDF, RDFS
from tests.support.engines import checked
from tests.support.forms import as_folder, small

pytestmark = pytest.mark.slow

NAMES = [
    "17.01.06-pino-raya",
    "33.02.19-sokaraja",
    "35.07.26-pujon",
    "52.02.01-praya",
    "metode-lima-tahap",
]
_NODE = re.compile(r"(https://w3id\.org/kinerja/id/[^/]+/[^/]+/(?!organisasi|pohon)[^/]+/)(.+)")
Told = Counter[tuple[str, str, str | None, str]]


def _told_apart(documents: list[Document]) -> dict[str, Told]:
    """What is found in each kecamatan, by its code."""
    told: dict[str, Told] = {document.region: Counter() for document in documents}
    for f in checked(documents).findings:
        told[f.kecamatan][f.rule, f.label, f.value, f.message["id"]] += 1
    return told


def _told(documents: list[Document]) -> Told:
    return sum(_told_apart(documents).values(), Counter())


def _with(document: Document, triples: list[Triple]) -> Document:
    d = document
    return Document(d.graph, d.region, d.period, d.code, d.name, d.sha256, d.rows, triples)


def _renamed(document: Document) -> Document:
    def new(term: object) -> object:
        match = _NODE.fullmatch(term.value) if isinstance(term, NamedNode) else None
        return NamedNode(f"{match[1]}z{match[2][::-1].replace('.', '-')}") if match else term

    triples = [Triple(new(t.subject), t.predicate, new(t.object)) for t in document.triples]  # type: ignore[arg-type]
    return _with(document, triples)


@pytest.mark.parametrize("name", NAMES)
def test_names_of_nodes(documents: dict[str, Document], name: str) -> None:
    """IRIs carry no meaning: other ones, in another order, give the same findings."""
    document = documents[name]
    assert _told([_renamed(document)]) == _told([document])


@pytest.mark.parametrize("suffix", ["ttl", "nt", "nq", "trig", "jsonld", "rdf"])
def test_form_of_the_file(documents: dict[str, Document], tmp_path: Path, suffix: str) -> None:
    """The same statements in every RDF format that is read."""
    form = RdfFormat.from_extension(suffix)
    assert form is not None
    document = documents["33.02.19-sokaraja"]
    path = tmp_path / f"cascading.{suffix}"
    path.write_bytes(serialize(document.triples, format=form) or b"")
    assert _told(read_paths([path])) == _told([document])


def test_another_kecamatan(documents: dict[str, Document]) -> None:
    """Half of the statements of one kecamatan are lost: the findings of the others stay."""
    harmed = documents["17.01.06-pino-raya"]
    others = [documents[name] for name in NAMES[1:]]
    before = _told_apart([harmed, *others])
    after = _told_apart([_with(harmed, harmed.triples[::2]), *others])
    assert before.pop("17.01.06") != after.pop("17.01.06")
    assert len(before) == len(others)
    assert before == after


def test_a_statement_said_twice(documents: dict[str, Document]) -> None:
    """RDF is a set."""
    document = documents["52.02.01-praya"]
    assert _told([_with(document, document.triples * 2)]) == _told([document])


def test_a_second_document_that_says_the_same(tmp_path: Path) -> None:
    """A plan and the agreement drawn from it repeat each other on purpose: no finding of either changes."""
    paths = [as_folder(tmp_path / code, small(code, prefix=code)) for code in ("renja", "pk")]
    apart = _told(read_paths([paths[0]])) + _told(read_paths([paths[1]]))
    repeated = {"STR-07", "STR-08", "IND-17", "DOC-11"}
    assert [t for t in _told(read_paths(paths)) if t[0] in repeated] == [
        t for t in apart if t[0] in repeated
    ]


def test_shuffled_statements(documents: dict[str, Document]) -> None:
    """RDF has no order."""
    document = documents["metode-lima-tahap"]
    shuffled = random.Random(5).sample(document.triples, len(document.triples))
    assert _told([_with(document, shuffled)]) == _told([document])


def test_more_about_another_kecamatan(documents: dict[str, Document]) -> None:
    """A defect added to one kecamatan is found there and leaves the findings of the others."""
    harmed = documents["17.01.06-pino-raya"]
    others = [documents[name] for name in NAMES[1:]]
    orphan = NamedNode("https://w3id.org/kinerja/id/17.01.06/2022-2026/simpul/yatim")
    added = [
        Triple(orphan, RDF["type"], KIN["KondisiAntara"]),
        Triple(orphan, RDFS["label"], Literal("Terwujudnya pelayanan")),
    ]
    before = _told_apart([harmed, *others])
    after = _told_apart([_with(harmed, [*harmed.triples, *added]), *others])
    assert before.pop("17.01.06") != after.pop("17.01.06")
    assert len(before) == len(others)
    assert before == after
