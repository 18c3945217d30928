"""The check as EARL 1.0.

One assertion per rule and unit, in the five outcomes that harvesters of conformance know.
"""

from __future__ import annotations

from dataclasses import dataclass

import pyoxigraph
from pyoxigraph import Literal, NamedNode, RdfFormat, Triple

from kg.report.dossier.dossier import SAMPLE, Dossier
from kg.report.dossier.settings import change_line
from kg.report.forms.as_turtle_parts import profile_triples
from kg.rules.check import RuleStatus
from kg.terms import BASE, DCTERMS, GRAPH, KIN, PREFIXES, RDF, RULE, XSD, Namespace, integer

__all__ = ["check_earl"]

_EARL = Namespace("http://www.w3.org/ns/earl#")
#: Turtle has no head of its own; without this line an evaluation could not be told from anybody's
#: data.
_MARK = b"# kinerja-kg check earl.ttl\n"
#: Stands for input that could not be read: no kecamatan, no period.
_UNREAD = "masukan"
_TOOL = NamedNode(BASE + "perkakas/kinerja-kg")
#: What became of a rule, in the words of EARL.
_OUTCOMES = {
    "kept": "passed",
    "broken": "failed",
    "not-applied": "inapplicable",
    "error": "cantTell",
}
#: Who judges: a program, a program for a person to confirm, or a person.
_MODES = {
    "auto": "automatic",
    "heuristik": "semiAuto",
    "manual": "manual",
}


@dataclass(frozen=True)
class _Subject:
    """What was tested, or could not be.

    Its name in addresses, its own address, and what went wrong.
    """

    name: str
    node: NamedNode
    statuses: tuple[RuleStatus, ...]
    errors: tuple[str, ...]
    unread: tuple[str, ...] = ()


def _subjects(dossier: Dossier) -> list[_Subject]:
    """The units; when none could be read, the input as it was given, so that no rule is left out."""
    report = dossier.report
    lang = dossier.lang
    units = []
    for unit in report.units:
        name = f"{unit.region}/{unit.period}"
        node = NamedNode(f"{GRAPH}{name}")
        units.append(_Subject(name, node, unit.statuses, unit.errors))
    if units:
        return units
    unread = tuple(problem.line(lang) for problem in report.problems)
    node = NamedNode(f"urn:x-kinerja:{_UNREAD}")
    return [_Subject(_UNREAD, node, tuple(report.statuses()), (), unread)]


def _outcome(row: RuleStatus, subject: _Subject) -> str:
    """Manual and switched-off rules were not tested.

    That is another thing than having nothing to look at or to read.
    """
    if row.rule.kind == "manual" or row.rule.off:
        return "untested"
    if subject.unread:
        return "cantTell"
    return _OUTCOMES[row.status]


def _assertion(subject: _Subject, row: RuleStatus, dossier: Dossier) -> list[Triple]:
    name = f"{subject.name}/{row.rule.id}"
    node = NamedNode(f"urn:x-kinerja:earl:{name}")
    result = NamedNode(f"urn:x-kinerja:earl:{name}/hasil")
    moment = Literal(dossier.moment.strftime("%Y-%m-%dT%H:%M:%SZ"), datatype=XSD["dateTime"])
    said = []
    for text in subject.errors:
        if text.startswith(row.rule.id):
            said.append(text)
    said += subject.unread
    for change in dossier.report.changes:
        if change.rule == row.rule.id:
            said.append(change_line(change, dossier.lang))
    return [
        Triple(node, RDF["type"], _EARL["Assertion"]),
        Triple(node, _EARL["assertedBy"], _TOOL),
        Triple(node, _EARL["subject"], subject.node),
        Triple(node, _EARL["test"], RULE[row.rule.id]),
        Triple(node, _EARL["mode"], _EARL[_MODES[row.rule.kind]]),
        Triple(node, _EARL["result"], result),
        Triple(result, RDF["type"], _EARL["TestResult"]),
        Triple(result, _EARL["outcome"], _EARL[_outcome(row, subject)]),
        Triple(result, DCTERMS["date"], moment),
        Triple(result, KIN["jumlahSasaranUji"], integer(row.targets)),
        Triple(result, KIN["jumlahTemuan"], integer(row.findings)),
        Triple(result, KIN["jumlahDikecualikan"], integer(row.waived)),
        *(Triple(result, _EARL["info"], Literal(text)) for text in said),
    ]


def check_earl(dossier: Dossier) -> bytes:
    """EARL in Turtle, every rule for every unit, or for the input when it could not be read.

    The same dossier, the same bytes.
    """
    triples = [
        Triple(_TOOL, RDF["type"], _EARL["Software"]),
        Triple(_TOOL, DCTERMS["title"], Literal("kinerja-kg")),
        Triple(_TOOL, DCTERMS["hasVersion"], Literal(dossier.report.version)),
    ]
    for row in dossier.report.statuses():
        triples += _criterion(row)
    triples += profile_triples(dossier)
    for subject in _subjects(dossier):
        triples += _subject(subject, dossier)
        for row in subject.statuses:
            triples += _assertion(subject, row, dossier)
    prefixes = PREFIXES | {"earl": _EARL[""].value}
    body = pyoxigraph.serialize(triples, format=RdfFormat.TURTLE, prefixes=prefixes)
    mark = _MARK
    if dossier.is_sample:
        mark += f"# {SAMPLE}\n".encode()
    return mark + (body or b"")


def _criterion(row: RuleStatus) -> list[Triple]:
    """A rule as something that is tested, with its titles."""
    node = RULE[row.rule.id]
    title = row.rule.title
    return [
        Triple(node, RDF["type"], _EARL["TestCriterion"]),
        Triple(node, DCTERMS["title"], Literal(title["id"], language="id")),
        Triple(node, DCTERMS["title"], Literal(title["en"], language="en")),
    ]


def _subject(subject: _Subject, dossier: Dossier) -> list[Triple]:
    """What was tested; input that could not be read is named by the paths that were given."""
    triples = [Triple(subject.node, RDF["type"], _EARL["TestSubject"])]
    if not subject.unread:
        return triples
    places = [problem.where for problem in dossier.report.problems]
    for path in dossier.options.get("paths") or places:
        if path:
            triples.append(Triple(subject.node, DCTERMS["title"], Literal(path)))
    return triples
