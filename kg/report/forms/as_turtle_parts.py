"""Waivers, answers and changes in the SHACL validation report, bound to the results and rules that they concern."""

from __future__ import annotations

from datetime import date

from pyoxigraph import Literal, NamedNode, Triple

from kg.report.dossier.dossier import Dossier
from kg.rules.finding import Finding
from kg.rules.profile import ProfileChange
from kg.rules.waiver import WaiverUse
from kg.terms import KIN, RDF, RULE, XSD, Namespace, segment

__all__ = [
    "change_triples",
    "profile_iri",
    "profile_triples",
    "response_triples",
    "waiver_iri",
    "waiver_triples",
]


def waiver_iri(name: str) -> NamedNode:
    """The IRI of a waiver in the report, made from its id.

    >>> waiver_iri("PK-001").value
    'urn:x-kinerja:pengecualian:PK-001'
    """
    return NamedNode(f"urn:x-kinerja:pengecualian:{segment(name)}")


def _day(value: date) -> Literal:
    return Literal(value.isoformat(), datatype=XSD["date"])


def _waiver(use: WaiverUse, report: NamedNode) -> list[Triple]:
    waiver = use.waiver
    node = waiver_iri(use.waiver.id)
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
    triples = [Triple(report, KIN["pengecualian"], node)]
    for predicate, told in values:
        triples.append(Triple(node, predicate, told))
    return triples


def waiver_triples(dossier: Dossier, report: NamedNode) -> list[Triple]:
    """Every waiver of the register, those that cover nothing too."""
    triples = []
    for use in dossier.waivers:
        triples += _waiver(use, report)
    return triples


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


def change_triples(dossier: Dossier, report: NamedNode, findings: Namespace) -> list[Triple]:
    """What became of each finding since the earlier check, and the findings that are gone.

    Nothing when there is none.
    """
    changes = dossier.changes
    if changes is None:
        return []
    triples = []
    for key, kind in changes.kinds.items():
        triples.append(Triple(findings[key], KIN["perubahan"], Literal(kind)))
    for found in changes.resolved:
        key = str(found["id"])
        triples.append(Triple(report, KIN["temuanSelesai"], Literal(key)))
    return triples


def profile_iri(change: ProfileChange) -> NamedNode:
    """The IRI of a change of the profile in the report, made from the name of the rule or threshold.

    >>> profile_iri(ProfileChange("IND-16", "warning", "off", "x")).value
    'urn:x-kinerja:profil:IND-16'
    """
    return NamedNode(f"urn:x-kinerja:profil:{segment(change.rule)}")


def profile_triples(dossier: Dossier) -> list[Triple]:
    """Every rule that the profile re-levelled or switched off, and every threshold that it changed."""
    triples = []
    for change in dossier.report.changes:
        node = profile_iri(change)
        if change.limit:
            what = Triple(node, KIN["namaAmbang"], Literal(change.rule))
        elif change.words:
            what = Triple(node, KIN["namaDaftarKata"], Literal(change.rule))
        else:
            what = Triple(node, KIN["aturan"], RULE[change.rule])
        triples += [
            Triple(node, RDF["type"], KIN["PerubahanProfil"]),
            what,
            Triple(node, KIN["nilaiSebelum"], Literal(change.before)),
            Triple(node, KIN["nilaiSesudah"], Literal(change.after)),
            Triple(node, KIN["alasanPerubahan"], Literal(change.reason)),
        ]
    return triples
