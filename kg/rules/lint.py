"""What makes a shape hold in silence, as far as SHACL cannot say it of a shape.

A name that nothing carries, inside of queries as well; a pattern or a query that says something
else than it seems. The rest is said by the style rules (``shapes/meta``).
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from pyoxigraph import NamedNode, Triple

from kg.errors import Problem
from kg.read.ontology import Ontology
from kg.rules.lint_query import query_faults
from kg.rules.rule_file import query_prefixes
from kg.terms import DCTERMS, KIN, PREFIXES, RDF, RDFS, RULE, SH, XSD, text_of

__all__ = ["faults", "unknown_terms"]

#: Every SHACL term that our shapes may use. Anything else is a slip or asks for more than we run
#: (rules, functions, js).
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
#: Terms of the standards that may be used without standing in our ontology.
_BASICS = frozenset(
    (
        *(RDF[name] for name in ("type", "first", "rest", "nil")),
        *(RDFS[name] for name in ("label", "comment", "seeAlso")),
        *(
            XSD[name]
            for name in ("string", "integer", "decimal", "double", "boolean", "gYear", "date")
        ),
        DCTERMS["source"],
    )
)
#: Names with a prefix inside of a query.
_IN_QUERY = re.compile(r"\b([a-z]+):(\w+)")
_CLASS_PLACES = {SH["targetClass"], SH["class"]}
_PROPERTY_PLACES = {
    SH[name]
    for name in (
        "path",
        "inversePath",
        "zeroOrMorePath",
        "oneOrMorePath",
        "zeroOrOnePath",
        "targetSubjectsOf",
    )
} | {SH["targetObjectsOf"], KIN["memeriksa"]}


def _short(term: NamedNode) -> str:
    """A term as people write it."""
    for prefix, iri in PREFIXES.items():
        if term.value.startswith(iri):
            return f"{prefix}:{term.value.removeprefix(iri)}"
    return term.value


def _known(
    term: NamedNode, foreign: frozenset[NamedNode], stated: set[object], ours: frozenset[NamedNode]
) -> bool:
    if term.value.startswith(SH):
        return term.value.removeprefix(SH) in _SHACL
    if term.value.startswith(KIN):
        return term in ours
    if term.value.startswith(RULE):
        return term in stated
    return term in foreign


def unknown_terms(triples: Iterable[Triple], known: Ontology) -> list[str]:
    """The names in a shape that nothing can match, and those in the place of the other kind (a class as a path).

    A name is known when the ontology declares it (``kin:``), the list above has it (``sh:``), the
    file states it (a part of the rule), or the ontology mentions it. Names inside SPARQL texts
    count as well.
    """
    triples = list(triples)
    ours = known.classes | known.properties
    foreign = known.mentioned | _BASICS
    stated: set[object] = {t.subject for t in triples}
    wrong: set[NamedNode] = set()
    for t in triples:
        named = _names_of(t)
        if t.predicate == SH["select"]:
            named += _names_in_query(text_of(t.object))
        wrong.update(x for x in named if not _known(x, foreign, stated, ours))
        if isinstance(t.object, NamedNode) and _is_misplaced(t, known):
            wrong.add(t.object)
    return sorted(map(_short, wrong))


def _names_of(t: Triple) -> list[NamedNode]:
    found: list[NamedNode] = []
    for x in (t.subject, t.predicate, t.object):
        if isinstance(x, NamedNode):
            found.append(x)
    return found


def _names_in_query(select: str) -> list[NamedNode]:
    """The names of a query, but those of datatypes and of SHACL itself."""
    found = []
    for prefix, name in _IN_QUERY.findall(select):
        # A prefix that is not declared is told as such (RULE-QUERY).
        start = query_prefixes().get(prefix, str(SH))
        if start not in {str(XSD), str(SH)}:
            found.append(NamedNode(start + name))
    return found


def _is_misplaced(t: Triple, known: Ontology) -> bool:
    """Whether a property stands where a class belongs, or a class where a property does."""
    if t.predicate in _CLASS_PLACES:
        return t.object in known.properties
    if t.predicate not in _PROPERTY_PLACES:
        return False
    is_type = t.object == RDF["type"] and t.predicate != KIN["memeriksa"]
    return t.object in known.classes or is_type


def faults(triples: Iterable[Triple], file: str) -> list[Problem]:
    """What a shape says in another language than its own and cannot say so.

    RULE-PATTERN (a pattern that cannot be read), RULE-QUERY (words that reach out, or that the
    engines read differently).
    """
    problems = []
    for t in triples:
        text = text_of(t.object)
        if t.predicate == SH["pattern"] and not _is_pattern(text):
            problems.append(Problem("RULE-PATTERN", file, {"found": text}))
        elif t.predicate == SH["select"]:
            for found in query_faults(text):
                problems.append(Problem("RULE-QUERY", file, {"found": found}))
    return problems


def _is_pattern(text: str) -> bool:
    try:
        re.compile(text)
    except re.error:
        return False
    return True
