"""A question with its blanks filled.

Which units it is put to, and which terms stand for the parameters.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from urllib.parse import unquote

from pyoxigraph import Literal, NamedNode

from kg.derive.digest import derivation_digest
from kg.derive.text import normal
from kg.derive.vocabulary import vocabulary
from kg.errors import InputError, Problem
from kg.questions.question import Param, Question
from kg.questions.resolve import (
    NodeCandidate,
    candidates,
    choose,
    described,
    holds_words,
    named_near,
)
from kg.read.ontology import Ontology
from kg.store.base import GraphStore, Term
from kg.store.catalogue import ONTOLOGY, CatalogueEntry
from kg.store.lookup import (
    derivation,
    documents_held,
    entries_in,
    is_empty,
    regions_called,
    units_held,
)
from kg.terms import ID, UnitKey, integer, text_of
from kg.worker.given import check_given, check_names
from kg.worker.linking import known_in

__all__ = ["KECAMATAN", "PERIOD", "Asked", "Units", "filled"]

#: The parameters that every question has.
KECAMATAN = "kecamatan"
PERIOD = "periode"
#: The digits of the code of a kecamatan.
_KECAMATAN_DIGITS = 6

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


def _grouped(found: Iterable[CatalogueEntry]) -> Units:
    return _by_unit((entry.unit, entry.graph) for entry in found)


def _by_unit(documents: Iterable[tuple[UnitKey, NamedNode]]) -> Units:
    units: Units = {}
    for unit, graph in sorted(documents, key=lambda document: (document[0], document[1].value)):
        units.setdefault(unit, []).append(graph)

    return units


def _undotted(code: str) -> str:
    """A code of a kecamatan that was typed without its dots, with them.

    >>> _undotted("170106"), _undotted("Praya")
    ('17.01.06', 'Praya')
    """
    if len(code) == _KECAMATAN_DIGITS and code.isascii() and code.isdigit():
        return f"{code[:2]}.{code[2:4]}.{code[4:]}"

    return code


def _bare(name: str) -> str:
    """A name without the word for kecamatan before it, as that is called in the regions.

    >>> _bare("Kec. Pino Raya"), _bare("Kecamatan")
    ('pino raya', 'kecamatan')
    """
    text = normal(name)
    for entry in vocabulary().entries("sebutan-wilayah"):
        first, _, rest = text.partition(" ")
        if entry.name == KECAMATAN and first in entry.forms and rest:
            return rest

    return text


def _holding(store: GraphStore, wanted: str) -> list[str]:
    """The codes of the kecamatan whose names hold the words; this one lists the catalogue."""
    held = units_held(store)
    regions = sorted({region for region, _, name in held if holds_words(_bare(wanted), name)})
    if len(regions) > 1:
        names: dict[str, None] = {}
        for region, _, name in held:
            if region in regions:
                names[f"{region} {name}"] = None
        values = {"param": KECAMATAN, "found": wanted, "candidates": "\n    ".join(names)}
        raise InputError(Problem("ASK-SEVERAL", "", values))

    if not regions:
        known = [f"{region} {name}".strip() for region, _, name in held]
        values = {"param": KECAMATAN, "found": wanted, "near": named_near(_bare(wanted), known)}
        raise InputError(Problem("ASK-NONE", "", values))

    return regions


def _of_kecamatan(store: GraphStore, wanted: str) -> Units:
    """The units of a kecamatan named by code, by name or by a part of it; the catalogue knows both.

    :raises InputError: ASK-NONE, ASK-SEVERAL.
    """
    found = entries_in(store, _undotted(wanted.strip()))
    if found:
        return _grouped(found)

    called = [*regions_called(store, normal(wanted)), *regions_called(store, _bare(wanted))]
    for region in dict.fromkeys(called or _holding(store, wanted)):
        found = [*found, *entries_in(store, region)]

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
) -> list[CatalogueEntry]:
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


def _units(store: GraphStore, question: Question, given: dict[str, str]) -> Units:
    """Where the answer can be.

    In the kecamatan that is named, in the unit of a node given by IRI, or anywhere.
    """
    if is_empty(store):
        raise InputError(Problem("STORE-EMPTY", store.name))
    if given.get(KECAMATAN, "").strip():
        units = _of_kecamatan(store, given[KECAMATAN])
    else:
        # Listing the whole catalogue of a nation takes a while: it is the last thing that is tried.
        home = _home(store, question, given)
        units = _grouped(home) if home else _by_unit(documents_held(store))
    return _of_period(units, given.get(PERIOD, ""))


def _of_period(units: Units, wanted: str) -> Units:
    """The units of a period, as a document states it or as readers are told it; empty for all.

    :raises InputError: ASK-NONE.
    """
    period = "-".join(wanted.split())
    if not period:
        return units

    found = {}
    for unit, graphs in units.items():
        if unit.period == period:
            found[unit] = graphs
    if not found:
        known = sorted({unit.period for unit in units})
        values = {"param": PERIOD, "found": wanted, "near": named_near(period, known)}
        raise InputError(Problem("ASK-NONE", "", values))

    return found


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

    def everywhere() -> Iterator[NodeCandidate]:
        for unit, graphs in units.items():
            for candidate in candidates(store, [*graphs, ONTOLOGY], param.classes):
                homes.setdefault(candidate.node, {})[unit] = graphs
                yield candidate

    def told(node: NamedNode) -> str:
        graphs = chain.from_iterable(homes[node].values())
        return described(store, [*graphs, ONTOLOGY], node)

    node = choose(param, typed, everywhere(), told)
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
    check_names(question, given, [KECAMATAN, PERIOD])
    units = _units(store, question, given)
    check_given(question, given, next(iter(units.values()), []), store)
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
