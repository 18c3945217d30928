"""The bulk engine: SHACL Core by the Rust validator ``shacl``, each SPARQL constraint once per graph by Oxigraph.

Both are handed only the statements that the rules can look at; that changes no result and halves the work.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from pyoxigraph import NamedNode

from kg.errors import CouldNotError, Problem
from kg.read.ontology import Ontology
from kg.rules.engines import Result
from kg.rules.rule import Rule, Sparql, Target
from kg.store.base import Solutions, ntriples
from kg.store.embedded import memory_store
from kg.terms import KIN, PREFIXES, RDF, RDFS, SH, Namespace

__all__ = ["BulkEngine"]

_PROLOGUE = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items())
_NAME = re.compile(r"\b([a-z]+):(\w+)")
_TYPE = str(RDF["type"])
_Index = dict[str, list[str]]
_SPARQL = SH["SPARQLConstraintComponent"].value
# Annotations of a rule name properties that the validator never looks at.
_SILENT = frozenset((KIN["memeriksa"], KIN["saran"]))


@dataclass(frozen=True)
class _Compiled:
    """What one set of rules needs: the Core validator, the terms it can look at, and those of the queries."""

    key: tuple[str, ...]
    shapes: Any
    core: frozenset[str]
    queries: dict[NamedNode, frozenset[str]]


def _in_query(select: str) -> set[NamedNode]:
    return {
        Namespace(PREFIXES[prefix])[name]
        for prefix, name in _NAME.findall(select)
        if prefix in PREFIXES
    }


class BulkEngine:
    """All rules over one graph, set at a time."""

    name = "bulk"

    def __init__(self, ontology: Ontology) -> None:
        self._ontology = ontology
        self._compiled: _Compiled | None = None

    def run(self, rules: tuple[Rule, ...], data: bytes) -> set[Result]:
        """Every violation of every rule in the N-Triples ``data``."""
        compiled = self._compile(rules)
        index = _index(data)
        return self._core(rules, compiled, index) | self._sparql(rules, compiled, index)

    def _names(self, terms: set[NamedNode]) -> frozenset[str]:
        """The terms and the subclasses of those that are classes, as N-Triples writes them."""
        below = self._ontology.descendants
        return frozenset(
            str(n) for n in terms.union(*(below[term] for term in terms if term in below))
        )

    def _compile(self, rules: tuple[Rule, ...]) -> _Compiled:
        """The Core part of the rules as one validator, kept for the next graph."""
        import shacl  # loaded late: absent on platforms without a wheel

        key = tuple(rule.id for rule in rules)
        if self._compiled is None or self._compiled.key != key:
            sparql = {part.iri for rule in rules for part in rule.sparql}
            core = [
                t
                for rule in rules
                for t in rule.triples
                if t.predicate != SH["sparql"] and t.subject not in sparql
            ]
            named = {
                t.object
                for t in core
                if t.predicate not in _SILENT and isinstance(t.object, NamedNode)
            }
            queries = {
                part.iri: self._names(
                    _in_query(part.select) | {target.term for target in part.targets}
                )
                for rule in rules
                for part in rule.sparql
            }
            shapes = shacl.Shapes.from_text(ntriples(core).decode(), "ntriples")
            self._compiled = _Compiled(
                key, shapes, self._names(named | {RDFS["subClassOf"]}), queries
            )
        return self._compiled

    def _core(self, rules: tuple[Rule, ...], compiled: _Compiled, index: _Index) -> set[Result]:
        owner = {f"<{iri.value}>": (rule.id, iri.value) for rule in rules for iri in rule.parts}
        report = compiled.shapes.validate_text(_select(index, compiled.core), "ntriples")
        results = set()
        for found in report.results:
            if found.source_shape not in owner:
                raise CouldNotError(
                    Problem("ENGINE-SHAPE", "shacl", {"shape": str(found.source_shape)})
                )
            rule, part = owner[found.source_shape]
            results.add(
                Result(rule, part, found.focus_node[1:-1], found.value or "", found.component_iri)
            )
        return results

    def _sparql(self, rules: tuple[Rule, ...], compiled: _Compiled, index: _Index) -> set[Result]:
        live = [
            (rule.id, part)
            for rule in rules
            for part in rule.sparql
            if self._has_target(part, index)
        ]
        if not live:
            return set()
        store = memory_store()
        store.add(
            _select(
                index, frozenset().union(*(compiled.queries[part.iri] for _, part in live))
            ).encode()
        )
        return {
            result
            for rule, part in live
            for result in self._ask(rule, part, store.select(self._query(part)))
        }

    def _has_target(self, part: Sparql, index: _Index) -> bool:
        return any(
            target.kind == "node" or self._names({target.term}) & index.keys()
            for target in part.targets
        )

    @staticmethod
    def _ask(rule: str, part: Sparql, answer: Solutions) -> list[Result]:
        focus = answer.variables.index("this")
        value = answer.variables.index("value") if "value" in answer.variables else focus
        return [
            Result(
                rule,
                part.iri.value,
                node.value,
                str(row[value]) if row[value] is not None else "",
                _SPARQL,
            )
            for row in answer.rows
            if isinstance(node := row[focus], NamedNode)
        ]

    def _query(self, part: Sparql) -> str:
        """The constraint with the pattern of its targets put in front, so that it runs once for all focus nodes."""
        head, brace, rest = part.select.replace("$this", "?this").partition("{")
        pattern = " UNION ".join(f"{{ {self._pattern(target)} }}" for target in part.targets)
        return f"{_PROLOGUE}{head}{brace} {{ SELECT DISTINCT ?this WHERE {{ {pattern} }} }} {rest}"

    def _pattern(self, target: Target) -> str:
        if target.kind == "class":
            return f"VALUES ?_class {{ {' '.join(sorted(self._names({target.term})))} }} ?this {RDF['type']} ?_class ."
        if target.kind == "subjects":
            return f"?this {target.term} ?_object ."
        if target.kind == "objects":
            return f"?_subject {target.term} ?this ."
        return f"VALUES ?this {{ {target.term} }}"


def _index(data: bytes) -> _Index:
    """The lines by property; type statements by class."""
    index: _Index = defaultdict(list)
    for line in filter(None, data.decode().split("\n")):
        _, predicate, rest = line.split(" ", 2)
        index[rest[:-2] if predicate == _TYPE else predicate].append(line)
    return index


def _select(index: _Index, names: frozenset[str]) -> str:
    """The lines of these properties and classes."""
    return "\n".join(line for name in sorted(names & index.keys()) for line in index[name])
