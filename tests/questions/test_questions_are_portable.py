"""A question file gives the rows of ``kg ask`` in a plain engine, over one document or over all of them in one graph.

The engines get what ``kg export --bundle`` writes, and nothing else.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterable
from dataclasses import dataclass

import pyoxigraph
import pytest
from pyoxigraph import NamedNode, RdfFormat

from kg.cli.ask import given
from kg.docs.question_pages import question_pages
from kg.errors import InputError
from kg.questions.question import Question, catalogue
from kg.questions.resolve import candidates
from kg.read.document import Document
from kg.read.ontology import ontology
from kg.store.base import GraphStore
from kg.store.catalogue import ONTOLOGY
from kg.terms import text_of
from kg.worker.asked import Asked, filled
from kg.worker.asking import find_question
from tests.support.plain_questions import (
    Place,
    Rows,
    asked,
    by_kecamatan,
    place_of,
    settings,
    shown,
    text_for,
)

#: The five documents hold no money, nothing that was reached and no second document; every post has an
#: indicator, and no code that can be looked up is missing in its list.
_SILENT = {"Q09", "Q15", "Q16", "Q17", "Q19"}


@dataclass(frozen=True)
class Both(Place):
    """The same statements in plain engines too, as one graph and as graphs with names."""

    plain: pyoxigraph.Store
    named: pyoxigraph.Store


def _place(documents: Iterable[Document]) -> Both:
    files = place_of(documents)
    plain = pyoxigraph.Store()
    plain.load(files.files["semua.nt"], format=RdfFormat.N_TRIPLES)
    plain.load(files.files["ontologi.ttl"], format=RdfFormat.TURTLE)
    named = pyoxigraph.Store()
    for name in ("data.nt", "turunan.nt", "hierarki.nt"):
        graph = NamedNode(f"urn:x-bagian:{name}")
        named.load(files.files[name], format=RdfFormat.N_TRIPLES, to_graph=graph)
    named.load(files.files["ontologi.ttl"], format=RdfFormat.TURTLE, to_graph=ONTOLOGY)
    return Both(files.ours, files.files, plain, named)


@pytest.fixture(scope="module")
def merged(documents: dict[str, Document]) -> Both:
    """All five documents."""
    return _place(documents.values())


@pytest.fixture(scope="module")
def alone(documents: dict[str, Document], heavy: bool) -> dict[str, Both]:
    """Each document by itself; without ``--heavy`` one with posts and goals, and one with a whole tree."""
    chosen = documents if heavy else ["17.01.06-pino-raya", "metode-lima-tahap"]
    return {name: _place([documents[name]]) for name in chosen}


def _plain(
    question: Question, given: dict[str, str], ours: GraphStore, engine: pyoxigraph.Store
) -> Rows:
    """The rows of the file, as the engine answers over all its graphs."""
    return _rows(question, text_for(question, given, ours), engine)


def _rows(question: Question, query: str, engine: pyoxigraph.Store) -> Rows:
    solutions = engine.query(query, use_default_graph_as_union=True)
    variables = [variable.value for variable in solutions.variables]
    cells = [["" if term is None else text_of(term) for term in row] for row in solutions]
    return shown(question, variables, cells)


@pytest.mark.parametrize("question", catalogue(), ids=lambda q: q.id)
def test_rows_of_a_plain_engine_are_those_of_the_command(
    question: Question, alone: dict[str, Both]
) -> None:
    """The same cells in the same order, with one kecamatan in the graph."""
    for place in alone.values():
        for values in settings(question, place):
            expected = asked(question, values, place.ours)
            assert _plain(question, values, place.ours, place.plain) == expected


@pytest.mark.parametrize("question", [q for q in catalogue() if q.params], ids=lambda q: q.id)
def test_a_node_has_its_rows_among_five_kecamatan(
    question: Question, merged: Both, alone: dict[str, Both]
) -> None:
    """What is asked about one document finds nothing in another."""
    for place in alone.values():
        for values in settings(question, place):
            expected = asked(question, values, merged.ours)
            assert _plain(question, values, merged.ours, merged.plain) == expected


@pytest.mark.parametrize("question", [q for q in catalogue() if not q.params], ids=lambda q: q.id)
def test_five_kecamatan_have_the_rows_of_each(question: Question, merged: Both) -> None:
    """No row is there more than once and none is missing, in one graph and over graphs with names."""
    expected = by_kecamatan(asked(question, {}, merged.ours))
    found = _plain(question, {}, merged.ours, merged.plain)
    assert by_kecamatan(found) == expected
    assert bool(found) == (question.id not in _SILENT)
    assert len({tuple(row) for row in found}) == len(found)
    assert _plain(question, {}, merged.ours, merged.named) == found


@pytest.mark.parametrize("question", catalogue(), ids=lambda q: q.id)
def test_rows_say_whose_they_are(question: Question) -> None:
    """Kecamatan and period stand first."""
    assert question.columns[:2] == ("kecamatan", "periode")


_OURS = re.compile(rb"<https://w3id\.org/kinerja/id/[^>]*>")


def _opaque(data: bytes) -> dict[bytes, bytes]:
    """Names for the things of a place that say nothing, in the order of those that do."""
    found = sorted(set(_OURS.findall(data)), key=lambda name: name[1:-1])
    return {name: b"<urn:x-nama:%06d>" % number for number, name in enumerate(found)}


def _renamed(data: bytes, names: dict[bytes, bytes]) -> bytes:
    return _OURS.sub(lambda found: names[found[0]], data)


@pytest.mark.parametrize("question", catalogue(), ids=lambda q: q.id)
def test_no_answer_is_read_out_of_an_iri(question: Question, alone: dict[str, Both]) -> None:
    """Whose a row is and of which period is stated: the same rows where names say nothing."""
    for place in alone.values():
        data = place.files["semua.nt"]
        names = _opaque(data)
        engine = pyoxigraph.Store()
        engine.load(_renamed(data, names), format=RdfFormat.N_TRIPLES)
        engine.load(place.files["ontologi.ttl"], format=RdfFormat.TURTLE)
        back = {new[1:-1].decode(): old[1:-1].decode() for old, new in names.items()}
        for values in settings(question, place):
            query = _renamed(text_for(question, values, place.ours).encode(), names)
            rows = _rows(question, query.decode(), engine)
            told = [list(map(back.get, row, row)) for row in rows]
            assert told == asked(question, values, place.ours)


@pytest.mark.parametrize("question", catalogue(), ids=lambda q: q.id)
def test_the_printed_example_runs(question: Question, merged: Both) -> None:
    """The command that the page of a question shows, over the documents that it names."""
    page = question_pages()[f"questions/{question.id}.md"]
    command = shlex.split(page.split("```")[1])
    assert command[:4] == ["kg", "ask", question.slug, "--contoh"]
    values = given([word for word in command[4:] if word != "--set"])
    rows = asked(question, values, merged.ours)
    assert rows or not question.params


def _named(merged: Both, name: str, **values: str) -> Asked:
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
def test_a_kecamatan_is_found_as_people_call_it(merged: Both, typed: str, region: str) -> None:
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
    merged: Both, question: str, blank: str, typed: str, end: str
) -> None:
    """Nobody has to type a name as the document writes it."""
    region = {"kecamatan": end.partition("/")[0]}
    found = _named(merged, question, **region, **{blank: typed})
    assert text_of(found.terms[blank]).endswith(end)


def test_what_there_is_to_choose_from_is_told_by_label_class_and_document(merged: Both) -> None:
    """An IRI alone says little."""
    with pytest.raises(InputError) as caught:
        _named(merged, "Q02", jabatan="camat")
    several = caught.value.problems[0].values["candidates"].splitlines()
    assert len(several) == 3
    assert "Camat (camat, 001_8e0cc984c9b44655.txt) <" in "".join(several)


def test_a_thing_is_suggested_once(merged: Both) -> None:
    """Its code and its label are no two suggestions."""
    with pytest.raises(InputError) as caught:
        _named(merged, "Q02", jabatan="sekertaris", kecamatan="17.01.06")
    near = caught.value.problems[0].values["near"].split("; ")
    assert len({name.casefold() for name in near}) == len(near)
    assert "Sekcam" in near


@pytest.mark.parametrize("region", ["17.01.06"])
def test_a_document_without_outcome_is_asked_from_its_top(
    merged: Both, alone: dict[str, Both], region: str
) -> None:
    """And the row says what that top is."""
    question = find_question("Q01", catalogue())
    place = next(one for name, one in alone.items() if name.startswith(region))
    rows: Rows = []
    for candidate in _tops(question, place):
        rows += asked(question, {"outcome": candidate}, merged.ours)
    assert rows
    tops = {row[question.columns.index("puncak")] for row in rows}
    assert all(top.startswith(("tujuan", "sasaran")) for top in tops)


def _tops(question: Question, place: Both) -> list[str]:
    graphs = [*place.ours.graphs()]
    return [one.node.value for one in candidates(place.ours, graphs, question.params[0].classes)][
        :20
    ]
