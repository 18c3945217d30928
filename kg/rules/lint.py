"""Names a shape uses must exist: a misspelt class or property matches nothing and would look like a rule that holds."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pyoxigraph import Literal, NamedNode, Triple

from kg.read.ontology import Ontology
from kg.terms import KIN, SH

__all__ = ["unknown_terms"]

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
