"""What a list of the nomenclature holds: concepts, decrees, scopes, and the list itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

__all__ = ["LEVELS", "Concept", "Decree", "Listing", "Scope"]

#: The levels of the nomenclature from top to bottom, by the number of groups in their codes.
LEVELS = {3: "program", 5: "kegiatan", 6: "sub_kegiatan"}


@dataclass(frozen=True)
class Concept:
    """One program, activity or sub-activity.

    Code, level, names in force or former, standard result, indicator and unit.
    """

    code: str
    former_code: str
    level: str
    names: tuple[str, ...]
    result: str
    indicator: str
    unit: str
    since: int | None
    until: int | None
    parent: str = ""
    scope: str = "nasional"

    def __hash__(self) -> int:
        # By one field that is known to tell most apart: concepts are keys in the hottest places,
        # and a hash of twelve fields costs ten times as much.
        return hash(self.code)

    @property
    def name(self) -> str:
        """The name in force."""
        return self.names[0]

    @property
    def program(self) -> str:
        """The code of the program it belongs to.

        >>> Concept("7.01.02.2.03", "", "kegiatan", ("A",), "", "", "", None, None).program
        '7.01.02'
        """
        return ".".join(self.code.split(".")[:3])


@dataclass(frozen=True)
class Decree:
    """One version of the nomenclature and the years in which documents follow it."""

    number: str
    first: int
    last: int | None

    def holds_in(self, year: int) -> bool:
        """Whether it is in force in that year.

        >>> Decree("90/2019", 2019, 2020).holds_in(2021)
        False
        """
        return self.first <= year and (self.last is None or year <= self.last)


@dataclass(frozen=True)
class Scope:
    """For whom a part of the nomenclature is meant.

    ``provinces`` are codes, none for everybody, ``-`` for no kecamatan.
    """

    id: str
    name: str
    provinces: tuple[str, ...]

    def covers(self, region: str) -> bool:
        """Whether a kecamatan of that region code may use it.

        >>> Scope("aceh", "Aceh", ("11",)).covers("33.02.19")
        False
        """
        return not self.provinces or region[:2] in self.provinces


@dataclass(frozen=True)
class Listing:
    """One list of concepts.

    Of which version, for which parts it is complete, and in which years it is in force.

    ``version`` is the number of the decree, empty for the own catalogue, which spans several;
    ``provinces`` are those it was made for, none for all that have no list of their own.
    """

    id: str
    title: str
    version: str
    parts: tuple[str, ...]
    first: int
    last: int | None
    provinces: tuple[str, ...]
    concepts: tuple[Concept, ...]
    digest: str

    def __hash__(self) -> int:
        # Not by five hundred concepts: the id tells lists apart.
        return hash(self.id)

    @cached_property
    def by_code(self) -> Mapping[str, tuple[Concept, ...]]:
        """The concepts by their code and by their former one, in the order of the list."""
        found: dict[str, tuple[Concept, ...]] = {}
        for concept in self.concepts:
            for code in {concept.code, concept.former_code} - {""}:
                found[code] = (*found.get(code, ()), concept)
        return found

    def covers(self, code: str) -> bool:
        """Whether the list is complete for the part that a code belongs to.

        >>> Listing("a", "", "", ("7.01",), 2023, None, (), (), "").covers("7.01.02")
        True
        """
        return any(code == part or code.startswith(f"{part}.") for part in self.parts)

    def holds_in(self, year: int) -> bool:
        """Whether the list is in force in that year."""
        return self.first <= year and (self.last is None or year <= self.last)
