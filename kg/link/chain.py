"""What people decided about steps between two lists, and ways over several lists that go through nothing else.

A chain takes an entry that is the same but for the form of its code as it is; every other step
needs somebody's approval.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Triple

from kg.derive.official.concept import Concept, Listing
from kg.errors import InputError, Problem
from kg.link.crosswalk import CERTAIN, Kind, Step
from kg.link.links import SSSOM
from kg.link.stored import concept_iri
from kg.read.answers import Answered
from kg.store.base import GraphStore
from kg.terms import BASE, DCTERMS, GRAPH, RDF, SKOS, Namespace, text_of

__all__ = [
    "Approval",
    "Hop",
    "Way",
    "approval_triples",
    "approvals_from",
    "approvals_graph",
    "approvals_in",
    "way",
]

#: Steps are things of their own: who decided them, and when, is stated of them.
_NODES = Namespace(BASE + "padanan/")
#: What is the same entry whatever anybody says: name and meaning stay, the code at most gets
#: longer.
_SAME: frozenset[Kind] = frozenset({"sama", "ganti_kode"})
_YES, _NO = {"ya", "disetujui", "yes"}, {"tidak", "ditolak", "no"}
#: How merged and split entries are told from those that are the same.
_PREDICATES = {"gabung": "broadMatch", "pecah": "narrowMatch"}


@dataclass(frozen=True)
class Approval:
    """A person's word on one step.

    That the old code became the new one, or, with ``agreed`` false, that it did not.
    """

    old: str
    new: str
    kind: str
    agreed: bool
    reviewer: str
    day: str


def approvals_graph(old: str, new: str) -> NamedNode:
    """The graph that holds what people decided between two lists."""
    return GRAPH[f"padanan/{old}_{new}"]


def approvals_from(rows: Iterable[Answered], steps: Sequence[Step], day: str) -> list[Approval]:
    """The decisions in a listing of steps that came back.

    :raises InputError: LINK-STEP for a step that the lists do not have, another answer than yes or
        no, or nobody's answer.
    """
    kinds = {_codes(step): step.kind for step in steps}
    problems = []
    found = []
    for row in rows:
        said = row.cells.get("keputusan", "").casefold()
        if not said:
            continue
        pair = _cell(row, "kode lama", "old code"), _cell(row, "kode baru", "new code")
        kind = kinds.get(pair)
        reviewer = row.cells.get("peninjau", "")
        if kind is None or not all(pair) or said not in _YES | _NO or not reviewer:
            values = {"found": f"{pair[0]} → {pair[1]}: {said}"}
            problems.append(Problem("LINK-STEP", row.places.get("keputusan", ""), values))
        else:
            found.append(Approval(*pair, kind, said in _YES, reviewer, day))
    if problems:
        raise InputError(problems)
    return found


def _codes(step: Step) -> tuple[str, str]:
    return (step.old.code if step.old else "", step.new.code if step.new else "")


def _cell(row: Answered, *heads: str) -> str:
    return next((row.cells[head] for head in heads if head in row.cells), "")


def approval_triples(old: str, new: str, approvals: Iterable[Approval]) -> list[Triple]:
    """The statements: a mapping with who decided when, and for what was agreed that one replaces the other."""
    found = []
    for approval in approvals:
        subject = concept_iri(old, approval.old)
        target = concept_iri(new, approval.new)
        node = _NODES[f"{old}_{new}/{approval.old}_{approval.new}"]
        predicate = SKOS[_PREDICATES.get(approval.kind, "exactMatch")]
        found += [
            Triple(node, RDF["type"], SSSOM["Mapping"]),
            Triple(node, SSSOM["subject_id"], subject),
            Triple(node, SSSOM["predicate_id"], predicate),
            Triple(node, SSSOM["object_id"], target),
        ]
        texts = {
            "mapping_justification": "semapv:ManualMappingCuration",
            "reviewer_label": approval.reviewer,
            "mapping_date": approval.day,
            "other": approval.kind,
        }
        if not approval.agreed:
            texts["predicate_modifier"] = "Not"
        for name, text in texts.items():
            found.append(Triple(node, SSSOM[name], Literal(text)))
        if approval.agreed:
            found.append(Triple(subject, DCTERMS["isReplacedBy"], target))
    return found


def approvals_in(store: GraphStore, old: str, new: str) -> list[Approval]:
    """The decisions between two lists that a store holds."""
    said: dict[str, dict[str, str]] = defaultdict(dict)
    for triple in store.triples(approvals_graph(old, new)):
        if triple.predicate.value.startswith(SSSOM):
            name = triple.predicate.value.removeprefix(SSSOM)
            said[text_of(triple.subject)][name] = text_of(triple.object)
    found = []
    for _, row in sorted(said.items()):
        before = row["subject_id"].removeprefix(concept_iri(old, "").value)
        after = row["object_id"].removeprefix(concept_iri(new, "").value)
        agreed = row.get("predicate_modifier") != "Not"
        told = row["other"], agreed, row["reviewer_label"], row["mapping_date"]
        found.append(Approval(before, after, *told))
    return found


class Hop:
    """From one list to the next: steps that were found, and what people said of them."""

    def __init__(self, new: Listing, steps: Iterable[Step], approvals: Iterable[Approval]) -> None:
        self._new = {concept.code: concept for concept in new.concepts}
        self._steps = {step.old.code: step for step in steps if step.old is not None}
        self._agreed: dict[str, list[str]] = defaultdict(list)
        self._refused: set[tuple[str, str]] = set()
        for approval in approvals:
            if approval.agreed:
                self._agreed[approval.old].append(approval.new)
            else:
                self._refused.add((approval.old, approval.new))

    def next(self, code: str, kinds: frozenset[Kind]) -> tuple[Concept | None, str]:
        """The entry that a code became, by approval or by a step of these kinds.

        Else none, and the kind of the step.
        """
        step = self._steps.get(code)
        agreed = self._agreed.get(code, [])
        if len(agreed) == 1:
            return self._new.get(agreed[0]), "disetujui"
        if agreed or step is None:
            return None, "pecah" if agreed else "?"
        if step.new is None or step.kind not in kinds or (code, step.new.code) in self._refused:
            return None, step.kind
        return step.new, step.kind

    def successors(self) -> dict[str, Concept]:
        """The new entry of every old code that has a certain or approved one."""
        found = {}
        for code in {*self._steps, *self._agreed}:
            new, _ = self.next(code, CERTAIN)
            if new is not None:
                found[code] = new
        return found


@dataclass(frozen=True)
class Way:
    """The way of one entry over several lists.

    The codes on it, the entry it ends in, or the kind of the step that stopped it.
    """

    old: Concept
    codes: tuple[str, ...]
    new: Concept | None
    stopped: str = ""


def way(old: Concept, hops: Sequence[Hop]) -> Way:
    """Where an entry goes over several lists; a step that nobody approved stops it."""
    codes = [old.code]
    at = old
    for hop in hops:
        following, kind = hop.next(at.code, _SAME)
        if following is None:
            return Way(old, tuple(codes), None, kind)
        at = following
        codes.append(at.code)
    return Way(old, tuple(codes), at)
