"""In a generated nation the copies that were planted between kecamatan are found, and no others."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.nation.crossing import LEDGER, Crossing, planted
from bench.nation.document import document
from bench.nation.generate import Wanted, generate
from bench.nation.regions import places
from kg.derive.vocabulary import vocabulary
from kg.read.ontology import ontology
from kg.report.nation.sinks import CsvSink
from kg.walk.view import View
from kg.worker.cross.answer import CrossAsked, findings_of
from kg.worker.cross.cross_question import cross_catalogue
from kg.worker.cross.cross_tables import FOLDER, TABLES, columns
from kg.worker.cross.extract import Extractor
from kg.worker.cross.table_engine import open_tables
from tests.support.lintas_tables import write_standards

pytestmark = pytest.mark.slow

SEED, GROUPS = "lintas", 3


@pytest.fixture(scope="module")
def count(heavy: bool) -> int:
    """How many kecamatan; heavy: a tenth of the nation."""
    return 728 if heavy else 60


@pytest.fixture(scope="module")
def tables(count: int, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tables that checking each kecamatan would leave behind."""
    out = tmp_path_factory.mktemp("tabel")
    (out / FOLDER).mkdir()
    write_standards(out)
    sinks = {name: CsvSink(out / FOLDER / f"{name}.csv", columns(name)) for name in TABLES}
    crossing, extractor = Crossing(SEED, count, GROUPS), Extractor(ontology(), vocabulary())
    for place in places(count):
        made = document(crossing.composed(place))
        for name, rows in extractor.rows(made.unit, View(made.triples, ontology())).items():
            for row in rows:
                sinks[name].add([*made.unit, *row])
    for sink in sinks.values():
        sink.close()
    return out


@pytest.mark.parametrize(
    ("number", "values"), [("01", {}), ("02", {}), ("03", {"kemiripan": "0.9"})]
)
def test_found_is_planted(number: str, values: dict[str, str], count: int, tables: Path) -> None:
    """The kecamatan of each group; of copied indicators those with a mark, for the vetted wordings are shared by design."""
    crossing = Crossing(SEED, count, GROUPS)
    wanted = {copy.members for copy in crossing.copies if copy.rule.endswith(number)}
    marks = {copy.mark for copy in crossing.copies if copy.kind == "indikator"}
    question = next(q for q in cross_catalogue() if q.rule and q.id.endswith(number))
    with open_tables(tables, "nasional", vocabulary()) as opened:
        found = list(
            findings_of(CrossAsked.of(question, values, vocabulary()), question.rule, opened)
        )  # type: ignore[arg-type]
    kept = [f for f in found if number != "01" or f.label.endswith(tuple(marks))]
    assert {tuple(sorted({p.kecamatan for p in f.places})) for f in kept} == wanted
    assert len(kept) == len(wanted) == GROUPS


def test_the_ledger_names_the_copies(tmp_path: Path) -> None:
    """Written beside the other one, the same by any number of processes."""
    for workers in (1, 2):
        generate(tmp_path / str(workers), Wanted(SEED, 24, copies=1), workers)
    assert planted(tmp_path / "1" / LEDGER).keys() == {"LIN-01", "LIN-02", "LIN-03"}
    for path in sorted(p for p in (tmp_path / "1").rglob("*") if p.is_file()):
        assert path.read_bytes() == (tmp_path / "2" / path.relative_to(tmp_path / "1")).read_bytes()
