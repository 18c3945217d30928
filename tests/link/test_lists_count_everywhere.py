"""What a store was given, lists and decisions, counts wherever facts are derived: loading, questions, the nation, comparisons."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kg.cli.app import app
from kg.derive.official.board import Board, Similarity
from kg.derive.official.closeness import Matcher
from kg.derive.official.nomenclature import nomenclature
from kg.link.importing import import_list
from kg.link.links import Link
from kg.questions.question import catalogue
from kg.read.inputs import read_paths
from kg.read.ontology import ontology
from kg.report.bundle.whole_check import Wanted, whole_check
from kg.store.opening import open_store
from kg.terms import KIN, text_of
from kg.web.check_tasks import StoredCheck
from kg.worker.asking import answer, find_question
from kg.worker.deciding import put_links, put_list
from kg.worker.equipment import Settings, equip
from kg.worker.loading import load
from kg.worker.loading_many import load_many
from kg.worker.nation.nation_inputs import found_below
from kg.worker.nation.run import Order, run_nation
from kg.worker.nation.task import CheckJob
from tests.link.test_lists_are_imported import own_form
from tests.support.forms import as_folder, small

DECREE = nomenclature().decree("900.1.15.5-1317/2023")
NAME, CODE = "Penanaman Bunga", "7.01.02.2.09.0001"


def document(folder: Path, name: str, region: str = "33.02.19") -> Path:
    """A small document of 2023 with one sub-activity of that name."""
    sheets = small(region=region, period="2023")
    sheets["rencana"][1][3] = name
    sheets["target"][1][1] = "2023"
    return as_folder(folder, sheets)


def listed(folder: Path) -> int:
    """Put the invented list into the store ``s``; how many units were derived anew."""
    listing = import_list(own_form(folder / "own.csv"), DECREE).listing
    return put_list(folder / "s", listing).refreshed


def decided(folder: Path, text: str, code: str) -> int:
    """A decision of a person about a text; how many units were derived anew."""
    key = nomenclature().normalise(text)
    link = Link("900.1.15.5-1317-2023", key, text, code, "disetujui", "Analis", "2026-01-01")
    return put_links(folder / "s", [link], two=False)["refreshed"]


def codes(folder: Path) -> set[str]:
    """The official codes that the derived facts of the store name."""
    store = open_store(folder / "s", write=False)
    return {
        text_of(triple.object)
        for graph in store.graphs()
        for triple in store.triples(graph)
        if triple.predicate == KIN["kodeBaku"]
    }


def carried_out(folder: Path) -> list[list[str]]:
    """Who carries out the invented sub-activity, by question Q18."""
    store = open_store(folder / "s", write=False)
    question = find_question("Q18", catalogue())
    return answer(question, {"kode": CODE}, store, ontology()).rows


def test_a_list_reaches_what_is_loaded_before_and_after(tmp_path: Path) -> None:
    """Facts of loaded documents are made anew, and those loaded later are made with it; no question calls them stale."""
    store = open_store(tmp_path / "s", write=True)
    load(read_paths([document(tmp_path / "a", NAME)]), store, ontology())
    del store
    assert CODE not in codes(tmp_path)
    assert listed(tmp_path) == 1
    assert [[row[0], *row[2:4]] for row in carried_out(tmp_path)] == [["Sokaraja", NAME, CODE]]
    store = open_store(tmp_path / "s", write=True)
    load(read_paths([document(tmp_path / "b", NAME, "33.02.18")]), store, ontology())
    del store
    assert len(carried_out(tmp_path)) == 2


def test_a_decision_reaches_what_is_loaded(tmp_path: Path) -> None:
    """A text that no matcher would accept means what a person said, in the facts of the store."""
    store = open_store(tmp_path / "s", write=True)
    load(read_paths([document(tmp_path / "a", "Kegiatan bunga-bungaan")]), store, ontology())
    del store
    listed(tmp_path)
    assert not carried_out(tmp_path)
    assert decided(tmp_path, "Kegiatan bunga-bungaan", CODE) == 1
    assert len(carried_out(tmp_path)) == 1
    # A decision for a code that the list does not hold counts for nothing: the name is asked again.
    decided(tmp_path, "Kegiatan bunga-bungaan", "7.01.02.2.09.0099")
    assert not carried_out(tmp_path)


@pytest.mark.parametrize("jobs", [1, 2])
def test_loading_many_uses_the_list(tmp_path: Path, jobs: int) -> None:
    """Also in processes of their own."""
    listed(tmp_path)
    for number in (18, 19):
        document(tmp_path / "in" / str(number), NAME, f"33.02.{number}")
    sources = tuple(found_below([tmp_path / "in"]))
    load_many(sources, open_store(tmp_path / "s", write=True), ontology(), lambda _: None, jobs)
    assert len(carried_out(tmp_path)) == 2


def test_the_nation_is_compared_by_official_codes(tmp_path: Path) -> None:
    """Two kecamatan that name one sub-activity differently, without a code, carry out the same one."""
    listed(tmp_path)
    decided(tmp_path, "Kegiatan bunga-bungaan", CODE)
    document(tmp_path / "in" / "18", "Kegiatan bunga-bungaan", "33.02.18")
    document(tmp_path / "in" / "19", NAME, "33.02.19")
    run, place = CliRunner(), str(tmp_path / "out")
    words = ["check", str(tmp_path / "in"), "--jobs", "1", "--store", str(tmp_path / "s")]
    done = run.invoke(app, [*words, "-o", place])
    assert done.exit_code in {0, 1}, done.output
    with (tmp_path / "out" / "lintas" / "sub_kegiatan.csv").open(encoding="utf-8-sig") as file:
        rows = list(csv.DictReader(file))
    assert [(row["kunci"], row["kode_baku"]) for row in rows] == [(CODE, CODE)] * 2
    with (tmp_path / "out" / "lintas" / "baku.csv").open(encoding="utf-8-sig") as file:
        assert "jumlah bunga" in {row["kunci"] for row in csv.DictReader(file)}
    told = run.invoke(app, ["cross", place, "N05", "--format", "csv"])
    assert "nasional,2,2,2,100.0,1,2" in told.output


def test_a_text_is_compared_once_in_a_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whichever process meets it, and however it is spelled; what is found is what a process alone finds."""
    compared: list[str] = []
    alone = nomenclature().pool()
    compare = Matcher._compare

    def counted(matcher: Matcher, plain: str) -> Mapping[int, Similarity]:
        compared.append(plain)
        return compare(matcher, plain)

    monkeypatch.setattr(Matcher, "_compare", counted)
    pools = [nomenclature().with_board(Board(tmp_path / "b")).pool() for _ in range(3)]
    texts = [
        "Peny. Barang Cetakan & Penggandaan",
        "PENY. BARANG CETAKAN DAN PENGGANDAAN",
        "Budidaya lele",
    ]
    answers = [[pool.matcher.rank(text) for text in texts] for pool in pools]
    assert len(compared) == len(set(compared)) == 2
    assert answers == [[alone.matcher.rank(text) for text in texts]] * 3


