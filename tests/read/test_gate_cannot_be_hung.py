"""Any file up to the size limit is answered or refused in little time and memory, and nothing of it is lost in silence."""

from __future__ import annotations

import copy
import json
import random
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import RdfFormat

from kg.errors import InputError
from kg.limits import DEFAULT
from kg.read.parse import parse

FULL = DEFAULT.file_bytes - 1_000
HEAD = b"<http://e/a> <http://e/b> "
RDF = (
    b'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:e="http://e/">',
    b"</rdf:RDF>",
)


def _filled(start: bytes, part: bytes, end: bytes, size: int) -> bytes:
    return start + part * ((size - len(start) - len(end)) // len(part)) + end


#: Start, part and end: the part is repeated until the file is full.
SHAPES: dict[str, tuple[bytes, bytes, bytes]] = {
    "values.ttl": (HEAD + b"1", b",1", b" ."),
    "lines.ttl": (b"@prefix : <http://e/> .\n", b":a :b 1,2,3 .\n", b""),
    "nodes.ttl": (HEAD, b"[],", b"[] ."),
    "list.ttl": (HEAD + b"(", b" 1", b") ."),
    "escapes.ttl": (HEAD + b'"', b'\\"', b"\n ."),
    "long-text-starts.ttl": (HEAD, b'"""\\', b"\n ."),
    "empty-texts.ttl": (HEAD, b'""', b"\n ."),
    "comment.ttl": (b"", b"#", b"\n"),
    "angles.ttl": (b"", b"< ", b""),
    "backslashes.ttl": (b"", b"\\", b""),
    "pairs.ttl": (b"", b"[]", b""),
    "newlines.ttl": (b"", b"\n", b""),
    "digits.ttl": (HEAD, b"1", b" ."),
    "triple-terms.nt": (HEAD, b"<<( <http://e/a> <http://e/b> ", b"<http://e/c> ."),
    "long-text.nt": (HEAD + b'"', b"a", b'" .\n'),
    "long-iri.nt": (b"<http://e/", b"a", b"> <http://e/b> <http://e/c> .\n"),
    "deep.rdf": (RDF[0], b"<rdf:Description><e:p>", RDF[1]),
    "wide.rdf": (RDF[0], b"<e:T/>", RDF[1]),
    "properties.rdf": (RDF[0] + b"<e:T>", b"<e:p/>", b"</e:T>" + RDF[1]),
    "members.rdf": (RDF[0] + b'<e:T><e:p rdf:parseType="Collection">', b"<e:T/>", b"</e:p></e:T>" + RDF[1]),
    "text.rdf": (RDF[0] + b"<e:T><e:p>", b"a", b"</e:p></e:T>" + RDF[1]),
    "attributes.rdf": (RDF[0] + b"<e:T ", b'e:a="1" ', b"/>" + RDF[1]),
    "comments.rdf": (RDF[0], b"<!-- -->", RDF[1]),
    "nodes.jsonld": (b'{"@graph":[', b"{},", b"{}]}"),
    "values.jsonld": (b'{"http://e/a":[', b"0,", b"0]}"),
    "spaces.jsonld": (b"", b" ", b"{}"),
    "escapes.jsonld": (b'{"http://e/a":"', b"\\u0041", b'"}'),
    "digits.jsonld": (b'{"http://e/a":', b"1", b"}"),
    "quotes.jsonld": (b'{"http://e/a":"', b'"[', b""),
}  # fmt: skip

READER = """
import os, resource, sys
from pathlib import Path
from kg.errors import InputError
from kg.read.inputs import read_paths
before = sum(os.times()[:2])
try:
    read_paths([Path(sys.argv[1])])
    code = "read"
except InputError as error:
    code = error.problems[0].code
status = Path("/proc/self/status")
if status.is_file():  # what getrusage tells begins with the size of the process that started this one
    most = next(int(line.split()[1]) for line in status.read_text().splitlines() if line.startswith("VmHWM"))
else:
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(code, sum(os.times()[:2]) - before, most / 1000)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="measures with resource")
@pytest.mark.parametrize("name", SHAPES)
def test_a_full_file_of_one_shape(name: str, tmp_path: Path, heavy: bool) -> None:
    """Within 10 s of work and 500 MB; what a parser would choke on it never sees."""
    path = tmp_path / name
    path.write_bytes(_filled(*SHAPES[name], FULL if heavy else FULL // 10))
    command = [sys.executable, "-c", READER, str(path)]
    found = subprocess.run(command, capture_output=True, text=True, check=True, timeout=300)
    code, seconds, megabytes = found.stdout.split()
    assert code.startswith("READ-")
    assert float(seconds) < 10 and float(megabytes) < 500


DOCUMENT: dict[str, Any] = {
    "@context": {
        "k": "https://w3id.org/kinerja/ns#",
        "label": "http://www.w3.org/2000/01/rdf-schema#label",
        "menopang": {"@id": "k:menopang", "@type": "@id"},
        "nilai": {"@id": "k:nilai", "@type": "http://www.w3.org/2001/XMLSchema#decimal"},
        "urutan": {"@id": "k:urutan", "@container": "@list"},
    },
    "@graph": [
        {"@id": "http://e/O", "@type": "k:Outcome", "label": "Terwujudnya pelayanan prima"},
        {"@id": "http://e/S", "@type": ["k:KondisiStrategis"], "menopang": "http://e/O"},
        {"@id": "http://e/A", "menopang": {"@id": "http://e/S"}, "label": {"@value": "a", "@language": "id"}},
        {"@id": "http://e/T", "nilai": "84.70", "k:tahun": 2025, "urutan": ["a", "b"], "k:bagian": {"label": "c"}},
    ],
}  # fmt: skip


def _places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Every place of a document that holds a value or a key."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield (*path, key)
            yield from _places(inner, (*path, key))
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield (*path, number)
            yield from _places(inner, (*path, number))


def _spoilt(draw: random.Random) -> dict[str, Any]:
    """The document with one key or value made one that a processor drops."""
    whole = copy.deepcopy(DOCUMENT)
    *way, last = draw.choice(list(_places(whole["@graph"])))
    holder = whole["@graph"]
    for step in way:
        holder = holder[step]
    if isinstance(last, str) and draw.random() < 0.5:
        key = draw.choice([f"{last} x", f"@{last}", f"_:{last}", f"{last}^", f"x{last}", "@nest"])
        holder[key] = holder.pop(last)
    else:
        sign = draw.choice(' <"{}\\^`|')
        values = [
            None,
            [],
            {},
            {"@value": None},
            {"@id": None},
            {"@set": []},
            [None],
            f"http://e/{sign}x",
        ]
        holder[last] = draw.choice(values)
    return whole


def test_well_formed_json_that_would_lose_something(heavy: bool) -> None:
    """Whatever is read has as many statements as it has leaves; nothing is fewer in silence."""
    whole = len(parse(json.dumps(DOCUMENT).encode(), "a.jsonld", RdfFormat.JSON_LD))
    assert whole == 15
    refused, draw = 0, random.Random(16)
    for number in range(2_000 if heavy else 300):
        data = json.dumps(_spoilt(draw)).encode()
        try:
            found = parse(data, "a.jsonld", RdfFormat.JSON_LD)
        except InputError:
            refused += 1
            continue
        # A text in the place of the list or of the inner node is one statement for five or two, and no leaf is missing.
        assert len(found) >= whole - 4, f"{number}: {data.decode()}"
    assert refused > 100
