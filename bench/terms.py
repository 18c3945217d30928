"""How many terms of the ontology say what a reader needs of them: ``python -m bench.terms`` prints the table of docs/foops.md."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable

from pyoxigraph import Literal, NamedNode, Triple

from kg.read.ontology import ontology
from kg.report.site.usage import usage_of
from kg.terms import KIN, OWL, RDF, RDFS, SKOS, text_of

__all__ = ["section"]

_MET = NamedNode("https://schema.org/domainIncludes")
_KINDS = {
    "classes": "Class",
    "relations": "ObjectProperty",
    "properties of values": "DatatypeProperty",
}
#: What is asked of a term and what answers it.
_ASKED: dict[str, Callable[[NamedNode, list[Triple]], bool]] = {
    "label in two languages": lambda term, said: _languages(term, said, RDFS["label"]),
    "definition in two languages": lambda term, said: _languages(term, said, SKOS["definition"]),
    "example": lambda term, said: _says(term, said, SKOS["example"]),
    "regulation, by the rules that use it": lambda term, _: bool(usage_of(term.value).sources),
    "used in a rule or a question": lambda term, _: _used(term),
    "domain": lambda term, said: _says(term, said, RDFS["domain"]),
    "domain, or where it is met": lambda term, said: _says(term, said, RDFS["domain"], _MET),
    "inverse": lambda term, said: _inverse(term, said),
}


def _says(term: NamedNode, said: Iterable[Triple], *properties: NamedNode) -> bool:
    return any(t.subject == term and t.predicate in properties for t in said)


def _used(term: NamedNode) -> bool:
    usage = usage_of(term.value)
    return bool(usage.rules or usage.questions)


def _languages(term: NamedNode, said: Iterable[Triple], prop: NamedNode) -> bool:
    found = set()
    for t in said:
        if t.subject == term and t.predicate == prop and isinstance(t.object, Literal):
            found.add(t.object.language)
    return {"id", "en"} <= found


def _inverse(term: NamedNode, said: Iterable[Triple]) -> bool:
    pairs = (t for t in said if t.predicate == OWL["inverseOf"])
    return any(term in {t.subject, t.object} for t in pairs)


def _terms(kind: str) -> list[NamedNode]:
    found = set()
    for t in ontology().triples:
        if (
            t.predicate == RDF["type"]
            and t.object == OWL[kind]
            and isinstance(t.subject, NamedNode)
        ):
            found.add(t.subject)
    return sorted((term for term in found if term.value.startswith(KIN)), key=text_of)


def _table() -> str:
    """Counts of our own terms, a row for what is asked and a column for each kind."""
    kinds = {name: _terms(kind) for name, kind in _KINDS.items()}
    said: dict[NamedNode, list[Triple]] = {}
    for t in ontology().triples:
        for end in {t.subject, t.object}:
            if isinstance(end, NamedNode):
                said.setdefault(end, []).append(t)
    head = " | ".join(f"{name} ({len(terms)})" for name, terms in kinds.items())
    lines = [f"| | {head} |", f"| --- |{' --- |' * len(kinds)}"]
    for asked, answers in _ASKED.items():
        counts = []
        for terms in kinds.values():
            counts.append(str(sum(answers(term, said.get(term, [])) for term in terms)))
        lines.append(f"| {asked} | {' | '.join(counts)} |")
    return "\n".join(lines) + "\n"


def section() -> str:
    """The part of the page of FOOPS! that tells of terms."""
    return f"""
## Terms

What the terms of the ontology say of themselves, and where they are used (`python -m bench.terms`):

{_table()}"""


if __name__ == "__main__":
    sys.stdout.write(_table())
