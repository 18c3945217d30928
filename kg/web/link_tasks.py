"""What the steward's pages ask of a store and write into it, as tasks of processes."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from kg.derive.official.meaning import MeaningLimits
from kg.derive.vocabulary import vocabulary
from kg.errors import InputError, Problem
from kg.link.crosswalk import Step, crosswalk
from kg.link.links import links_in
from kg.link.mappings import mapping_set
from kg.link.matching import MatchAnswer, matched
from kg.link.names import Name, typed
from kg.link.review import decision
from kg.report.linking.review_sheet import PersonAsked, asked_once
from kg.store.catalogue import entries
from kg.store.lookup import entries_in
from kg.web.tasks import TaskContext
from kg.worker.deciding import put_links
from kg.worker.equipment import Equipment
from kg.worker.linking import known_in, known_lists, names_of_entries

__all__ = ["Decide", "ListOf", "Lists", "Mappings", "Queue", "Steps", "ToReview"]

#: Documents whose names one page asks about; more are narrowed by the code of a kecamatan.
_MOST = 50


@dataclass(frozen=True)
class Queue:
    """What is to be decided about names, and how many are certain without a person."""

    open: tuple[PersonAsked, ...]
    accepted: tuple[PersonAsked, ...]
    decided: int


@dataclass(frozen=True)
class ToReview:
    """The names of the store, of one kecamatan of it, or those that were typed, one a line."""

    region: str
    texts: str
    level: str

    def __call__(self, context: TaskContext) -> Queue:
        """The names that a person must decide, the likeliest candidates with each."""
        answers = _answers(context, self)
        unsure = asked_once(one for one in answers if one.decision != "diterima")
        sure = asked_once(one for one in answers if one.decision == "diterima")
        return Queue(tuple(unsure), tuple(sure), len(links_in(context.store)))


def _answers(context: TaskContext, wanted: ToReview) -> list[MatchAnswer]:
    known = known_in(context.store)
    return matched(_names(context, wanted), known, MeaningLimits.of(vocabulary()))


def _names(context: TaskContext, wanted: ToReview) -> list[Name]:
    lines = [line.strip() for line in wanted.texts.splitlines() if line.strip()]
    if lines:
        return typed(lines, wanted.level)
    if wanted.region:
        found = entries_in(context.store, wanted.region)
    else:
        found = entries(context.store)
    return names_of_entries(context.store, found[:_MOST], context.ontology)


@dataclass(frozen=True)
class Mappings:
    """What the same names mean, as ``kg link export --format sssom`` writes it."""

    wanted: ToReview

    def __call__(self, context: TaskContext) -> bytes:
        """The mapping set."""
        return mapping_set(_answers(context, self.wanted))


@dataclass(frozen=True)
class ListOf:
    """One list of the nomenclature: its id and title, its entries by level, the provinces it holds in."""

    id: str
    title: str
    counts: tuple[tuple[str, int], ...]
    provinces: tuple[str, ...]


@dataclass(frozen=True)
class Lists:
    """The lists that the store knows."""

    def __call__(self, context: TaskContext) -> list[ListOf]:
        """In the order in which names are held against them."""
        found = []
        for listing in known_in(context.store).listings:
            counts: dict[str, int] = {}
            for concept in listing.concepts:
                counts[concept.level] = counts.get(concept.level, 0) + 1
            by_level = tuple(sorted(counts.items()))
            found.append(ListOf(listing.id, listing.title, by_level, listing.provinces))
        return found


@dataclass(frozen=True)
class Steps:
    """What became of the entries of one list in another."""

    old: str
    new: str

    def __call__(self, context: TaskContext) -> list[Step]:
        """Every step, in the order of the codes.

        :raises InputError: LINK-BASE for a list that the store does not know.
        """
        known = known_in(context.store)
        lists = {listing.id: listing for listing in known.listings}
        for name in (self.old, self.new):
            if name not in lists:
                values = {"found": name, "known": ", ".join(lists)}
                raise InputError(Problem("LINK-BASE", "", values))
        return crosswalk(lists[self.old], lists[self.new], known.normalise)


@dataclass(frozen=True)
class Decide:
    """Put one decision of a person into the store; every rule follows it from then on."""

    store: str
    said: dict[str, str]
    day: str

    def __call__(self, _: Equipment) -> int:
        """How many units were derived anew.

        :raises InputError: LINK-REVIEW.
        """
        folder = Path(self.store)
        link = decision(known_lists(folder), self.said, self.day)
        return put_links(folder, [link], two=False)["refreshed"]
