"""What names the way facts are derived, without loading what derives them."""

from __future__ import annotations

from kg import __version__
from kg.derive.official.nomenclature import Nomenclature, nomenclature
from kg.derive.word_lists import vocabulary_digest
from kg.read.gate import sha256
from kg.read.ontology import Ontology

__all__ = ["derivation_digest"]


def derivation_digest(ontology: Ontology, known: Nomenclature | None = None) -> str:
    """Names how facts are derived: program version, ontology, word lists and nomenclature."""
    held = known or nomenclature()
    parts = (__version__, ontology.digest, vocabulary_digest(), held.digest)
    return sha256("\n".join(parts).encode())
