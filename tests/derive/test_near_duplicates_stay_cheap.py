"""What is compared grows with the document, not with its square, and nothing is lost by it."""

from __future__ import annotations

import random
from collections.abc import Callable, Hashable
from itertools import combinations

import pytest

from kg.derive.pairs import block_pairs
from kg.limits import DEFAULT
from kg.read.inputs import read_paths
from kg.read.ontology import ontology
from kg.terms import KIN
from kg.worker.units import from_documents
from tests.support.forms import as_folder, small

MOST = DEFAULT.alike_block

#: The keys of the numbered indicator of a document, from nothing shared to everything.
DOCUMENTS: dict[str, Callable[[int], list[Hashable]]] = {
    "nothing is shared": lambda n: [n],
    "all is shared": lambda n: ["formula", n % 1],
    "pairs": lambda n: [n // 2, "formula"],
    "groups of ninety": lambda n: [n // 90],
    "groups of a thousand": lambda n: [n // 1000, -(n % 7) - 1],
}


@pytest.mark.parametrize("document", DOCUMENTS)
def test_comparisons_grow_with_the_document(document: str) -> None:
    """At most a fixed number for each row, up to 20,000 rows."""
    keys = DOCUMENTS[document]
    for size in (1_000, 5_000, 20_000):
        shared = [keys(number) for number in range(size)]
        compared = sum(1 for _ in block_pairs(shared, range(size)))
        assert compared <= MOST * size


def test_small_blocks_are_compared_whole() -> None:
    """Each pair once, in order: exactly those that a comparison of each with each finds to share a key."""
    drawn = random.Random(1)
    shared = [drawn.sample(range(60), 3) for _ in range(400)]
    wanted = [
        (one, other)
        for one, other in combinations(range(400), 2)
        if set(shared[one]) & set(shared[other])
    ]
    assert list(block_pairs(shared, range(400))) == wanted


@pytest.mark.parametrize("odd", [0, 999, 1_999])
def test_the_one_that_differs_is_held_against_all(odd: int) -> None:
    """Of two thousand copies one says something else: every other one is compared with it, wherever it stands."""
    kinds = ["other" if number == odd else "same" for number in range(2_000)]
    pairs = set(block_pairs([["words"]] * 2_000, kinds))
    assert all((min(n, odd), max(n, odd)) in pairs for n in range(2_000) if n != odd)


def test_every_copy_is_told(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Three hundred indicators of one formula: each has its fact, which names some of the others and counts the rest."""
    sheets = small()
    row = ["SK", "Jumlah pemohon layanan kelompok", "Jumlah pemohon", "Buku"]
    sheets["indikator"] = [
        sheets["indikator"][0],
        *([f"I{n}", row[0], f"{row[1]} {n}", *row[2:]] for n in range(300)),
    ]
    sheets["target"] = sheets["target"][:1]
    folder = as_folder(tmp_path_factory.mktemp("copies"), sheets)
    (unit,) = from_documents(read_paths([folder]))
    facts = [t for t in unit.derived(ontology()) if t.predicate == KIN["formulasiSama"]]
    told = {t.subject for t in facts}
    assert len(told) == 300
    assert max(len(t.object.value) for t in facts) < 10_000
    assert any("… (+" in t.object.value for t in facts)
