"""A list of the nomenclature out of the files that people have: whole and sound, or not at all."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from kg.derive.nomenklatur.concept import Concept, Decree, Listing
from kg.errors import InputError, Problem
from kg.link.annex import Annex, looks_like_annex
from kg.link.entries import Entry, Reading
from kg.link.errata import Erratum, corrected
from kg.link.forms import forms
from kg.link.integrity import merged, wrong
from kg.link.tables import heading_of, read_table
from kg.read.gate import sha256
from kg.read.grid import Grid
from kg.read.grids import DELIMITED, WORKBOOKS, read_grids
from kg.read.records import RECORDS, read_records
from kg.terms import segment

__all__ = ["Imported", "import_list", "list_id"]

#: The first year whose sub-activities have four digits (Kepmendagri 900.1.15.5-1317/2023).
_FOUR_DIGITS = 2023
_TEMPLATE = "X.XX"


@dataclass(frozen=True)
class Imported:
    """A list as it will be stored, with the remarks of reading it."""

    listing: Listing
    notes: tuple[Problem, ...]


def list_id(version: str) -> str:
    """The name of the list of a decree in addresses.

    >>> list_id("900.1.15.5-1317/2023")
    '900.1.15.5-1317-2023'
    """
    return segment(version.replace("/", "-"))


def _files(path: Path) -> list[Path]:
    """The files of a list, those of a folder in the order of their names."""
    if not path.is_dir():
        return [path]
    endings = (*DELIMITED, *WORKBOOKS, *RECORDS)
    found = [p for p in sorted(path.iterdir()) if p.name.casefold().endswith(endings)]
    if not found:
        raise InputError(Problem("LINK-EMPTY", str(path)))
    return found


def _grids(path: Path) -> list[Grid]:
    if path.name.casefold().endswith(RECORDS):
        return [read_records(path)]
    return [grid for grid in read_grids(path)[0] if grid.lines]


def _read(paths: Iterable[Path], errata: list[Erratum], year: int) -> tuple[Reading, bool]:
    """The entries of some files, and whether they hold only a part of a list."""
    reading, partial = Reading([], [], []), False
    annex = Annex(reading, digits=4 if year >= _FOUR_DIGITS else 2)
    for path in paths:
        for printed in _grids(path):
            grid = corrected(printed, errata, reading.notes)
            head = heading_of(grid)
            if head is not None:
                partial = partial or head[1].partial
                read_table(grid, *head, reading)
            elif looks_like_annex(grid):
                annex.read(grid)
            else:
                reading.problems.append(Problem("LINK-HEADER", grid.place))
    return reading, partial


def import_list(
    path: Path,
    decree: Decree,
    errata: list[Erratum] | None = None,
    base: Listing | None = None,
    *,
    part: bool = False,
) -> Imported:
    """The list in a file or folder; with ``base`` the file holds only what changed since that list.

    ``part`` says that the file is not the whole list, whatever its form.

    :raises InputError: everything that is wrong, each with its place; nothing is half read.
    """
    files = _files(path)
    if base is not None:
        return _changed(files, decree, errata or [], base)
    reading, partial = _read(files, errata or [], decree.first)
    found = merged(reading.entries, reading.problems)
    problems = [*reading.problems, *wrong(found, str(path))]
    if problems:
        raise InputError(problems)
    listing = _listing(decree, [entry.concept for entry in found.values()], part or partial)
    return Imported(listing, tuple(reading.notes))


def _listing(decree: Decree, concepts: list[Concept], partial: bool) -> Listing:
    """A list in the order of its codes; it is complete for the bidang that it names, unless it is only a part."""
    bidang = {_bidang(concept) for concept in concepts} - {_TEMPLATE}
    every = [*concepts, *_instances(concepts, sorted(bidang))]
    ordered = tuple(sorted(every, key=lambda concept: concept.code))
    parts = () if partial else tuple(sorted(bidang))
    return Listing(
        id=list_id(decree.number),
        title=decree.number,
        version=decree.number,
        parts=parts,
        first=decree.first,
        last=decree.last,
        provinces=(),
        concepts=ordered,
        digest=sha256(f"{parts} {ordered}".encode()),
    )


def _bidang(concept: Concept) -> str:
    return ".".join(concept.code.split(".")[:2])


def _instances(concepts: list[Concept], bidang: list[str]) -> list[Concept]:
    """The entries that a template (X.XX) stands for in every bidang which does not list them itself."""
    held = {concept.code for concept in concepts}
    found = []
    for concept in concepts:
        if _bidang(concept) != _TEMPLATE:
            continue
        for own in bidang:
            code = concept.code.replace(_TEMPLATE, own)
            if code not in held:
                parent = concept.parent.replace(_TEMPLATE, own)
                found.append(replace(concept, code=code, parent=parent, scope="nasional"))
    return found


def _changed(files: list[Path], decree: Decree, errata: list[Erratum], base: Listing) -> Imported:
    """A list as its base with the changes of another decree: rows of files of deletions go, all others come or change."""
    gone = _named(files, "deleted")
    deleted, _ = _read(gone, errata, decree.first)
    fresh, _ = _read([path for path in files if path not in gone], errata, decree.first)
    problems = [*deleted.problems, *fresh.problems]
    updated = _named(files, "updated")
    held = {concept.code: concept for concept in base.concepts}
    changes = merged(fresh.entries, problems)
    problems += _absent(deleted.entries, held)
    if updated and len(updated) == len(files) - len(gone):
        problems += _absent(changes.values(), held)
    for entry in deleted.entries:
        held.pop(entry.concept.code, None)
    for code, entry in changes.items():
        held[code] = _successor(entry.concept, held.get(code))
    if not problems and list(held.values()) == list(base.concepts):
        problems.append(Problem("LINK-DELTA-TWICE", str(files[0].parent), {"base": base.title}))
    entries = {code: Entry(concept, str(files[0])) for code, concept in held.items()}
    problems += wrong(entries, str(files[0]))
    if problems:
        raise InputError(problems)
    listing = _listing(decree, list(held.values()), partial=not base.parts)
    return Imported(listing, (*deleted.notes, *fresh.notes))


def _named(files: list[Path], kind: str) -> list[Path]:
    """The files whose names say that they hold changes of a kind."""
    beginnings = tuple(forms().changes[kind])
    return [path for path in files if path.name.casefold().startswith(beginnings)]


def _absent(entries: Iterable[Entry], held: dict[str, Concept]) -> list[Problem]:
    problems = []
    for entry in entries:
        if entry.concept.code not in held:
            values = {"code": entry.concept.code}
            problems.append(Problem("LINK-DELTA", entry.place, values))
    return problems


def _successor(concept: Concept, before: Concept | None) -> Concept:
    """A changed entry, which keeps its former name beside the new one."""
    if before is None or before.name == concept.name:
        return concept
    return replace(concept, names=tuple(dict.fromkeys((*concept.names, *before.names))))
