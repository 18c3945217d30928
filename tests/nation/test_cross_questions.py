"""Each rule and question over many kecamatan finds what its cases name, no more and no less."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from kg.derive.vocabulary import vocabulary
from kg.worker.cross.answer import CrossAsked, areas_of, ask_tables, findings_of, status_of
from kg.worker.cross.cross_question import CrossQuestion, cross_catalogue, load_cross_question
from kg.worker.cross.table_engine import open_tables
from tests.support.lintas_tables import write_tables
from tests.support.places import TESTS

CASES = sorted((TESTS / "lintas").glob("*/*.toml"))
QUESTIONS = {q.id: q for q in cross_catalogue()}


def _read(path: Path) -> tuple[CrossQuestion, dict[str, Any]]:
    return QUESTIONS[path.parent.name], tomllib.loads(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", CASES, ids=lambda p: f"{p.parent.name}/{p.stem}")
def test_case(path: Path, tmp_path: Path) -> None:
    """Status, groups, their kecamatan and evidence of a rule; the rows of a question."""
    question, case = _read(path)
    asked = CrossAsked.of(question, case.get("params", {}), vocabulary())
    with open_tables(
        write_tables(tmp_path, case), case.get("by", "nasional"), vocabulary()
    ) as tables:
        if question.rule is None:
            assert list(ask_tables(asked, tables)) == case["rows"]
            return
        found = list(findings_of(asked, question.rule, tables))
        status = status_of(asked, areas_of(question.rule, tables), len(found))
    wanted = case.get("expect", [])
    assert status.status == case.get("status", "broken" if wanted else "kept")
    if status.status == "not-applied":
        return
    told = [(f.label, f.value, sorted({p.kecamatan for p in f.places}), f.spread) for f in found]
    assert told == [(w["label"], w["value"], w["kecamatan"], w["spread"]) for w in wanted]
    for finding in found:
        assert finding.kecamatan == len({p.kecamatan for p in finding.places})
        assert all(
            "{" not in text and text
            for text in (*finding.message.values(), *finding.remedy.values())
        )


@pytest.mark.parametrize("question", QUESTIONS.values(), ids=lambda q: q.id)
def test_every_rule_has_good_and_bad_cases(question: CrossQuestion) -> None:
    """At least two bad, one good and one that cannot be compared; a question has one answer."""
    names = [p.stem.partition("-")[0] for p in CASES if p.parent.name == question.id]
    if question.rule is None:
        assert names == ["jawaban"]
    else:
        assert (names.count("bad") >= 1, names.count("good") >= 1, names.count("tidak") >= 1) == (
            True,
            True,
            True,
        )


def test_no_case_is_left_over() -> None:
    """Every folder of cases belongs to a question."""
    assert {p.parent.name for p in CASES} == set(QUESTIONS)


def test_rules_are_heuristic_and_never_violations() -> None:
    """What comparing finds is a sign, not a proof."""
    assert {q.rule.severity for q in QUESTIONS.values() if q.rule} <= {"warning", "info"}


@pytest.mark.parametrize("head", ["id = 'X01'", "id = 'N99'\nextra = 1", "id = 99", "x"])
def test_broken_heads_are_refused(head: str, tmp_path: Path) -> None:
    """A slip in a head shows."""
    from kg.errors import InputError

    path = tmp_path / "N99-x.sql"
    path.write_text(
        "".join(f"--+ {line}\n" for line in head.splitlines()) + "SELECT 1\n", encoding="utf-8"
    )
    with pytest.raises(InputError, match="QUERY-HEAD"):
        load_cross_question(path)
