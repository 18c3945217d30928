"""A list of the nomenclature out of the files that people have: whole and sound, or not at all."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from kg.derive.official.concept import Concept, Decree, Listing
from kg.errors import InputError, Problem
from kg.link.annex import Annex, looks_like_annex
from kg.link.entries import ListEntry, ListReading
from kg.link.errata import Erratum, corrected
from kg.link.forms import Columns, forms
from kg.link.integrity import merged, wrong
from kg.link.joined import parted
from kg.link.tables import heading_of, read_table
from kg.read.gate import sha256
from kg.read.grid import Grid
from kg.read.grids import read_grids
from kg.read.kinds import DELIMITED, WORKBOOKS
from kg.read.records import RECORDS, read_records
from kg.terms import segment

__all__ = ["Imported", "import_list", "list_id"]

#: The first year whose sub-activities have four digits (Kepmendagri 900.1.15.5-1317/2023).
_FOUR_DIGITS = 2023
#: The branch of government in codes that hold for every one.
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
    found = []
    for file in sorted(path.iterdir()):
        if file.name.casefold().endswith(endings):
            found.append(file)
    if not found:
        raise InputError(Problem("LINK-EMPTY", str(path)))
    return found


def _grids(path: Path) -> list[Grid]:
    if path.name.casefold().endswith(RECORDS):
        return [read_records(path)]
    grids, _ = read_grids(path)
    return [grid for grid in grids if grid.lines]


def _read(paths: Iterable[Path], errata: list[Erratum], year: int) -> tuple[ListReading, bool]:
    """The entries of some files, and whether they hold only a part of a list."""
    digits = 4 if year >= _FOUR_DIGITS else 2
    reading = ListReading([], [], [], digits)
    # One reader for all files: a name may go on from the last page of one to the first of the next.
    annex = Annex(reading, digits)
    partial = False
    for path in paths:
        strange = []
        known = False
        for printed in _grids(path):
            grid = corrected(printed, errata, reading.notes)
            grid, head = _headed(grid)
            if head is not None:
                start, columns = head
                partial = partial or columns.partial
                read_table(grid, start, columns, reading)
            elif looks_like_annex(grid):
                annex.read(grid)
            else:
                strange.append(Problem("LINK-HEADER", grid.place))
                continue
            known = True
        # Beside the list a workbook may hold a sheet that explains it.
        told = reading.notes if known else reading.problems
        told += strange
    return reading, partial


def _headed(grid: Grid) -> tuple[Grid, tuple[int, Columns] | None]:
    """A table with what its columns hold; taken apart where code and name share a cell."""
    head = heading_of(grid)
    if head is not None:
        return grid, head
    apart = parted(grid)
    return apart, heading_of(apart)


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
    concepts = [entry.concept for entry in found.values()]
    listing = _listing(decree, concepts, part or partial)
    return Imported(listing, tuple(reading.notes))


def _listing(decree: Decree, concepts: list[Concept], partial: bool) -> Listing:
    """A list in the order of its codes.

    It is complete for the bidang that it names, unless it is only a part.
    """
    named = set(map(_bidang, concepts))
    bidang = sorted(named - {_TEMPLATE})
    every = [*concepts, *_instances(concepts, bidang)]
    every.sort(key=lambda concept: concept.code)
    ordered = tuple(every)
    parts = () if partial else tuple(bidang)
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
    groups = concept.code.split(".")
    return ".".join(groups[:2])


def _instances(concepts: list[Concept], bidang: list[str]) -> list[Concept]:
    """The entries that a template (X.XX) stands for in every bidang which does not list them itself."""
    held = {concept.code for concept in concepts}
    found = []
    for concept in concepts:
        if _bidang(concept) != _TEMPLATE:
            continue
        for own in bidang:
            instance = _instance(concept, own)
            if instance.code not in held:
                found.append(instance)
    return found


def _instance(template: Concept, bidang: str) -> Concept:
    """What a template stands for in one bidang.

    There it is an entry like any other of the nation.
    """
    code = template.code.replace(_TEMPLATE, bidang)
    parent = template.parent.replace(_TEMPLATE, bidang)
    return replace(template, code=code, parent=parent, scope="nasional")


def _changed(files: list[Path], decree: Decree, errata: list[Erratum], base: Listing) -> Imported:
    """A list as its base with the changes of another decree.

    Rows of files of deletions go, all others come or change.
    """
    gone = _named(files, "deleted")
    left = [path for path in files if path not in gone]
    deleted, _ = _read(gone, errata, decree.first)
    fresh, _ = _read(left, errata, decree.first)
    problems = [*deleted.problems, *fresh.problems]
    changes = merged(fresh.entries, problems)
    before = {concept.code: concept for concept in base.concepts}
    problems += _absent(deleted.entries, before)
    # Where every file holds updates, a code that the base lacks is a slip and no new entry.
    if left and _named(left, "updated") == left:
        problems += _absent(changes.values(), before)
    held = _after(before, deleted.entries, changes)
    if not problems and list(held.values()) == list(base.concepts):
        problems.append(Problem("LINK-DELTA-TWICE", str(files[0].parent), {"base": base.title}))
    place = str(files[0])
    entries = {code: ListEntry(concept, place) for code, concept in held.items()}
    problems += wrong(entries, place)
    if problems:
        raise InputError(problems)
    listing = _listing(decree, list(held.values()), partial=not base.parts)
    return Imported(listing, (*deleted.notes, *fresh.notes))


def _after(
    before: dict[str, Concept], deleted: list[ListEntry], changes: dict[str, ListEntry]
) -> dict[str, Concept]:
    """The entries of the base after the changes."""
    held = dict(before)
    for entry in deleted:
        held.pop(entry.concept.code, None)
    for code, entry in changes.items():
        held[code] = _successor(entry.concept, held.get(code))
    return held


def _named(files: list[Path], kind: str) -> list[Path]:
    """The files whose names say that they hold changes of a kind."""
    beginnings = tuple(forms().changes[kind])
    return [path for path in files if path.name.casefold().startswith(beginnings)]


def _absent(entries: Iterable[ListEntry], held: dict[str, Concept]) -> list[Problem]:
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
    # A name that both have is kept once, where it came first.
    names = dict.fromkeys((*concept.names, *before.names))
    return replace(concept, names=tuple(names))
