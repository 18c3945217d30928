"""The same input gives the same bytes, whatever the order, hash seed, time zone or locale."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kg.read.document import Document
from kg.read.ontology import ontology
from kg.report.dossier.dossier import Dossier
from kg.report.forms.as_json import check_json
from kg.report.forms.as_turtle import check_turtle
from kg.rules.registry import rules
from kg.worker.checking import check
from kg.worker.units import from_documents
from tests.support.engines import engine_named
from tests.support.places import METHOD, SMALLEST

pytestmark = pytest.mark.slow

SURROUNDINGS = (
    {"PYTHONHASHSEED": "0", "TZ": "UTC"},
    {"PYTHONHASHSEED": "77", "TZ": "Pacific/Kiritimati", "LC_ALL": "C.UTF-8"},
    {"PYTHONHASHSEED": "1", "TZ": "Asia/Jakarta", "LC_ALL": "C"},
)


def test_surroundings_do_not_show(tmp_path: Path, heavy: bool) -> None:
    """JSON and Turtle are byte-equal in any surroundings: two documents in two, all in three with --heavy."""
    inputs = ["--contoh"] if heavy else [str(SMALLEST), str(METHOD)]
    outputs = []
    for extra in SURROUNDINGS[: None if heavy else 2]:
        folder = tmp_path / extra["PYTHONHASHSEED"]
        command = [sys.executable, "-m", "kg", "check", *inputs, "--fail-on", "none"]
        command += ["-o", str(folder / "a.json"), "-o", str(folder / "a.ttl")]
        subprocess.run(command, check=True, env={**os.environ, **extra}, capture_output=True)
        outputs.append([(folder / name).read_bytes() for name in ("a.json", "a.ttl")])
    assert all(output == outputs[0] for output in outputs[1:])


def test_order_of_statements_does_not_show(documents: dict[str, Document]) -> None:
    """Shuffled statements give the same reports."""
    known, texts = ontology(), set()
    engine = engine_named("bulk")
    for seed in (0, 1):
        copies = [
            Document(
                d.graph,
                d.region,
                d.period,
                d.code,
                d.name,
                d.sha256,
                d.rows,
                random.Random(seed).sample(d.triples, len(d.triples)),
            )
            for d in documents.values()
        ]
        report = check(from_documents(copies), rules(), engine, known, "x")
        dossier = Dossier(report, (), "id", datetime(2026, 1, 1, tzinfo=UTC))
        texts.add(check_json(dossier) + check_turtle(dossier))
    assert len(texts) == 1


def test_a_change_in_one_kecamatan_leaves_the_others(documents: dict[str, Document]) -> None:
    """Findings of B do not depend on A."""
    known = ontology()
    engine = engine_named("bulk")
    both = check(from_documents(list(documents.values())), rules(), engine, known, "x")
    alone = check(from_documents([documents["35.07.26-pujon"]]), rules(), engine, known, "x")
    assert [f for f in both.findings if f.kecamatan == "35.07.26"] == alone.findings
