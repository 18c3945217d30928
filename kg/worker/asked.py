"""A question with its blanks filled: which units it is put to, and which terms stand for the parameters."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote

from pyoxigraph import Literal, NamedNode

from kg.ask.question import Param, Question
from kg.ask.resolve import Candidate, candidates, choose, nearest
from kg.derive.run import derivation_digest
from kg.derive.text import normal
from kg.errors import InputError, Problem
from kg.read.ontology import Ontology
from kg.store.base import GraphStore, Term
from kg.store.catalogue import ONTOLOGY, Entry, entries
from kg.store.lookup import derivation, entries_in, is_empty, regions_called, units_held
from kg.terms import ID, UnitKey, integer, text_of

__all__ = ["KECAMATAN", "Asked", "Units", "filled"]

#: The parameter that every question has.
KECAMATAN = "kecamatan"

#: The document graphs of each unit, in the order of units.
Units = dict[UnitKey, list[NamedNode]]


@dataclass(frozen=True)
class Asked:
    """What is asked: the question, the terms of its parameters, how these are shown, and the units it is put to."""

    question: Question
    terms: dict[str, Term]
    shown: dict[str, str]
    units: Units


def _grouped(found: list[Entry]) -> Units:
    units: Units = {}
    for entry in sorted(found, key=lambda e: (e.unit, e.graph.value)):
        units.setdefault(entry.unit, []).append(entry.graph)
    return units


def _of_kecamatan(store: GraphStore, wanted: str) -> Units:
    """The units of a kecamatan named by code or name; the catalogue knows both."""
    regions = (
        [wanted.strip()]
        if entries_in(store, wanted.strip())
        else regions_called(store, normal(wanted))
    )
    units = _grouped([entry for region in regions for entry in entries_in(store, region)])
    if not units:
        names = [f"{region} {name}".strip() for region, _, name in units_held(store)]
        raise InputError(
            Problem(
                "ASK-NONE",
                "",
                {"param": KECAMATAN, "found": wanted, "near": nearest(wanted, names)},
            )
        )
    return units


def _place(typed: str) -> UnitKey | None:
    """The unit that an IRI of ours speaks of.

    >>> _place("https://w3id.org/kinerja/id/33.02.19/2021/simpul/O1"), _place("O1")
    (UnitKey(region='33.02.19', period='2021'), None)
    """
    parts = typed.strip("<>").removeprefix(ID).split("/")
    ours = typed.strip("<>").startswith(ID) and len(parts) > 3
    return UnitKey(unquote(parts[0]), unquote(parts[1])) if ours else None


def _units(store: GraphStore, question: Question, given: dict[str, str]) -> Units:
    """Where the answer can be: in the kecamatan that is named, in the unit of a node given by IRI, or anywhere."""
    if is_empty(store):
        raise InputError(Problem("ASK-EMPTY", store.name))
    if given.get(KECAMATAN):
        return _of_kecamatan(store, given[KECAMATAN])
    for param in question.params:
        place = _place(given.get(param.name, "")) if param.type == "node" else None
        held = [e for e in entries_in(store, place[0]) if e.unit == place] if place else []
        if held:
            return _grouped(held)
    return _grouped(entries(store))


def _check_names(question: Question, given: dict[str, str]) -> None:
    known = [p.name for p in question.params]
    unknown = sorted(set(given) - {*known, KECAMATAN})
    if unknown:
        values = {"found": ", ".join(unknown), "known": ", ".join([*known, KECAMATAN])}
        raise InputError(Problem("ASK-PARAM", question.id, values))
    missing = [p for p in question.params if p.required and not given.get(p.name, "").strip()]
    if missing:
        example = " ".join(f'--set {p.name}="{p.example}"' for p in missing)
        raise InputError(
            Problem(
                "ASK-MISSING",
                question.id,
                {"params": ", ".join(p.name for p in missing), "example": example},
            )
        )


def _literal(param: Param, typed: str) -> Literal:
    if param.type == "integer":
        if not (typed.isascii() and typed.isdigit() and len(typed) < 10):
            raise InputError(Problem("ASK-INTEGER", "", {"param": param.name, "found": typed}))
        return integer(int(typed))
    return Literal(typed)


def _node(param: Param, typed: str, units: Units, store: GraphStore) -> tuple[NamedNode, Units]:
    """The node that is meant, and the units in which it lives."""
    homes: dict[NamedNode, Units] = {}

    def everywhere() -> Iterator[Candidate]:
        for unit, graphs in units.items():
            for candidate in candidates(store, [*graphs, ONTOLOGY], param.cls):
                homes.setdefault(candidate.node, {})[unit] = graphs
                yield candidate

    node = choose(param, typed, everywhere())
    return node, homes[node]


def filled(
    question: Question, given: dict[str, str], store: GraphStore, ontology: Ontology
) -> Asked:
    """The question with its parameters bound to terms.

    :raises InputError: a parameter is unknown, missing or names nothing; or the facts it needs were made by another version.
    """
    _check_names(question, given)
    units, terms = _units(store, question, given), dict[str, Term]()
    digest = derivation_digest(ontology) if question.derived else ""
    if question.derived and any(derivation(store, unit) != digest for unit in units):
        raise InputError(Problem("ASK-STALE", store.name))
    for param in question.params:
        typed = given.get(param.name, "").strip()
        if not typed:
            continue
        if param.type != "node":
            terms[param.name] = _literal(param, typed)
            continue
        terms[param.name], units = _node(param, typed, units, store)
    shown = {name: text_of(terms[name]) if name in terms else given[name] for name in given}
    return Asked(question, terms, shown, units)
