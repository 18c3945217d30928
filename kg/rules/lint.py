"""Names a shape uses must exist: a misspelt class or property matches nothing and would look like a rule that holds."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pyoxigraph import Literal, NamedNode, Triple

from kg.errors import Problem
from kg.read.ontology import Ontology
from kg.terms import KIN, RDF, SH, text_of

__all__ = ["faults", "unknown_terms"]

#: Every SHACL term that our shapes may use. Anything else is a slip or asks for more than we run (rules, functions, js).
_SHACL = frozenset(
    """
    NodeShape PropertyShape SPARQLConstraint Violation Warning Info IRI Literal BlankNode
    targetClass targetSubjectsOf targetObjectsOf targetNode property path inversePath alternativePath
    zeroOrMorePath oneOrMorePath zeroOrOnePath sparql select prefixes severity name description message
    minCount maxCount class datatype nodeKind minLength maxLength pattern in hasValue not or and node
    qualifiedValueShape qualifiedMinCount qualifiedMaxCount lessThan lessThanOrEquals equals disjoint
    minInclusive maxInclusive minExclusive maxExclusive uniqueLang languageIn declare prefix namespace
    """.split(),  # ruff: ignore[split-static-string] - one word list reads better than a hundred quoted strings
)
_IN_QUERY = re.compile(r"\bkin:(\w+)")


def unknown_terms(triples: Iterable[Triple], known: Ontology) -> list[str]:
    """The ``kin:`` and ``sh:`` names in a shape that neither the ontology nor the list above knows.

    Names inside SPARQL texts count as well.
    """
    ours = {term.value for term in known.classes | known.properties}
    wrong: set[str] = set()
    for triple in triples:
        for term in (triple.subject, triple.predicate, triple.object):
            if isinstance(term, NamedNode) and term.value.startswith(KIN) and term.value not in ours:
                wrong.add("kin:" + term.value.removeprefix(KIN))
            if isinstance(term, NamedNode) and term.value.startswith(SH) and term.value.removeprefix(SH) not in _SHACL:
                wrong.add("sh:" + term.value.removeprefix(SH))
            if isinstance(term, Literal) and triple.predicate == SH["select"]:
                wrong.update(f"kin:{n}" for n in _IN_QUERY.findall(term.value) if KIN[n].value not in ours)
    return sorted(wrong)


_NESTED = {SH[name] for name in ("node", "property", "not", "and", "or", "qualifiedValueShape")} | {RDF["first"], RDF["rest"]}
_RANGES = {SH[name] for name in ("minInclusive", "maxInclusive", "minExclusive", "maxExclusive")}
_TYPES = {SH["datatype"], SH["or"]}
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_REACHES_OUT = re.compile(r"\b(SERVICE|FROM|LOAD)\b", re.IGNORECASE)


def _recursive(triples: list[Triple]) -> object | None:
    """A shape that contains itself, at any depth: engines stop somewhere and report that it holds."""
    below: dict[object, list[object]] = {}
    for t in triples:
        if t.predicate in _NESTED:
            below.setdefault(t.subject, []).append(t.object)
    for start in below:
        seen: set[object] = set()
        open_shapes = list(below[start])
        while open_shapes:
            shape = open_shapes.pop()
            if shape == start:
                return start
            if shape not in seen:
                seen.add(shape)
                open_shapes.extend(below.get(shape, []))
    return None


def faults(triples: list[Triple], file: str) -> list[Problem]:
    """What makes a shape pass in silence or reach out of the data.

    RULE-RECURSION, RULE-RANGE (a range needs a datatype in the same shape, else text passes), RULE-QUERY (SERVICE, FROM, LOAD).
    """
    problems = []
    recursive = _recursive(triples)
    if recursive is not None:
        problems.append(Problem("RULE-RECURSION", file, {"shape": text_of(recursive)}))
    typed = {t.subject for t in triples if t.predicate in _TYPES}
    bare = sorted({text_of(t.subject) for t in triples if t.predicate in _RANGES and t.subject not in typed})
    problems.extend(Problem("RULE-RANGE", file, {"shape": shape}) for shape in bare)
    for t in triples:
        text = _ESCAPE.sub(lambda m: chr(int(m[1] or m[2], 16)), text_of(t.object)) if t.predicate == SH["select"] else ""
        found = _REACHES_OUT.search(text)
        if found:
            problems.append(Problem("RULE-QUERY", file, {"found": found[0].upper()}))
    return problems
