"""A question file gives the rows of ``kg ask`` in a plain engine, over one document or over all of them in one graph.

The engines get what ``kg export --bundle`` writes, and nothing else.
"""

from __future__ import annotations

import shlex
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pyoxigraph
import pytest
import rdflib
from pyoxigraph import NamedNode, RdfFormat

from kg.cli.ask import given
from kg.docs.question_pages import question_pages
from kg.errors import InputError
from kg.questions.question import Param, Question, catalogue
from kg.questions.resolve import candidates
from kg.read.document import Document
from kg.read.ontology import ontology
from kg.read.rdf import read_rdf
from kg.report.exchange.folder import exchange_files
from kg.store.base import GraphStore, bind
from kg.store.catalogue import ONTOLOGY
from kg.store.embedded import memory_store
from kg.terms import text_of
from kg.worker.asked import Asked, filled
from kg.worker.asking import find_question, rows_by_unit
from kg.worker.loading import load
from tests.questions.test_questions_answer import QUERIES, given_values

Rows = list[list[str]]

#: So many nodes of each document are tried for a blank.
_TRIED = 1
#: Small cases that cover paths, counts, sums, joins with themselves and alternatives.
_SMALL = ["Q06", "Q11", "Q12", "Q15"]
#: The five documents hold no money, nothing that was reached and no second document; every post has an
#: indicator, and no code that can be looked up is missing in its list.
_SILENT = {"Q09", "Q15", "Q16", "Q17", "Q19"}


@dataclass(frozen=True)
class Place:
    """The same statements behind ``kg ask`` and in plain engines, as one graph and as graphs with names."""

    ours: GraphStore
    plain: pyoxigraph.Store
    named: pyoxigraph.Store


def _place(documents: Iterable[Document]) -> Place:
    ours = memory_store()
    load(list(documents), ours, ontology())
    files = exchange_files(ours, ontology(), "id")
    plain = pyoxigraph.Store()
    plain.load(files["semua.nt"], format=RdfFormat.N_TRIPLES)
    plain.load(files["ontologi.ttl"], format=RdfFormat.TURTLE)
    named = pyoxigraph.Store()
    for name in ("data.nt", "turunan.nt", "hierarki.nt"):
        graph = NamedNode(f"urn:x-bagian:{name}")
        named.load(files[name], format=RdfFormat.N_TRIPLES, to_graph=graph)
    named.load(files["ontologi.ttl"], format=RdfFormat.TURTLE, to_graph=ONTOLOGY)
    return Place(ours, plain, named)


@pytest.fixture(scope="module")
def merged(documents: dict[str, Document]) -> Place:
    """All five documents."""
    return _place(documents.values())


@pytest.fixture(scope="module")
def alone(documents: dict[str, Document], heavy: bool) -> dict[str, Place]:
    """Each document by itself; without ``--heavy`` one with posts and goals, and one with a whole tree."""
    chosen = documents if heavy else ["17.01.06-pino-raya", "metode-lima-tahap"]
    return {name: _place([documents[name]]) for name in chosen}


def _shown(question: Question, variables: list[str], found: Iterable[Iterable[str]]) -> Rows:
    """The columns of the head but for that which only the program can fill."""
    columns = _columns(question)
    rows = []
    for row in found:
        cells = dict(zip(variables, row, strict=True))
        rows.append([cells[column] for column in columns])
    return rows


def _columns(question: Question) -> list[str]:
    column = question.path.column if question.path else ""
    return [name for name in question.columns if name != column]


def _asked(question: Question, given: dict[str, str], store: GraphStore) -> Rows:
    asked = filled(question, given, store, ontology())
    rows: Rows = []
    for each in rows_by_unit(asked, store, ontology()):
        rows += _shown(question, list(question.columns), each)
    return rows


