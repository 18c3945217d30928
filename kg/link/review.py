"""A filled review sheet read back: every answer checked against what was asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from kg.derive.official.meaning import MeaningLimits
from kg.derive.official.name_pool import NamePool
from kg.derive.official.nomenclature import Nomenclature
from kg.errors import InputError, Problem
from kg.link.links import Link, State
from kg.link.matching import answer
from kg.link.names import Name
from kg.read.answers import Answered, read_answers
from kg.read.gate import sha256
from kg.read.persons import has_person_number

__all__ = ["ANSWERS", "HEADS", "SHEETS", "decision", "lists_digest", "pool_of", "read_review"]

SHEETS = ("tinjau", "diterima")
#: What a person may answer.
ANSWERS = ("1", "2", "3", "4", "5", "tidak ada", "kode lain", "tunda")
#: Answers that name no code.
_NO_CODE = ("tidak ada", "tunda")
HEADS = (
    "no", "teks tercetak", "jenjang", "induk tercetak", "berlaku untuk", "sumber", "calon 1", "calon 2", "calon 3",
    "calon 4", "calon 5", "skor", "selisih", "alasan", "keputusan", "kode lain", "catatan", "peninjau", "daftar",
)  # fmt: skip
_ABOUT = "versi"


def lists_digest(known: Nomenclature) -> str:
    """Names the lists that a review was made with."""
    digests = [listing.digest for listing in known.listings]
    return sha256("\n".join(digests).encode())


@dataclass(frozen=True)
class _Row:
    cells: dict[str, str]
    places: dict[str, str]

    def get(self, name: str) -> str:
        return self.cells.get(name, "").strip()

    def place(self, name: str) -> str:
        return self.places.get(name, "")


def read_review(path: Path, known: Nomenclature, limits: MeaningLimits, day: str) -> list[Link]:
    """The decisions in a filled sheet.

    :raises InputError: LINK-REVIEW for an answer that cannot be, a candidate that was changed, a
        missing reviewer, or a sheet that was made with other lists.
    """
    problems: list[Problem] = []
    _, about = read_answers(path, {_ABOUT}, problems)
    told: dict[str, str] = {}
    for row in about:
        key = row.cells.get("kunci", "")
        told[key] = row.cells.get("nilai", "")
    # The numbers 1 to 5 mean something else in other lists.
    if told.get("sidik daftar") != lists_digest(known):
        raise InputError(Problem("LINK-REVIEW-FOREIGN", str(path)))
    _, rows = read_answers(path, set(SHEETS), problems)
    found = []
    for answered in rows:
        link = _link(_row(answered), known, limits, day, problems)
        if link is not None:
            found.append(link)
    if problems:
        raise InputError(problems)
    return found


def _row(answered: Answered) -> _Row:
    return _Row(answered.cells, answered.places)


def pool_of(known: Nomenclature, name: str) -> NamePool | None:
    """The names of one list, as they are matched for a kecamatan where the list holds."""
    for listing in known.listings:
        if listing.id == name:
            region = next(iter(listing.provinces), "")
            return known.pool(region, (), listing.version)
    return None


@dataclass(frozen=True)
class _Said:
    """What a person said about one name, in a sheet or outside of one."""

    text: str
    listing: str
    reviewer: str
    note: str

    def fault(self, pool: NamePool | None) -> str:
        """What of it cannot be, by its name or as it was written; empty where nothing is wrong."""
        if pool is None:
            return self.listing or "daftar"
        if not self.text:
            return "teks tercetak"
        if not self.reviewer or has_person_number(self.reviewer):
            return "peninjau"
        if has_person_number(self.note):
            return "catatan"
        return ""

    def link(self, pool: NamePool, code: str, state: State, day: str) -> Link:
        """The decision as it is kept."""
        key = pool.matcher.normalise(self.text)
        return Link(self.listing, key, self.text, code, state, self.reviewer, day, self.note)


def _state(answered: str) -> State:
    if answered == "tunda":
        return "ditunda"
    return "disetujui"


def _refused(found: str, place: str) -> Problem:
    return Problem("LINK-REVIEW", place, {"found": found[:60], "known": ", ".join(ANSWERS)})


def _link(
    row: _Row, known: Nomenclature, limits: MeaningLimits, day: str, problems: list[Problem]
) -> Link | None:
    """The decision of one row; nothing when it was left open."""
    answered = row.get("keputusan").casefold()
    if not answered:
        return None
    told = map(row.get, ("teks tercetak", "daftar", "peninjau", "catatan"))
    said = _Said(*told)
    pool = pool_of(known, said.listing)
    wrong = said.fault(pool)
    if answered not in ANSWERS:
        wrong = answered
    code = None
    if pool is not None and not wrong:
        code = _code(row, answered, pool, limits)
        wrong = row.get("kode lain") or answered
    if pool is None or code is None:
        problems.append(_refused(wrong, row.place("keputusan")))
        return None
    return said.link(pool, code, _state(answered), day)


def decision(known: Nomenclature, said: Mapping[str, str], day: str) -> Link:
    """What a person decided about one name outside a sheet.

    ``said`` has the keys ``teks``, ``daftar``, ``keputusan`` (a code, ``tidak ada`` or ``tunda``),
    ``peninjau`` and ``catatan``.

    :raises InputError: LINK-REVIEW for an answer that cannot be, or one that nobody answers for.
    """
    told = (said.get(key, "").strip() for key in ("teks", "daftar", "peninjau", "catatan"))
    person = _Said(*told)
    answered = said.get("keputusan", "").strip()
    pool = pool_of(known, person.listing)
    wrong = person.fault(pool)
    code = ""
    if pool is not None and answered not in _NO_CODE:
        concept = pool.coded(answered)
        if concept is not None:
            code = concept.code
        else:
            wrong = wrong or answered or "keputusan"
    if wrong or pool is None:
        raise InputError(_refused(wrong, ""))
    return person.link(pool, code, _state(answered), day)


def _code(row: _Row, said: str, pool: NamePool, limits: MeaningLimits) -> str | None:
    """The code that an answer means, empty for none; ``None`` when it cannot be that."""
    if said in _NO_CODE:
        return ""
    if said == "kode lain":
        concept = pool.coded(row.get("kode lain"))
        if concept is None:
            return None
        return concept.code
    name = Name(row.get("teks tercetak"), row.get("jenjang"), row.get("induk tercetak"))
    offered = answer(name, pool, limits).candidates
    place = int(said) - 1
    if place >= len(offered):
        return None
    code = offered[place].concept.code
    # The cell must still name the candidate that was offered.
    if row.get(f"calon {said}").startswith(f"{code} ·"):
        return code
    return None
