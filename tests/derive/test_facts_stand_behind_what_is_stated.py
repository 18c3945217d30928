"""A view that got more statements: what was stated first, then the rest in the order of its texts."""

import random

from pyoxigraph import Literal, NamedNode, Triple

from kg.read.ontology import ontology
from kg.terms import KIN, RDF, RDFS
from kg.walk.view import View

_NODE, _OTHER = NamedNode("https://example.org/a"), NamedNode("https://example.org/b")
_STATED = [
    Triple(_NODE, RDF["type"], KIN["Outcome"]),
    Triple(_NODE, RDFS["label"], Literal("Meningkatnya kesejahteraan")),
]
_FACTS = [
    Triple(_OTHER, RDF["type"], KIN["SimpulKinerja"]),
    Triple(_NODE, RDF["type"], KIN["KinerjaBerpembanding"]),
    Triple(_NODE, RDF["type"], KIN["KinerjaDinilaiIndikator"]),
    Triple(_NODE, KIN["kodeBaku"], Literal("7.01")),
    Triple(_NODE, KIN["kodeBaku"], Literal("7.01.01")),
]


def _shuffled(facts: list[Triple]) -> list[Triple]:
    return random.Random(19).sample(facts, len(facts))


def test_facts_in_two_goes_are_the_same_as_in_one() -> None:
    """Whatever their order, and told once where they were told twice; what is stated comes first."""
    stated = View.in_order([_STATED], ontology())
    one = stated.plus(_shuffled(_FACTS + _FACTS[:2]))
    two = stated.plus(_FACTS[3:]).plus(_FACTS[:4])
    kinds = [KIN["Outcome"], KIN["KinerjaBerpembanding"], KIN["KinerjaDinilaiIndikator"]]
    for view in (one, two):
        assert view.added() == sorted(_FACTS, key=str)
        assert view.objects(_NODE, RDF["type"]) == kinds
        assert view.objects(_NODE, KIN["kodeBaku"]) == [Literal("7.01"), Literal("7.01.01")]
        assert view.lines() == one.lines()
        assert view.instances(KIN["SimpulKinerja"]) == [_NODE, _OTHER]
    assert stated.added() == []
    assert stated.objects(_NODE, RDF["type"]) == kinds[:1]


def test_added_pairs_are_those_that_nobody_stated() -> None:
    """A property that is stated and derived tells its derived values apart."""
    view = View.in_order([_STATED], ontology()).plus(_FACTS)
    assert view.added_pairs(RDFS["label"]) == []
    assert [thing for thing, _ in view.added_pairs(RDF["type"])] == [_NODE, _NODE, _OTHER]


def test_members_are_told_as_other_facts_are() -> None:
    """With classes that are stated or derived already, members given twice and one IRI in another."""
    longer = NamedNode(f"{_NODE.value}/b")
    told = [
        (KIN["SimpulKinerja"], [_OTHER, _NODE]),
        (KIN["KinerjaBerpembanding"], [longer, _NODE, _NODE]),
        (KIN["Outcome"], [_OTHER]),
        (KIN["SimpulKinerja"], [longer]),
    ]
    facts = [Triple(member, RDF["type"], name) for name, members in told for member in members]
    before = View.in_order([_STATED], ontology()).plus(_FACTS)
    one, other = before.with_members(told), before.plus(facts)
    assert one.added() == other.added()
    assert one.lines() == other.lines()
    for name in (*(name for name, _ in told), KIN["KinerjaDinilaiIndikator"]):
        assert one.instances(name) == other.instances(name)
        assert one.subjects(RDF["type"], name) == other.subjects(RDF["type"], name)
    for node in (_NODE, _OTHER, longer):
        assert one.objects(node, RDF["type"]) == other.objects(node, RDF["type"])


def test_what_is_said_twice_is_one_statement() -> None:
    """In one document or in two of a unit; and what is a member is one member, however a view was made."""
    once = View.in_order([_STATED], ontology())
    for twice in ([_STATED * 2], [_STATED, _shuffled(_STATED)]):
        view = View.in_order(twice, ontology())
        assert view.lines() == once.lines()
        assert view.objects(_NODE, RDFS["label"]) == [Literal("Meningkatnya kesejahteraan")]
    for view in (View.in_order([_STATED * 2], ontology()), View(_STATED * 2, ontology())):
        assert view.instances(KIN["Outcome"]) == [_NODE]
