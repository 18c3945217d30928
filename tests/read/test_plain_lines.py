"""N-Quads that are read as text say what the parser makes of them, or are left to it."""

from __future__ import annotations

import random
import re

import pytest
from pyoxigraph import Literal, RdfFormat, Triple

from kg.errors import InputError
from kg.limits import DEFAULT, Limits
from kg.read.asread import AsRead
from kg.read.gate import decode
from kg.read.parse import parse
from kg.read.plainlines import plain_statements
from kg.terms import KIN, XSD

_ID, _NS = "https://w3id.org/kinerja/id/33.02.19/2025/", "https://w3id.org/kinerja/ns#"
_GRAPH, _OTHER = (f"<https://w3id.org/kinerja/graph/33.02.19/2025/{name}>" for name in "xy")
_TYPE = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
_LINES = [
    f"<{_ID}simpul/O> {_TYPE} <{_NS}Outcome> {_GRAPH} .",
    f'<{_ID}simpul/O> <{_NS}kode> "O . 1" {_GRAPH} .',
    f'<{_ID}simpul/O> <{_NS}judul> "Meningkatnya  “layanan” – 5 % <b>"@id {_GRAPH} .',
    f'<{_ID}simpul/O> <{_NS}nilai> "12.50"^^<{XSD}decimal> {_GRAPH} .',
    f'<{_ID}simpul/O> <{_NS}tahun> "2025"^^<{XSD}gYear> {_OTHER} .',
    f'<{_ID}simpul/O> <{_NS}tanggal> "2025-02-28"^^<{XSD}date> {_OTHER} .',
    f"<{_ID}simpul/S> <{_NS}menopang> <{_ID}simpul/O> {_OTHER} .",
    f'<urn:x-lain:é> <tag:a@b.id,2025:c> "" {_OTHER} .',
]
_PLAIN = "\n".join(_LINES) + "\n"
_TOKEN = re.compile(r"[\w./:-]+|\s|[^\w\s]")
_SIGNS = [
    *'<>"\\{}[]()_^@#.,;\t\r\x0b\x1f\x7f\x85\u00a0\u2028\u202e ',
    *("\n", "\\n", "\\u0041", "_:b", "%2", "%20", "^^", "@ID", "@in-donesia-toolong", "<<", ">>"),
    *("31", "-", "1e5", "NaN", "urn:", "http:", "http://[", f"^^<{XSD}string>", f"^^<{XSD}date>"),
]
_RUNS = 4_000


def _parsed(text: str) -> dict[object, list[Triple]] | None:
    """What the parser makes of it, each statement of a graph once; ``None`` where it refuses."""
    try:
        quads = parse(text.encode(), "a.nq", RdfFormat.N_QUADS)
    except InputError:
        return None
    graphs: dict[object, dict[Triple, None]] = {}
    for quad in quads:
        graphs.setdefault(quad.graph_name, {})[quad.triple] = None
    return {graph: list(said) for graph, said in graphs.items()}


def _as_text(text: str) -> dict[object, AsRead] | None:
    """The same read as text, behind the gate that every text passes."""
    try:
        return plain_statements(decode(text.encode(), "a.nq"), DEFAULT)
    except InputError:
        return None


def _mutant(draw: random.Random) -> str:
    """The text with one to three tokens altered, doubled, exchanged or taken away."""
    tokens = _TOKEN.findall(_PLAIN)
    for _ in range(draw.randint(1, 3)):
        place = draw.randrange(len(tokens))
        kind = draw.randrange(4)
        if kind == 0:
            tokens[place] = draw.choice(_SIGNS)
        elif kind == 1:
            tokens.insert(place, draw.choice(_SIGNS))
        elif kind == 2:
            del tokens[place]
        else:
            tokens[place] = draw.choice(tokens)
    return "".join(tokens)


def _same(plain: dict[object, AsRead], parsed: dict[object, list[Triple]]) -> bool:
    if {graph: list(said) for graph, said in plain.items()} != parsed:
        return False
    return all(said.lines == list(map(str, said)) for said in plain.values())


def test_what_writers_write_is_read_as_text() -> None:
    """Both graphs, all kinds of term, what is said twice once; and a term is one object."""
    plain = plain_statements(_PLAIN + _LINES[0] + "\n", DEFAULT)
    assert plain is not None
    parsed = _parsed(_PLAIN)
    assert parsed is not None
    assert [len(said) for said in plain.values()] == [4, 4]
    assert _same(plain, parsed)
    first, second = plain.values()
    assert first.parts[0][0] is second.parts[2][2]


def test_mutants_are_read_as_the_parser_reads_them_or_left_to_it() -> None:
    """Never more, never less, never what it refuses."""
    draw = random.Random(1911)
    as_text = 0
    for _ in range(_RUNS):
        mutant = _mutant(draw)
        plain = _as_text(mutant)
        if plain:
            as_text += 1
            parsed = _parsed(mutant)
            assert parsed is not None, mutant
            assert _same(plain, parsed), mutant
    assert _RUNS // 20 < as_text < _RUNS


@pytest.mark.parametrize(
    "line",
    [
        f'<{_ID}a> <{_NS}kode> "a" .',
        f'<{_ID}a> <{_NS}kode> "a\\"b" {_GRAPH} .',
        f'<{_ID}a> <{_NS}kode> "a"^^<{XSD}string> {_GRAPH} .',
        f'<{_ID}a> <{_NS}kode> "a"@ID {_GRAPH} .',
        f'<{_ID}a> <{_NS}nilai> "dua"^^<{XSD}decimal> {_GRAPH} .',
        f'<{_ID}a> <{_NS}tanggal> "2025-02-30"^^<{XSD}date> {_GRAPH} .',
        f'_:a <{_NS}kode> "a" {_GRAPH} .',
        f'"a" <{_NS}kode> "a" {_GRAPH} .',
        f'<{_ID}a> "kode" "a" {_GRAPH} .',
        f'<{_ID}a>  <{_NS}kode> "a" {_GRAPH} .',
        f'<ftp://a.id/b> <{_NS}kode> "a" {_GRAPH} .',
        f'<http://a b> <{_NS}kode> "a" {_GRAPH} .',
        f'<{_ID}a> <{_NS}kode> "a" {_GRAPH} . # kata',
        "",
    ],
)
def test_the_rest_is_left_to_the_parser(line: str) -> None:
    """Escapes, blank nodes, other spacing, values that may not be of their datatype."""
    assert not plain_statements(f"{_PLAIN}{line}\n", DEFAULT)


def test_limits_are_left_to_the_parser() -> None:
    """So many statements, a text so long, so many digits."""
    digits = f'<{_ID}a> <{_NS}nilai> "123456"^^<{XSD}decimal> {_GRAPH} .\n'
    assert plain_statements(digits, DEFAULT)
    for limits in (Limits(number_digits=5), Limits(literal_chars=20), Limits(statements=0)):
        assert not plain_statements(digits, limits)


def test_statements_come_as_the_library_has_them() -> None:
    """In reading order, by place, and equal to a list of the same."""
    plain = plain_statements(_PLAIN, DEFAULT)
    assert plain is not None
    said = next(iter(plain.values()))
    triples = list(said)
    assert triples[1].predicate == KIN["kode"]
    assert triples[1].object == Literal("O . 1")
    assert said[1] == triples[1]
    assert said[1:3] == triples[1:3]
    assert said == triples
    assert said != triples[1:]
