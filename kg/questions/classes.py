"""Writes what a query asks of the ontology into it, so that it need not look for that again in each unit.

The classes below a class, and what terms are called.
"""

from __future__ import annotations

import re
from functools import lru_cache

from kg.read.ontology import ontology
from kg.store.base import ntriples
from kg.store.embedded import memory_store
from kg.terms import KIN

__all__ = ["with_classes", "with_labels"]

#: How questions ask for everything of a class and of those below it.
_BELOW = re.compile(r"(\?\w+) a/rdfs:subClassOf\* kin:(\w+)")

#: How questions ask for the Indonesian names of terms that they list.
_CALLED = re.compile(
    r"\{ (SELECT (\?\w+) (\?\w+) WHERE \{\s+VALUES \2 \{[^{}]*\}[^{}]*FILTER \(LANG\(\3\) = \"id\"\)\s+\}) \}"
)
_PREFIX = re.compile(r"^PREFIX .*$", re.MULTILINE)


@lru_cache(maxsize=64)
def with_classes(query: str) -> str:
    """The query with every class that the hierarchy puts below the one it asks for.

    It has the same answers over a document alone as the query as it is written has over document
    and ontology, where it asks nothing else of the ontology.

    >>> with_classes("?x a/rdfs:subClassOf* kin:IKU .")
    'VALUES ?kelas1 { <https://w3id.org/kinerja/ns#IKU> } ?x a ?kelas1 .'
    """
    known = ontology().descendants
    count = 0

    def told(match: re.Match[str]) -> str:
        nonlocal count
        count += 1
        node, name = match.groups()
        stated = known[KIN[name]] - ontology().derived
        listed = " ".join(sorted(f"<{below.value}>" for below in stated))
        return f"VALUES ?kelas{count} {{ {listed} }} {node} a ?kelas{count}"

    return _BELOW.sub(told, query)


@lru_cache(maxsize=64)
def with_labels(query: str) -> str:
    """The query with the Indonesian names of the terms that it lists.

    >>> with_labels('''PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
    ... PREFIX kin: <https://w3id.org/kinerja/ns#>
    ... SELECT * WHERE {
    ...   { SELECT ?p ?called WHERE { VALUES ?p { kin:lokasi } ?p rdfs:label ?called . FILTER (LANG(?called) = "id") } }
    ... }''').splitlines()[3]
    '  VALUES (?p ?called) { (<https://w3id.org/kinerja/ns#lokasi> "lokasi"@id) }'
    """
    prefixes = "\n".join(_PREFIX.findall(query))

    def told(match: re.Match[str]) -> str:
        asked, *names = match.groups()
        store = memory_store()
        store.add(ntriples(ontology().triples))
        found = store.select(f"{prefixes}\n{asked}").rows
        rows = sorted(f"({term} {name})" for term, name in found)
        return f"VALUES ({' '.join(names)}) {{ {' '.join(rows)} }}"

    return _CALLED.sub(told, query)
