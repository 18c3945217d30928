"""Bytes turned, lost, doubled and put in at random, in every kind of file: refused with a code, or read whole."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pyoxigraph
import pytest
from pyoxigraph import RdfFormat

from kg.errors import InputError
from kg.read.inputs import read_paths
from kg.worker.units import from_documents
from tests.form.sound import as_xls
from tests.form.test_kinds_of_files import _ods
from tests.support.forms import as_folder, as_workbook, small

_GRAPH = pyoxigraph.NamedNode("https://w3id.org/kinerja/graph/33.02.19/2025/cascading")
_FORMATS = {
    ".nt": RdfFormat.N_TRIPLES,
    ".nq": RdfFormat.N_QUADS,
    ".ttl": RdfFormat.TURTLE,
    ".trig": RdfFormat.TRIG,
    ".rdf": RdfFormat.RDF_XML,
    ".jsonld": RdfFormat.JSON_LD,
}
#: These ask for a named graph; the others have none.
_NAMED = frozenset((".nq", ".trig", ".jsonld"))
#: What stands for something in one of the formats.
_WORDS = [
    b"<<(", b'"""', b"#", b"\\u202e", b"\\uD800", b"\x00", b"\xff", b"\xef\xbb\xbf", b"[", b"{", b"(", b"<", b">", b'"', b"'",
    b"@prefix ", b"@base <x> .", b"_:", b"^^", b"@en", b"1e999", b"NaN", b".", b";", b",", b"<!DOCTYPE x>", b"&#0;",
    b"<![CDATA[", b"rdf:ID='x'", b"xml:base='x'", b'"@context":null,', b'"@id":', b'"@reverse":', b"null", b"1" * 40, b"\r",
    b"=1+1", b"%00", b"\xc2\x85", b"\xe2\x80\xae", b"PK\x03\x04", b"\x1f\x8b",
]  # fmt: skip


def _turned(data: bytearray, place: int, draw: random.Random) -> None:
    if place < len(data):
        data[place] = draw.randrange(256)


def _lost(data: bytearray, place: int, draw: random.Random) -> None:
    del data[place : place + draw.choice([1, 2, 8, 64])]


def _doubled(data: bytearray, place: int, draw: random.Random) -> None:
    start = draw.randrange(len(data) + 1)
    data[place:place] = data[start : start + draw.choice([1, 8, 64, 300])]


def _put_in(data: bytearray, place: int, draw: random.Random) -> None:
    data[place:place] = draw.choice(_WORDS)


def _cut(data: bytearray, place: int, draw: random.Random) -> None:
    if draw.random() < 0.3:
        del data[place:]


_CHANGES: list[Callable[[bytearray, int, random.Random], None]] = [
    _turned,
    _lost,
    _doubled,
    _put_in,
    _cut,
]


def _mutant(data: bytes, draw: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(draw.choice([1, 1, 1, 2, 3, 8])):
        draw.choice(_CHANGES)(changed, draw.randrange(len(changed) + 1), draw)
    return bytes(changed)


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """One small document in every kind of file, by the ending of its name."""
    home = tmp_path_factory.mktemp("sound")
    sheets = small()
    unit = next(iter(from_documents(read_paths([as_folder(home / "isian", sheets)]))))
    found: dict[str, bytes] = {}
    statements = next(iter(unit.graphs.values()))
    for ending, form in _FORMATS.items():
        graph = _GRAPH if ending in _NAMED else pyoxigraph.DefaultGraph()
        quads = [pyoxigraph.Quad(*triple, graph) for triple in statements]
        found[ending] = pyoxigraph.serialize(quads, format=form) or b""
    found[".xlsx"] = as_workbook(home / "a.xlsx", sheets).read_bytes()
    found[".xls"] = as_xls(home / "a.xls", sheets).read_bytes()
    found[".ods"] = _ods(home / "a.ods", sheets).read_bytes()
    return found


def _written(home: Path, ending: str, data: bytes, draw: random.Random) -> Path:
    """The mutant as a file; sheets in a folder are put there one at a time."""
    path = home / f"a{ending}"
    path.write_bytes(_mutant(data, draw))
    return path


def _sheet(home: Path, draw: random.Random) -> Path:
    """A folder of sheets, one of them a mutant."""
    folder = as_folder(home / "isian", small())
    victim = draw.choice(sorted(folder.iterdir()))
    victim.write_bytes(_mutant(victim.read_bytes(), draw))
    return folder


def _statements(path: Path) -> int | None:
    """How many statements another reading finds, where the format has one."""
    form = _FORMATS.get(path.suffix)
    if form is None or path.suffix == ".jsonld":
        return None
    data = path.read_bytes().removeprefix(b"\xef\xbb\xbf")
    return len(set(pyoxigraph.parse(data, format=form)))


def _outcome(path: Path) -> str:
    """``read``, or the code it was refused with; whatever else happens fails the test."""
    try:
        documents = read_paths([path])
    except InputError as error:
        for problem in error.problems:
            assert problem.line("id") and problem.line("en")
        return error.problems[0].code
    there = _statements(path)
    taken = sum(len(document.triples) for document in documents)
    assert there is None or taken == there, path
    return "read"


def test_random_mutants(sound: dict[str, bytes], tmp_path: Path, heavy: bool) -> None:
    """No traceback, nothing read in part; 300 mutants, 12,000 with --heavy."""
    draw = random.Random(1612)
    endings = [*sorted(sound), ".csv"]
    seen: set[str] = set()
    for number in range(12_000 if heavy else 300):
        ending = endings[number % len(endings)]
        if ending == ".csv":
            path = _sheet(tmp_path, draw)
        else:
            path = _written(tmp_path, ending, sound[ending], draw)
        seen.add(_outcome(path))
    assert {"read", "READ-SYNTAX", "READ-UTF8"} <= seen
