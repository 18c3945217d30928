"""The SHACL test suite of W3C: its cases, and what each expects, as lines that can be compared.

The suite is not part of the product; it is looked for in KG_W3C, or in ../shared/w3c beside the repository.
"""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import pyoxigraph
from pyoxigraph import NamedNode, RdfFormat, Triple

from kg.terms import RDF, RDFS, SH, XSD, Namespace
from tests.support.places import SHARED

__all__ = [
    "FAILURE",
    "HERE",
    "Case",
    "Lines",
    "Values",
    "case_ids",
    "line",
    "load",
    "report_lines",
    "values_of",
]

HERE = Path(os.environ.get("KG_W3C", SHARED / "w3c")) / "shacl" / "tests"
#: The one line of a run, expected or real, that ends without a report.
FAILURE = "failure"

_BASE = "https://w3c.test/"
_MF = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
_SHT = Namespace("http://www.w3.org/ns/shacl-test#")
_SHORT = ((str(SH), "sh:"), (str(XSD), "xsd:"), (str(RDF), "rdf:"), (str(RDFS), "rdfs:"))
_OWN = re.compile(r"<http://datashapes\.org/[^>#]*#([^>]*)>")

#: A report as a bag of lines: ``conforms``, and one line for each result.
Lines = Counter[str]
Values = dict[tuple[object, NamedNode], list[object]]


@dataclass(frozen=True)
class Case:
    """One test of the suite; its id is the path of its file."""

    id: str
    data: tuple[Triple, ...]
    shapes: tuple[Triple, ...]
    expected: Lines


def values_of(triples: Iterable[Triple]) -> Values:
    """The objects by subject and predicate."""
    values: Values = {}
    for t in triples:
        values.setdefault((t.subject, t.predicate), []).append(t.object)
    return values


@lru_cache(maxsize=8)
def _parse(name: str) -> tuple[Triple, ...]:
    quads = pyoxigraph.parse(path=HERE / name, format=RdfFormat.TURTLE, base_iri=_BASE + name)
    return tuple(Triple(q.subject, q.predicate, q.object) for q in quads)


def _file(node: object) -> str:
    """The path inside the suite that an IRI stands for."""
    assert isinstance(node, NamedNode)
    return node.value.removeprefix(_BASE)


def case_ids() -> list[str]:
    """Every test that the manifests of the suite list; none when the suite is not here."""
    found, todo = [], ["manifest.ttl"] if HERE.is_dir() else []
    while todo:
        name = todo.pop()
        triples = _parse(name)
        todo.extend(_file(t.object) for t in triples if t.predicate == _MF["include"])
        if any(t.object == _SHT["Validate"] for t in triples):
            found.append(name.removesuffix(".ttl"))
    return sorted(found)


def load(case: str) -> Case:
    """One test with the graphs that it names and the report that it expects."""
    triples = _parse(f"{case}.ttl")
    values = values_of(triples)
    entry = next(t.subject for t in triples if t.object == _SHT["Validate"])
    (action,) = values[entry, _MF["action"]]
    (data,) = values[action, _SHT["dataGraph"]]
    (shapes,) = values[action, _SHT["shapesGraph"]]
    (result,) = values[entry, _MF["result"]]
    expected = Lines([FAILURE]) if result == _SHT["Failure"] else report_lines(triples, result)
    return Case(case, _parse(_file(data)), _parse(_file(shapes)), expected)


def _list(values: Values, node: object) -> list[object]:
    members = []
    while node != RDF["nil"]:
        members += values[node, RDF["first"]]
        (node,) = values[node, RDF["rest"]]
    return members


def _path(values: Values, node: object) -> str:
    """A SHACL path as SPARQL writes it, with the brackets that the bulk validator writes."""
    if (node, RDF["first"]) in values:
        return f"({'/'.join(_path(values, n) for n in _list(values, node))})"
    if (node, SH["inversePath"]) in values:
        return "^" + _path(values, values[node, SH["inversePath"]][0])
    if (node, SH["alternativePath"]) in values:
        (members,) = values[node, SH["alternativePath"]]
        return f"({'|'.join(_path(values, n) for n in _list(values, members))})"
    for name, sign in (("zeroOrMorePath", "*"), ("oneOrMorePath", "+"), ("zeroOrOnePath", "?")):
        if (node, SH[name]) in values:
            return f"({_path(values, values[node, SH[name]][0])}){sign}"
    return str(node)


def _short(text: str) -> str:
    """Terms as the suite's own files write them; every blank node alike, its label means nothing."""
    if text.startswith("_:"):
        return "_:"
    for full, prefix in _SHORT:
        text = re.sub(rf"<{re.escape(full)}([^>]*)>", rf"{prefix}\1", text)
    return _OWN.sub(r"ex:\1", text)


def line(*columns: str) -> str:
    """One result: focus node, path, value, component, severity and shape, as N-Triples; ``-`` where there is none."""
    return "  ".join(_short(column) if column else "-" for column in columns)


def report_lines(triples: Iterable[Triple], report: object) -> Lines:
    """The lines of a ``sh:ValidationReport`` in RDF."""
    values = values_of(triples)
    columns = (
        "focusNode",
        "resultPath",
        "value",
        "sourceConstraintComponent",
        "resultSeverity",
        "sourceShape",
    )
    lines = Lines([f"conforms {getattr(values[report, SH['conforms']][0], 'value', None)}"])
    for result in values.get((report, SH["result"]), []):
        found = [values.get((result, SH[name]), [""])[0] for name in columns]
        found[1] = _path(values, found[1])
        lines[line(*map(str, found))] += 1
    return lines
