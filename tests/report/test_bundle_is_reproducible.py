"""Every part of a bundle has the same bytes over hash seeds, time zones, locales and shuffled input."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from kg.assets import bundled_documents
from kg.report.bundle.manifest import FILE
from kg.report.bundle.parts import PARTS
from tests.support.registers import as_toml, entry

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
files = {part.file: part.write(dossier) for part in PARTS} | bundle_bytes(dossier)
print(json.dumps({name: sha256(data) for name, data in files.items()}))
"""
SETTINGS = [
    {"PYTHONHASHSEED": "0", "TZ": "UTC", "LC_ALL": "C"},
    {"PYTHONHASHSEED": "1", "TZ": "Asia/Jakarta", "LC_ALL": "C.UTF-8"},
    {"PYTHONHASHSEED": "2", "TZ": "Pacific/Kiritimati", "LC_ALL": "C"},
]


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


def test_surroundings_and_order_do_not_show(register: Path, heavy: bool) -> None:
    """One document, three surroundings, shuffled twice; heavy: all five documents, nine surroundings, each shuffled anew."""
    documents = (
        bundled_documents()
        if heavy
        else [d for d in bundled_documents() if d.name.endswith("praya")]
    )
    settings = SETTINGS
    if heavy:
        settings = [
            {**a, "TZ": b["TZ"], "LC_ALL": c}
            for a in SETTINGS
            for b in SETTINGS
            for c in ("C", "C.UTF-8")
        ]
    first, *others = [
        digests(documents, register, seed, each) for seed, each in enumerate(settings)
    ]
    assert {part.file for part in PARTS} | {FILE} <= set(first)
    for other in others:
        assert {name for name in first if first[name] != other[name]} == set()


def test_the_time_shows_only_where_it_is_stated(register: Path) -> None:
    """Another SOURCE_DATE_EPOCH on the same day leaves the parts for machines alone; the manifest carries it."""
    documents = [d for d in bundled_documents() if d.name.endswith("praya")]
    first = digests(documents, register, 0, SETTINGS[0])
    later = digests(documents, register, 0, {**SETTINGS[0], "SOURCE_DATE_EPOCH": "1767225660"})
    assert first[FILE] != later[FILE]
    assert all(first[name] == later[name] for name in ("temuan.json", "laporan.ttl"))
