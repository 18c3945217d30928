"""The rules as another SHACL engine needs them.

Complete in every part, and with messages that it can print.

Our own messages hold placeholders that are filled from the data (``{?label}``); SHACL fills only
what a SPARQL constraint projects (SHACL, 5.2.2), so an engine would print braces. Copies for other
engines carry sentences without them. A SPARQL constraint carries one message: some engines refuse a
graph with two, though SHACL allows it (5.2.1).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from pyoxigraph import Literal, NamedNode, Triple

from kg.errors import LANGUAGES, Lang
from kg.rules.rule import Part, Rule
from kg.rules.rule_file import prefixes_triples
from kg.terms import RDF, SH, text_of

__all__ = ["foreign_shapes"]

_SEVERITY = {"violation": SH["Violation"], "warning": SH["Warning"], "info": SH["Info"]}
#: A query that names the value of its result itself.
_VALUE = re.compile(r"SELECT\b[^{]*\?value\b", re.IGNORECASE | re.DOTALL)


def _sentence(rule: Rule, part: Part, lang: Lang) -> str:
    """What is wrong and what to do, without a word of the data."""
    head = f"{rule.id} {rule.title[lang]} ({part.name[lang]})"
    return f"{head}: {rule.description[lang]} {rule.remedy[lang]}"


def _severities(rule: Rule, said: set[NamedNode]) -> Iterator[Triple]:
    """The severity on every shape that does not say it: engines look at the shape that reports."""
    shapes = set(rule.parts)
    for triple in rule.triples:
        is_shape = triple.predicate == RDF["type"] and triple.object == SH["NodeShape"]
        if is_shape and isinstance(triple.subject, NamedNode):
            shapes.add(triple.subject)
    for shape in sorted(shapes - said, key=lambda node: node.value):
        yield Triple(shape, SH["severity"], _SEVERITY[rule.severity])


def _messages(rule: Rule, lang: Lang) -> Iterator[Triple]:
    queries = {constraint.iri: constraint.select for constraint in rule.sparql}
    for iri, part in rule.parts.items():
        if iri not in queries:
            for one in LANGUAGES:
                text = Literal(_sentence(rule, part, one), language=one)
                yield Triple(iri, SH["message"], text)
            continue
        value = ""
        if _VALUE.search(queries[iri]):
            value = ": {?value}"
        yield Triple(iri, SH["message"], Literal(f"{_sentence(rule, part, lang)}{value}"))


def foreign_shapes(rules: Iterable[Rule], lang: Lang) -> list[Triple]:
    """The statements of the rules that a machine tests.

    ``lang`` is that of messages with room for one language.
    """
    found = list(prefixes_triples())
    for rule in rules:
        if rule.kind == "manual" or rule.off:
            continue
        kept = [t for t in rule.triples if t.predicate != SH["message"]]
        said = {t.subject for t in kept if t.predicate == SH["severity"]}
        found += kept
        found += _messages(rule, lang)
        found += _severities(rule, {node for node in said if isinstance(node, NamedNode)})
    return sorted(found, key=lambda t: (text_of(t.subject), text_of(t.predicate), str(t.object)))
