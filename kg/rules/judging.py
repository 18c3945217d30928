"""Rules are judged before they judge: by the style rules of ``shapes/meta``, which are shapes too.

What SHACL can say of a shape is said there, once. Here stands what asks for a reader of another
language: the names and words inside of queries, and patterns (:mod:`kg.rules.lint`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Any

from pyoxigraph import BlankNode, NamedNode, Triple

from kg.errors import LANGUAGES, Problem
from kg.read.ontology import Ontology, ontology
from kg.rules.engine import Engine, Result
from kg.rules.engines import usable_engine
from kg.rules.lint import faults, unknown_terms
from kg.rules.rule import Rule
from kg.rules.rule_file import heads_that_report, read_rule, statements_of, style_files
from kg.store.base import ntriples
from kg.terms import RDF, RDFS, RULE, SH, text_of

__all__ = ["judge", "judged_by_style", "style_rules", "with_names"]

#: Rules are judged before a check begins, while somebody waits: the fast engine does it.
_FAST = "bulk"
_OF_A_TERM = {RDF["type"], RDFS["isDefinedBy"]}
#: No shape may be named so (META-20): what was given this name had none.
_UNNAMED = "#_"


@lru_cache(maxsize=1)
def style_rules() -> tuple[Rule, ...]:
    """The style rules, by id; a node shape of theirs that carries a message is a part as well."""
    found = []
    for path in style_files():
        triples = statements_of(path)
        rule = read_rule(path, triples)
        found.append(replace(rule, parts=rule.parts | heads_that_report(triples, path.name)))
    return tuple(found)


@lru_cache(maxsize=1)
def _engine() -> Engine:
    """The engine that is kept for the next judgement: the style rules are made ready once."""
    return usable_engine(_FAST).build(ontology())


def judge(files: Mapping[str, tuple[Triple, ...]], known: Ontology) -> list[Problem]:
    """What is wrong with the rules of some files, by the name of the file.

    RULE-TERM (a name that nothing carries), RULE-STYLE (what a style rule forbids, and which),
    RULE-PATTERN and RULE-QUERY (words that reach out, or that the engines read differently).
    """
    problems = []
    for file, triples in files.items():
        unknown = unknown_terms(triples, known)
        if unknown:
            problems.append(Problem("RULE-TERM", file, {"terms": ", ".join(unknown)}))
        problems += faults(triples, file)
    return problems + _style(files, known)


def judged_by_style(triples: Iterable[Triple], known: Ontology) -> list[Result]:
    """What the style rules find in statements about shapes, in order."""
    stated = list(triples)
    # What kind of property a path leads to is said by the ontology.
    paths = {t.object for t in stated if t.predicate == SH["path"]}
    for t in known.triples:
        if t.predicate in _OF_A_TERM and t.subject in paths:
            stated.append(t)
    return sorted(_engine().run(style_rules(), ntriples(stated)))


def _style(files: Mapping[str, tuple[Triple, ...]], known: Ontology) -> list[Problem]:
    """What the style rules find in some files, each told of the file that states it."""
    owner: dict[str, str] = {}
    stated: list[Triple] = []
    for file, triples in files.items():
        named = with_names(triples)
        stated += named
        owner.update(dict.fromkeys((text_of(t.subject) for t in named), file))
    by_id = {rule.id: rule for rule in style_rules()}
    found = []
    for result in judged_by_style(stated, known):
        # Terms are judged by the tests of the ontology: here they stand without their texts.
        if result.focus in owner:
            found.append(_told(result, by_id[result.rule], owner[result.focus]))
    return found


def _told(result: Result, rule: Rule, file: str) -> Problem:
    """One result of a style rule as a problem of the file."""
    shape, unnamed, _ = result.focus.removeprefix(RULE).partition(_UNNAMED)
    values = {"style": rule.id, "shape": f"{shape} [ ]" if unnamed else shape}
    message = rule.parts[NamedNode(result.part)].message
    for lang in LANGUAGES:
        values[f"wrong_{lang}"] = message[lang].replace("{?value}", _plain(result.value))
        values[f"remedy_{lang}"] = rule.remedy[lang]
    return Problem("RULE-STYLE", file, values)


def _plain(value: str) -> str:
    """A value as N-Triples writes it, as a person would: a text without its kind, a name without its space.

    >>> _plain('"0"^^<http://www.w3.org/2001/XMLSchema#integer>'), _plain(f"<{RULE}NOM-01#ada>")
    ('0', 'NOM-01#ada')
    """
    if value.startswith('"'):
        return value[1 : value.rindex('"')]
    return value.strip("<>").removeprefix(RULE)


def with_names(triples: Iterable[Triple]) -> list[Triple]:
    """The same statements, with a name for what has none, below the rule that it stands in.

    Engines tell of a node by its name.
    """
    stated = list(triples)
    users: dict[object, object] = {}
    for t in stated:
        if isinstance(t.object, BlankNode):
            users[t.object] = t.subject
    for t in stated:
        # What nothing uses is of the rule whose part it uses.
        if (
            isinstance(t.subject, BlankNode)
            and isinstance(t.object, NamedNode)
            and t.object.value.startswith(RULE)
        ):
            users.setdefault(t.subject, t.object)
    names: dict[object, NamedNode] = {}

    def named(term: Any) -> Any:
        if not isinstance(term, BlankNode):
            return term
        head = _head(term, users)
        return names.setdefault(term, NamedNode(f"{head}{_UNNAMED}{len(names)}"))

    return [Triple(named(t.subject), t.predicate, named(t.object)) for t in stated]


def _head(node: object, users: Mapping[object, object]) -> str:
    """The rule that a node without a name is part of; that of none where nothing names it."""
    seen: set[object] = set()
    while node in users and node not in seen:
        seen.add(node)
        node = users[node]
    if isinstance(node, NamedNode):
        return node.value.partition("#")[0]
    return str(RULE)
