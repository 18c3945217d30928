"""Waivers and answers in the SHACL validation report, bound to the results that they concern."""

from __future__ import annotations

from datetime import date

from pyoxigraph import Literal, NamedNode, Triple

from kg.report.bundle.dossier import Dossier
from kg.rules.finding import Finding
from kg.rules.waiver import WaiverUse
from kg.terms import KIN, RDF, RULE, XSD, segment

__all__ = ["response_triples", "waiver_iri", "waiver_triples"]


def waiver_iri(name: str) -> NamedNode:
    """The IRI of a waiver in the report, made from its id.

    >>> waiver_iri("PK-001").value
    'urn:x-kinerja:pengecualian:PK-001'
    """
    return NamedNode(f"urn:x-kinerja:pengecualian:{segment(name)}")


def _day(value: date) -> Literal:
    return Literal(value.isoformat(), datatype=XSD["date"])


def _waiver(use: WaiverUse, report: NamedNode) -> list[Triple]:
    waiver, node = use.waiver, waiver_iri(use.waiver.id)
    values: list[tuple[NamedNode, NamedNode | Literal]] = [
        (RDF["type"], KIN["Pengecualian"]),
        (KIN["kode"], Literal(waiver.id)),
        (KIN["aturan"], RULE[waiver.rule]),
        (KIN["polaSimpul"], Literal(waiver.node)),
        (KIN["alasanPengecualian"], Literal(waiver.reason)),
        (KIN["jabatanPenyetuju"], Literal(waiver.approver)),
        (KIN["nomorSurat"], Literal(waiver.letter)),
        (KIN["disetujuiPada"], _day(waiver.approved)),
        (KIN["berlakuSampai"], _day(waiver.expires)),
        (KIN["keadaanPengecualian"], Literal(use.state)),
    ]
    if waiver.value:
        values.append((KIN["sidikTemuan"], Literal(waiver.value)))
    return [Triple(report, KIN["pengecualian"], node), *(Triple(node, p, o) for p, o in values)]


def waiver_triples(dossier: Dossier, report: NamedNode) -> list[Triple]:
    """Every waiver of the register, those that cover nothing too."""
    return [triple for use in dossier.waivers for triple in _waiver(use, report)]


def response_triples(dossier: Dossier, found: Finding, node: NamedNode) -> list[Triple]:
    """The answer to one finding; nothing when there is none."""
    answer = dossier.responses.get(found.id)
    if answer is None:
        return []
    texts = (
        ("tanggapan", answer.response),
        ("rencanaTindakLanjut", answer.plan),
        ("pelaksanaTindakLanjut", answer.person_in_charge),
        ("tenggatTindakLanjut", answer.due),
        ("statusTindakLanjut", answer.status),
    )
    return [Triple(node, KIN[name], Literal(text)) for name, text in texts if text]
