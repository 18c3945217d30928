"""The steps upward in tree and plan are said once, in the ontology: code and questions follow it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kg.assets import folder
from kg.terms import KIN
from kg.walk.paths import contributions, parents

_PATH = re.compile(r"\((\^?kin:\w+(?:\|\^?kin:\w+)+)\)\*")
_QUESTIONS = sorted(folder("queries").rglob("*.rq"))


def _walking() -> list[Path]:
    return [p for p in _QUESTIONS if "kin:bagianDari|" in p.read_text(encoding="utf-8")]


@pytest.mark.parametrize("path", _walking(), ids=lambda p: p.stem)
def test_questions_walk_the_steps_of_the_ontology(path: Path) -> None:
    """A path of a question names every step, and no other."""
    steps = {
        f"{'' if ahead else '^'}kin:{s.value.rpartition('#')[2]}" for s, ahead in contributions()
    }
    found = _PATH.findall(path.read_text(encoding="utf-8"))
    assert found
    assert all(set(text.split("|")) == steps for text in found)


def test_some_question_walks() -> None:
    """The test above has something to look at."""
    assert len(_walking()) >= 3


def test_parents_are_stated_steps() -> None:
    """Above a node stands what it contributes to directly, and the outcome of a factor."""
    stated = {step for step, ahead in contributions() if ahead}
    assert set(parents()) == stated | {KIN["faktorDari"]}
