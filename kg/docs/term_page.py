"""The page of the ontology."""

from __future__ import annotations

from pyoxigraph import Literal, NamedNode

from kg.docs.head import HEAD, short
from kg.read.ontology import ontology
from kg.terms import KIN, RDFS, SKOS

__all__ = ["terms_page"]


def terms_page() -> str:
    """Every class and property with label and definition."""
    known = ontology()
    texts: dict[tuple[NamedNode, NamedNode, str], str] = {
        (t.subject, t.predicate, t.object.language): t.object.value
        for t in known.triples
        if isinstance(t.subject, NamedNode) and isinstance(t.object, Literal) and t.object.language
    }

    def rows(terms: frozenset[NamedNode]) -> str:
        own = sorted((t for t in terms if t.value.startswith(KIN)), key=lambda t: t.value)
        lines = []
        for term in own:
            label, definition = (
                (texts[term, p, "id"], texts[term, p, "en"])
                for p in (RDFS["label"], SKOS["definition"])
            )
            lines.append(
                f"| `{short(term)}` | {label[0]}<br>*{label[1]}* | {definition[0]}<br>*{definition[1]}* |"
            )
        return "\n".join(lines)

    head = "| istilah | label | definisi |\n| --- | --- | --- |"
    return f"""{HEAD.format(source="ontology/")}
# Ontologi {known.version}

Namespace `{KIN}`, prefix `kin`.

## Kelas / classes

{head}
{rows(known.classes)}

## Properti / properties

{head}
{rows(known.properties)}
"""
