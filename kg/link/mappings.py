"""Answers as mappings: rows of SSSOM, and SKOS statements about the things that were matched."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from pyoxigraph import Literal, NamedNode, Triple

from kg import __version__
from kg.link.links import SSSOM
from kg.link.matching import MatchAnswer
from kg.link.sssom_writing import write_sssom
from kg.link.stored import concept_iri, scheme_iri
from kg.link.yaml_block import Block
from kg.terms import BASE, ID, RDF, SKOS, XSD, Namespace

__all__ = ["mapping_set", "mapping_triples"]

_NODES = Namespace(BASE + "padanan/")
_JUSTIFICATIONS = {"semapv": Namespace("https://w3id.org/semapv/vocab/")}
#: SSSOM demands a licence of every set of mappings.
_LICENSE = "https://creativecommons.org/licenses/by/4.0/"
#: Scores compare groups of letters, which is what this term means.
_MEASURE = "semapv:nGramSimilarity"
#: Columns in their order; those without a value are left out.
_ORDER = (
    "subject_id", "subject_label", "predicate_id", "predicate_modifier", "object_id", "object_label",
    "mapping_justification", "mapping_cardinality", "confidence", "similarity_score", "match_string",
    "subject_match_field", "object_match_field", "subject_type", "object_type", "object_source",
    "object_source_version", "similarity_measure", "mapping_tool", "mapping_tool_version", "comment",
)  # fmt: skip


def _prefix(listing: str) -> str:
    """The prefix of a list: letters, digits and underscores, beginning with a letter.

    Another reader forgets prefixes with a hyphen.

    >>> _prefix("900.1.15.5-1317-2023")
    'nom_900_1_15_5_1317_2023'
    """
    plain = "".join(sign if sign.isalnum() else "_" for sign in listing)
    return f"nom_{plain}"


def _justification(given: MatchAnswer) -> str:
    if given.reason == "disetujui orang":
        return "semapv:ManualMappingCuration"
    if given.reason == "kode tercetak dan nama sejalan":
        return "semapv:BackgroundKnowledgeBasedMatching"
    if given.candidates and given.candidates[0].similarity.exact:
        return "semapv:LexicalMatching"
    if given.name.parent or given.name.level:
        return "semapv:CompositeMatching"
    return "semapv:LexicalSimilarityThresholdMatching"


def _confidence(given: MatchAnswer) -> str:
    """How sure the answer is (0-1): what a person decided is not measured."""
    if given.reason == "disetujui orang":
        return "1.0000"
    return f"{given.confidence_of(given.candidates[0]):.4f}"


def _row(given: MatchAnswer) -> dict[str, str]:
    name = given.name
    row = {
        "subject_label": name.text,
        "predicate_id": "skos:exactMatch",
        "object_id": "sssom:NoTermFound",
        "mapping_justification": _justification(given),
        "object_source": f"nomenklatur:{given.scheme}",
        "object_type": "skos concept",
        "similarity_measure": _MEASURE,
        "mapping_tool": "kinerja-kg",
        "mapping_tool_version": __version__,
        "comment": given.reason,
    }
    if name.subject.startswith(ID):
        row |= {"subject_id": f"id:{name.subject.removeprefix(ID)}", "subject_type": "skos concept"}
    else:
        row["subject_type"] = "rdfs literal"
    if given.decision == "diterima":
        best = given.candidates[0]
        row |= {
            "object_id": f"{_prefix(given.scheme)}:{best.concept.code}",
            "object_label": best.concept.name,
            "confidence": _confidence(given),
            "similarity_score": f"{min(best.score, 1):.4f}",
        }
    return row


def mapping_set(answers: Iterable[MatchAnswer]) -> bytes:
    """The names that were accepted, and those without a counterpart, as SSSOM 1.0.

    What is left to a person is no mapping.
    """
    decided = [given for given in answers if given.decision != "tinjau"]
    prefixes = {"id": str(ID), "nomenklatur": f"{BASE}nomenklatur/"}
    for scheme in sorted({given.scheme for given in decided}):
        prefixes[_prefix(scheme)] = f"{scheme_iri(scheme).value}/"
    head: Block = {
        "mapping_set_id": f"{BASE}tautan",
        "license": _LICENSE,
        "curie_map": prefixes,
    }
    rows = list(map(_row, decided))
    return write_sssom(head, rows, _ORDER)


def mapping_triples(answers: Iterable[MatchAnswer]) -> list[Triple]:
    """The things of documents with the entry that they are the same as, each with why it is thought so and how surely."""
    found = []
    for given in answers:
        if given.decision == "diterima" and given.name.subject:
            found += _stated(given)
    return found


def _stated(given: MatchAnswer) -> list[Triple]:
    """One mapping: the statement itself, and the node that justifies it."""
    subject = NamedNode(given.name.subject)
    target = concept_iri(given.scheme, given.candidates[0].concept.code)
    sign = hashlib.sha256(f"{subject.value}\n{target.value}".encode()).hexdigest()
    node = _NODES[sign[:32]]
    prefix, _, term = _justification(given).partition(":")
    sure = Literal(_confidence(given), datatype=XSD["decimal"])
    return [
        Triple(subject, SKOS["exactMatch"], target),
        Triple(node, RDF["type"], SSSOM["Mapping"]),
        Triple(node, SSSOM["subject_id"], subject),
        Triple(node, SSSOM["predicate_id"], SKOS["exactMatch"]),
        Triple(node, SSSOM["object_id"], target),
        Triple(node, SSSOM["object_source"], scheme_iri(given.scheme)),
        Triple(node, SSSOM["mapping_justification"], _JUSTIFICATIONS[prefix][term]),
        Triple(node, SSSOM["confidence"], sure),
    ]
