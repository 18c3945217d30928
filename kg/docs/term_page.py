"""The page of the ontology."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from pyoxigraph import Literal, NamedNode

from kg.docs.head import HEAD, short
from kg.read.ontology import ontology
from kg.terms import KIN, RDFS, SKOS

__all__ = ["example", "terms_page"]

_HEAD = "| istilah | label | definisi |\n| --- | --- | --- |"


@lru_cache(maxsize=1)
def _texts() -> dict[tuple[NamedNode, NamedNode, str], str]:
    """What the ontology says in a language, by term, property and language."""
    found = {}
    for triple in ontology().triples:
        said = triple.object
        if isinstance(triple.subject, NamedNode) and isinstance(said, Literal) and said.language:
            found[triple.subject, triple.predicate, said.language] = said.value
    return found


def _both(term: NamedNode, prop: NamedNode) -> str:
    texts = _texts()
    return f"{texts[term, prop, 'id']}<br>*{texts[term, prop, 'en']}*"


def example(term: NamedNode | None) -> str:
    """What a cell of this property may hold, as a line of a table cell.

    Empty where nothing is shown.
    """
    if term is None or (term, SKOS["example"], "id") not in _texts():
        return ""
    own = _texts()[term, SKOS["example"], "id"]
    english = _texts().get((term, SKOS["example"], "en"))
    if english is None:
        # A value as the program found it in a document is not translated.
        return f"<br>Contoh / *example*: `{own}`"
    return f"<br>Contoh: {own}<br>*Example: {english}*"


def _rows(terms: Iterable[NamedNode]) -> str:
    lines = []
    for term in sorted(terms, key=lambda term: term.value):
        if term.value.startswith(KIN):
            definition = _both(term, SKOS["definition"]) + example(term)
            lines.append(f"| `{short(term)}` | {_both(term, RDFS['label'])} | {definition} |")
    return "\n".join(lines)


def terms_page() -> str:
    """Every class and property with label, definition and, where an official fills it in, an example."""
    known = ontology()
    return f"""{HEAD.format(source="ontology/")}
# Ontologi {known.version}

Namespace `{KIN}`, prefix `kin`.

## Kelas / classes

{_HEAD}
{_rows(known.classes)}

## Properti / properties

{_HEAD}
{_rows(known.properties)}
"""
