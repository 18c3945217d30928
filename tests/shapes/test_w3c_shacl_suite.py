"""The SHACL test suite of W3C through our engines, with every difference pinned: a new one fails, and so does one that is gone.

The suite is not part of the product; without it (see tests/support/w3c.py) the tests are skipped.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from typing import Any

import pytest

from kg.read.ontology import ontology
from kg.rules.lint import unknown_terms
from tests.support.places import ROOT, TESTS
from tests.support.w3c import HERE, case_ids, load
from tests.support.w3c_engines import differences, engines_for

KNOWN: dict[str, Any] = tomllib.loads((TESTS / "w3c-known.toml").read_text(encoding="utf-8"))
PINNED: dict[tuple[str, str], list[str]] = {
    (k["test"], k["engine"]): k["differs"] for k in KNOWN["known"]
}
PAGE = ROOT / "docs" / "w3c.md"

pytestmark = pytest.mark.skipif(not HERE.is_dir(), reason="the W3C test suite is not here")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """One test for each file of the suite and each engine."""
    if "engine" in metafunc.fixturenames:
        metafunc.parametrize(
            ("case", "engine"),
            [(case, engine) for case in case_ids() for engine in engines_for(case)],
        )


def test_report(case: str, engine: str) -> None:
    """The engine reports what the suite expects, but for exactly what is pinned."""
    assert differences(load(case), engine) == PINNED.get((case, engine), [])


def test_pinned_differences_are_of_the_suite() -> None:
    """Each is about a test and an engine that exist, says what differs, stands there once, and has one of the reasons."""
    assert len(PINNED) == len(KNOWN["known"])
    assert all(PINNED.values())
    assert set(PINNED) <= {(case, engine) for case in case_ids() for engine in engines_for(case)}
    assert {k["why"] for k in KNOWN["known"]} == set(KNOWN["why"])


def test_the_linter_refuses_what_the_reasons_say() -> None:
    """Closed shapes and constraint components."""
    for test in {k["test"] for k in KNOWN["known"] if k["why"] in {"closed", "component"}}:
        assert {"sh:closed", "sh:parameter"} & set(unknown_terms(load(test).shapes, ontology())), (
            test
        )


def test_the_page_shows_the_figures_and_the_reasons() -> None:
    """docs/w3c.md counts what is pinned."""
    page = re.sub(r"\s+", " ", PAGE.read_text(encoding="utf-8"))
    total = Counter(
        (case.partition("/")[0], engine) for case in case_ids() for engine in engines_for(case)
    )
    differ = Counter((case.partition("/")[0], engine) for case, engine in PINNED)
    for engine in ("reference", "bulk", "validator"):
        core, sparql = (
            f"{total[p, engine] - differ[p, engine]} of {total[p, engine]}"
            for p in ("core", "sparql")
        )
        assert f"| `{engine}` | {core} | {sparql} |" in page
    for (why, engine), count in Counter((k["why"], k["engine"]) for k in KNOWN["known"]).items():
        assert f"| {KNOWN['why'][why]} | `{engine}` | {count} |" in page
