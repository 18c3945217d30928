"""A query that one engine would read differently, or not at all, is refused when the rule is read."""

from __future__ import annotations

import pytest

from kg.rules.lint_query import query_faults
from kg.rules.registry import rules


@pytest.mark.parametrize(
    ("body", "word"),
    [
        ("$this <https://w3id.org/kinerja/ns#satuan> ?value .", "<…>"),
        ("$this ?p ?value .", "$this ?p ?value"),
        ("$this kin:satuan ?x ; ?p ?value .", "; ?p"),
        ("$this a ?value .", "a ?value"),
        ("$this kin:satuan ?value . { FILTER ($this = ?value) }", "$this"),
        ("{ $this kin:satuan ?value } UNION { FILTER ($this != ?value) }", "$this"),
        ("$this kin:satuan ?value . MINUS { $this kin:arah ?value }", "MINUS"),
        ("$this kin:satuan ?value . VALUES ?value { 1 }", "VALUES"),
        ("{ SELECT ?value WHERE { ?x kin:satuan ?value } }", "SELECT"),
        ("$this foo:satuan ?value .", "foo:"),
        ("GRAPH ?g { $this kin:satuan ?value }", "GRAPH"),
        ("$this kin:satuan ?value . FILTER ($shapesGraph = ?value)", "SHAPESGRAPH"),
        (r"\u0053ERVICE <http://e/> { $this kin:satuan ?value }", "SERVICE"),
    ],
)
def test_it_is_refused(body: str, word: str) -> None:
    """Words that reach out, and names that the query does not write down."""
    assert word in query_faults(f"SELECT $this ?value WHERE {{ {body} }}")


@pytest.mark.parametrize(
    "body",
    [
        "$this kin:satuan ?value . OPTIONAL { $this kin:arah ?arah } FILTER (!BOUND(?arah))",
        "$this kin:satuan ?value . FILTER NOT EXISTS { ?other kin:satuan ?value . FILTER ($this != ?other) }",
        "{ $this kin:satuan ?value } UNION { ?value kin:menopang+ $this . }",
        '$this rdfs:label ?value . FILTER (?value != "foo:bar SERVICE ?a ?b ?c <http://e/>") # MINUS',
        "$this a ?kind . FILTER (?kind IN (kin:Program, kin:Kegiatan))",
    ],
)
def test_what_is_sound_passes(body: str) -> None:
    """Texts and comments are no words of the query; groups that are joined need no name of their own."""
    assert query_faults(f"SELECT $this ?value WHERE {{ {body} }}") == []


def test_every_query_of_the_catalogue_is_sound() -> None:
    """There are some, and none is refused."""
    queries = [part.select for rule in rules() for part in rule.sparql]
    assert queries
    assert not [fault for query in queries for fault in query_faults(query)]
