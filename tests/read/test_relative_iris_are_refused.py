"""A relative IRI means nothing until the file says from where; nobody makes up a place for it."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import RdfFormat

from kg.errors import InputError
from kg.read.inputs import read_paths

_SOUND = "<http://e/a> <http://e/p> <http://e/o>"
_XML = (
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:e="http://e/"{told}>\n'
    "{body}</rdf:RDF>"
)
_RELATIVE = ["", "#x", "a/b", "../a", "//host/x", "/x", "?q", "./urn:a", "a%3Ab", "é"]
#: Where a relative IRI can stand in each format; it does so in line 2.
_PLACES = {
    "subject.ttl": "\n<{iri}> <http://e/p> 1 .",
    "predicate.ttl": "<http://e/a>\n<{iri}> 1 .",
    "object.ttl": "<http://e/a> <http://e/p>\n<{iri}> .",
    "datatype.ttl": '<http://e/a> <http://e/p> "1"^^\n<{iri}> .',
    "member.ttl": "<http://e/a> <http://e/p> (\n<{iri}> ) .",
    "prefix.ttl": "\n@prefix b: <{iri}> .\nb:a <http://e/p> 1 .",
    "unused-prefix.ttl": f"\nPREFIX b: <{{iri}}>\n{_SOUND} .",
    "base.ttl": "\n@base <{iri}> .\n<http://e/a> <http://e/p> 1 .",
    "graph.trig": f"\n<{{iri}}> {{ {_SOUND} }}",
    "in-graph.trig": "<http://e/g> {\n<http://e/a> <http://e/p> <{iri}> }",
    "object.nt": f"{_SOUND} .\n<http://e/a> <http://e/p> <{{iri}}> .",
    "graph.nq": f"{_SOUND} .\n{_SOUND} <{{iri}}> .",
    "about.rdf": '<e:T rdf:about="{iri}"/>',
    "resource.rdf": '<e:T rdf:about="http://e/a"><e:p rdf:resource="{iri}"/></e:T>',
    "datatype.rdf": '<e:T rdf:about="http://e/a"><e:p rdf:datatype="{iri}">1</e:p></e:T>',
    "base.rdf": '<e:T rdf:about="http://e/a" xml:base="{iri}"/>',
    "node.jsonld": '[\n{"@id": "{iri}", "http://e/p": 1}]',
    "value.jsonld": '{"@id": "http://e/a",\n"http://e/p": {"@id": "{iri}"}}',
    "base.jsonld": '{"@context":\n{"@base": "{iri}"}, "@id": "http://e/a", "http://e/p": 1}',
    "vocab.jsonld": '{"@context":\n{"@vocab": "{iri}"}, "@id": "http://e/a", "p": 1}',
}


def _text(name: str, body: str, told: str = "") -> str:
    if name.endswith(".rdf"):
        return _XML.format(body=body, told=told)
    return body


@pytest.mark.parametrize("place", _PLACES)
@pytest.mark.parametrize("iri", _RELATIVE)
def test_without_a_base(tmp_path: Path, place: str, iri: str) -> None:
    """Refused with its line, wherever it stands and in every format."""
    path = tmp_path / place
    path.write_text(_text(place, _PLACES[place].replace("{iri}", iri)), encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read_paths([path])
    [problem] = caught.value.problems
    assert (problem.code, problem.where) == ("READ-IRI", f"{path}:2")
    assert iri in problem.line("id")


@pytest.mark.parametrize(
    "body",
    [
        '<e:T rdf:ID="x"/>',
        '<e:T rdf:about="http://e/a"><e:p rdf:ID="x">1</e:p></e:T>',
        '<f:T xmlns:f="f/" rdf:about="http://e/a"/>',
        '<T xmlns="#" rdf:about="http://e/a"/>',
        '<e:T xmlns:f="f/" rdf:about="http://e/a" f:p="1"/>',
        '<e:T rdf:about="http://e/a"><e:p><e:U rdf:about="b"/></e:p></e:T>',
        '<e:T rdf:about="http://e/a" xml:base="http://e/"/><e:T rdf:ID="x"/>',
    ],
)
def test_names_of_rdfxml_without_a_base(tmp_path: Path, body: str) -> None:
    """A name of the file, and a namespace; a base of a neighbour does not help."""
    path = tmp_path / "a.rdf"
    path.write_text(_text("a.rdf", body), encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read_paths([path])
    [problem] = caught.value.problems
    assert (problem.code, problem.where) == ("READ-IRI", f"{path}:2")


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("a.ttl", "@base <http://e/> .\n<x> <p> <#o> ."),
        ("b.ttl", "BASE <http://e/>\nPREFIX : <>\n:x :p :o ."),
        ("c.ttl", '<http://e/x> <http://e/p> "<x> <> @base <y>" .'),
        ("d.ttl", "# <x>\n<urn:a:b> <tag:e,2025:p> <http://e/?q#f> ."),
        ("e.trig", "@base <http://e/> .\n<g> { <x> <p> <> }"),
        ("f.rdf", '<e:T xml:base="http://e/" rdf:ID="x"/>'),
        ("g.rdf", '<e:T xml:base="http://e/" rdf:about=""/>'),
        ("h.rdf", '<e:T rdf:about="http://e/x" e:p="a/b"/>'),
        ("i.jsonld", '{"@context": {"@base": "http://e/"}, "@id": "x", "http://e/p": 1}'),
        (
            "j.jsonld",
            '{"@context": {"@vocab": "#", "@base": "http://e/"}, "@id": "http://e/x", "p": 1}',
        ),
    ],
)
def test_with_a_base_of_its_own(tmp_path: Path, name: str, body: str) -> None:
    """A file that says where it starts is read, and text that looks like an IRI is text."""
    path = tmp_path / name
    path.write_text(_text(name, body), encoding="utf-8")
    [document] = read_paths([path])
    assert document.triples
    subjects = {str(triple.subject) for triple in document.triples}
    assert subjects <= {"<http://e/x>", "<http://e/#x>", "<http://e/>", "<urn:a:b>"}


@pytest.mark.parametrize("outer", ["", ' xml:base="http://e/"'])
def test_a_base_is_whole_itself(tmp_path: Path, outer: str) -> None:
    """Also inside of another one: the parser makes none whole."""
    path = tmp_path / "a.rdf"
    path.write_text(_text("a.rdf", '<e:T xml:base="b/" rdf:about="c"/>', outer), encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read_paths([path])
    assert caught.value.problems[0].where == f"{path}:2"


def test_every_format_has_a_place() -> None:
    """No format that the gate reads is without an example."""
    endings = {place.rpartition(".")[2] for place in _PLACES}
    for ending in endings:
        assert RdfFormat.from_extension(ending) is not None
    assert endings == {"ttl", "trig", "nt", "nq", "rdf", "jsonld"}
