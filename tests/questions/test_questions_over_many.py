"""One kecamatan's question touches nothing of the others, and the answer for all is the answers for each."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from pyoxigraph import NamedNode
from typer.testing import CliRunner

from kg.cli.app import app
from kg.errors import InputError
from kg.limits import Limits
from kg.questions.question import catalogue
from kg.read.inputs import read_paths
from kg.read.ontology import ontology
from kg.store.base import Write
from kg.store.catalogue import CATALOGUE, ONTOLOGY, derived_graph
from kg.store.embedded import EmbeddedStore, memory_store
from kg.store.opening import open_store
from kg.worker.asking import answer, find_question
from kg.worker.linking import known_in
from kg.worker.loading import load, put
from kg.worker.loading_many import load_many
from kg.worker.nation.nation_inputs import found_below
from tests.support.crowd import PERIOD, Watched, code, crowd, graph, name, node

MANY = 300
ONE = 137
runner = CliRunner()


@pytest.fixture(scope="module")
def nation(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store on disk that holds all of them."""
    folder = tmp_path_factory.mktemp("nation")
    sources = tuple(found_below([crowd(folder / "in", range(MANY))]))
    load_many(sources, open_store(folder / "store", write=True), ontology(), lambda _: None)
    return folder / "store"


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> EmbeddedStore:
    """A store that holds one of them only."""
    store = memory_store()
    load(
        read_paths(list(crowd(tmp_path_factory.mktemp("alone"), [ONE]).rglob("*.nq"))),
        store,
        ontology(),
    )
    return store


OWN = {graph(ONE), derived_graph((code(ONE), PERIOD)), ONTOLOGY, CATALOGUE}
OUTCOME = node(ONE, "simpul", "O1").value
WAYS = {
    "code and label": {"kecamatan": code(ONE), "outcome": "terwujudnya pelayanan prima"},
    "name and label": {"kecamatan": name(ONE).upper(), "outcome": "Terwujudnya pelayanan prima"},
    "IRI alone": {"outcome": OUTCOME},
}


def _asked(
    store: EmbeddedStore, question: str, given: dict[str, str]
) -> tuple[list[list[str]], Watched]:
    watched = Watched(store)
    return answer(find_question(question, catalogue()), given, watched, ontology()).rows, watched


@pytest.mark.parametrize("given", WAYS.values(), ids=WAYS)
def test_only_the_graphs_of_the_unit_are_read(
    nation: Path, alone: EmbeddedStore, given: dict[str, str]
) -> None:
    """Whether it is found by code, by name or by IRI; and as many rows of the catalogue as with nothing else loaded."""
    rows, watched = _asked(open_store(nation, write=False), "Q01", given)
    place = find_question("Q01", catalogue()).columns.index("jabatan")
    assert [row[place] for row in rows] == ["Camat"]
    assert watched.read <= OWN and not watched.listed
    expected, by_itself = _asked(alone, "Q01", given)
    assert (rows, watched.catalogue_rows) == (expected, by_itself.catalogue_rows)


def _lists() -> set[NamedNode]:
    """The graphs in which the lists of a store are looked for: the same few whatever documents it holds."""
    watched = Watched(memory_store())
    known_in(watched)
    assert not watched.listed
    return watched.read


@pytest.mark.parametrize("question", [q.id for q in catalogue() if not q.params])
def test_every_question_about_one_kecamatan_stays_with_it(
    nation: Path, alone: EmbeddedStore, question: str
) -> None:
    """Those that use derived facts too: these are held against the lists that the store was given, which are no kecamatan's."""
    given = {"kecamatan": code(ONE)}
    rows, watched = _asked(open_store(nation, write=False), question, given)
    shared = _lists() if find_question(question, catalogue()).derived else set()
    assert watched.read <= OWN | shared and not watched.listed
    expected, by_itself = _asked(alone, question, given)
    assert (rows, watched.catalogue_rows) == (expected, by_itself.catalogue_rows)


def test_the_command_opens_the_store_without_listing_it(
    nation: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """From the command line no more is touched than from the library."""
    seen: list[Watched] = []

    def watching(open_it: Callable[..., EmbeddedStore]) -> Callable[..., Watched]:
        def opened(folder: Path, *, write: bool) -> Watched:
            seen.append(Watched(open_it(folder, write=write)))
            return seen[-1]

        return opened

    monkeypatch.setattr("kg.worker.sources.open_store", watching(open_store))
    words = [
        "ask",
        "Q01",
        "--store",
        str(nation),
        "--set",
        f"kecamatan={code(ONE)}",
        "--set",
        f"outcome={OUTCOME}",
    ]
    result = runner.invoke(app, [*words, "--format", "json"])
    assert result.exit_code == 0 and len(json.loads(result.stdout)["rows"]) == 1
    assert len(seen) == 1 and seen[0].read <= OWN and not seen[0].listed


def test_one_more_document_costs_the_same_in_a_full_store(
    nation: Path, alone: EmbeddedStore, tmp_path: Path
) -> None:
    """Loading writes about the unit that it loads, and rewrites no catalogue."""
    full, more = memory_store(), read_paths([*crowd(tmp_path, [MANY + 1]).rglob("*.nq")])
    held = open_store(nation, write=False)
    for each in held.graphs():
        full.write(Write({each: held.triples(each)}))
    sizes = []
    for store in (full, alone):
        watched = Watched(store)
        put(more, watched, ontology())
        assert not watched.listed
        sizes.append([len(text) for text in watched.updates])
    assert sizes[0] == sizes[1]


@pytest.mark.parametrize("question", ["Q05", "Q09", "Q11", "Q12"])
def test_the_answer_for_all_is_that_for_each(nation: Path, question: str) -> None:
    """In the order of codes, twice the same, from one process or several."""
    store, one = open_store(nation, write=False), find_question(question, catalogue())
    each = [
        row
        for n in range(MANY)
        for row in answer(one, {"kecamatan": code(n)}, store, ontology()).rows
    ]
    words = ["ask", question, "--store", str(nation), "--format", "json"]
    several = [["--jobs", "2"]] if question == "Q05" else []
    for extra in ([], *several):
        assert json.loads(runner.invoke(app, [*words, *extra]).stdout)["rows"] == each


def test_units_behind_the_limit_are_not_asked(nation: Path) -> None:
    """A table that is cut costs what it shows."""
    store = Watched(open_store(nation, write=False))
    found = answer(find_question("Q05", catalogue()), {}, store, ontology(), Limits(answer_rows=3))
    assert found.cut and len(found.rows) == 3
    assert graph(10) not in store.read


def test_a_name_of_thousands_lists_some_and_says_so(nation: Path) -> None:
    """The message stays readable."""
    with pytest.raises(InputError) as caught:
        _asked(open_store(nation, write=False), "Q01", {"outcome": "Terwujudnya pelayanan prima"})
    problem = caught.value.problems[0]
    assert problem.code == "ASK-SEVERAL" and problem.values["candidates"].count("<") == 20
    with pytest.raises(InputError) as caught:
        _asked(open_store(nation, write=False), "Q01", {"kecamatan": "Krang 137", "outcome": "O1"})
    assert code(ONE) in caught.value.problems[0].values["near"]
