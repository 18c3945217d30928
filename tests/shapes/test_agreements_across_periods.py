"""The agreement of one year is held against a plan of other years of the same kecamatan, and against no other."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from kg.cli.app import app
from kg.read.inputs import read_paths
from kg.read.ontology import ontology
from kg.report.diff.agreement import held_against
from kg.rules.engine import Engine
from kg.rules.registry import rules
from kg.store.base import GraphStore
from kg.store.catalogue import derived_graph, entries
from kg.store.embedded import EmbeddedStore, memory_store
from kg.store.opening import open_store
from kg.terms import KIN, text_of
from kg.worker.checking import check
from kg.worker.loading import load
from kg.worker.loading_many import load_many
from kg.worker.nation.nation_inputs import found_below
from kg.worker.removing import remove
from kg.worker.units import from_documents, from_store, stored_unit
from tests.support.agreements import PLAN, WORDING, document
from tests.support.engines import engine_named

RULE = tuple(rule for rule in rules() if rule.id == "CAS-15")


def looked_at(*paths: Path, engine: Engine | None = None) -> tuple[str, list[str]]:
    """The status of CAS-15 for these documents checked together, and its values."""
    report = check(
        from_documents(read_paths(list(paths))),
        RULE,
        engine or engine_named("bulk"),
        ontology(),
        "",
    )
    return report.statuses()[0].status, [found.value for found in report.findings]


def told(year: int, pair: str) -> str:
    """What is said of the plan of five years; line 2 holds its first target."""
    return f"{year}: {pair} ({WORDING}, renstra 2025-2029, target.csv, baris {year - 2023})"


@pytest.mark.parametrize("kind", ["pk", "pk perubahan", "Perjanjian Kinerja"])
def test_a_lower_promise_is_told_with_the_row_of_the_plan(
    tmp_path: Path, engine: Engine, kind: str
) -> None:
    """Whatever the agreement is called, and by both engines."""
    plan = document(tmp_path, "renstra", PLAN)
    agreement = document(tmp_path, kind, {2025: "70"})
    assert looked_at(plan, agreement, engine=engine) == ("broken", [told(2025, "70 ≠ 85")])


@pytest.mark.parametrize("kind", ["renja", "rkt", "iku"])
def test_every_kind_of_plan_counts(tmp_path: Path, kind: str) -> None:
    """A plan of one year stands in the unit of the agreement, one of two beside it."""
    agreement = document(tmp_path, "pk", {2025: "70"})
    for targets in ({2025: "85"}, {2025: "85", 2026: "86"}):
        status, values = looked_at(document(tmp_path, kind, targets), agreement)
        assert status == "broken"
        assert values[0].startswith(f"2025: 70 ≠ 85 ({WORDING}, {kind} 2025")


@pytest.mark.parametrize("value", ["85", "85,00 %", "85%", "85,0"])
def test_the_same_promise_is_kept(tmp_path: Path, value: str) -> None:
    """However the number is written."""
    plan = document(tmp_path, "renstra", PLAN)
    assert looked_at(plan, document(tmp_path, "pk", {2025: value})) == ("kept", [])


@pytest.mark.parametrize("kind", ["renstra perubahan", "Perubahan Renja"])
def test_a_changed_plan_counts(tmp_path: Path, kind: str) -> None:
    """By itself it is a plan as any other."""
    agreement = document(tmp_path, "pk", {2025: "70"})
    plan = document(tmp_path, kind, {2025: "85"})
    status, values = looked_at(plan, agreement)
    assert status == "broken"
    assert values[0].startswith("2025: 70 ≠ 85")


@pytest.mark.parametrize(
    ("kind", "value", "status"),
    [
        ("pk", "85", "kept"),
        ("pk", "80", "broken"),
        ("pk perubahan", "80", "kept"),
        ("pk perubahan", "85", "broken"),
    ],
)
def test_a_change_goes_with_a_change(tmp_path: Path, kind: str, value: str, status: str) -> None:
    """The first agreement is that of the first plan, the changed one that of the changed plan."""
    before = document(tmp_path, "renstra", {2025: "85", 2026: "86"})
    after = document(tmp_path, "renstra perubahan", {2025: "80", 2026: "81"})
    agreement = document(tmp_path, kind, {2025: value})
    assert looked_at(before, after, agreement)[0] == status


def test_each_agreement_is_held_against_its_own_year(tmp_path: Path) -> None:
    """Two agreements are no plans of each other."""
    agreements = [document(tmp_path, "pk", {2025: "85"}), document(tmp_path, "pk", {2026: "70"})]
    assert looked_at(*agreements) == ("not-applied", [])
    plan = document(tmp_path, "renstra", PLAN)
    assert looked_at(plan, *agreements) == ("broken", [told(2026, "70 ≠ 86")])


def test_without_a_counterpart_nothing_is_kept(tmp_path: Path) -> None:
    """Alone, another year, another measure, another kecamatan, another kind, no number."""
    agreement = document(tmp_path, "pk", {2025: "70"})
    beside = [
        [],
        [document(tmp_path / "a", "renstra", {2026: "85", 2030: "90"})],
        [document(tmp_path / "b", "renstra", PLAN, wording="Jumlah desa tertib")],
        [document(tmp_path / "c", "renstra", PLAN, region="33.02.18")],
        [document(tmp_path / "d", "cascading", PLAN)],
        [document(tmp_path / "e", "renstra", {2025: "baik", 2026: "baik"})],
    ]
    for others in beside:
        assert looked_at(agreement, *others) == ("not-applied", []), others


def of_store(store: GraphStore) -> list[str]:
    """What CAS-15 finds in a store, which is the same from one unit alone."""
    units = from_store(store)
    found = check(units, RULE, engine_named("bulk"), ontology(), "").findings
    alone = []
    for unit in units:
        one = stored_unit(store, unit.key)
        assert one is not None
        alone += check([one], RULE, engine_named("bulk"), ontology(), "").findings
    assert [one.id for one in alone] == [one.id for one in found]
    derived = []
    for unit in units:
        for triple in store.triples(derived_graph(unit.key)):
            if triple.predicate == KIN["perjanjianBerbeda"]:
                derived.append(text_of(triple.object))
    assert sorted(derived) == sorted(one.value for one in found)
    return [one.value for one in found]


@pytest.mark.parametrize("first", ["renstra", "pk"])
def test_a_store_follows_what_is_loaded_and_removed(tmp_path: Path, first: str) -> None:
    """The plan may come before or after the agreement, change, and go again."""
    paths = {
        "renstra": document(tmp_path, "renstra", PLAN),
        "pk": document(tmp_path, "pk", {2025: "70"}),
    }
    store = memory_store()
    load(read_paths([paths.pop(first)]), store, ontology())
    assert of_store(store) == []
    load(read_paths(list(paths.values())), store, ontology())
    assert of_store(store) == [told(2025, "70 ≠ 85")]
    load(read_paths([document(tmp_path, "renstra", PLAN | {2025: "80"})]), store, ontology())
    assert of_store(store) == [told(2025, "70 ≠ 80")]
    remove(store, [entry for entry in entries(store) if entry.period != "2025"], ontology())
    assert of_store(store) == []


def many(store: EmbeddedStore, folder: Path) -> None:
    """Load everything below a folder, each unit by itself."""
    assert not load_many(tuple(found_below([folder])), store, ontology(), lambda _: None).problems


def test_loading_many_gives_the_same_facts(tmp_path: Path) -> None:
    """At once, and the agreement after the plan."""
    document(tmp_path / "in", "renstra", PLAN)
    store = open_store(tmp_path / "later", write=True)
    many(store, tmp_path / "in")
    document(tmp_path / "in", "pk", {2025: "70"})
    many(store, tmp_path / "in")
    assert of_store(store) == [told(2025, "70 ≠ 85")]
    at_once = open_store(tmp_path / "at-once", write=True)
    many(at_once, tmp_path / "in")
    assert of_store(at_once) == [told(2025, "70 ≠ 85")]


def test_a_national_run_checks_again_when_the_plan_changed(tmp_path: Path) -> None:
    """The key of a result holds the other periods of the kecamatan."""
    document(tmp_path / "in", "pk", {2025: "70"})
    for target in ("85", "80"):
        document(tmp_path / "in", "renstra", PLAN | {2025: target})
        words = ["check", tmp_path / "in", "--jobs", 1, "--rule", "CAS-15", "-o", tmp_path / "out"]
        assert CliRunner().invoke(app, [str(word) for word in words]).exit_code == 1
        listed = (tmp_path / "out" / "temuan.csv").read_text(encoding="utf-8")
        assert told(2025, f"70 ≠ {target}") in listed
        assert len(listed.splitlines()) == len(["head", "finding"])


@pytest.mark.parametrize(
    ("promised", "verdict"),
    [("85", "same"), ("85,00 %", "same"), ("70", "apart"), ("85 hari", "incomparable")],
)
def test_two_documents_side_by_side_agree_with_the_rule(
    tmp_path: Path, promised: str, verdict: str
) -> None:
    """``kg diff`` takes the same indicators for one measure, and compares their values as the rule does."""
    plan = document(tmp_path, "renstra", PLAN, wording=f"{WORDING} (LTW)")
    agreement = document(tmp_path, "pk", {2025: promised})
    read = read_paths([plan]), read_paths([agreement])
    held = list(held_against(*read, ontology(), reached=False))
    assert [(one.year, one.old, one.verdict) for one in held] == [("2025", "85", verdict)]
    status = "kept" if verdict == "same" else "broken"
    assert looked_at(plan, agreement)[0] == status
