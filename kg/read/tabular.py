"""A folder of sheets or a workbook becomes one document, or one list of all its errors."""

from __future__ import annotations

from dataclasses import replace

from pyoxigraph import Literal, Triple

from kg.errors import InputError, Problem
from kg.limits import DEFAULT, Limits
from kg.model.form import form
from kg.read.codes import resolve_references
from kg.read.digests import of_sheets
from kg.read.document import Document
from kg.read.filling import read_tables
from kg.read.gate import sha256
from kg.read.grid import Grid
from kg.read.grids import read_grids
from kg.read.layout.choice import Choice
from kg.read.place import Place
from kg.read.reading import Reading
from kg.read.remarks import tell_rows
from kg.read.rows import check_rows
from kg.read.sheetnames import assign_grids
from kg.read.sheets import delimited_files
from kg.read.statements.builder import Builder
from kg.read.statements.identity import Identity, identity
from kg.read.statements.measure import build_indicators, build_targets
from kg.read.statements.money import build_budgets, build_realisations
from kg.read.statements.other import (
    build_columns,
    build_headings,
    build_identity,
    build_texts,
)
from kg.read.statements.plan import build_mapping, build_plan
from kg.read.statements.posts import build_duties, build_posts, build_roles
from kg.read.statements.tree import build_tree
from kg.read.table import Table
from kg.terms import KIN, XSD, graph_iri

__all__ = ["read_tabular", "read_understood"]


def _build(builder: Builder, tables: dict[str, Table]) -> None:
    """Write all sheets; nodes before the rows that refer to them."""
    build_identity(builder, tables["identitas"])
    for table in tables.values():
        build_columns(builder, table)
    for name, first in (("simpul", build_tree), ("jabatan", build_posts), ("rencana", build_plan)):
        if name in tables:
            first(builder, tables[name])
    posts: set[str] = set()
    if "jabatan" in tables:
        posts = {row.get("kode") for row in tables["jabatan"].rows}
    if "indikator" in tables:
        build_indicators(builder, tables["indikator"], posts)
    for name, build in (
        ("target", build_targets),
        ("anggaran", build_budgets),
        ("realisasi", build_realisations),
        ("tugas", build_duties),
        ("peran", build_roles),
        ("pemetaan", build_mapping),
        ("teks", build_texts),
    ):
        if name in tables:
            build(builder, tables[name])


def _grids(
    path: Place, limits: Limits, problems: list[Problem]
) -> tuple[list[Grid], dict[str, bytes]]:
    """The grids behind a path, and the bytes of each file by name.

    What cannot be read joins the problems.
    """
    if path.is_dir():
        files = delimited_files(path)
    else:
        files = [path]
    grids: list[Grid] = []
    contents: dict[str, bytes] = {}
    for file in files:
        try:
            found, data = read_grids(file, limits)
        except InputError as error:
            problems += error.problems
            # The sheet is there, though nothing can be read: what refers to it is not judged.
            grids.append(Grid(file.stem, str(file), (), workbook=False, unread=True))
            continue
        grids += found
        contents[file.name] = data
    return grids, contents


def _identity(reading: Reading, path: Place, unreadable: set[str]) -> Identity | None:
    """The identity; nothing is said of one whose sheet could not be read, for that was said already."""
    if "identitas" in unreadable:
        return None
    table = reading.tables.get("identitas")
    if table is None:
        sound = []
        for name, found in reading.tables.items():
            if not found.broken:
                sound.append(name)
        values = {"sheets": ", ".join(sound)}
        reading.problems.append(Problem("IDENT-MISSING", str(path), values))
        return None
    return identity(table, reading)


def _ordered(problems: list[Problem]) -> list[Problem]:
    """Problems in the order of sheets, rows and columns; each once."""
    sheets = {sheet.name: number for number, sheet in enumerate(form())}

    def position(problem: Problem) -> tuple[int, int, int, str]:
        letters = problem.cell.rstrip("0123456789")
        number = problem.cell[len(letters) :]
        row = int(number) if number else 0
        return sheets.get(problem.sheet, -1), row, len(letters), letters

    once = {}
    for p in problems:
        once[p.code, p.where, tuple(p.values.items())] = p
    return sorted(once.values(), key=position)


def read_understood(path: Place, choice: Choice, limits: Limits = DEFAULT) -> Document:
    """Read a file of a conventional layout completely, with remarks on how it was understood.

    :raises InputError: the file cannot be read by any layout, or what was read cannot be a
        document.
    """
    # All that reads layouts: a document in the form needs none of it.
    from kg.read.layout.document import understand
    from kg.read.layout.headings import headings
    from kg.read.layout.origins import tables

    understood = understand(path, choice, limits)
    reading = Reading(limits, tables(understood.entries, str(path)), notes=list(understood.notes))
    own = _identity(reading, path, set())
    reading.problems += resolve_references(reading.tables, set())
    check_rows(reading)
    if reading.problems or own is None:
        raise InputError(_ordered(reading.problems))
    document = _document(path, reading, own, {path.name: understood.data})
    heads = build_headings(Builder(own), headings(understood.reading.columns))
    return replace(document, triples=[*document.triples, _counted(own), *heads])


def _counted(own: Identity) -> Triple:
    """That the codes of a document say which row a statement stood in, and nothing else."""
    true = Literal("true", datatype=XSD["boolean"])
    return Triple(Builder(own).document(), KIN["kodeMenurutBaris"], true)


def read_tabular(path: Place, limits: Limits = DEFAULT) -> Document:
    """Read a folder of sheets or a workbook completely.

    :raises InputError: with every error of every sheet, in the order of sheets, rows and columns.
    """
    reading = Reading(limits)
    grids, contents = _grids(path, limits, reading.problems)
    chosen, doubtful = assign_grids(grids, str(path), reading)
    if not chosen and not reading.problems:
        raise InputError(Problem("FORM-NOSHEETS", str(path)))
    unread = {name for name, grid in chosen.items() if grid.unread}
    read_tables({n: grid for n, grid in chosen.items() if n not in unread}, reading)
    broken = set()
    for name, table in reading.tables.items():
        if table.broken:
            broken.add(name)
    unreadable = broken | doubtful | unread
    own = _identity(reading, path, unreadable)
    reading.problems += resolve_references(reading.tables, unreadable)
    check_rows(reading)
    if reading.problems or own is None:
        raise InputError(_ordered(reading.problems))
    tell_rows(reading)
    return _document(path, reading, own, contents)


def _document(path: Place, reading: Reading, own: Identity, contents: dict[str, bytes]) -> Document:
    builder = Builder(own)
    _build(builder, reading.tables)
    digests = {name: sha256(data) for name, data in contents.items()}
    if path.is_dir():
        digest = of_sheets(digests)
    else:
        digest = next(iter(digests.values()))
    return Document(
        graph=graph_iri(own.region, own.period, own.code),
        region=own.region,
        period=own.period,
        code=own.code,
        name=str(path),
        sha256=digest,
        rows=sum(len(table.rows) for table in reading.tables.values()),
        triples=list(dict.fromkeys(builder.triples)),
        notes=reading.notes,
    )
