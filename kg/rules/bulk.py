"""The bulk engine: SHACL Core by the Rust validator ``shacl``, each SPARQL constraint once per graph by Oxigraph.

Both are handed only the statements that the rules can look at; that changes no result and halves
the work.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pyoxigraph import NamedNode, Triple

from kg.errors import CouldNotError, Problem
from kg.read.ontology import Ontology
from kg.rules.engine import Result
from kg.rules.inner_classes import with_classes_as_paths
from kg.rules.rule import Rule, Sparql, Target
from kg.rules.rule_file import query_prefixes
from kg.rules.statements import Data, Statements, indexed
from kg.store.base import Solutions, ntriples
from kg.store.passing import passing_store
from kg.terms import KIN, RDF, RDFS, SH, Namespace

__all__ = ["BulkEngine"]

#: Names of a query, whose prefixes have to be declared to the engine.
_NAME = re.compile(r"\b([a-z]+):(\w+)")
_SPARQL = SH["SPARQLConstraintComponent"].value
# Annotations of a rule name properties that the validator never looks at.
_SILENT = frozenset((KIN["memeriksa"], KIN["saran"]))


@dataclass(frozen=True)
class _Query:
    """One SPARQL constraint of a rule, made ready for any graph.

    ``aimed`` are the names of which one must stand in a graph for it to have a target, unless
    ``always`` one is there; ``names`` is all that it can look at.
    """

    rule: str
    part: str
    select: str
    always: bool
    aimed: frozenset[str]
    names: frozenset[str]


@dataclass(frozen=True)
class _Compiled:
    """What one set of rules needs.

    The Core validator, the terms it can look at, whose each shape is, and the queries.
    """

    rules: tuple[Rule, ...]
    shapes: Any
    core: tuple[str, ...]
    owners: dict[str, tuple[str, str]]
    queries: tuple[_Query, ...]


def _in_query(select: str) -> set[NamedNode]:
    known = query_prefixes()
    found = set()
    for prefix, name in _NAME.findall(select):
        if prefix in known:
            found.add(Namespace(known[prefix])[name])
    return found


def _prologue() -> str:
    return "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in query_prefixes().items())


class BulkEngine:
    """All rules over one graph, set at a time."""

    name = "bulk"

    def __init__(self, ontology: Ontology) -> None:
        self._ontology = ontology
        self._compiled: _Compiled | None = None

    def run(self, rules: tuple[Rule, ...], data: Data) -> set[Result]:
        """Every violation of every rule in ``data``."""
        compiled = self._compile(rules)
        statements = indexed(data)
        return self._core(compiled, statements) | self._sparql(compiled, statements)

    def _names(self, terms: set[NamedNode]) -> frozenset[str]:
        """The terms and the subclasses of those that are classes, as N-Triples writes them."""
        below = self._ontology.descendants
        found = set(terms)
        for term in terms:
            found.update(below.get(term, ()))
        return frozenset(map(str, found))

    def _compile(self, rules: tuple[Rule, ...]) -> _Compiled:
        """The Core part of the rules as one validator, kept for the next graph."""
        import shacl  # loaded late: absent on platforms without a wheel

        # The rules themselves, not their names: an altered copy of a rule is another rule.
        if self._compiled is None or self._compiled.rules != rules:
            core = _core_triples(rules)
            asked = ntriples(with_classes_as_paths(core))
            shapes = shacl.Shapes.from_text(asked.decode(), "ntriples")
            named = {RDFS["subClassOf"], *_named_in(core)}
            names = tuple(sorted(self._names(named)))
            self._compiled = _Compiled(rules, shapes, names, _owners(rules), self._queries(rules))
        return self._compiled

    def _queries(self, rules: tuple[Rule, ...]) -> tuple[_Query, ...]:
        """The SPARQL constraints, with the names that each of them and its targets speak of."""
        found = []
        for rule in rules:
            for part in rule.sparql:
                terms = {target.term for target in part.targets}
                names = self._names(_in_query(part.select) | terms)
                always = any(target.kind == "node" for target in part.targets)
                aimed = self._names(terms)
                select = self._query(part)
                found.append(_Query(rule.id, part.iri.value, select, always, aimed, names))
        return tuple(found)

    def _core(self, compiled: _Compiled, statements: Statements) -> set[Result]:
        owner = compiled.owners
        text = statements.naming(compiled.core)
        report = compiled.shapes.validate_text(text, "ntriples")
        results = set()
        for found in report.results:
            if found.source_shape not in owner:
                raise CouldNotError(
                    Problem("ENGINE-SHAPE", "shacl", {"shape": str(found.source_shape)})
                )
            focus = found.focus_node[1:-1]
            value = found.value or ""
            results.add(Result(*owner[found.source_shape], focus, value, found.component_iri))
        return results

    def _sparql(self, compiled: _Compiled, statements: Statements) -> set[Result]:
        live: list[_Query] = []
        names: set[str] = set()
        for query in compiled.queries:
            if query.always or not query.aimed.isdisjoint(statements.by_name):
                live.append(query)
                names |= query.names
        if not live:
            return set()
        results: set[Result] = set()
        with passing_store(statements.naming(sorted(names)).encode()) as store:
            for query in live:
                results.update(self._told(query, store.select(query.select)))
        return results

    @staticmethod
    def _told(query: _Query, answer: Solutions) -> list[Result]:
        focus = answer.variables.index("this")
        has_value = "value" in answer.variables
        if has_value:
            value = answer.variables.index("value")
        else:
            value = focus
        results = []
        for row in answer.rows:
            node = row[focus]
            told = row[value]
            if isinstance(node, NamedNode):
                if told is None:
                    text = ""
                else:
                    text = str(told)
                results.append(Result(query.rule, query.part, node.value, text, _SPARQL))
        return results

    def _query(self, part: Sparql) -> str:
        """The constraint with the pattern of its targets put in front, so that it runs once for all focus nodes."""
        head, brace, rest = part.select.replace("$this", "?this").partition("{")
        pattern = " UNION ".join(f"{{ {self._pattern(target)} }}" for target in part.targets)
        return (
            f"{_prologue()}{head}{brace} {{ SELECT DISTINCT ?this WHERE {{ {pattern} }} }} {rest}"
        )

    def _pattern(self, target: Target) -> str:
        if target.kind == "class":
            return f"VALUES ?_class {{ {' '.join(sorted(self._names({target.term})))} }} ?this {RDF['type']} ?_class ."
        if target.kind == "subjects":
            return f"?this {target.term} ?_object ."
        if target.kind == "objects":
            return f"?_subject {target.term} ?this ."
        return f"VALUES ?this {{ {target.term} }}"


def _constraints(rules: tuple[Rule, ...]) -> list[Sparql]:
    found: list[Sparql] = []
    for rule in rules:
        found += rule.sparql
    return found


def _owners(rules: tuple[Rule, ...]) -> dict[str, tuple[str, str]]:
    """The rule and the part that each shape is."""
    found = {}
    for rule in rules:
        for iri in rule.parts:
            found[f"<{iri.value}>"] = (rule.id, iri.value)
    return found


def _core_triples(rules: tuple[Rule, ...]) -> list[Triple]:
    """The statements of the rules without their SPARQL constraints."""
    sparql = {part.iri for part in _constraints(rules)}
    core: list[Triple] = []
    for rule in rules:
        for triple in rule.triples:
            if triple.predicate != SH["sparql"] and triple.subject not in sparql:
                core.append(triple)
    return core


def _named_in(core: list[Triple]) -> Iterator[NamedNode]:
    """The names that the engine must find in the data."""
    for triple in core:
        if triple.predicate not in _SILENT and isinstance(triple.object, NamedNode):
            yield triple.object
