"""What regions are called elsewhere.

Items of Wikidata, which a person has to confirm, and codes of the statistics office.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Triple
from rapidfuzz import fuzz

from kg.derive.regions import RegionPlace, bare_kabupaten
from kg.errors import InputError, Problem
from kg.link.wilayah.places import spelled
from kg.link.wilayah.reading import RegionRow
from kg.terms import GRAPH, KIN, SKOS, WILAYAH, Namespace, text_of

__all__ = ["MARKS", "QUERY", "MarkedRegion", "bps_codes", "judged", "mark_triples"]

#: The graph that holds them.
MARKS = GRAPH["wilayah-padanan"]
#: Things of Wikidata are named under http, though they are fetched under https.
_ITEMS = Namespace("http://www.wikidata.org/entity/")
#: Least similarity (0-100) of the label of an item to the name of the region.
_LIKE = 85
#: What a reviewer may write for yes.
_YES = {"ya", "disetujui", "yes"}
#: Gives the items to import; run where there is a network.
QUERY = """SELECT ?kode (STRAFTER(STR(?item), "entity/") AS ?qid) ?label ?induk WHERE {
  ?item wdt:P2588 ?kode .
  OPTIONAL { ?item rdfs:label ?label FILTER (LANG(?label) = "id") }
  OPTIONAL { ?item wdt:P131 ?atas . ?atas rdfs:label ?induk FILTER (LANG(?induk) = "id") }
}"""


@dataclass(frozen=True)
class MarkedRegion:
    """A row with the region that it is about, what speaks against it (empty when nothing does), and whether a person agreed."""

    row: RegionRow
    place: RegionPlace
    doubt: str
    approved: bool


def judged(rows: Iterable[RegionRow], known: Mapping[str, RegionPlace]) -> list[MarkedRegion]:
    """Every row held against the list of regions.

    :raises InputError: REGION-UNKNOWN for codes that are in no list, REGION-REVIEWER for a decision
        without a function.
    """
    every = list(rows)
    codes = Counter(row.code for row in every)
    items = Counter(row.qid for row in every)
    problems = []
    found = []
    for row in every:
        place = known.get(row.code)
        approved = row.decision.casefold() in _YES
        if place is None:
            problems.append(Problem("REGION-UNKNOWN", row.place, {"found": row.code}))
        elif approved and not row.reviewer:
            problems.append(Problem("REGION-REVIEWER", row.place))
        else:
            unique = codes[row.code] == 1 and (not row.qid or items[row.qid] == 1)
            found.append(
                MarkedRegion(row, place, _doubt(row, place, known, unique=unique), approved)
            )
    if problems:
        raise InputError(problems)
    return found


def _doubt(
    row: RegionRow, place: RegionPlace, known: Mapping[str, RegionPlace], *, unique: bool
) -> str:
    """Why an item is perhaps not that of the region.

    One item for one code, a label and a parent that agree.
    """
    if not unique:
        return "satu QID untuk satu kode saja"
    if row.label and fuzz.ratio(spelled(row.label), spelled(place.name)) < _LIKE:
        return f"bernama {row.label}"
    parent = known.get(place.parent)
    if row.parent and parent is not None:
        told = spelled(bare_kabupaten(row.parent))
        own = spelled(bare_kabupaten(parent.name))
        if fuzz.ratio(told, own) < _LIKE:
            return f"di {row.parent}"
    return ""


def mark_triples(marked: Iterable[MarkedRegion]) -> list[Triple]:
    """The statements: an item only where a person agreed and nothing speaks against it, other codes as they are."""
    found = []
    for one in marked:
        node = WILAYAH[one.place.code]
        if one.row.qid and one.approved and not one.doubt:
            found.append(Triple(node, SKOS["exactMatch"], _ITEMS[one.row.qid]))
        if one.row.bps:
            found.append(Triple(node, KIN["kodeBps"], Literal(one.row.bps)))
    return found


def bps_codes(triples: Iterable[Triple]) -> dict[str, str]:
    """The code of the ministry by that of the statistics office."""
    found: dict[str, str] = {}
    for triple in triples:
        if triple.predicate == KIN["kodeBps"] and isinstance(triple.subject, NamedNode):
            found[text_of(triple.object)] = text_of(triple.subject).removeprefix(WILAYAH)
    return found