def _plain(
    question: Question, given: dict[str, str], ours: GraphStore, engine: pyoxigraph.Store
) -> Rows:
    """The rows of the file, as the engine answers over all its graphs."""
    terms = filled(question, given, ours, ontology()).terms
    solutions = engine.query(bind(question.query, terms), use_default_graph_as_union=True)
    variables = [variable.value for variable in solutions.variables]
    cells = [["" if term is None else text_of(term) for term in row] for row in solutions]
    return _shown(question, variables, cells)


def _by_kecamatan(rows: Rows) -> dict[tuple[str, str], Rows]:
    parts: dict[tuple[str, str], Rows] = defaultdict(list)
    for row in rows:
        parts[row[0], row[1]].append(row)
    return parts


def _nodes(param: Param, place: Place) -> list[str]:
    """The first nodes that could be meant, by IRI."""
    graphs = [graph for graph in place.ours.graphs() if graph.value.startswith("https://")]
    found = candidates(place.ours, graphs, param.classes)
    return [candidate.node.value for candidate in found[:_TRIED]]


def _settings(question: Question, place: Place) -> Iterator[dict[str, str]]:
    """Fillings of the blanks: nodes of the place, and otherwise what the page shows."""
    nodes = [param for param in question.params if param.type == "node"]
    rest = {param.name: param.example for param in question.params if param.type != "node"}
    if not nodes:
        yield rest
    for param in nodes:
        for node in _nodes(param, place):
            yield {**rest, param.name: node}


@pytest.mark.parametrize("question", catalogue(), ids=lambda q: q.id)
def test_rows_of_a_plain_engine_are_those_of_the_command(
    question: Question, alone: dict[str, Place]
) -> None:
    """The same cells in the same order, with one kecamatan in the graph."""
    for place in alone.values():
        for values in _settings(question, place):
            expected = _asked(question, values, place.ours)
            assert _plain(question, values, place.ours, place.plain) == expected


@pytest.mark.parametrize("question", [q for q in catalogue() if q.params], ids=lambda q: q.id)
def test_a_node_has_its_rows_among_five_kecamatan(
    question: Question, merged: Place, alone: dict[str, Place]
) -> None:
    """What is asked about one document finds nothing in another."""
    for place in alone.values():
        for values in _settings(question, place):
            expected = _asked(question, values, merged.ours)
            assert _plain(question, values, merged.ours, merged.plain) == expected


@pytest.mark.parametrize("question", [q for q in catalogue() if not q.params], ids=lambda q: q.id)
def test_five_kecamatan_have_the_rows_of_each(question: Question, merged: Place) -> None:
    """No row is there more than once and none is missing, in one graph and over graphs with names."""
    expected = _by_kecamatan(_asked(question, {}, merged.ours))
    found = _plain(question, {}, merged.ours, merged.plain)
    assert _by_kecamatan(found) == expected
    assert bool(found) == (question.id not in _SILENT)
    assert len({tuple(row) for row in found}) == len(found)
    assert _plain(question, {}, merged.ours, merged.named) == found


@pytest.mark.parametrize("name", _SMALL)
def test_another_engine_reads_the_file_alike(name: str) -> None:
    """rdflib, an engine of other people, over the small case of the question."""
    question = find_question(name, catalogue())
    values = given_values(QUERIES / name / "given.ttl")
    place = _place(read_rdf(QUERIES / name / "given.ttl"))
    graph = rdflib.Graph()
    for format_, part in (("nt", "semua.nt"), ("turtle", "ontologi.ttl")):
        graph.parse(exchange_files(place.ours, ontology(), "id")[part], format=format_)
    terms = filled(question, values, place.ours, ontology()).terms
    result = graph.query(bind(question.query, terms))
    variables = [str(variable) for variable in result.vars or []]
    # A sum of decimals is written 10 or 10.0: the number is the same.
    cells = [
        ["" if term is None else str(term).removesuffix(".0") for term in row] for row in result
    ]
    assert _shown(question, variables, cells) == _asked(question, values, place.ours)


