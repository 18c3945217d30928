"""The check as EARL 1.0: one assertion per rule and unit, in the five outcomes that harvesters of conformance know."""

from __future__ import annotations

import pyoxigraph
from pyoxigraph import Literal, NamedNode, RdfFormat, Triple

from kg.report.bundle.dossier import Dossier
from kg.rules.check import RuleStatus, UnitReport
from kg.terms import BASE, DCTERMS, GRAPH, KIN, PREFIXES, RDF, RULE, XSD, Namespace, integer

__all__ = ["check_earl"]

_EARL = Namespace("http://www.w3.org/ns/earl#")
_TOOL = NamedNode(BASE + "perkakas/kinerja-kg")
_OUTCOMES = {"kept": "passed", "broken": "failed", "not-applied": "inapplicable", "error": "cantTell"}
_MODES = {"auto": "automatic", "heuristik": "semiAuto", "manual": "manual"}


def _outcome(row: RuleStatus) -> str:
    """Manual and switched-off rules were not tested; that is another thing than having nothing to look at."""
    return "untested" if row.rule.kind == "manual" or row.rule.off else _OUTCOMES[row.status]


def _assertion(unit: UnitReport, row: RuleStatus, dossier: Dossier) -> list[Triple]:
    name = f"{unit.region}/{unit.period}/{row.rule.id}"
    node, result = NamedNode(f"urn:x-kinerja:earl:{name}"), NamedNode(f"urn:x-kinerja:earl:{name}/hasil")
    moment = Literal(dossier.moment.strftime("%Y-%m-%dT%H:%M:%SZ"), datatype=XSD["dateTime"])
    return [
        Triple(node, RDF["type"], _EARL["Assertion"]),
        Triple(node, _EARL["assertedBy"], _TOOL),
        Triple(node, _EARL["subject"], NamedNode(f"{GRAPH}{unit.region}/{unit.period}")),
        Triple(node, _EARL["test"], RULE[row.rule.id]),
        Triple(node, _EARL["mode"], _EARL[_MODES[row.rule.kind]]),
        Triple(node, _EARL["result"], result),
        Triple(result, RDF["type"], _EARL["TestResult"]),
        Triple(result, _EARL["outcome"], _EARL[_outcome(row)]),
        Triple(result, DCTERMS["date"], moment),
        Triple(result, KIN["jumlahSasaranUji"], integer(row.targets)),
        Triple(result, KIN["jumlahTemuan"], integer(row.findings)),
        Triple(result, KIN["jumlahDikecualikan"], integer(row.waived)),
        *(Triple(result, _EARL["info"], Literal(text)) for text in unit.errors if text.startswith(row.rule.id)),
    ]


def check_earl(dossier: Dossier) -> bytes:
    """EARL in Turtle; the same dossier gives the same bytes."""
    triples = [
        Triple(_TOOL, RDF["type"], _EARL["Software"]),
        Triple(_TOOL, DCTERMS["title"], Literal("kinerja-kg")),
        Triple(_TOOL, DCTERMS["hasVersion"], Literal(dossier.report.version)),
    ]
    for row in dossier.report.statuses():
        triples += [
            Triple(RULE[row.rule.id], RDF["type"], _EARL["TestCriterion"]),
            *(Triple(RULE[row.rule.id], DCTERMS["title"], Literal(row.rule.title[lang], language=lang)) for lang in ("id", "en")),
        ]
    for unit in dossier.report.units:
        triples.append(Triple(NamedNode(f"{GRAPH}{unit.region}/{unit.period}"), RDF["type"], _EARL["TestSubject"]))
        for row in unit.statuses:
            triples += _assertion(unit, row, dossier)
    return (
        pyoxigraph.serialize(triples, format=RdfFormat.TURTLE, prefixes=PREFIXES | {"earl": "http://www.w3.org/ns/earl#"}) or b""
    )
