"""A folder of CSV sheets or a workbook becomes one document, or one list of all its errors."""

from __future__ import annotations

from difflib import get_close_matches
from pathlib import Path

from kg.errors import InputError, Problem
from kg.limits import DEFAULT, Limits
from kg.read.digests import of_sheets
from kg.read.document import Document
from kg.read.gate import sha256
from kg.read.rows import check_rows
from kg.read.sheets import read_folder
from kg.read.statements.builder import Builder
from kg.read.statements.identity import Identity, identity
from kg.read.statements.measure import build_indicators, build_targets
from kg.read.statements.other import build_columns, build_identity, build_texts
from kg.read.statements.plan import build_mapping, build_plan
from kg.read.statements.posts import build_duties, build_posts, build_roles
from kg.read.statements.tree import build_tree
from kg.read.table import Table
from kg.read.workbook import read_workbook
from kg.terms import graph_iri

__all__ = ["read_tabular"]


def _build(builder: Builder, tables: dict[str, Table]) -> None:
    """Write all sheets; nodes before the rows that refer to them."""
    build_identity(builder, tables["identitas"])
    for table in tables.values():
        build_columns(builder, table)
    if "simpul" in tables:
        build_tree(builder, tables["simpul"])
    if "jabatan" in tables:
        build_posts(builder, tables["jabatan"])
    if "rencana" in tables:
        build_plan(builder, tables["rencana"])
    posts = {row.get("kode") for row in tables["jabatan"].rows} if "jabatan" in tables else set()
    if "indikator" in tables:
        build_indicators(builder, tables["indikator"], posts)
    for name, build in (
        ("target", build_targets),
        ("tugas", build_duties),
        ("peran", build_roles),
        ("pemetaan", build_mapping),
        ("teks", build_texts),
    ):
        if name in tables:
            build(builder, tables[name])


def _notes(tables: list[Table]) -> list[Problem]:
    """Columns the form does not know: reported, never fatal."""
    found = []
    for table in (t for t in tables if t.unknown):
        free = [c.name for c in table.sheet.columns if c.name not in table.letters]
        near = [n for name in table.unknown for n in get_close_matches(name.casefold(), free, n=1)]
        values = {
            "sheet": table.sheet.name,
            "columns": ", ".join(table.unknown),
            "near": ", ".join(near) or "-",
        }
        found.append(Problem("FORM-UNKNOWN", table.file, values))
    return found


def _identity(tables: list[Table], name: str, problems: list[Problem]) -> Identity | None:
    table = next((t for t in tables if t.sheet.name == "identitas"), None)
    if table is None:
        problems.append(Problem("IDENT-MISSING", name))
        return None
    return identity(table, problems)


def read_tabular(path: Path, limits: Limits = DEFAULT) -> Document:
    """Read a folder of CSV sheets or an .xlsx completely; :class:`InputError` lists every error at once."""
    problems: list[Problem] = []
    reader = read_folder if path.is_dir() else read_workbook
    notes: list[Problem] = []
    tables, contents = reader(path, problems, notes, limits)
    if not tables and not problems:
        raise InputError(Problem("FORM-NOSHEETS", str(path)))
    own = _identity(tables, str(path), problems)
    problems.extend(check_rows(tables))
    if problems or own is None:
        raise InputError(problems)
    builder = Builder(own)
    _build(builder, {t.sheet.name: t for t in tables})
    digests = {name: sha256(data) for name, data in contents.items()}
    return Document(
        graph=graph_iri(own.region, own.period, own.code),
        region=own.region,
        period=own.period,
        code=own.code,
        name=str(path),
        sha256=of_sheets(digests) if path.is_dir() else next(iter(digests.values())),
        rows=sum(len(t.rows) for t in tables),
        triples=list(dict.fromkeys(builder.triples)),
        notes=[*notes, *_notes(tables)],
    )