@pytest.mark.parametrize("question", catalogue(), ids=lambda q: q.id)
def test_rows_say_whose_they_are(question: Question) -> None:
    """Kecamatan and period stand first."""
    assert question.columns[:2] == ("kecamatan", "periode")


@pytest.mark.parametrize("question", catalogue(), ids=lambda q: q.id)
def test_the_printed_example_runs(question: Question, merged: Place) -> None:
    """The command that the page of a question shows, over the documents that it names."""
    page = question_pages()[f"questions/{question.id}.md"]
    command = shlex.split(page.split("```")[1])
    assert command[:4] == ["kg", "ask", question.slug, "--contoh"]
    values = given([word for word in command[4:] if word != "--set"])
    rows = _asked(question, values, merged.ours)
    assert rows or not question.params


def _named(merged: Place, name: str, **values: str) -> Asked:
    return filled(find_question(name, catalogue()), values, merged.ours, ontology())


@pytest.mark.parametrize(
    ("typed", "region"),
    [
        ("Kecamatan Praya", "52.02.01"),
        ("kecamatan pino raya", "17.01.06"),
        ("170106", "17.01.06"),
        ("Kec. Sokaraja", "33.02.19"),
        ("puj", "35.07.26"),
    ],
)
def test_a_kecamatan_is_found_as_people_call_it(merged: Place, typed: str, region: str) -> None:
    """With the word before its name, by its code without dots, by a part of its name."""
    assert {unit.region for unit in _named(merged, "Q12", kecamatan=typed).units} == {region}


@pytest.mark.parametrize(
    ("question", "blank", "typed", "end"),
    [
        ("Q02", "jabatan", "Sekretaris Camat", "17.01.06/2022-2026/jabatan/sekcam"),
        ("Q02", "jabatan", "kasi pmd", "17.01.06/2022-2026/jabatan/kasi-pmd"),
        ("Q01", "outcome", "tata kelola pemerintah", "metode-lima-tahap/tanpa-tahun/simpul/O1"),
    ],
)
def test_a_node_is_found_by_a_part_or_by_what_its_class_is_called(
    merged: Place, question: str, blank: str, typed: str, end: str
) -> None:
    """Nobody has to type a name as the document writes it."""
    region = {"kecamatan": end.partition("/")[0]}
    asked = _named(merged, question, **region, **{blank: typed})
    assert text_of(asked.terms[blank]).endswith(end)


def test_what_there_is_to_choose_from_is_told_by_label_class_and_document(merged: Place) -> None:
    """An IRI alone says little."""
    with pytest.raises(InputError) as caught:
        _named(merged, "Q02", jabatan="camat")
    several = caught.value.problems[0].values["candidates"].splitlines()
    assert len(several) == 3
    assert "Camat (camat, 001_8e0cc984c9b44655.txt) <" in "".join(several)


def test_a_thing_is_suggested_once(merged: Place) -> None:
    """Its code and its label are no two suggestions."""
    with pytest.raises(InputError) as caught:
        _named(merged, "Q02", jabatan="sekertaris", kecamatan="17.01.06")
    near = caught.value.problems[0].values["near"].split("; ")
    assert len({name.casefold() for name in near}) == len(near)
    assert "Sekcam" in near


@pytest.mark.parametrize("region", ["17.01.06"])
def test_a_document_without_outcome_is_asked_from_its_top(
    merged: Place, alone: dict[str, Place], region: str
) -> None:
    """And the row says what that top is."""
    question = find_question("Q01", catalogue())
    place = next(one for name, one in alone.items() if name.startswith(region))
    rows: Rows = []
    for candidate in _tops(question, place):
        rows += _asked(question, {"outcome": candidate}, merged.ours)
    assert rows
    tops = {row[question.columns.index("puncak")] for row in rows}
    assert all(top.startswith(("tujuan", "sasaran")) for top in tops)


def _tops(question: Question, place: Place) -> list[str]:
    graphs = [*place.ours.graphs()]
    return [one.node.value for one in candidates(place.ours, graphs, question.params[0].classes)][
        :20
    ]
