"""A filled review sheet read back: every answer checked against what was asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from kg.derive.official.meaning import Limits
from kg.derive.official.nomenclature import Nomenclature
from kg.derive.official.pool import Pool
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


def read_review(path: Path, known: Nomenclature, limits: Limits, day: str) -> list[Link]:
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


def pool_of(known: Nomenclature, name: str) -> Pool | None:
    """The names of one list, as they are matched for a kecamatan where the list holds."""
    for listing in known.listings:
        if listing.id == name:
            region = next(iter(listing.provinces), "")
            return known.pool(region, (), listing.version)
    return None


def _link(
    row: _Row, known: Nomenclature, limits: Limits, day: str, problems: list[Problem]
) -> Link | None:
    """The decision of one row; nothing when it was left open."""
    said = row.get("keputusan").casefold()
    if not said:
        return None
    pool = pool_of(known, row.get("daftar"))
    reason = ""
    code: str | None = ""
    if said not in ANSWERS:
        reason = said
    elif pool is None:
        reason = row.get("daftar") or "daftar"
    elif not row.get("peninjau"):
        reason = "peninjau"
    else:
        code = _code(row, said, pool, limits)
        if code is not None:
            reason = ""
        else:
            reason = row.get("kode lain") or said
    if reason or pool is None:
        values = {"found": reason[:60], "known": ", ".join(ANSWERS)}
        problems.append(Problem("LINK-REVIEW", row.place("keputusan"), values))
        return None
    state: State = "ditunda" if said == "tunda" else "disetujui"
    text = row.get("teks tercetak")
    key = pool.matcher.normalise(text)
    listing = row.get("daftar")
    return Link(listing, key, text, code or "", state, row.get("peninjau"), day, row.get("catatan"))


def decision(known: Nomenclature, said: Mapping[str, str], day: str) -> Link:
    """What a person decided about one name outside a sheet.

    ``said`` has the keys ``teks``, ``daftar``, ``keputusan`` (a code, ``tidak ada`` or ``tunda``),
    ``peninjau`` and ``catatan``.

    :raises InputError: LINK-REVIEW for an answer that cannot be, or one that nobody answers for.
    """
    text = said.get("teks", "").strip()
    answer_given = said.get("keputusan", "").strip()
    reviewer = said.get("peninjau", "").strip()
    pool = pool_of(known, said.get("daftar", ""))
    state: State = "ditunda" if answer_given == "tunda" else "disetujui"
    code = ""
    wrong = ""
    if pool is None or not text:
        wrong = said.get("daftar") or "daftar"
    elif not reviewer or has_person_number(reviewer):
        wrong = "peninjau"
    elif answer_given not in {"tidak ada", "tunda"}:
        concept = pool.coded(answer_given)
        if concept is None:
            wrong = answer_given or "keputusan"
        else:
            code = concept.code
    if wrong or pool is None:
        raise InputError(
            Problem("LINK-REVIEW", "", {"found": wrong[:60], "known": ", ".join(ANSWERS)})
        )
    key = pool.matcher.normalise(text)
    note = said.get("catatan", "").strip()
    return Link(said["daftar"], key, text, code, state, reviewer, day, note)


def _code(row: _Row, said: str, pool: Pool, limits: Limits) -> str | None:
    """The code that an answer means, empty for none; ``None`` when it cannot be that."""
    if said in {"tidak ada", "tunda"}:
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
