"""Rows are sorted here where SPARQL says how, and by the store where only it knows."""

from __future__ import annotations

import random

import pyoxigraph
import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, Quad

from kg.questions.classes import with_classes, with_labels
from kg.questions.ordering import in_order, without_order
from kg.questions.question import catalogue
from kg.store.base import Solutions, Term, solutions_of
from kg.store.embedded import memory_store
from kg.terms import XSD, integer

ASKED = "SELECT ?a ?b WHERE { ?x <urn:a> ?a . OPTIONAL { ?x <urn:b> ?b } }\nORDER BY ?a ?b\n"


def _store(pairs: list[tuple[Term, Term | None]]) -> pyoxigraph.Store:
    store = pyoxigraph.Store()
    for number, (first, second) in enumerate(pairs):
        node = NamedNode(f"urn:{number}")
        store.add(Quad(node, NamedNode("urn:a"), first))
        if second is not None:
            store.add(Quad(node, NamedNode("urn:b"), second))
    return store


def _both(pairs: list[tuple[Term, Term | None]]) -> tuple[list[list[Term | None]], object]:
    """The rows as the store sorts them, and as they are sorted here."""
    store = _store(pairs)
    plain = without_order(ASKED)
    assert plain is not None
    answers = store.query(ASKED), store.query(plain[0])
    assert isinstance(answers[0], pyoxigraph.QuerySolutions)
    assert isinstance(answers[1], pyoxigraph.QuerySolutions)
    return solutions_of(answers[0]).rows, in_order(solutions_of(answers[1]), plain[1])


#: Beyond the basic plane a code point stands before others that its UTF-16 form stands behind.
_LETTERS = ["", "a", "A", "z", "é", "\uffee", "\U0001f600", " ", "10", "9", "a\nb", "-"]


@pytest.mark.parametrize("seed", range(20))
def test_texts_and_iris_stand_as_the_store_puts_them(seed: int) -> None:
    """Of a column each; what is unbound stands first, before the empty text."""
    draw = random.Random(seed)
    pairs: list[tuple[Term, Term | None]] = []
    for _ in range(60):
        text = "".join(draw.choices(_LETTERS, k=3))
        iri = NamedNode(f"urn:x:{draw.choice('aBz-0é')}{draw.randrange(20)}")
        pairs.append((iri, draw.choice([Literal(text), Literal(""), None])))
    stored, ours = _both(pairs)
    assert ours == stored


def test_texts_of_one_language_stand_as_the_store_puts_them() -> None:
    """As labels do."""
    words = ["pagu", "Pagu", "realisasi", "", "capaian"]
    stored, ours = _both([(Literal(word, language="id"), None) for word in words])
    assert ours == stored


@pytest.mark.parametrize(
    "others",
    [
        [integer(10), integer(9)],
        [Literal("a"), NamedNode("urn:a")],
        [Literal("a", language="id"), Literal("a", language="en")],
        [Literal("a", language="id"), Literal("a")],
        [Literal("2025-01-01", datatype=XSD["date"])],
        [BlankNode("b")],
    ],
)
def test_what_is_compared_otherwise_is_left_to_the_store(others: list[Term]) -> None:
    """Numbers, texts beside IRIs or in several languages, dates, nodes without a name."""
    assert in_order(Solutions(["a"], [[term] for term in others]), ["a"]) is None


def test_rows_that_the_order_does_not_tell_apart_are_left_to_the_store() -> None:
    """Nobody says which of them comes first; equal rows need nobody."""
    one, other = [Literal("a"), Literal("x")], [Literal("a"), Literal("y")]
    assert in_order(Solutions(["a", "b"], [[*one], [*other]]), ["a"]) is None
    assert in_order(Solutions(["a", "b"], [[*one], [*one]]), ["a"]) == [one, one]


def test_only_an_order_by_columns_is_taken_out() -> None:
    """Not one by an expression, nor by what the rows do not show."""
    assert without_order("SELECT ?a WHERE { ?a ?b ?c }\nORDER BY ?b\n") is None
    assert without_order("SELECT ?a WHERE { ?a ?b ?c }\nORDER BY DESC(?a)\n") is None
    assert without_order("SELECT ?a WHERE { ?a ?b ?c }\nORDER BY ?a LIMIT 1\n") is None


def test_words_of_the_ontology_are_written_into_the_question() -> None:
    """Each name once; nothing is left to look for, and the query can still be read."""
    question = next(q for q in catalogue() if q.id == "Q22")
    query = with_labels(question.query)
    assert "LANG(" in question.query and "LANG(" not in query
    assert '"lokasi' in query and query.count("@id)") >= 15
    memory_store().select(query)


def test_only_classes_that_documents_state_are_written_into_the_question() -> None:
    """What has a derived class has a stated one too: it would be found once more for each of them."""
    query = with_classes("?x a/rdfs:subClassOf* kin:Indikator .")
    assert "ns#IKU>" in query and "ns#Indikator>" in query
    assert "ns#IndikatorDirumuskan>" not in query
