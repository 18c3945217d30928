"""The two composite verdicts: a sasaran is measurable, an operational condition is complete, or the report says why not."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.assets import folder
from kg.read.inputs import read_paths
from kg.read.ontology import ontology
from kg.rules.check import UnitReport
from kg.rules.registry import rules, shapes_digest
from kg.worker.checking import check, select_rules
from kg.worker.units import from_documents
from tests.support.engines import checked, engine_named
from tests.support.forms import Sheets, as_folder, small


def _unit(path: Path, sheets: Sheets, only: list[str] | None = None) -> UnitReport:
    known, chosen = ontology(), select_rules(rules(), only or [])
    return check(
        from_documents(read_paths([as_folder(path, sheets)])),
        chosen,
        engine_named("bulk"),
        known,
        shapes_digest(),
    ).units[0]


def _why(unit: UnitReport) -> tuple[str, ...]:
    return next(c.why for c in unit.conditions if c.focus.endswith("/simpul/K"))


def test_a_condition_is_complete_by_its_translation(tmp_path: Path) -> None:
    """Sub-activity, performer, and an indicator with a target on the sub-activity's objective."""
    unit = _unit(tmp_path / "a", small())
    assert [c.complete for c in unit.conditions] == [True]


@pytest.mark.parametrize(
    ("sheet", "rule"),
    [("pemetaan", {"CAS-18", "IND-01"}), ("peran", {"CAS-19"}), ("target", {"TGT-01"})],
)
def test_each_missing_part_is_named(tmp_path: Path, sheet: str, rule: set[str]) -> None:
    """Without the rows of one sheet, exactly its part is missing."""
    sheets = small()
    del sheets[sheet][1:]
    assert set(_why(_unit(tmp_path / "a", sheets))) == rule


def test_no_verdict_without_its_rules(tmp_path: Path) -> None:
    """A check of one rule judges nothing as a whole."""
    unit = _unit(tmp_path / "a", small(), ["IND-01"])
    assert unit.conditions == () == unit.verdicts


def test_what_a_whole_document_lacks_each_of_its_rows_lacks() -> None:
    """One finding says that Pujon prints no target; still none of its results is measurable, and the reason is named."""
    documents = read_paths([folder("data") / "35.07.26-pujon"])
    unit = checked(documents).units[0]
    assert sum(f.rule == "TGT-01" for f in unit.findings) == 1
    assert unit.verdicts
    assert all(not v.measurable and {"TGT-01", "IND-01"} & set(v.why) for v in unit.verdicts)
