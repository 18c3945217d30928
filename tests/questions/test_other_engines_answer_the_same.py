"""Any SPARQL engine answers the same: the exchange folder and its question files, given to engines of other people.

``docs/mesin.md`` holds the table, which ``--heavy`` repeats.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest

from kg.questions.question import Question, catalogue
from kg.read.document import Document
from kg.read.rdf import read_rdf
from tests.questions.test_questions_answer import QUERIES, given_values
from tests.support.plain_questions import Place, Put, asked, place_of, puts_of
from tests.support.query_engines import ENGINES, answered, written

pytestmark = pytest.mark.slow

#: rdflib takes minutes for all questions over all of a kecamatan: it gets the small case of each.
_LARGE = [name for name in ENGINES if name != "rdflib"]


def _case(question: Question) -> tuple[Place, Put]:
    """The small case of a question and what it asks."""
    folder = QUERIES / question.id
    place = place_of(read_rdf(folder / "given.ttl"))
    return place, Put(question, given_values(folder / "given.ttl"))


def _otherwise(engine: str, folder: Path, place: Place, puts: Iterable[Put]) -> list[str]:
    """The questions whose rows are not those of ``kg ask``."""
    wanted = list(puts)
    found = answered(engine, written(folder, place), place, wanted)
    wrong = []
    for put, rows in zip(wanted, found, strict=True):
        if not put.agrees(rows, asked(put.question, put.values, place.ours)):
            wrong.append(put.question.id)
    return wrong


@pytest.mark.parametrize("question", catalogue(), ids=lambda q: q.id)
def test_rdflib_answers_the_small_case_of_every_question(
    question: Question, tmp_path: Path
) -> None:
    """The same cells in the same order as the command."""
    place, put = _case(question)
    assert asked(question, put.values, place.ours)
    assert _otherwise("rdflib", tmp_path, place, [put]) == []


def test_a_real_server_answers_every_question_of_one_kecamatan(
    documents: dict[str, Document], tmp_path: Path
) -> None:
    """``oxigraph serve``, started with the files of the folder."""
    place = place_of([documents["17.01.06-pino-raya"]])
    puts = puts_of(place)
    assert {put.question.id for put in puts} == {question.id for question in catalogue()}
    assert _otherwise("oxigraph serve", tmp_path, place, puts) == []


@pytest.mark.heavy
@pytest.mark.parametrize("engine", _LARGE)
@pytest.mark.parametrize("question", catalogue(), ids=lambda q: q.id)
def test_every_engine_answers_the_small_case_of_every_question(
    question: Question, engine: str, tmp_path: Path
) -> None:
    """Every question has rows there, also those that find nothing in the five documents."""
    place, put = _case(question)
    assert asked(question, put.values, place.ours)
    assert _otherwise(engine, tmp_path, place, [put]) == []


@pytest.mark.heavy
@pytest.mark.parametrize("engine", _LARGE)
def test_every_engine_answers_about_one_kecamatan(
    documents: dict[str, Document], engine: str, tmp_path: Path
) -> None:
    """All questions, with one kecamatan in the graph."""
    place = place_of([documents["metode-lima-tahap"]])
    assert _otherwise(engine, tmp_path, place, puts_of(place)) == []


@pytest.mark.heavy
@pytest.mark.parametrize("engine", _LARGE)
def test_every_engine_answers_about_five_kecamatan(
    documents: dict[str, Document], engine: str, tmp_path: Path
) -> None:
    """All questions, with five kecamatan in one graph."""
    place = place_of(documents.values())
    assert _otherwise(engine, tmp_path, place, puts_of(place)) == []