def test_the_processes_of_a_run_share_what_names_mean(tmp_path: Path) -> None:
    """The settings of the workers name a file of this run, which is gone when it ends."""
    document(tmp_path / "in" / "18", NAME, "33.02.18")
    seen: list[Path] = []

    def job(settings: Settings, out: str, digest: str) -> CheckJob:
        seen.append(Path(settings.board))
        return CheckJob(settings, out, digest)

    sources = tuple(found_below([tmp_path / "in"]))
    run = run_nation(Order(tmp_path / "out", sources, jobs=1), lambda _: None, job)
    assert run.checked == 1
    [board] = seen
    assert board.name
    assert not board.exists()


def test_the_workbench_checks_with_the_lists_of_its_store(tmp_path: Path) -> None:
    """As ``kg check --store`` does: the list knows a name there that the decree does not."""
    store = open_store(tmp_path / "s", write=True)
    load(read_paths([document(tmp_path / "a", NAME)]), store, ontology())
    del store
    listed(tmp_path)
    place = str(tmp_path / "s")
    told = whole_check(Wanted(store=place)).report.findings
    shown = StoredCheck(place, "33.02.19", "2023", "id", "", "")(equip(Settings()))
    assert [f.id for f in shown.dossier.report.findings] == [f.id for f in told]
    alone = whole_check(Wanted(paths=(str(tmp_path / "a"),))).report.findings
    assert {f.rule for f in alone} != {f.rule for f in told}
