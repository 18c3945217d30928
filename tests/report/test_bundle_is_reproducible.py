"""Every part of a bundle has the same bytes over hash seeds, time zones, locales and shuffled input."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from itertools import product
from pathlib import Path

import pytest

from kg.assets import bundled_documents
from kg.report.bundle.manifest import FILE
from kg.report.bundle.parts import PARTS
from tests.support.registers import as_toml, entry

pytestmark = pytest.mark.slow

#: Writes one document's bundle with its statements and its register shuffled; prints the digest of every file.
SCRIPT = """
import json, random, sys
from pathlib import Path
import kg.report.bundle.whole_check as run
from kg.read.gate import sha256
from kg.report.bundle.parts import PARTS
from kg.report.bundle.write import bundle_bytes

paths, store, register, seed = sys.argv[1].split("|"), *sys.argv[2:4], int(sys.argv[4])
draw, read_paths, read_waivers = random.Random(seed), run.read_paths, run.read_waivers

def shuffled(chosen, **more):
    documents = read_paths(chosen, **more)
    for document in documents:
        draw.shuffle(document.triples)
    draw.shuffle(documents)
    return documents

def reordered(path, rules):
    waivers = list(read_waivers(path, rules))
    draw.shuffle(waivers)
    return tuple(waivers)

if seed:
    run.read_paths, run.read_waivers = shuffled, reordered
dossier = run.whole_check(run.Wanted(paths=tuple(paths), store=store, waivers=register), ("kg", "check"))
alone = {part.file: part.write(dossier) for part in PARTS if not part.bundled}
files = alone | bundle_bytes(dossier)
print(json.dumps({name: sha256(data) for name, data in files.items()}))
"""
SETTINGS = [
    {"PYTHONHASHSEED": "0", "TZ": "UTC", "LC_ALL": "C"},
    {"PYTHONHASHSEED": "1", "TZ": "Asia/Jakarta", "LC_ALL": "C.UTF-8"},
    {"PYTHONHASHSEED": "2", "TZ": "Pacific/Kiritimati", "LC_ALL": "C", "FONTCONFIG_FILE": "none"},
]
SMALLEST = [d for d in bundled_documents() if d.name.endswith("praya")]


@pytest.fixture(scope="module")
def register(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two waivers that cover the same findings, one for a pattern, one expired."""
    node = "https://w3id.org/kinerja/id/*"
    entries = [
        entry(id=f"w{i}", aturan=r, simpul=node)
        for i, r in enumerate(("IND-01", "IND-01", "STR-11"))
    ]
    return as_toml(
        tmp_path_factory.mktemp("daftar") / "a.toml",
        *entries,
        entry(id="usang", berlaku_sampai="2025-12-31"),
    )


def digests(
    documents: list[Path], register: Path, seed: int, settings: dict[str, str]
) -> dict[str, str]:
    """The digest of every file of the bundle, made in a process of its own."""
    command = [
        sys.executable,
        "-c",
        SCRIPT,
        "|".join(map(str, documents)),
        str(register.parent / "none"),
        str(register),
        str(seed),
    ]
    env = {**os.environ, "SOURCE_DATE_EPOCH": "1767225600", **settings}
    result = subprocess.run(
        command, env=env, capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert result.returncode == 0, result.stderr
    found: dict[str, str] = json.loads(result.stdout.splitlines()[-1])
    return found


@pytest.fixture(scope="module")
def first(register: Path) -> dict[str, str]:
    """The bundle of one document in the first surroundings, nothing shuffled."""
    return digests(SMALLEST, register, 0, SETTINGS[0])


def _differing(one: dict[str, str], other: dict[str, str]) -> set[str]:
    return {name for name in one if one[name] != other[name]}


def test_surroundings_and_order_do_not_show(register: Path, first: dict[str, str]) -> None:
    """One document in three surroundings, shuffled twice."""
    assert {part.file for part in PARTS} | {FILE} <= set(first)
    for seed, settings in enumerate(SETTINGS[1:], start=1):
        assert _differing(first, digests(SMALLEST, register, seed, settings)) == set()


@pytest.mark.heavy
def test_many_surroundings_and_orders_do_not_show(register: Path) -> None:
    """All five documents in eighteen surroundings, each shuffled anew."""
    surroundings = product(SETTINGS, SETTINGS, ("C", "C.UTF-8"))
    every = [{**a, "TZ": b["TZ"], "LC_ALL": c} for a, b, c in surroundings]
    one = digests(bundled_documents(), register, 0, every[0])
    for seed, settings in enumerate(every[1:], start=1):
        assert _differing(one, digests(bundled_documents(), register, seed, settings)) == set()


def test_the_time_shows_only_where_it_is_stated(register: Path, first: dict[str, str]) -> None:
    """Another SOURCE_DATE_EPOCH on the same day leaves the parts for machines alone; the manifest carries it."""
    settings = {**SETTINGS[0], "SOURCE_DATE_EPOCH": "1767225660"}
    later = digests(SMALLEST, register, 0, settings)
    assert first[FILE] != later[FILE]
    assert all(first[name] == later[name] for name in ("temuan.json", "laporan.ttl"))
