"""Each question gives the answer its expect.csv names, header and order included."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from kg.questions.question import catalogue
from kg.read.ontology import ontology
from kg.read.rdf import read_rdf
from kg.store.embedded import memory_store
from kg.worker.asking import answer, find_question
from kg.worker.loading import load
from tests.support.places import TESTS

QUERIES = TESTS / "queries"


def given_values(path: Path) -> dict[str, str]:
    """The values that the head of a case names."""
    lines = [
        line for line in path.read_text(encoding="utf-8").splitlines() if line.startswith("# set: ")
    ]
    return dict(line.removeprefix("# set: ").split("=", 1) for line in lines)


@pytest.mark.parametrize("question", catalogue(), ids=lambda q: q.id)
def test_answer(question: object) -> None:
    """The rows of the given graph, exactly."""
    folder = QUERIES / question.id  # type: ignore[attr-defined]
    store = memory_store()
    load(read_rdf(folder / "given.ttl"), store, ontology())
    found = answer(
        find_question(folder.name, catalogue()),
        given_values(folder / "given.ttl"),
        store,
        ontology(),
    )
    with (folder / "expect.csv").open(encoding="utf-8", newline="") as file:
        assert [list(found.columns), *found.rows] == list(csv.reader(file))


def test_every_case_belongs_to_a_question() -> None:
    """No orphaned cases, no question without one."""
    assert {p.name for p in QUERIES.iterdir()} == {q.id for q in catalogue()}


@pytest.mark.parametrize("question", catalogue(), ids=lambda q: q.id)
def test_labels_come_first_and_iris_last(question: object) -> None:
    """Columns ending in _iri stand behind all others."""
    ends = [c.endswith("_iri") for c in question.columns]  # type: ignore[attr-defined]
    assert ends == sorted(ends)
