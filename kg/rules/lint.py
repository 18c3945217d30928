"""What makes a shape hold in silence.

A name that nothing carries, a part that nothing uses, a bound that text passes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from pyoxigraph import Literal, NamedNode, Triple

from kg.errors import Problem
from kg.read.ontology import Ontology
from kg.rules.lint_query import query_faults
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
_BASICS = frozenset(
    (
        *(RDF[name] for name in ("type", "first", "rest", "nil")),
        *(RDFS[name] for name in ("label", "comment", "seeAlso")),
        *(XSD[name] for name in ("string", "integer", "decimal", "boolean", "gYear", "date")),
        DCTERMS["source"],
    )
)
_IN_QUERY = re.compile(rf"\b({'|'.join(PREFIXES)}):(\w+)")
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
    return sorted(_short(term) for term in wrong)


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
        start = PREFIXES[prefix]
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


_NESTED = {SH[name] for name in ("node", "property", "not", "and", "or", "qualifiedValueShape")} | {
    RDF["first"],
    RDF["rest"],
}
_RANGES = {
    SH[n]
    for n in (
        "minInclusive",
        "maxInclusive",
        "minExclusive",
        "maxExclusive",
        "lessThan",
        "lessThanOrEquals",
    )
}
_COUNTS = {
    SH[n]
    for n in (
        "minCount",
        "maxCount",
        "minLength",
        "maxLength",
        "qualifiedMinCount",
        "qualifiedMaxCount",
    )
}
_LEAST = {SH[n] for n in ("minCount", "minLength", "qualifiedMinCount")}


def _recursive(triples: list[Triple]) -> object | None:
    """A shape that contains itself, at any depth.

    Engines stop somewhere and report that it holds.
    """
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


def _typed(triples: list[Triple]) -> set[object]:
    """Shapes that say which datatype they bound.

    Themselves, by every member of a ``sh:or``, or beside them on the same path.
    """
    direct: set[object] = {t.subject for t in triples if t.predicate == SH["datatype"]}
    lists = _Lists(triples)
    found = set(direct)
    for t in triples:
        if t.predicate == SH["or"]:
            members = lists.members(t.object)
            if members and direct.issuperset(members):
                found.add(t.subject)
    on_path = [t for t in triples if t.predicate == SH["path"]]
    paths = {t.object for t in on_path if t.subject in found}
    return found | {t.subject for t in on_path if t.object in paths}


class _Lists:
    """The RDF lists in some statements."""

    def __init__(self, triples: list[Triple]) -> None:
        self._first: dict[object, object] = {}
        self._rest: dict[object, object] = {}
        for t in triples:
            if t.predicate == RDF["first"]:
                self._first[t.subject] = t.object
            elif t.predicate == RDF["rest"]:
                self._rest[t.subject] = t.object

    def members(self, head: object) -> list[object]:
        """What stands in the list that begins at ``head``; nothing where none begins."""
        found = []
        while head in self._first:
            found.append(self._first[head])
            head = self._rest[head]
        return found


def _vacuous(t: Triple) -> bool:
    """A bound that everything keeps or that an engine skips.

    A count that is no number, a least count of none, a bad pattern.
    """
    if t.predicate in _COUNTS:
        plain = isinstance(t.object, Literal) and t.object.datatype == XSD["integer"]
        return not plain or (t.predicate in _LEAST and int(text_of(t.object)) < 1)
    if t.predicate == SH["pattern"]:
        try:
            re.compile(text_of(t.object))
        except re.error:
            return True
    return False


def faults(triples: list[Triple], file: str) -> list[Problem]:
    """What makes a shape pass in silence or reach out of the data.

    RULE-RECURSION, RULE-RANGE (a range needs a datatype on the same path, else text passes),
    RULE-VACUOUS (a bound that everything keeps), RULE-UNUSED (a part that no shape uses, a query on
    a shape without a target), RULE-QUERY (words that reach out, or that the engines read
    differently).
    """
    problems = []
    recursive = _recursive(triples)
    if recursive is not None:
        problems.append(Problem("RULE-RECURSION", file, {"shape": text_of(recursive)}))
    for shape in _bare(triples):
        problems.append(Problem("RULE-RANGE", file, {"shape": shape}))
    for t in filter(_vacuous, triples):
        name = "sh:" + t.predicate.value.removeprefix(SH)
        values = {"property": name, "found": text_of(t.object)}
        problems.append(Problem("RULE-VACUOUS", file, values))
    for part in _unused(triples):
        problems.append(Problem("RULE-UNUSED", file, {"part": part}))
    for t in triples:
        if t.predicate == SH["select"]:
            for found in query_faults(text_of(t.object)):
                problems.append(Problem("RULE-QUERY", file, {"found": found}))
    return problems


def _bare(triples: list[Triple]) -> list[str]:
    """Shapes with a range that say no datatype."""
    typed = _typed(triples)
    ranged = set()
    for t in triples:
        if t.predicate in _RANGES:
            ranged.add(t.subject)
    return sorted(text_of(shape) for shape in ranged if shape not in typed)


def _unused(triples: list[Triple]) -> list[str]:
    """Parts that no shape uses; a query on a shape without a target is never asked."""
    kinds = {SH["PropertyShape"], SH["SPARQLConstraint"]}
    aimed = {t.subject for t in triples if t.predicate.value.startswith(SH + "target")}
    parts = set[object]()
    used = set[object]()
    idle = set[object]()
    for t in triples:
        used.add(t.object)
        if t.predicate == RDF["type"] and t.object in kinds:
            parts.add(t.subject)
        elif t.predicate == SH["sparql"] and t.subject not in aimed:
            idle.add(t.object)
    return sorted(map(text_of, (parts | idle) - (used - idle)))
