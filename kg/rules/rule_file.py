"""Reads one rule file into a :class:`Rule` value.

A rule that lacks what a reader of its findings needs is an error, never a rule that holds.
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
from kg.errors import LANGUAGES, InputError, Problem
from kg.read.ontology import load_triples
from kg.rules.rule import Both, Certainty, Kind, Part, Rule, Severity, Sparql, Target, Tier
from kg.terms import DCTERMS, KIN, RDF, RDFS, RULE, SH, text_of

__all__ = [
    "heads_that_report",
    "prefixes_triples",
    "query_prefixes",
    "read_rule",
    "statements_of",
    "style_files",
]

_NAME = re.compile(r"([A-Z]{3,4}-\d{2})-[a-z0-9-]+")
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

    def node_shapes(self) -> Iterator[object]:
        """The shapes of nodes, in the order of the file."""
        for subject, predicate in self._values:
            if predicate == RDF["type"] and SH["NodeShape"] in self.all(subject, predicate):
                yield subject

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
        for lang in LANGUAGES:
            if lang not in found:
                values = {"file": self.file, "property": f"{predicate.value} @{lang}"}
                raise InputError(Problem("RULE-MISSING", text_of(subject), values))
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
                    continue  # refused by META-20
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


def _queries(graph: _Graph, shapes: Iterable[object]) -> Iterator[Sparql]:
    """The queries of the shapes of a rule, each with what it is asked of."""
    for shape in shapes:
        if not isinstance(shape, NamedNode):
            continue
        for iri in graph.all(shape, SH["sparql"]):
            if isinstance(iri, NamedNode):
                yield Sparql(iri, shape, graph.targets(shape), graph.text(iri, SH["select"]))


def statements_of(path: Path) -> tuple[Triple, ...]:
    """What a file of shapes says."""
    return tuple(load_triples(path))


def read_rule(path: Path, triples: tuple[Triple, ...]) -> Rule:
    """The rule that the statements of one file make.

    :raises InputError: RULE-NAME or RULE-MISSING.
    """
    named = _NAME.fullmatch(path.stem)
    if named is None:
        raise InputError(Problem("RULE-NAME", str(path)))
    name = named[1]
    graph = _Graph(triples, path.name)
    root = RULE[name]
    shapes = list(filter(graph.targets, graph.node_shapes()))
    kind = graph.text(root, KIN["jenisUji"])
    targets = tuple(dict.fromkeys(chain.from_iterable(map(graph.targets, shapes))))
    return Rule(
        id=name,
        title=graph.both(root, SH["name"]),
        description=graph.both(root, SH["description"]),
        remedy=graph.both(root, KIN["saran"]),
        severity=_severity(graph, root),
        tier=cast("Tier", graph.text(root, KIN["tingkat"])),
        kind=cast("Kind", kind),
        basis=tuple(map(text_of, graph.all(root, DCTERMS["source"]))),
        family=path.parent.name,
        file=f"{path.parent.name}/{path.name}",
        parts=_parts(graph, list(shapes), root),
        targets=targets,
        sparql=tuple(_queries(graph, shapes)),
        question=graph.both(root, KIN["pertanyaan"]) if kind == "manual" else None,
        triples=triples,
        verdicts=frozenset(map(text_of, graph.all(root, KIN["syaratPutusan"]))),
        fills=tuple(map(text_of, graph.all(root, KIN["tempatIsian"]))),
    )


def heads_that_report(triples: Iterable[Triple], file: str) -> dict[NamedNode, Part]:
    """Node shapes that carry a message: they report for themselves, where others leave it to a part."""
    graph = _Graph(triples, file)
    found = {}
    for t in triples:
        reports = t.predicate == RDF["type"] and t.object == SH["NodeShape"]
        if reports and graph.all(t.subject, SH["message"]) and isinstance(t.subject, NamedNode):
            name, message = (graph.both(t.subject, SH[text]) for text in ("name", "message"))
            found[t.subject] = Part(t.subject, name, message, None, None)
    return found


def style_files() -> list[Path]:
    """The style rules: shapes that judge shapes."""
    return sorted((folder("shapes") / "meta").glob("META-*.ttl"))


@lru_cache(maxsize=1)
def prefixes_triples() -> tuple[Triple, ...]:
    """The prefix declarations that SPARQL constraints name by ``sh:prefixes``."""
    return tuple(load_triples(folder("shapes") / "awalan.ttl"))


@lru_cache(maxsize=1)
def query_prefixes() -> dict[str, str]:
    """The prefixes that queries of rules may use, as ``shapes/awalan.ttl`` declares them.

    >>> query_prefixes()["owl"]
    'http://www.w3.org/2002/07/owl#'
    """
    graph = _Graph(prefixes_triples(), "awalan.ttl")
    found = {}
    for t in prefixes_triples():
        if t.predicate == SH["prefix"]:
            found[text_of(t.object)] = graph.text(t.subject, SH["namespace"])
    return found
