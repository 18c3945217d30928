"""Decisions of people about what printed names mean.

Kept in the store in the words of SSSOM, and looked up by every rule.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal as Choice

from pyoxigraph import Literal, NamedNode, Triple

from kg.derive.official.concept import Listing
from kg.derive.official.name_pool import padded
from kg.derive.official.nomenclature import Nomenclature
from kg.link.stored import concept_iri, scheme_iri
from kg.store.base import GraphStore
from kg.terms import BASE, GRAPH, RDF, SKOS, Namespace, text_of

__all__ = [
    "LINKS",
    "SSSOM",
    "Link",
    "State",
    "approved",
    "link_triples",
    "links_in",
    "merged_links",
    "without_code",
    "zombies",
]

#: The graph that holds them.
LINKS = GRAPH["tautan"]
SSSOM = Namespace("https://w3id.org/sssom/")
_NODES = Namespace(BASE + "tautan/")
#: SSSOM has a term for "nothing in the list is meant", which is a decision like any other.
_NONE = SSSOM["NoTermFound"]
State = Choice["disetujui", "ditunda", "menunggu"]


@dataclass(frozen=True)
class Link:
    """What a person decided about one text in one list: the code it means, or no code at all.

    ``menunggu`` waits for a second person; another text or list is another question, so that a
    changed name is asked again.
    """

    listing: str
    key: str
    text: str
    code: str
    state: State
    reviewer: str
    day: str
    note: str = ""

    @property
    def node(self) -> NamedNode:
        """The address of the decision, made from list and text."""
        asked = f"{self.listing}\n{self.key}".encode()
        sign = hashlib.sha256(asked).hexdigest()
        return _NODES[sign[:32]]


def link_triples(links: Iterable[Link]) -> list[Triple]:
    """The statements about decisions."""
    found: list[Triple] = []
    for link in links:
        found += _triples(link)
    return found


def _triples(link: Link) -> Iterator[Triple]:
    node = link.node
    target = _NONE
    if link.code:
        target = concept_iri(link.listing, link.code)
    yield Triple(node, RDF["type"], SSSOM["Mapping"])
    yield Triple(node, SSSOM["object_id"], target)
    yield Triple(node, SSSOM["predicate_id"], SKOS["exactMatch"])
    yield Triple(node, SSSOM["object_source"], scheme_iri(link.listing))
    texts = (
        ("subject_label", link.text),
        ("match_string", link.key),
        ("mapping_justification", "semapv:ManualMappingCuration"),
        ("other", link.state),
        ("reviewer_label", link.reviewer),
        ("mapping_date", link.day),
        ("comment", link.note),
    )
    for name, text in texts:
        # An empty literal would say that the answer is empty; nothing was answered.
        if text:
            yield Triple(node, SSSOM[name], Literal(text))


def links_in(store: GraphStore) -> list[Link]:
    """The decisions that a store holds."""
    said: dict[str, dict[str, str]] = {}
    for triple in store.triples(LINKS):
        row = said.setdefault(text_of(triple.subject), {})
        slot = triple.predicate.value.removeprefix(SSSOM)
        row[slot] = text_of(triple.object)
    links = list(map(_link, said.values()))
    # A store has no order; the same decisions are to be listed the same.
    return sorted(links, key=lambda link: (link.listing, link.key))


def _link(row: Mapping[str, str]) -> Link:
    listing = row["object_source"].removeprefix(scheme_iri("").value)
    code = ""
    if row["object_id"] != _NONE.value:
        code = row["object_id"].removeprefix(concept_iri(listing, "").value)
    states: dict[str, State] = {"disetujui": "disetujui", "menunggu": "menunggu"}
    return Link(
        listing=listing,
        key=row["match_string"],
        text=row["subject_label"],
        code=code,
        # A state that is not known must not count: the question is asked again.
        state=states.get(row["other"], "ditunda"),
        reviewer=row.get("reviewer_label", ""),
        day=row.get("mapping_date", ""),
        note=row.get("comment", ""),
    )


def merged_links(held: Iterable[Link], fresh: Iterable[Link], *, two: bool) -> list[Link]:
    """All decisions, the newer one standing; with ``two`` it takes two people who say the same."""
    found = {link.node.value: link for link in held}
    for link in fresh:
        before = found.get(link.node.value)
        if two and link.state == "disetujui" and not _confirms(link, before):
            link = replace(link, state="menunggu")
        found[link.node.value] = link
    return list(found.values())


def _confirms(link: Link, before: Link | None) -> bool:
    if before is None or before.state == "ditunda":
        return False
    return before.code == link.code and before.reviewer != link.reviewer


def zombies(links: Iterable[Link], known: Nomenclature) -> list[Link]:
    """Decisions whose code is no longer in their list."""
    codes: dict[str, set[str]] = {}
    for listing in known.listings:
        codes[listing.id] = {concept.code for concept in listing.concepts}
    found = []
    for link in links:
        held = codes.get(link.listing, set())
        # Without a code a person decided that there is none, which stays true.
        if link.code and link.code not in held:
            found.append(link)
    return found


def without_code(links: Iterable[Link], listing: Listing) -> list[Link]:
    """Decisions, of whichever list, whose code a new list should hold and does not."""
    codes = {concept.code for concept in listing.concepts}
    found = []
    for link in links:
        code = padded(link.code)
        if link.code and listing.covers(code) and not codes & {code, link.code}:
            found.append(link)
    return found


def approved(links: Iterable[Link], known: Nomenclature) -> dict[str, dict[str, str | None]]:
    """The decisions that count, by list and text.

    Those whose code is gone wait for a person again.
    """
    every = list(links)
    gone = zombies(every, known)
    found: dict[str, dict[str, str | None]] = {}
    for link in every:
        if link.state != "disetujui" or link in gone:
            continue
        decided = found.setdefault(link.listing, {})
        decided[link.key] = link.code or None
    return found
