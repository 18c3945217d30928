"""Writes the classes below a class into a query, so that it need not look for them again in each unit."""

from __future__ import annotations

import re
from functools import lru_cache

from kg.read.ontology import ontology
from kg.terms import KIN

__all__ = ["with_classes"]

#: How questions ask for everything of a class and of those below it.
_BELOW = re.compile(r"(\?\w+) a/rdfs:subClassOf\* kin:(\w+)")


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
        listed = " ".join(sorted(f"<{below.value}>" for below in known[KIN[name]]))
        return f"VALUES ?kelas{count} {{ {listed} }} {node} a ?kelas{count}"

    return _BELOW.sub(told, query)
