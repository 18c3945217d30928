"""Money per outcome adds up to the document's total, each rupiah once, also where conditions crosscut."""

from __future__ import annotations

import random
from decimal import Decimal

import pytest
from pyoxigraph import Literal, NamedNode, Triple

from kg.questions.question import catalogue
from kg.read.document import Document
from kg.read.ontology import ontology
from kg.store.embedded import memory_store
from kg.terms import KIN, RDF, RDFS, XSD, graph_iri, instance_iri, year
from kg.worker.asking import answer, find_question
from kg.worker.loading import load

REGION, PERIOD = "33.02.19", "2025"


class _Tree:
    """A tree with crosscutting conditions and a plan whose budgets add up, made from a seed."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.triples: list[Triple] = []
        self.total = 0
        place = self.node("organisasi", "kecamatan")
        self.typed(place, "Kecamatan", "Sokaraja")
        self.say(place, "kodeWilayah", Literal(REGION))
        self.conditions = [self.condition(number) for number in range(self.random.randint(1, 9))]
        for number in range(self.random.randint(1, 4)):
            self.total += self.component("Program", f"p{number}", None, 3)

    def node(self, kind: str, code: str) -> NamedNode:
        return instance_iri(REGION, PERIOD, kind, code)

    def say(self, node: NamedNode, name: str, value: NamedNode | Literal) -> None:
        self.triples.append(Triple(node, KIN[name], value))

    def typed(self, node: NamedNode, name: str, label: str) -> None:
        self.triples.append(Triple(node, RDF["type"], KIN[name]))
        self.triples.append(Triple(node, RDFS["label"], Literal(label)))

    def condition(self, number: int) -> NamedNode:
        """A condition that supports one outcome, or two."""
        condition = self.node("simpul", f"k{number}")
        self.typed(condition, "KondisiOperasional", f"Kondisi {number}")
        for outcome in self.random.sample(range(3), self.random.randint(0, 2)):
            top = self.node("simpul", f"o{outcome}")
            self.typed(top, "Outcome", f"Outcome {outcome}")
            self.say(condition, "menopang", top)
        return condition

    def component(self, kind: str, code: str, above: NamedNode | None, depth: int) -> int:
        """A component with what is below it; its budget, which is the sum of that of its children."""
        node = self.node(kind.casefold(), code)
        self.typed(node, kind, code)
        if above is not None:
            self.say(node, "bagianDari", above)
        if depth > 1:
            kinds = {3: "Kegiatan", 2: "SubKegiatan"}
            count = self.random.randint(1, 3)
            children = [f"{code}.{number}" for number in range(count)]
            amount = sum(self.component(kinds[depth], one, node, depth - 1) for one in children)
        else:
            amount = self.random.randint(0, 2_000_000_000)
            for condition in self.random.sample(
                self.conditions, min(len(self.conditions), self.random.randint(0, 3))
            ):
                self.say(condition, "diterjemahkanKe", node)
        budget = self.node("pagu", code)
        self.typed(budget, "Pagu", code)
        self.say(budget, "tahun", year(2025))
        self.say(budget, "rupiah", Literal(str(amount), datatype=XSD["decimal"]))
        self.say(node, "memilikiPagu", budget)
        return amount

    def document(self) -> Document:
        graph = graph_iri(REGION, PERIOD, "pohon")
        triples = list(dict.fromkeys(self.triples))
        return Document(graph, REGION, PERIOD, "pohon", "pohon", "0", 0, triples)


@pytest.mark.parametrize("seed", range(12))
def test_every_rupiah_stands_in_one_row(seed: int) -> None:
    """Conditions that crosscut put money under several outcomes at once, never twice."""
    tree = _Tree(seed)
    store = memory_store()
    load([tree.document()], store, ontology())
    found = answer(find_question("Q15", catalogue()), {}, store, ontology())
    amounts = [Decimal(row[found.columns.index("rupiah")]) for row in found.rows]
    assert sum(amounts, Decimal(0)) == tree.total
    outcomes = {row[found.columns.index("outcome")] for row in found.rows}
    assert len(outcomes) == len(found.rows)
