"""Mutants that keep the shape of their format: refused with a code, or read whole; never less in silence, never a traceback.

Bytes turned at random mostly break the syntax at once. These change names, signs, quotes and brackets as
a slip or an attacker would, and most of them stay readable.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable

import pyoxigraph
import pytest
from pyoxigraph import RdfFormat

from kg.errors import InputError
from kg.read.parse import parse

_ID = "https://w3id.org/kinerja/id/33.02.19/2025/"
_NS = "https://w3id.org/kinerja/ns#"
_HEAD = f"@prefix kin: <{_NS}> . @prefix : <{_ID}> .\n"
_BODY = """:O a kin:Outcome ; kin:kode "O" , "o"@id ; kin:urutan 1 .
:S a kin:KondisiStrategis ; kin:menopang :O ; kin:bobot 12.50 ; kin:daftar ( :O "x" ) .
:A kin:menopang [ kin:menopang :S ; kin:kode \"\"\"tiga baris\"\"\" ] .
"""
_STATEMENTS = pyoxigraph.parse((_HEAD + _BODY).encode(), format=RdfFormat.TURTLE)
_LINES = [f"{quad.triple} ." for quad in _STATEMENTS]
_XML = f"""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:kin="{_NS}">
<kin:Outcome rdf:about="{_ID}O" kin:kode="O"><kin:judul xml:lang="id">Satu</kin:judul></kin:Outcome>
<rdf:Description rdf:about="{_ID}S"><kin:menopang rdf:resource="{_ID}O"/>
<kin:bobot rdf:datatype="http://www.w3.org/2001/XMLSchema#decimal">12.50</kin:bobot>
<kin:daftar rdf:parseType="Collection"><rdf:Description rdf:about="{_ID}O"/></kin:daftar>
<kin:isi rdf:parseType="Resource"><kin:kode>x</kin:kode></kin:isi></rdf:Description></rdf:RDF>
"""
SOURCES = {
    RdfFormat.TURTLE: _HEAD + _BODY,
    RdfFormat.TRIG: f"{_HEAD}<https://w3id.org/kinerja/graph/33.02.19/2025/x> {{ {_BODY} }}",
    RdfFormat.N_TRIPLES: "\n".join(_LINES),
    RdfFormat.N_QUADS: "\n".join(
        line.replace(" .", " <https://w3id.org/kinerja/graph/33.02.19/2025/x> .") for line in _LINES
    ),
    RdfFormat.RDF_XML: _XML,
}
#: What a document is made of: names, numbers, brackets, quotes, signs, white space.
_TOKEN = re.compile(r"[\w./:#-]+|\s+|[^\w\s]")
_SIGNS = ["<", ">", '"', "'", "\\", "{", "}", "[", "]", "(", ")", ";", ",", ".", "@", "^^", "#"]
_WORDS = ["a", "true", "1e9", "-0", "_:b", "kin:x", "rdf:li", "rdf:ID", "xml:lang", "<<", ">>"]
_ODD = ["\u00a0", "\u202e", "\x00", "\ufeff", "%20", "&lt;", "&#0;", "\\u0000", "]]>", "<!--", "?>"]


def _without(tokens: list[str], place: int, draw: random.Random) -> None:
    del tokens[place : place + draw.randint(1, 3)]


def _twice(tokens: list[str], place: int, draw: random.Random) -> None:
    tokens[place:place] = tokens[place : place + draw.randint(1, 12)]


def _moved(tokens: list[str], place: int, draw: random.Random) -> None:
    tokens.insert(draw.randrange(len(tokens)), tokens.pop(place))


def _other(tokens: list[str], place: int, draw: random.Random) -> None:
    tokens[place] = draw.choice(tokens)


def _sign(tokens: list[str], place: int, draw: random.Random) -> None:
    tokens.insert(place, draw.choice(draw.choice([_SIGNS, _WORDS, _ODD])))


_CHANGES: list[Callable[[list[str], int, random.Random], None]] = [
    _without,
    _twice,
    _moved,
    _other,
    _sign,
]


def _mutant(source: str, draw: random.Random) -> bytes:
    tokens = _TOKEN.findall(source)
    for _ in range(draw.choice([1, 1, 1, 2, 3])):
        draw.choice(_CHANGES)(tokens, draw.randrange(len(tokens)), draw)

    return "".join(tokens).encode()


@pytest.mark.parametrize("kind", SOURCES, ids=lambda kind: kind.file_extension)
def test_structured_mutants_are_refused_or_read_whole(kind: RdfFormat, heavy: bool) -> None:
    """What the library reads without us is what is read with us, statement for statement."""
    draw, read, codes = random.Random(16), 0, list[str]()
    for _ in range(2_000 if heavy else 150):
        data = _mutant(SOURCES[kind], draw)
        try:
            found = parse(data, "mutan", kind)
        except InputError as error:
            codes += [problem.code for problem in error.problems]
            continue

        assert len(found) == len(list(pyoxigraph.parse(data, format=kind)))
        read += 1
    # Of RDF/XML hardly one in twenty stays readable.
    assert read > (50 if heavy else 2) and len(codes) > 20
    assert all(code.startswith("READ-") for code in codes)
