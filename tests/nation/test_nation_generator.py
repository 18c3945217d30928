"""The generated nation is sound where it is not damaged, and damaged exactly as its ledger says."""

from __future__ import annotations

import random
from collections import Counter
from itertools import islice
from pathlib import Path

import pytest

from bench.nation.compose import compose
from bench.nation.defects import KINDS, Planted
from bench.nation.document import document, nquads
from bench.nation.generate import Wanted, generate, stream
from bench.nation.ledger import plant
from bench.nation.plan import Plan
from bench.nation.regions import NATION, places
from bench.nation.verify import apart, check, compare, ledger, sure, verify
from kg.read.rdf import read_rdf
from kg.rules.registry import rules

pytestmark = pytest.mark.slow

#: Rules that need an agreement, budgets, actuals, or an auditor; DOC-06 needs a village whose name is plain words.
NOT_APPLIED = {"CAS-15", "CAS-20", "DOC-10", "IND-19", "IND-21", "TGT-11", "TGT-12", "TGT-13"}
FEW, MANY = 6, 200


def _damaged(name: str, seed: str) -> tuple[Plan, Planted]:
    """A kecamatan to which the kind applies, other ones for other kinds, with that defect alone."""
    start = sorted(KINDS).index(name)
    for place in islice(places(500), start, None):
        plan = compose(place, seed)
        planted = plant(plan, KINDS[name], random.Random(f"{seed}/{name}"), set())
        if planted is not None:
            return plan, planted
    raise AssertionError(name)


def test_sound_kecamatan_have_no_findings(heavy: bool) -> None:
    """Every rule that is not a question to the auditor is kept, but for doubts about wordings. Heavy: two hundred."""
    kept: Counter[str] = Counter()
    count = MANY if heavy else FEW
    for place in places(count):
        report = check([document(compose(place, "bersih"))])
        assert not sure(report), (place, sure(report))
        assert not report.errors
        doubted = {f.rule for f in report.findings}
        applied = {row.rule.id for row in report.statuses if row.status == "kept"} | doubted
        kept.update(applied)
        assert {row.rule.id for row in report.statuses} - applied <= NOT_APPLIED | {"DOC-06"}
    assert all(
        kept[rule.id] == count for rule in rules() if rule.id not in NOT_APPLIED | {"DOC-06"}
    )
    assert kept["DOC-06"]


@pytest.mark.parametrize("name", sorted(KINDS))
def test_each_defect_has_just_the_consequences_of_the_ledger(name: str, heavy: bool) -> None:
    """What is found is what was planted: part of the rule and focus, nothing missing, nothing else."""
    for seed in ("1", "2", "3") if heavy else ("1",):
        plan, planted = _damaged(name, seed)
        report = check([document(plan)])
        assert not compare(plan.place.code, Counter(planted.expected), report)
        assert planted.expected
        assert planted.changed


def test_defects_cover_many_rules() -> None:
    """More than sixty kinds, which break three in four of the rules."""
    broken = {
        part.partition("#")[0] for name in KINDS for part, _ in _damaged(name, "1")[1].expected
    }
    assert len(KINDS) > 60
    assert len(broken) > 0.75 * len([rule for rule in rules() if rule.kind != "manual"])


def test_a_damaged_nation_holds_what_its_ledger_says(tmp_path: Path, heavy: bool) -> None:
    """Several defects in one kecamatan do not get into each other's way; the files are read as the product reads them."""
    figures = generate(tmp_path, Wanted("3", MANY if heavy else 2 * FEW, 0.9))
    assert figures["damaged"] > 0.7 * figures["kecamatan"]
    results = list(verify(tmp_path))
    assert not [difference for differences, _ in results for difference in differences]
    assert len(results) == figures["kecamatan"]
    assert (
        sum(count for _, count in results)
        == figures["findings"]
        == sum(sum(f.values()) for _, f in ledger(tmp_path / "ledger.csv"))
    )


def test_a_difference_is_told(tmp_path: Path) -> None:
    """A finding that the ledger does not have, and one that is not there, are both named."""
    generate(tmp_path, Wanted("3", 1, 1.0, ("formula-missing",)))
    path = tmp_path / "ledger.csv"
    path.write_text(
        path.read_text(encoding="utf-8").replace("IND-02#ada", "IND-03#bukan"), encoding="utf-8"
    )
    ((differences, _),) = verify(tmp_path)
    assert {(one.kind, one.part) for one in differences} == {
        ("missed", "IND-03#bukan"),
        ("extra", "IND-02#ada"),
    }


def test_reference_engine_agrees(tmp_path: Path, heavy: bool) -> None:
    """The engine pySHACL finds the same in a sample of damaged kecamatan."""
    generate(tmp_path, Wanted("4", 50 if heavy else 1, 1.0))
    assert not apart(sorted(tmp_path.glob("*/*/*.nq")))


def test_same_seed_same_bytes(tmp_path: Path) -> None:
    """Whatever the number of processes; another seed gives other documents."""
    wanted = Wanted("5", FEW, 0.5)
    generate(tmp_path / "one", wanted)
    generate(tmp_path / "two", wanted, workers=2)
    files = {
        p.relative_to(tmp_path / "one"): p.read_bytes()
        for p in (tmp_path / "one").rglob("*")
        if p.is_file()
    }
    assert files == {
        p.relative_to(tmp_path / "two"): p.read_bytes()
        for p in (tmp_path / "two").rglob("*")
        if p.is_file()
    }
    other = {made.path: made.data for made in stream(Wanted("6", FEW))}
    assert all(files[Path(name)] != data for name, data in other.items())


def test_kecamatan_differ() -> None:
    """In their words, not only in their codes."""
    wordings = {
        tuple(
            row["rumusan"]
            for row in compose(place, "1").sheets["simpul"]
            + compose(place, "1").sheets["indikator"]
        )
        for place in places(2 * FEW)
    }
    assert len(wordings) == 2 * FEW


def test_the_nation_is_that_of_the_region_list() -> None:
    """7,285 kecamatan, each once; a smaller nation is spread over the provinces; shares make up the whole."""
    codes = [place.code for place in places()]
    assert len(codes) == len(set(codes)) == NATION
    assert len({place.code[:2] for place in places(100)}) > 25
    shares = [place.code for number in range(3) for place in places(50, (number, 3))]
    assert sorted(shares) == [place.code for place in places(50)]


def test_files_are_documents_of_the_product(tmp_path: Path) -> None:
    """The reader takes them, without a remark, as one graph of the kecamatan and period, of about 2,600 statements."""
    plan = compose(next(places(1)), "1")
    path = tmp_path / "kecamatan.nq"
    path.write_bytes(nquads(plan))
    (read,) = read_rdf(path)
    assert read.graph.value == f"https://w3id.org/kinerja/graph/{plan.place.code}/2025-2029/renstra"
    assert not read.notes
    assert 2000 < len(read.triples) < 3300
