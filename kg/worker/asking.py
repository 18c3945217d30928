"""Answer a question of the catalogue, unit by unit, from any store: never over the union of units."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from pyoxigraph import NamedNode

from kg.ask.question import PathColumn, Question
from kg.errors import InputError, Problem
from kg.limits import DEFAULT, Limits
from kg.read.ontology import Ontology
from kg.store.base import GraphStore, Term, bind
from kg.store.catalogue import ONTOLOGY, derived_graph
from kg.terms import UnitKey, text_of
from kg.walk.paths import way
from kg.walk.trace import caption
from kg.walk.view import View
from kg.worker.asked import Asked, filled

__all__ = ["Answer", "answer", "find_question", "rows_by_unit", "unit_rows"]


@dataclass(frozen=True)
class Answer:
    """Columns and rows of text; numbers and IRIs are text too. ``cut`` when rows were left out."""

    question: Question
    params: dict[str, str]
    columns: tuple[str, ...]
    rows: list[list[str]]
    cut: bool


def find_question(name: str, questions: tuple[Question, ...]) -> Question:
    """The question of that id or slug; an unknown name is an error with the nearest ones."""
    from rapidfuzz import fuzz, process

    wanted = name.strip().casefold()
    for question in questions:
        if wanted in {
            question.id.casefold(),
            question.slug,
            f"{question.id.casefold()}-{question.slug}",
        }:
            return question
    known = {f"{q.id} {q.slug}": q for q in questions}
    near = [key for key, _, _ in process.extract(name, list(known), scorer=fuzz.WRatio, limit=3)]
    raise InputError(Problem("ASK-QUESTION", "", {"found": name, "near": "; ".join(near)}))


def _text(term: Term | None) -> str:
    return "" if term is None else text_of(term)


def _way(
    column: PathColumn, names: list[str], row: list[Term | None], terms: dict[str, Term], view: View
) -> str:
    def end(name: str) -> Term | None:
        return terms[name] if name in terms else row[names.index(name)]

    start, stop = end(column.start), end(column.end)
    if not isinstance(start, NamedNode) or not isinstance(stop, NamedNode):
        return ""
    captions = [caption(view, node) for node in way(view, start, stop)]
    return " → ".join(
        text for text, before in zip(captions, ["", *captions], strict=False) if text != before
    )


def unit_rows(
    asked: Asked, unit: UnitKey, store: GraphStore, ontology: Ontology
) -> list[list[str]]:
    """The rows of one unit in the order of the query; only the graphs of this unit and the ontology are read."""
    question, graphs = asked.question, asked.units[unit]
    scope = [*graphs, ONTOLOGY, *([derived_graph(unit)] if question.derived else [])]
    found = store.select(bind(question.query, asked.terms), scope)
    view = (
        View((t for g in graphs for t in store.triples(g)), ontology)
        if question.path and found.rows
        else None
    )
    rows = []
    for row in found.rows:
        cells = {name: _text(term) for name, term in zip(found.variables, row, strict=True)}
        if question.path is not None and view is not None:
            cells[question.path.column] = _way(
                question.path, found.variables, row, asked.terms, view
            )
        rows.append([cells.get(column, "") for column in question.columns])
    return rows


def rows_by_unit(asked: Asked, store: GraphStore, ontology: Ontology) -> Iterator[list[list[str]]]:
    """The rows of every unit, one unit after the other, in the order of the units."""
    for unit in asked.units:
        yield unit_rows(asked, unit, store, ontology)


def answer(
    question: Question,
    given: dict[str, str],
    store: GraphStore,
    ontology: Ontology,
    limits: Limits = DEFAULT,
) -> Answer:
    """The answer as a whole; units behind the one in which the limit of rows is passed are not asked."""
    asked = filled(question, given, store, ontology)
    found = (row for rows in rows_by_unit(asked, store, ontology) for row in rows)
    rows = list(islice(found, limits.answer_rows + 1))
    return Answer(
        question,
        asked.shown,
        question.columns,
        rows[: limits.answer_rows],
        len(rows) > limits.answer_rows,
    )
