"""What was loaded comes back byte for byte: numbers, moments, texts, languages and addresses as they were written."""

from __future__ import annotations

import random
from pathlib import Path

import pyoxigraph
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Triple

from kg.read.parse import parse
from kg.store.base import Write
from kg.store.catalogue import content_digest
from kg.store.embedded import memory_store
from kg.store.opening import open_store
from kg.terms import XSD

_KINDS = {
    "decimal": st.from_regex(r"[+-]?[0-9]{1,12}(\.[0-9]{1,8})?", fullmatch=True),
    "integer": st.from_regex(r"[+-]?[0-9]{1,20}", fullmatch=True),
    "nonNegativeInteger": st.from_regex(r"[0-9]{1,20}", fullmatch=True),
    "double": st.from_regex(r"-?[0-9]{1,5}\.[0-9]{1,5}[eE][0-9]{1,2}", fullmatch=True),
    "boolean": st.sampled_from(["true", "false", "1", "0"]),
    "gYear": st.sampled_from(["2025", "0001", "1999"]),
    "dateTime": st.sampled_from(["2025-01-31T00:00:00+00:00", "2025-01-31T08:00:00.500Z"]),
    "string": st.text(max_size=20),
}
_VALUES = st.one_of([st.tuples(texts, st.just(kind)) for kind, texts in _KINDS.items()])
_GRAPH = NamedNode("http://e/g")
#: Signs that a writer has to escape, that belong together, or that look like others.
_SIGNS = [*'abyz019 "\\<>{}|^`#:;,.-_/%\t\n\r', "é", "e\u0301", "한", "😀", "\u00a0", "\ufffd"]
_FRACTIONS = ["", ".0", ".00", ".50", ".7", ".70", ".000000001"]
_ZONES = ["Z", "+00:00", "-00:00", "+07:00", ".000Z", ".50+09:00"]


@given(st.lists(_VALUES, min_size=1, max_size=30))
def test_numbers_come_back_as_they_were_written(values: list[tuple[str, str]]) -> None:
    """Term for term, also where two statements differ in nothing but the signs of a number."""
    store = memory_store()
    written: list[Triple] = []
    for number, (text, kind) in enumerate(values):
        subject = NamedNode(f"http://e/{number // 3}")
        written.append(Triple(subject, _GRAPH, Literal(text, datatype=XSD[kind])))
    store.write(Write({_GRAPH: written}))
    assert set(store.triples(_GRAPH)) == set(written)


def _number(draw: random.Random) -> str:
    """A decimal in one of the ways in which hands write it: signs, zeros in front and behind."""
    sign = draw.choice(["", "", "+", "-"])
    zeros = "0" * draw.choice([0, 0, 1, 3])
    return f"{sign}{zeros}{draw.randrange(10 ** draw.choice([1, 3, 9]))}{draw.choice(_FRACTIONS)}"


def _moment(draw: random.Random) -> str:
    day = f"{draw.randrange(1, 10000):04}-{draw.randrange(1, 13):02}-{draw.randrange(1, 29):02}"
    return f"{day}T{draw.randrange(24):02}:{draw.randrange(60):02}:00{draw.choice(_ZONES)}"


def _text(draw: random.Random) -> str:
    return "".join(draw.choices(_SIGNS, k=draw.randrange(30)))


def _term(draw: random.Random) -> Literal | NamedNode:
    """A term of any kind that a document can hold."""
    match draw.randrange(7):
        case 0:
            return Literal(_number(draw), datatype=XSD["decimal"])
        case 1:
            return Literal(_number(draw).partition(".")[0], datatype=XSD["integer"])
        case 2:
            power = f"{draw.choice('eE')}{draw.choice(['', '+', '-'])}{draw.randrange(99)}"
            return Literal(_number(draw) + power, datatype=XSD["double"])
        case 3:
            return Literal(_moment(draw), datatype=XSD["dateTime"])
        case 4:
            return Literal(_text(draw), language=draw.choice(["id", "en", "jv", "id-id"]))
        case 5:
            return NamedNode(
                f"http://e/{draw.choice(['é', '%C3%A9', '%c3%a9', 'a#b'])}?q={draw.random()}"
            )
        case _:
            return Literal(_text(draw))


def _lines(triples: list[Triple]) -> list[bytes]:
    """Each statement as bytes, in order."""
    quads = [Quad(*triple) for triple in triples]
    return sorted((pyoxigraph.serialize(quads, format=RdfFormat.N_TRIPLES) or b"").splitlines())


def test_terms_come_back_byte_for_byte(tmp_path: Path, heavy: bool) -> None:
    """Through the gate, into a store on disk, out of it after it was closed: 10,000 terms with --heavy, 1,000 without."""
    draw = random.Random(1602)
    written: set[Triple] = set()
    while len(written) < (10_000 if heavy else 1_000):
        # Few subjects: many terms stand beside others that have the same value.
        subject = NamedNode(f"http://e/{draw.randrange(300)}")
        written.add(Triple(subject, NamedNode("http://e/p"), _term(draw)))
    lines = _lines(list(written))
    read = [q.triple for q in parse(b"\n".join(lines) + b"\n", "a.nt", RdfFormat.N_TRIPLES)]
    assert _lines(read) == lines
    store = open_store(tmp_path / "s", write=True)
    store.write(Write({_GRAPH: read}))
    del store
    held = list(open_store(tmp_path / "s", write=False).triples(_GRAPH))
    assert _lines(held) == lines
    assert content_digest(held) == content_digest(list(written))
