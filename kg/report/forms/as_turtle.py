"""The check report as a SHACL validation report, each result linked to its rule and source line."""

from __future__ import annotations

import pyoxigraph
from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple

from kg.report.dossier.dossier import SAMPLE, Dossier, conclusion
from kg.report.forms.as_turtle_parts import (
    change_triples,
    profile_iri,
    profile_triples,
    response_triples,
    waiver_iri,
    waiver_triples,
)
from kg.rules.finding import Finding, number_of
from kg.rules.rule import Rule
from kg.terms import BASE, DCTERMS, KIN, PREFIXES, RDF, RULE, SH, Namespace, integer
from kg.worker.checking import CheckReport

__all__ = ["check_turtle"]

_FINDING = Namespace(BASE + "temuan/")
_REPORT = NamedNode("urn:x-kinerja:laporan")
Node = NamedNode | BlankNode
#: Turtle has no head of its own; without this line a report could not be told from anybody's data.
_MARK = "# kinerja-kg check laporan.ttl"


def _path(rule: Rule, part: str, node: Node) -> list[Triple]:
    """The path of the part; a path that is more than one property is copied with blank nodes named after the finding."""
    start = next(
        (
            t.object
            for t in rule.triples
            if t.predicate == SH["path"] and t.subject == NamedNode(part)
        ),
        None,
    )
    if start is None:
        return []
    if isinstance(start, NamedNode):
        return [Triple(node, SH["resultPath"], start)]
    names: dict[object, BlankNode] = {}
    stem = node.value.rpartition("/")[2]

    def named(term: object) -> object:
        if isinstance(term, BlankNode):
            return names.setdefault(term, BlankNode(f"{stem}p{len(names)}"))
        return term

    triples = [Triple(node, SH["resultPath"], named(start))]  # type: ignore[arg-type]
    todo = [start]
    done = set()
    while todo:
        current = todo.pop()
        done.add(current)
        for t in rule.triples:
            if t.subject == current:
                triples.append(Triple(named(t.subject), t.predicate, named(t.object)))  # type: ignore[arg-type]
                if isinstance(t.object, BlankNode) and t.object not in done:
                    todo.append(t.object)
    return triples


def _result(found: Finding, rule: Rule, component: str) -> list[Triple]:
    node = _FINDING[found.id]
    shape = next((s.shape for s in rule.sparql if s.iri.value == found.part), NamedNode(found.part))
    values: list[tuple[NamedNode, NamedNode | Literal]] = [
        (RDF["type"], SH["ValidationResult"]),
        (SH["focusNode"], NamedNode(found.focus)),
        (SH["resultSeverity"], SH[found.severity.capitalize()]),
        (SH["sourceShape"], shape),
        (SH["sourceConstraintComponent"], NamedNode(component)),
        (KIN["aturan"], RULE[rule.id]),
        (KIN["nomorTemuan"], Literal(number_of(found.id))),
        (SH["resultMessage"], Literal(found.message["id"], language="id")),
        (SH["resultMessage"], Literal(found.message["en"], language="en")),
        (KIN["saran"], Literal(found.remedy["id"], language="id")),
        (KIN["saran"], Literal(found.remedy["en"], language="en")),
    ]
    values += [(DCTERMS["source"], Literal(basis)) for basis in found.basis]
    if shape.value != found.part:
        values.append((SH["sourceConstraint"], NamedNode(found.part)))
    if found.value is not None:
        values.append((SH["value"], Literal(found.value)))
    if found.waived is not None:
        values.append((KIN["dikecualikanOleh"], waiver_iri(found.waived.id)))
    if found.source.document:
        values.append((KIN["berkas"], Literal(found.source.document)))
    if found.source.line is not None:
        values.append((KIN["baris"], integer(found.source.line)))
    if found.source.sheet and found.source.cell:
        values += [
            (KIN["lembar"], Literal(found.source.sheet)),
            (KIN["kolom"], Literal(found.source.cell)),
        ]
    return [
        Triple(_REPORT, SH["result"], node),
        *(Triple(node, p, o) for p, o in values),
        *_path(rule, found.part, node),
    ]


def _statuses(report: CheckReport) -> list[Triple]:
    triples = []
    for row in report.statuses():
        node = NamedNode(f"{_REPORT.value}:{row.rule.id}")
        triples += [
            Triple(_REPORT, KIN["hasilAturan"], node),
            Triple(node, RDF["type"], KIN["HasilAturan"]),
            Triple(node, KIN["aturan"], RULE[row.rule.id]),
            Triple(node, KIN["status"], Literal(row.status)),
            Triple(node, KIN["jumlahSasaranUji"], integer(row.targets)),
            Triple(node, KIN["jumlahTemuan"], integer(row.findings)),
            Triple(node, KIN["jumlahDikecualikan"], integer(row.waived)),
        ]
    return triples


def check_turtle(dossier: Dossier) -> str:
    """A SHACL validation report in Turtle; the same dossier gives the same bytes.

    ``sh:conforms`` is true only when nothing was found and the conclusion is *memenuhi*. A waived finding
    is still a finding: SHACL knows no waivers, and whoever reads only ``sh:conforms`` must not take waived for conforming.
    The conclusion, which does heed waivers, stands beside it as ``kin:simpulan``; each waiver is a ``kin:Pengecualian``, and
    each result that it covers names it by ``kin:dikecualikanOleh``. Each result tells by ``kin:perubahan`` what became of it
    since the earlier check; findings that are gone are ``kin:temuanSelesai``; what a profile changed, ``kin:perubahanProfil``.
    """
    report = dossier.report
    rules = {rule.id: rule for rule in report.rules}
    conforms = not report.findings and conclusion(dossier) == "memenuhi"
    value = Literal("true" if conforms else "false", datatype=Namespace(PREFIXES["xsd"])["boolean"])
    triples = [
        Triple(_REPORT, RDF["type"], SH["ValidationReport"]),
        Triple(_REPORT, SH["conforms"], value),
        Triple(_REPORT, KIN["simpulan"], Literal(conclusion(dossier))),
    ]
    triples += _statuses(report)
    for change in report.changes:
        triples.append(Triple(_REPORT, KIN["perubahanProfil"], profile_iri(change)))
    triples += profile_triples(dossier)
    triples += waiver_triples(dossier, _REPORT)
    triples += change_triples(dossier, _REPORT, _FINDING)
    for found in report.findings:
        triples += _result(found, rules[found.rule], found.component)
        triples += response_triples(dossier, found, _FINDING[found.id])
    text = pyoxigraph.serialize(triples, format=RdfFormat.TURTLE, prefixes=PREFIXES)
    mark = f"{_MARK}\n# {SAMPLE}" if dossier.is_sample else _MARK
    return f"{mark}\n{(text or b'').decode()}"
