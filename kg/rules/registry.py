"""Reads rule files into :class:`Rule` values.

A rule that cannot be relied on is an error, never a rule that holds.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import chain
from pathlib import Path
from typing import cast

from pyoxigraph import Literal, NamedNode, Triple

from kg.assets import folder
from kg.errors import InputError, Problem
from kg.read.gate import sha256
from kg.read.ontology import Ontology, load_turtle, ontology
from kg.rules.lint import faults, unknown_terms
from kg.rules.rule import Both, Certainty, Kind, Part, Rule, Severity, Sparql, Target, Tier
from kg.terms import DCTERMS, KIN, RDF, RDFS, RULE, SH, text_of

__all__ = ["load_rule", "needed_for", "prefixes_triples", "rule_files", "rules", "shapes_digest"]

_NAME = re.compile(r"([A-Z]{3}-\d{2})-[a-z0-9-]+")
_TARGETS = {
    SH["targetClass"]: "class",
    SH["targetSubjectsOf"]: "subjects",
    SH["targetObjectsOf"]: "objects",
    SH["targetNode"]: "node",
}


class _Graph:
    """Lookups in the statements of one rule file."""

    def __init__(self, triples: Iterable[Triple], file: str) -> None:
        self.file = file
        self._values: dict[tuple[object, NamedNode], list[object]] = {}
        for t in triples:
            self._values.setdefault((t.subject, t.predicate), []).append(t.object)

    def all(self, subject: object, predicate: NamedNode) -> list[object]:
        return self._values.get((subject, predicate), [])

    def text(self, subject: object, predicate: NamedNode) -> str:
        found = self.all(subject, predicate)
        if not found:
            values = {"file": self.file, "property": predicate.value}
            raise InputError(Problem("RULE-MISSING", text_of(subject), values))
        return text_of(found[0])

    def node(self, subject: object, predicate: NamedNode) -> NamedNode | None:
        return next((o for o in self.all(subject, predicate) if isinstance(o, NamedNode)), None)

    def both(self, subject: object, predicate: NamedNode) -> Both:
        found = {}
        for o in self.all(subject, predicate):
            if isinstance(o, Literal) and o.language:
                found[o.language] = o.value
        if not {"id", "en"} <= set(found):
            values = {"file": self.file, "property": predicate.value}
            raise InputError(Problem("RULE-LANGUAGE", text_of(subject), values))
        return {"id": found["id"], "en": found["en"]}

    def targets(self, shape: object) -> tuple[Target, ...]:
        found = []
        for predicate, kind in _TARGETS.items():
            for term in self.all(shape, predicate):
                if isinstance(term, NamedNode):
                    found.append(Target(kind, term))  # type: ignore[arg-type]
        return tuple(found)


def _certainty(graph: _Graph, part: NamedNode, kind: str) -> Certainty:
    """How sure the findings of a part are: as it says itself, else as the kind of its rule says."""
    stated = graph.all(part, KIN["kepastian"])
    if stated:
        return cast("Certainty", text_of(stated[0]))
    return "perlu ditinjau" if kind == "heuristik" else "pasti"


def _severity(graph: _Graph, iri: object) -> Severity:
    return cast("Severity", graph.text(iri, SH["severity"]).rpartition("#")[2].lower())


def _milder(graph: _Graph, part: NamedNode, rule: Severity) -> Severity | None:
    """The severity of a part that states another one than its rule."""
    if not graph.all(part, SH["severity"]):
        return None
    own = _severity(graph, part)
    if own != rule:
        return own
    return None


def _parts(graph: _Graph, shapes: list[object], rule: NamedNode) -> dict[NamedNode, Part]:
    kind = graph.text(rule, KIN["jenisUji"])
    severity = _severity(graph, rule)
    parts = {}
    for shape in shapes:
        for predicate, name in ((SH["property"], SH["name"]), (SH["sparql"], RDFS["label"])):
            for iri in graph.all(shape, predicate):
                if not isinstance(iri, NamedNode):
                    raise InputError(
                        Problem("RULE-ANONYMOUS", text_of(shape), {"file": graph.file})
                    )
                parts[iri] = Part(
                    iri,
                    graph.both(iri, name),
                    graph.both(iri, SH["message"]),
                    graph.node(iri, SH["path"]),
                    graph.node(iri, KIN["memeriksa"]),
                    _milder(graph, iri, severity),
                    _certainty(graph, iri, kind),
                )
    return parts


def _linted(path: Path, known: Ontology) -> tuple[str, list[Triple]]:
    """The id in the name of a rule file and its statements, once nothing in them can pass in silence."""
    match = _NAME.fullmatch(path.stem)
    if match is None:
        raise InputError(Problem("RULE-NAME", str(path)))
    triples = []
    for q in load_turtle(path):
        triples.append(Triple(q.subject, q.predicate, q.object))
    unknown = unknown_terms(triples, known)
    if unknown:
        raise InputError(Problem("RULE-TERM", str(path), {"terms": ", ".join(unknown)}))
    wrong = faults(triples, str(path))
    if wrong:
        raise InputError(wrong)
    return match[1], triples


def _queries(graph: _Graph, shapes: Iterable[object]) -> Iterator[Sparql]:
    """The queries of the shapes of a rule, each with what it is asked of."""
    for shape in shapes:
        if not isinstance(shape, NamedNode):
            continue
        for iri in graph.all(shape, SH["sparql"]):
            if isinstance(iri, NamedNode):
                yield Sparql(iri, shape, graph.targets(shape), graph.text(iri, SH["select"]))


def _is_aimless(triples: Iterable[Triple], aimed: Iterable[object]) -> bool:
    """Whether a shape with parts is held against nothing: it has no target, and no other uses it."""
    parts = (SH["property"], SH["sparql"])
    having = {t.subject for t in triples if t.predicate in parts}
    return bool(having.difference(aimed, (t.object for t in triples)))


def load_rule(path: Path, known: Ontology) -> Rule:
    """The rule of one file.

    :raises InputError: RULE-NAME, RULE-MISSING, RULE-LANGUAGE, RULE-ANONYMOUS, RULE-NOTARGET,
        RULE-TERM, RULE-RECURSION, RULE-RANGE, RULE-VACUOUS, RULE-UNUSED or RULE-QUERY.
    """
    name, triples = _linted(path, known)
    graph = _Graph(triples, path.name)
    root = RULE[name]
    shapes = []
    for t in triples:
        if t.predicate == RDF["type"] and t.object == SH["NodeShape"] and graph.targets(t.subject):
            shapes.append(t.subject)
    kind = graph.text(root, KIN["jenisUji"])
    targets = tuple(dict.fromkeys(chain.from_iterable(map(graph.targets, shapes))))
    if kind != "manual" and (not targets or _is_aimless(triples, shapes)):
        raise InputError(Problem("RULE-NOTARGET", str(path)))
    return Rule(
        id=name,
        title=graph.both(root, SH["name"]),
        description=graph.both(root, SH["description"]),
        remedy=graph.both(root, KIN["saran"]),
        severity=_severity(graph, root),
        tier=cast("Tier", graph.text(root, KIN["tingkat"])),
        kind=cast("Kind", kind),
        basis=tuple(text_of(o) for o in graph.all(root, DCTERMS["source"])),
        family=path.parent.name,
        file=f"{path.parent.name}/{path.name}",
        parts=_parts(graph, list(shapes), root),
        targets=targets,
        sparql=tuple(_queries(graph, shapes)),
        question=graph.both(root, KIN["pertanyaan"]) if kind == "manual" else None,
        triples=tuple(triples),
        verdicts=frozenset(text_of(o) for o in graph.all(root, KIN["syaratPutusan"])),
        fills=tuple(text_of(o) for o in graph.all(root, KIN["tempatIsian"])),
    )


def rule_files() -> list[Path]:
    """Every rule file, by id."""
    return sorted(
        (p for p in folder("shapes").glob("*/*.ttl") if p.parent.name != "meta"),
        key=lambda p: p.name,
    )


@lru_cache(maxsize=1)
def rules() -> tuple[Rule, ...]:
    """All rules that come with the program, by id.

    >>> [rule.id for rule in rules()][:2]
    ['CAS-01', 'CAS-02']
    """
    known = ontology()
    return tuple(load_rule(path, known) for path in rule_files())


@lru_cache(maxsize=1)
def prefixes_triples() -> tuple[Triple, ...]:
    """The prefix declarations that SPARQL constraints name by ``sh:prefixes``."""
    return tuple(
        Triple(q.subject, q.predicate, q.object)
        for q in load_turtle(folder("shapes") / "awalan.ttl")
    )


def shapes_digest() -> str:
    """SHA-256 over all shape files, names included."""
    parts = []
    for p in rule_files():
        parts.append(f"{p.parent.name}/{p.name} {sha256(p.read_bytes())}")
    return sha256("\n".join(parts).encode())


@lru_cache(maxsize=8)
def needed_for(verdict: str) -> tuple[str, ...]:
    """The ids of the rules that must hold for a composite verdict, as their files say.

    >>> needed_for("lengkap")
    ('CAS-18', 'CAS-19', 'IND-01', 'TGT-01')
    """
    return tuple(rule.id for rule in rules() if verdict in rule.verdicts)
