"""From what a person types (label, code or IRI) to the term a question needs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pyoxigraph import NamedNode
from rapidfuzz import fuzz, process

from kg.ask.question import Param
from kg.errors import InputError, Problem
from kg.store.base import GraphStore
from kg.terms import KIN, text_of

__all__ = ["Candidate", "candidates", "choose"]

_NEAREST = 5


@dataclass(frozen=True)
class Candidate:
    """A node that a parameter could mean, and every name it goes by."""

    node: NamedNode
    names: tuple[str, ...]


def candidates(store: GraphStore, graphs: Sequence[NamedNode], cls: str) -> list[Candidate]:
    """All instances of a class in the graphs, with label, code and file name."""
    answer = store.select(
        "SELECT ?node ?name WHERE { ?node a/<http://www.w3.org/2000/01/rdf-schema#subClassOf>* "
        f"{KIN[cls]} . OPTIONAL {{ ?node <http://www.w3.org/2000/01/rdf-schema#label>|{KIN['kode']}|{KIN['berkas']} ?name }} }}",
        graphs,
    )
    names: dict[NamedNode, list[str]] = {}
    for node, name in answer.rows:
        if isinstance(node, NamedNode):
            names.setdefault(node, []).extend([] if name is None else [text_of(name)])
    return [Candidate(node, tuple(sorted(names[node]))) for node in sorted(names, key=lambda n: n.value)]


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())


def choose(param: Param, typed: str, found: list[Candidate]) -> NamedNode:
    """The one candidate that ``typed`` names.

    :raises InputError: ASK-NONE with the nearest names, or ASK-SEVERAL with the IRIs to choose from.
    """
    wanted = _plain(typed)
    exact = [c for c in found if c.node.value == typed.strip("<>")]
    matches = exact or [c for c in found if wanted in {_plain(n) for n in c.names}]
    if len(matches) == 1:
        return matches[0].node
    if matches:
        several = "\n    ".join(f"<{c.node.value}>" for c in matches)
        raise InputError(Problem("ASK-SEVERAL", "", {"param": param.name, "found": typed, "candidates": several}))
    known = list(dict.fromkeys(n for c in found for n in c.names))
    near = [name for name, _, _ in process.extract(typed, known, scorer=fuzz.WRatio, limit=_NEAREST)]
    values = {"param": param.name, "found": typed, "near": "; ".join(near) or "-"}
    raise InputError(Problem("ASK-NONE", "", values))
