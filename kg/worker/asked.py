"""A question with its blanks filled.

Which units it is put to, and which terms stand for the parameters.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import unquote

from pyoxigraph import Literal, NamedNode

from kg.derive.digest import derivation_digest
from kg.derive.text import normal
from kg.errors import InputError, Problem
from kg.questions.question import Param, Question
from kg.questions.resolve import Candidate, candidates, choose, nearest
from kg.read.ontology import Ontology
from kg.store.base import GraphStore, Term
from kg.store.catalogue import ONTOLOGY, Entry, entries
from kg.store.lookup import derivation, entries_in, is_empty, regions_called, units_held
from kg.terms import ID, UnitKey, integer, text_of
from kg.worker.linking import known_in

__all__ = ["KECAMATAN", "Asked", "Units", "filled"]

#: The parameter that every question has.
KECAMATAN = "kecamatan"

#: The document graphs of each unit, in the order of units.
Units = dict[UnitKey, list[NamedNode]]


@dataclass(frozen=True)
class Asked:
    """What is asked.

    The question, the terms of its parameters, how these are shown, and the units it is put to.
    """

    question: Question
    terms: dict[str, Term]
    shown: dict[str, str]
    units: Units


def _grouped(found: Iterable[Entry]) -> Units:
    units: Units = {}
    for entry in sorted(found, key=lambda e: (e.unit, e.graph.value)):
        units.setdefault(entry.unit, []).append(entry.graph)

    return units


def _of_kecamatan(store: GraphStore, wanted: str) -> Units:
    """The units of a kecamatan named by code or name; the catalogue knows both."""
    code = wanted.strip()
    found = entries_in(store, code)
    if not found:
        for region in regions_called(store, normal(wanted)):
            found = [*found, *entries_in(store, region)]

    if not found:
        names = [f"{region} {name}".strip() for region, _, name in units_held(store)]
        values = {"param": KECAMATAN, "found": wanted, "near": nearest(wanted, names)}
        raise InputError(Problem("ASK-NONE", "", values))

    return _grouped(found)


def _place(typed: str) -> UnitKey | None:
    """The unit that an IRI of ours speaks of.

    >>> _place("https://w3id.org/kinerja/id/33.02.19/2021/simpul/O1"), _place("O1")
    (UnitKey(region='33.02.19', period='2021'), None)
    """
    iri = typed.strip("<>")
    parts = iri.removeprefix(ID).split("/")
    if not iri.startswith(ID) or len(parts) <= 3:
        return None

    return UnitKey(unquote(parts[0]), unquote(parts[1]))


def _home(
    store: GraphStore,
    question: Question,
    given: dict[str, str],
) -> list[Entry]:
    """The documents of the unit that the first node given by IRI lives in.

    None when no IRI of ours is given.
    """
    for param in question.params:
        if param.type != "node":
            continue

        place = _place(given.get(param.name, ""))
        if place is None:
            continue

        held = []
        for entry in entries_in(store, place.region):
            if entry.unit == place:
                held.append(entry)
        if held:
            return held

    return []


def _units(
    store: GraphStore,
    question: Question,
    given: dict[str, str],
) -> Units:
    """Where the answer can be.

    In the kecamatan that is named, in the unit of a node given by IRI, or anywhere.
    """
    if is_empty(store):
        raise InputError(Problem("STORE-EMPTY", store.name))
    if given.get(KECAMATAN):
        return _of_kecamatan(store, given[KECAMATAN])

    # Listing the whole catalogue of a nation takes seconds: it is the last thing that is tried.
    return _grouped(_home(store, question, given) or entries(store))


def _check_names(question: Question, given: dict[str, str]) -> None:
    known = [param.name for param in question.params]
    unknown = sorted(set(given) - {*known, KECAMATAN})
    if unknown:
        values = {"found": ", ".join(unknown), "known": ", ".join([*known, KECAMATAN])}
        raise InputError(Problem("ASK-PARAM", question.id, values))

    names = []
    examples = []
    for param in question.params:
        if param.required and not given.get(param.name, "").strip():
            names.append(param.name)
            examples.append(f'--set {param.name}="{param.example}"')

    if names:
        values = {"params": ", ".join(names), "example": " ".join(examples)}
        raise InputError(Problem("ASK-MISSING", question.id, values))


def _literal(param: Param, typed: str) -> Literal:
    if param.type != "integer":
        return Literal(typed)
    # Ten digits and more would overflow the integers that the store compares with.
    if not (typed.isascii() and typed.isdigit() and len(typed) < 10):
        raise InputError(Problem("ASK-INTEGER", "", {"param": param.name, "found": typed}))

    return integer(int(typed))


def _node(
    param: Param,
    typed: str,
    units: Units,
    store: GraphStore,
) -> tuple[NamedNode, Units]:
    """The node that is meant, and the units in which it lives."""
    homes: dict[NamedNode, Units] = {}

    def everywhere() -> Iterator[Candidate]:
        for unit, graphs in units.items():
            for candidate in candidates(store, [*graphs, ONTOLOGY], param.cls):
                homes.setdefault(candidate.node, {})[unit] = graphs
                yield candidate

    node = choose(param, typed, everywhere())
    return node, homes[node]


def _refuse_stale(
    question: Question,
    units: Units,
    store: GraphStore,
    ontology: Ontology,
) -> None:
    """Facts that another version derived answer another question than the one that is asked."""
    if not question.derived:
        return

    digest = derivation_digest(ontology, known_in(store))
    if any(derivation(store, unit) != digest for unit in units):
        raise InputError(Problem("ASK-STALE", store.name))


def filled(
    question: Question,
    given: dict[str, str],
    store: GraphStore,
    ontology: Ontology,
) -> Asked:
    """The question with its parameters bound to terms.

    :raises InputError: a parameter is unknown, missing or names nothing; or the facts it needs were
        made by another version.
    """
    _check_names(question, given)
    units = _units(store, question, given)
    _refuse_stale(question, units, store, ontology)
    terms: dict[str, Term] = {}
    for param in question.params:
        typed = given.get(param.name, "").strip()
        if not typed:
            continue
        if param.type == "node":
            terms[param.name], units = _node(param, typed, units, store)
        else:
            terms[param.name] = _literal(param, typed)

    shown = dict(given)
    for name in shown.keys() & terms.keys():
        shown[name] = text_of(terms[name])

    return Asked(question, terms, shown, units)
