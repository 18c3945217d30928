"""A profile may take the last word for a village or a kecamatan: nothing is named by it then, and nothing fails."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pyoxigraph import Literal, NamedNode, Triple

from kg.derive.run import derive
from kg.derive.vocabulary import Words, bundled, in_force
from kg.read.ontology import ontology
from kg.terms import GRAPH, ID, KIN, RDF, RDFS

_HOME = "33.02.19/2025/"
_LABEL = "Jumlah rapat dengan Kecamatan Banyumas dan Desa Sukamaju"


@pytest.fixture(autouse=True)
def _own_lists() -> Iterator[None]:
    """The lists of the program, before and after: those of the last check stay in force."""
    with in_force(bundled()):
        yield
    with in_force(bundled()):
        pass


def _facts(words: tuple[str, ...]) -> list[Triple]:
    node = NamedNode(f"{ID}{_HOME}indikator/a")
    place = NamedNode(f"{ID}{_HOME}kecamatan")
    said = [
        Triple(place, RDF["type"], KIN["Kecamatan"]),
        Triple(place, RDFS["label"], Literal("Sokaraja")),
        Triple(node, RDF["type"], KIN["Indikator"]),
        Triple(node, RDF["type"], KIN["Pernyataan"]),
        Triple(node, RDFS["label"], Literal(_LABEL)),
    ]
    lists = bundled().with_words({"sebutan-wilayah": Words((), words)})
    return derive({NamedNode(f"{GRAPH}{_HOME}renja"): said}, ontology(), lists)


def _has(facts: list[Triple], fact: str) -> bool:
    return any(told.predicate == KIN[fact] for told in facts)


def test_the_other_kecamatan_is_named() -> None:
    """With the lists that come with the program."""
    assert _has(_facts(()), "menyebutKecamatanLain")


@pytest.mark.parametrize("concept", ["desa", "kecamatan"])
def test_a_concept_without_words(concept: str) -> None:
    """Without a word for a kecamatan none is found behind one; the other facts are told as before."""
    words = bundled().forms_of("sebutan-wilayah", concept)
    assert words
    facts = _facts(words)
    assert _has(facts, "wilayahDikenal")
    assert _has(facts, "menyebutKecamatanLain") == (concept == "desa")
