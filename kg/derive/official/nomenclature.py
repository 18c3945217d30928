"""The nomenclature of programs, activities and sub-activities.

The own catalogue in ``data/nomenklatur/`` and imported lists.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path

from kg.assets import folder
from kg.derive.official.board import Board
from kg.derive.official.concept import Concept, Decree, Listing, Scope
from kg.derive.official.name_pool import NamePool
from kg.derive.official.norm import Normaliser
from kg.derive.regions import RegionPlace, is_place
from kg.derive.text import normal
from kg.derive.vocabulary import vocabulary
from kg.read.gate import sha256

__all__ = ["Nomenclature", "nomenclature"]


class Nomenclature:
    """All lists that are known, the decrees that fixed them, and the decisions of people.

    ``links`` hold, by id of a list, the code that a normalised name was found to mean, or ``None``
    for no code at all; ``places`` are regions that newer lists of a store name beside the national
    one.
    """

    def __init__(
        self,
        listings: Sequence[Listing],
        decrees: Sequence[Decree],
        scopes: Sequence[Scope],
        links: Mapping[str, Mapping[str, str | None]] | None = None,
        places: Sequence[RegionPlace] = (),
        board: Board | None = None,
    ) -> None:
        self.listings = tuple(listings)
        self.decrees = tuple(decrees)
        self.scopes = {scope.id: scope for scope in scopes}
        self.links = links or {}
        self.places = tuple(places)
        self._board = board
        self.normalise = Normaliser(vocabulary(), is_place)
        self._pools: dict[tuple[tuple[str, ...], tuple[str, ...]], NamePool] = {}
        self._numbers = {decree.number: decree for decree in decrees}
        self._said = _everything_said(self.listings)
        self._units = _units(self.listings)
        self.digest = self._digest()

    def _digest(self) -> str:
        parts = [listing.digest for listing in self.listings]
        parts += map(str, self.decrees)
        parts += map(str, self.scopes.values())
        for listing, decisions in sorted(self.links.items()):
            parts.append(f"{listing} {sorted(decisions.items(), key=str)}")
        parts += map(str, self.places)
        return sha256("\n".join(parts).encode())

    def with_lists(
        self,
        listings: Sequence[Listing],
        links: Mapping[str, Mapping[str, str | None]],
        places: Sequence[RegionPlace] = (),
    ) -> Nomenclature:
        """The same with imported lists, approved links and regions of newer lists."""
        every = (*self.listings, *listings)
        return Nomenclature(every, self.decrees, tuple(self.scopes.values()), links, places)

    def with_board(self, board: Board) -> Nomenclature:
        """The same, with what is found shared with the other processes of a run."""
        scopes = tuple(self.scopes.values())
        return Nomenclature(self.listings, self.decrees, scopes, self.links, self.places, board)

    def says(self, words: str) -> bool:
        """Whether an official name, standard result or indicator holds these words.

        >>> nomenclature().says("Negara"), nomenclature().says("Somagede")
        (True, False)
        """
        return f" {normal(words)} " in self._said

    def units_of(self, indicator: str) -> frozenset[str]:
        """The units that a standard indicator has in any list, as texts are compared.

        >>> nomenclature().units_of("jumlah pelaksanaan penanganan bencana")
        frozenset({'laporan'})
        """
        return self._units.get(normal(indicator), frozenset())

    def standards(self) -> list[str]:
        """The standard results and indicators of all lists, each once, as texts are compared."""
        found: set[str] = set()
        for listing in self.listings:
            for concept in listing.concepts:
                found.update((normal(concept.result), normal(concept.indicator)))
        return sorted(found - {""})

    def decree(self, number: str) -> Decree | None:
        """The decree of that number."""
        return self._numbers.get(number.strip())

    def scope(self, concept: Concept) -> Scope:
        """For whom a concept is meant; a scope that nobody knows is for no kecamatan."""
        return self.scopes.get(concept.scope) or Scope(concept.scope, concept.scope, ("-",))

    def in_force(self, year: int) -> Decree | None:
        """The newest decree that is in force in a year.

        >>> nomenclature().in_force(2023).number
        '900.1.15.5-1317/2023'
        """
        found = [decree for decree in self.decrees if decree.holds_in(year)]
        return max(found, key=lambda decree: decree.first, default=None)

    def lists_for(self, region: str) -> list[Listing]:
        """The lists made for a region: those of its province, else those for all."""
        own = [listing for listing in self.listings if region[:2] in listing.provinces]
        return own or [listing for listing in self.listings if not listing.provinces]

    def pool(self, region: str = "", years: Sequence[int] = (), stated: str = "") -> NamePool:
        """What the names of a kecamatan are held against.

        The list of the version in force, else the own catalogue.

        The version is the stated decree, else the newest one in force in the first of the years.
        """
        decree = self.decree(stated)
        if decree is None and years:
            decree = self.in_force(years[0])
        version = None
        if decree is not None:
            version = decree.number
        chosen = [listing for listing in self.lists_for(region) if listing.version in {"", version}]
        chosen.sort(key=lambda listing: not listing.version)  # an imported list comes first
        scopes = []
        for name, scope in self.scopes.items():
            if scope.covers(region):
                scopes.append(name)
        return self._pool(chosen, tuple(scopes))

    def _pool(self, chosen: list[Listing], scopes: tuple[str, ...]) -> NamePool:
        key = tuple(listing.id for listing in chosen), scopes
        if key not in self._pools:
            concepts = _concepts(chosen, scopes)
            links = self._links_for(chosen, concepts)
            self._pools[key] = NamePool(tuple(chosen), concepts, self.normalise, links, self._board)
        return self._pools[key]

    def _links_for(self, chosen: list[Listing], concepts: list[Concept]) -> dict[str, str | None]:
        """The decisions that count for some lists.

        One whose code is in none of them any more is no decision there: the name is asked again.
        """
        codes = {concept.code for concept in concepts}
        found: dict[str, str | None] = {}
        for listing in chosen:
            for text, code in self.links.get(listing.id, {}).items():
                if code is None or code in codes:
                    found[text] = code
        return found

    def coded(self, code: str) -> Concept | None:
        """The concept of a code in the lists for all kecamatan, also of its two-digit form of before 2023."""
        return self.pool().coded(code)


def _concepts(chosen: list[Listing], scopes: tuple[str, ...]) -> list[Concept]:
    """The concepts of some lists.

    An imported list stands for the part of the own catalogue that it covers.
    """
    imported = [listing for listing in chosen if listing.version]
    found = []
    for listing in chosen:
        for concept in listing.concepts:
            replaced = not listing.version and any(i.covers(concept.code) for i in imported)
            if concept.scope in scopes and not replaced:
                found.append(concept)
    return found


def _everything_said(listings: tuple[Listing, ...]) -> str:
    texts = []
    for listing in listings:
        for concept in listing.concepts:
            texts += [*concept.names, concept.result, concept.indicator]
    return " | ".join(f" {normal(text)} " for text in texts)


def _units(listings: tuple[Listing, ...]) -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for listing in listings:
        for concept in listing.concepts:
            label = normal(concept.indicator)
            found[label] = found.get(label, frozenset()) | {normal(concept.unit)}
    return found


def _year(text: str) -> int | None:
    return int(text) if text else None


def _parts(text: str) -> tuple[str, ...]:
    """The parts of a cell with several values.

    >>> _parts("a | b")
    ('a', 'b')
    """
    return tuple(part.strip() for part in text.split("|") if part.strip())


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _concept(row: dict[str, str]) -> Concept:
    return Concept(
        code=row["kode"],
        former_code=row["kode_lama"],
        level=row["jenjang"],
        names=(row["nama"], *_parts(row["nama_lain"])),
        result=row["kinerja"],
        indicator=row["indikator"],
        unit=row["satuan"],
        since=_year(row["sejak"]),
        until=_year(row["sampai"]),
        parent=row["kode_induk"],
        scope=row["cakupan"],
    )


def _scope(row: dict[str, str]) -> Scope:
    return Scope(row["cakupan"], row["nama"], _parts(row["provinsi"]))


def _decree(row: dict[str, str]) -> Decree:
    last = _year(row["berlaku_sampai"])
    return Decree(row["nomor"], int(row["berlaku_dari"]), last)


def _listing(home: Path, row: dict[str, str]) -> Listing:
    path = home / row["berkas"]
    return Listing(
        id=row["skema"],
        title=row["nama"],
        version="",
        parts=_parts(row["bagian"]),
        first=int(row["dari"]),
        last=_year(row["sampai"]),
        provinces=_parts(row["provinsi"]),
        concepts=tuple(map(_concept, _rows(path))),
        digest=sha256(path.read_bytes()),
    )


@lru_cache(maxsize=1)
def nomenclature() -> Nomenclature:
    """The own catalogue of the program: the whole of bidang 7.01 as far as it is known."""
    home = folder("data") / "nomenklatur"
    listings = [_listing(home, row) for row in _rows(home / "daftar.csv")]
    decrees = list(map(_decree, _rows(home / "keputusan.csv")))
    scopes = list(map(_scope, _rows(home / "cakupan.csv")))
    return Nomenclature(listings, decrees, scopes)
