"""The same statements behind ``kg ask`` and in engines of other people, and what a question is told there."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from kg.questions.question import Param, Question, catalogue
from kg.questions.resolve import candidates
from kg.read.document import Document
from kg.read.ontology import ontology
from kg.report.exchange.folder import exchange_files
from kg.store.base import GraphStore, bind
from kg.store.embedded import memory_store
from kg.worker.asked import filled
from kg.worker.asking import rows_by_unit
from kg.worker.loading import load

Rows = list[list[str]]

#: So many nodes of each document are tried for a blank.
_TRIED = 1
#: A whole number with zeros behind its point.
_WHOLE = re.compile(r"(-?\d+)\.0+")


@dataclass(frozen=True)
class Put:
    """A question with the values for its blanks."""

    question: Question
    values: dict[str, str]

    def agrees(self, found: Rows, expected: Rows) -> bool:
        """Whether the rows are the same; over several kecamatan a file orders them as one table."""
        found, expected = _plain_numbers(found), _plain_numbers(expected)
        if self.question.params:
            return found == expected
        return by_kecamatan(found) == by_kecamatan(expected)


@dataclass(frozen=True)
class Place:
    """A store of ours, and the files that ``kg export --bundle`` writes of it."""

    ours: GraphStore
    files: dict[str, bytes] = field(repr=False)


def place_of(documents: Iterable[Document]) -> Place:
    """The store and the files of some documents."""
    ours = memory_store()
    load(list(documents), ours, ontology())
    return Place(ours, exchange_files(ours, ontology(), "id"))


def columns_of(question: Question) -> list[str]:
    """The columns of the head but for that which only the program can fill."""
    column = question.path.column if question.path else ""
    return [name for name in question.columns if name != column]


def shown(question: Question, variables: list[str], found: Iterable[Iterable[str]]) -> Rows:
    """The rows in the order of the columns of the head."""
    rows = []
    for row in found:
        cells = dict(zip(variables, row, strict=True))
        rows.append([cells[column] for column in columns_of(question)])
    return rows


def asked(question: Question, given: dict[str, str], store: GraphStore) -> Rows:
    """The rows of ``kg ask``, unit by unit."""
    request = filled(question, given, store, ontology())
    rows: Rows = []
    for each in rows_by_unit(request, store, ontology()):
        rows += shown(question, list(question.columns), each)
    return rows


def text_for(question: Question, given: dict[str, str], store: GraphStore) -> str:
    """The query of the file with its blanks filled, as any engine can be given it."""
    return bind(question.query, filled(question, given, store, ontology()).terms)


def by_kecamatan(rows: Rows) -> dict[tuple[str, str], Rows]:
    """The rows of each kecamatan and period, in their order."""
    parts: dict[tuple[str, str], Rows] = defaultdict(list)
    for row in rows:
        parts[row[0], row[1]].append(row)
    return parts


def _plain_numbers(rows: Rows) -> Rows:
    """Numbers as engines may write them: 10 and 10.0 are one number."""
    plain = []
    for row in rows:
        plain.append([found[1] if (found := _WHOLE.fullmatch(cell)) else cell for cell in row])
    return plain


def puts_of(place: Place) -> list[Put]:
    """Every question of the catalogue, asked about the first nodes of a place."""
    puts = []
    for question in catalogue():
        puts += [Put(question, values) for values in settings(question, place)]
    return puts


def _nodes(param: Param, place: Place) -> list[str]:
    """The first nodes that could be meant, by IRI."""
    graphs = [graph for graph in place.ours.graphs() if graph.value.startswith("https://")]
    found = candidates(place.ours, graphs, param.classes)
    return [candidate.node.value for candidate in found[:_TRIED]]


def settings(question: Question, place: Place) -> Iterator[dict[str, str]]:
    """Fillings of the blanks: nodes of the place, and otherwise what the page shows."""
    nodes = [param for param in question.params if param.type == "node"]
    rest = {param.name: param.example for param in question.params if param.type != "node"}
    if not nodes:
        yield rest
    for param in nodes:
        for node in _nodes(param, place):
            yield {**rest, param.name: node}
