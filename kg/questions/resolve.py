"""From what a person types (label, code or IRI) to the term a question needs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pyoxigraph import NamedNode
from rapidfuzz import fuzz, process

from kg.errors import InputError, Problem
from kg.questions.question import Param
from kg.store.base import GraphStore
from kg.terms import KIN, text_of

__all__ = ["Candidate", "candidates", "choose", "nearest"]

_NEAREST = 5
#: So many IRIs to choose from are listed; with a nation loaded a name may stand for thousands.
_LISTED = 20


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
    return [
        Candidate(node, tuple(sorted(names[node]))) for node in sorted(names, key=lambda n: n.value)
    ]


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())


def nearest(typed: str, known: Iterable[str]) -> str:
    """The names most like what was typed, for a message.

    >>> nearest("Sokraja", ["33.02.19 sokaraja", "35.07.26 pujon"])
    '33.02.19 sokaraja; 35.07.26 pujon'
    """
    return (
        "; ".join(
            name
            for name, _, _ in process.extract(
                typed, list(known), scorer=fuzz.WRatio, limit=_NEAREST
            )
        )
        or "-"
    )


def choose(param: Param, typed: str, found: Iterable[Candidate]) -> NamedNode:
    """The one candidate that ``typed`` names; of the others only the names are kept.

    :raises InputError: ASK-NONE with the nearest names, or ASK-SEVERAL with the IRIs to choose from.
    """
    wanted = _plain(typed)
    iri = typed.strip("<>")
    found_by_name: dict[NamedNode, None] = {}
    known: dict[str, None] = {}
    for candidate in found:
        if candidate.node.value == iri:
            return candidate.node
        if wanted in {_plain(name) for name in candidate.names}:
            found_by_name[candidate.node] = None
        known.update(dict.fromkeys(candidate.names))
    named = list(found_by_name)
    if len(named) == 1:
        return named[0]
    if named:
        listed = [f"<{node.value}>" for node in named[:_LISTED]] + (
            ["…"] if len(named) > _LISTED else []
        )
        values = {"param": param.name, "found": typed, "candidates": "\n    ".join(listed)}
        raise InputError(Problem("ASK-SEVERAL", "", values))
    raise InputError(
        Problem(
            "ASK-NONE", "", {"param": param.name, "found": typed, "near": nearest(typed, known)}
        )
    )
