"""The check report as a SHACL validation report, each result linked to its rule and source line."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any, cast

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
from kg.rules.check import RuleStatus
from kg.rules.finding import Finding, number_of, term_of
from kg.rules.rule import Rule
from kg.store.base import Term
from kg.terms import BASE, DCTERMS, KIN, PREFIXES, RDF, RULE, SH, XSD, Namespace, integer

__all__ = ["check_turtle"]

_FINDING = Namespace(BASE + "temuan/")
Pair = tuple[NamedNode, Term]
#: Turtle has no head of its own; without this line a report could not be told from anybody's data.
_MARK = "# kinerja-kg check laporan.ttl"


def _start(rule: Rule, part: str) -> Term | None:
    """What the part of a rule looks at: one property, or the beginning of a longer path."""
    for triple in rule.triples:
        if triple.predicate == SH["path"] and triple.subject == NamedNode(part):
            return cast("Term", triple.object)
    return None


class _PathCopy:
    """A copy of a path with blank nodes named after the finding.

    The same dossier gives the same bytes.
    """

    def __init__(self, stem: str) -> None:
        self._stem = stem
        self._names: dict[Term, BlankNode] = {}

    def named(self, term: Any) -> Any:
        """The own name of a blank node; anything else as it is."""
        if not isinstance(term, BlankNode):
            return term
        fresh = BlankNode(f"{self._stem}p{len(self._names)}")
        return self._names.setdefault(term, fresh)

    def triples(self, start: Term, rule: Rule) -> Iterator[Triple]:
        """Everything that hangs on the beginning of the path."""
        todo: list[Term] = [start]
        done: set[Term] = set()
        while todo:
            current = todo.pop()
            done.add(current)
            for triple in rule.triples:
                if triple.subject != current:
                    continue
                copied = self.named(triple.subject), triple.predicate, self.named(triple.object)
                yield Triple(*copied)
                if isinstance(triple.object, BlankNode) and triple.object not in done:
                    todo.append(triple.object)


def _path(rule: Rule, part: str, node: NamedNode) -> Iterator[Triple]:
    """The path of the part; one that is more than a property is copied."""
    start = _start(rule, part)
    if start is None:
        return
    copy = _PathCopy(node.value.rpartition("/")[2])
    yield Triple(node, SH["resultPath"], copy.named(start))
    if isinstance(start, BlankNode):
        yield from copy.triples(start, rule)


def _shape(found: Finding, rule: Rule) -> NamedNode:
    """The shape of a result; a query of a rule stands below one."""
    for query in rule.sparql:
        if query.iri.value == found.part:
            return query.shape
    return NamedNode(found.part)


def _as_engine(found: Finding, rule: Rule) -> Iterator[Pair]:
    """What an engine says of a result.

    The value is the node itself, and there is none where the component has none.
    """
    shape = _shape(found, rule)
    yield RDF["type"], SH["ValidationResult"]
    yield SH["focusNode"], NamedNode(found.focus)
    yield SH["resultSeverity"], SH[found.severity.capitalize()]
    yield SH["sourceShape"], shape
    yield SH["sourceConstraintComponent"], NamedNode(found.component)
    if shape.value != found.part:
        yield SH["sourceConstraint"], NamedNode(found.part)
    value = term_of(found.term)
    if value is not None:
        yield SH["value"], value
    yield SH["resultMessage"], Literal(found.message["id"], language="id")
    yield SH["resultMessage"], Literal(found.message["en"], language="en")


def _annotations(found: Finding, rule: Rule) -> Iterator[Pair]:
    """What we say beside it, for people."""
    yield KIN["aturan"], RULE[rule.id]
    yield KIN["nomorTemuan"], Literal(number_of(found.id))
    yield KIN["saran"], Literal(found.remedy["id"], language="id")
    yield KIN["saran"], Literal(found.remedy["en"], language="en")
    for basis in found.basis:
        yield DCTERMS["source"], Literal(basis)
    if found.value is not None:
        yield KIN["nilaiDitemukan"], Literal(found.value)
    if found.waived is not None:
        yield KIN["dikecualikanOleh"], waiver_iri(found.waived.id)
    yield from _place(found)


def _place(found: Finding) -> Iterator[Pair]:
    source = found.source
    if source.document:
        yield KIN["berkas"], Literal(source.document)
    if source.line is not None:
        yield KIN["baris"], integer(source.line)
    if source.sheet and source.cell:
        yield KIN["lembar"], Literal(source.sheet)
        yield KIN["kolom"], Literal(source.cell)


def _result(found: Finding, rule: Rule, report: NamedNode) -> Iterator[Triple]:
    node = _FINDING[found.id]
    yield Triple(report, SH["result"], node)
    for predicate, value in (*_as_engine(found, rule), *_annotations(found, rule)):
        yield Triple(node, predicate, value)
    yield from _path(rule, found.part, node)


def _status(row: RuleStatus, report: NamedNode) -> Iterator[Triple]:
    node = NamedNode(f"{report.value}:{row.rule.id}")
    yield Triple(report, KIN["hasilAturan"], node)
    yield Triple(node, RDF["type"], KIN["HasilAturan"])
    yield Triple(node, KIN["aturan"], RULE[row.rule.id])
    yield Triple(node, KIN["status"], Literal(row.status))
    yield Triple(node, KIN["jumlahSasaranUji"], integer(row.targets))
    yield Triple(node, KIN["jumlahTemuan"], integer(row.findings))
    yield Triple(node, KIN["jumlahDikecualikan"], integer(row.waived))


def _report_iri(dossier: Dossier) -> NamedNode:
    """The IRI of what was checked by which rules: other input, another report.

    The same check made again is the same one.
    """
    told = [dossier.report.shapes]
    for entry in dossier.report.inputs:
        told.append(f"{entry.path} {entry.sha256}")
    for unit in dossier.report.units:
        told.append(unit.region + unit.period)
    key = hashlib.sha256("\x1f".join(told).encode("utf-8", "surrogatepass")).hexdigest()[:16]
    return NamedNode(f"urn:x-kinerja:laporan:{key}")


def check_turtle(dossier: Dossier) -> str:
    """A SHACL validation report in Turtle; the same dossier gives the same bytes.

    ``sh:conforms`` is true only when nothing was found and the conclusion is *memenuhi*. A waived
    finding is still a finding: SHACL knows no waivers, and whoever reads only ``sh:conforms`` must
    not take waived for conforming. The conclusion, which does heed waivers, stands beside it as
    ``kin:simpulan``; each waiver is a ``kin:Pengecualian``, and each result that it covers names it
    by ``kin:dikecualikanOleh``. Each result tells by ``kin:perubahan`` what became of it since the
    earlier check; findings that are gone are ``kin:temuanSelesai``; what a profile changed,
    ``kin:perubahanProfil``.
    """
    report = dossier.report
    rules = {rule.id: rule for rule in report.rules}
    conforms = not report.findings and conclusion(dossier) == "memenuhi"
    told = "true" if conforms else "false"
    node = _report_iri(dossier)
    triples = [
        Triple(node, RDF["type"], SH["ValidationReport"]),
        Triple(node, SH["conforms"], Literal(told, datatype=XSD["boolean"])),
        Triple(node, KIN["simpulan"], Literal(conclusion(dossier))),
    ]
    for row in report.statuses():
        triples += _status(row, node)
    for change in report.changes:
        triples.append(Triple(node, KIN["perubahanProfil"], profile_iri(change)))
    triples += profile_triples(dossier)
    triples += waiver_triples(dossier, node)
    triples += change_triples(dossier, node, _FINDING)
    for found in report.findings:
        triples += _result(found, rules[found.rule], node)
        triples += response_triples(dossier, found, _FINDING[found.id])
    text = pyoxigraph.serialize(triples, format=RdfFormat.TURTLE, prefixes=PREFIXES)
    head = _MARK
    if dossier.is_sample:
        head += f"\n# {SAMPLE}"
    body = (text or b"").decode()
    return f"{head}\n{body}"
