"""The structural rules against ten-line twins in Python, on random trees, with both engines."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Triple

from kg.derive.run import derive
from kg.read.ontology import ontology
from kg.rules.bulk import BulkEngine
from kg.rules.check import check_unit
from kg.rules.engines import Engine
from kg.rules.reference import ReferenceEngine
from kg.rules.registry import rules
from kg.terms import KIN, RDF, RDFS, graph_iri

IDS = ("STR-01", "STR-02", "STR-03", "STR-04", "STR-05")
CHOSEN = tuple(rule for rule in rules() if rule.id in IDS)
ENGINES: list[Engine] = [BulkEngine(ontology()), ReferenceEngine()]
KINDS = ("Outcome", "KondisiStrategis", "KondisiAntara", "KondisiOperasional")
GRAPH = graph_iri("33.02.19", "2025", "pohon")
NODE = "https://w3id.org/kinerja/id/33.02.19/2025/simpul/"

#: Kind of each node, and its parents as numbers of nodes.
Tree = list[tuple[int, frozenset[int]]]


@st.composite
def trees(draw: st.DrawFn) -> Tree:
    """Up to seven nodes of any kind, each with up to two parents of any number: most are wrong in some way."""
    size = draw(st.integers(1, 7))
    parents = st.frozensets(st.integers(0, size - 1), max_size=2)
    return [(draw(st.integers(0, 3)), draw(parents)) for _ in range(size)]


def _above(tree: Tree, node: int) -> set[int]:
    seen: set[int] = set()
    open_nodes = set(tree[node][1])
    while open_nodes:
        current = open_nodes.pop()
        seen.add(current)
        open_nodes |= set(tree[current][1]) - seen
    return seen


def _one_root(tree: Tree) -> set[int]:
    tops = [n for n, (kind, parents) in enumerate(tree) if kind == 0 and not parents]
    return set() if len(tops) == 1 else {-1}


def _one_parent(tree: Tree) -> set[int]:
    return {n for n, (kind, parents) in enumerate(tree) if kind and len(parents) != 1}


def _acyclic(tree: Tree) -> set[int]:
    return {n for n in range(len(tree)) if n in _above(tree, n)}


def _no_skip(tree: Tree) -> set[int]:
    allowed = {1: {0}, 2: {1, 2}, 3: {2}}
    return {n for n, (kind, parents) in enumerate(tree) if kind and any(tree[p][0] not in allowed[kind] for p in parents)}


def _branches(tree: Tree) -> set[int]:
    used = {p for _, parents in tree for p in parents}
    return {n for n, (kind, _) in enumerate(tree) if kind < 3 and n not in used}


TWINS: dict[str, Callable[[Tree], set[int]]] = dict(
    zip(IDS, (_one_root, _one_parent, _acyclic, _no_skip, _branches), strict=True)
)


def _triples(tree: Tree) -> list[Triple]:
    found = []
    for number, (kind, parents) in enumerate(tree):
        node = NamedNode(f"{NODE}{number}")
        found.append(Triple(node, RDF["type"], KIN[KINDS[kind]]))
        found.append(Triple(node, RDFS["label"], Literal(f"Simpul {number}")))
        found.extend(Triple(node, KIN["menopang"], NamedNode(f"{NODE}{p}")) for p in parents)
    return found


def _found(tree: Tree, engine: Engine) -> dict[str, set[int]]:
    triples = _triples(tree)
    facts = derive({GRAPH: triples}, ontology())
    report = check_unit(("33.02.19", "2025"), triples, facts, rules=CHOSEN, engine=engine, ontology=ontology())
    result: dict[str, set[int]] = {name: set() for name in IDS}
    for finding in report.findings:
        result[finding.rule].add(-1 if "/pohon/" in finding.focus else int(finding.focus.removeprefix(NODE)))
    return result


@pytest.mark.parametrize("engine", ENGINES, ids=lambda e: e.name)
def test_shape_and_twin_agree(engine: Engine, heavy: bool) -> None:
    """On every tree the rule finds exactly the nodes that its twin finds."""

    @settings(
        max_examples=2000 if heavy else 40,
        deadline=None,
        database=None,
        derandomize=not heavy,
        suppress_health_check=list(HealthCheck),
    )
    @given(trees())
    def agree(tree: Tree) -> None:
        assert _found(tree, engine) == {name: twin(tree) for name, twin in TWINS.items()}

    agree()
