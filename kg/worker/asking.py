"""Answer a question of the catalogue, unit by unit, from any store.

Never over the union of units.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, islice

from pyoxigraph import NamedNode, Triple

from kg.errors import InputError, Problem
from kg.limits import DEFAULT, Limits
from kg.questions.classes import with_classes, with_labels
from kg.questions.ordering import in_order, without_order
from kg.questions.question import PathColumn, Question
from kg.read.ontology import Ontology
from kg.store.base import GraphStore, Solutions, Term, bind
from kg.store.catalogue import ONTOLOGY, derived_graph
from kg.suggest import nearest
from kg.terms import UnitKey
from kg.walk.paths import way
from kg.walk.trace import caption
from kg.walk.view import View
from kg.worker.asked import Asked, filled

__all__ = ["Answer", "answer", "find_question", "graphs_of", "rows_by_unit", "unit_rows"]


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
    wanted = name.strip().casefold()
    for question in questions:
        number = question.id.casefold()
        if wanted in {number, question.slug, f"{number}-{question.slug}"}:
            return question

    known = [f"{question.id} {question.slug}" for question in questions]
    near = nearest(name, known, most=3, least=0, parts=True)
    values = {"found": name, "near": "; ".join(near)}
    raise InputError(Problem("ASK-QUESTION", "", values))


def _text(term: Term | None) -> str:
    return "" if term is None else term.value


def _way(
    column: PathColumn,
    ends: Mapping[str, Term | None],
    view: View,
) -> str:
    """The captions on the way between the two ends that the column names."""
    start = ends[column.start]
    stop = ends[column.end]
    if not isinstance(start, NamedNode) or not isinstance(stop, NamedNode):
        return ""

    steps: list[str] = []
    for node in way(view, start, stop):
        text = caption(view, node)
        # A condition and the objective it is translated to are worded alike: one step for the
        # reader.
        if not steps or steps[-1] != text:
            steps.append(text)

    return " → ".join(steps)


def _view(
    graphs: list[NamedNode],
    store: GraphStore,
    ontology: Ontology,
) -> View:
    statements: list[Triple] = []
    for graph in graphs:
        statements += store.triples(graph)

    return View(statements, ontology)


def unit_rows(
    asked: Asked,
    unit: UnitKey,
    store: GraphStore,
    ontology: Ontology,
) -> list[list[str]]:
    """The rows of one unit in the order of the query.

    Only the graphs of this unit are read, and the ontology where the question needs it; of a question
    that compares periods those of the other periods of its kecamatan too, and the rows of this one
    are kept.
    """
    question = asked.question
    query, scope = _scoped(asked, unit)
    found = _found(bind(query, asked.terms), scope, store)
    view = None
    if question.path is not None and found.rows:
        view = _view(asked.units[unit], store, ontology)

    rows = []
    for row, cells in zip(found.rows, _cells(found, question.columns), strict=True):
        if question.path is not None and view is not None:
            terms = dict(zip(found.variables, row, strict=True))
            place = question.columns.index(question.path.column)
            cells[place] = _way(question.path, {**terms, **asked.terms}, view)

        if not question.periods or cells[question.columns.index("periode")] == unit.period:
            rows.append(cells)

    return rows


def _cells(found: Solutions, columns: tuple[str, ...]) -> Iterator[list[str]]:
    """The texts of the columns of each row; empty where the query has no such variable."""
    own = [found.variables.index(name) if name in found.variables else -1 for name in columns]
    for row in found.rows:
        with_none = [*row, None]  # what stands at -1
        yield [_text(with_none[place]) for place in own]


def _found(query: str, scope: list[NamedNode], store: GraphStore) -> Solutions:
    """The solutions in the order of the query, sorted here where that is the same."""
    plain = without_order(query)
    if plain is not None:
        found = store.select(plain[0], scope)
        rows = in_order(found, plain[1])
        if rows is not None:
            return Solutions(found.variables, rows)
    return store.select(query, scope)


def _scoped(asked: Asked, unit: UnitKey) -> tuple[str, list[NamedNode]]:
    """The query for one unit, and the graphs that it is put to."""
    question = asked.question
    query = question.query
    scope = [*asked.units[unit], *_other_periods(asked, unit)]
    if question.ontology:
        scope.append(ONTOLOGY)
    else:
        # Every graph more is one more look-up for each step of the query.
        query = with_labels(with_classes(query))
    if question.derived:
        scope.append(derived_graph(unit))

    return query, scope


def graphs_of(asked: Asked) -> Iterator[NamedNode]:
    """Every graph that is read for an answer."""
    for unit in asked.units:
        yield from _scoped(asked, unit)[1]


def _other_periods(asked: Asked, unit: UnitKey) -> list[NamedNode]:
    """The graphs of the same kecamatan in other periods, for a question that compares them."""
    found: list[NamedNode] = []
    if asked.question.periods:
        for other, graphs in asked.units.items():
            if other.region == unit.region and other != unit:
                found += graphs
    return found


def rows_by_unit(
    asked: Asked,
    store: GraphStore,
    ontology: Ontology,
) -> Iterator[list[list[str]]]:
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
    """The answer as a whole.

    Units behind the one in which the limit of rows is passed are not asked.
    """
    asked = filled(question, given, store, ontology)
    found = chain.from_iterable(rows_by_unit(asked, store, ontology))
    # One row more than may be shown tells whether rows are left out.
    rows = list(islice(found, limits.answer_rows + 1))
    shown = rows[: limits.answer_rows]
    return Answer(question, asked.shown, question.columns, shown, len(rows) > len(shown))
