"""Damaged and odd tables of every kind are read or refused with a sentence; none ends in a traceback."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

from kg.errors import KgError, Problem
from kg.read.inputs import read_paths
from tests.form.sound import Sheets, as_folder, as_xls, as_xlsx, sound
from tests.form.test_kinds_of_files import _ods, _strict

#: What people and programs put into cells by mistake.
ODD = [
    "", " ", "-", "#REF!", "=1/0", "'", '"', "\n", "a\nb", "\u200b", "\u202e", "\x00", "0", "-1", "1e400", "nan",
    "9" * 400, "K" * 40_000, "{kode}", "%s", "<b>", "../..", ";;;", ",", "=;=", "nomor=999999999999", "idem", "Sub Kegiatan",
    "2025-01-01", "二〇二五", "١٢٣", "²", "½", "é" * 50, "TRUE", "\U0001f600",
    "kode", "rencana", "2025", "19800101 200501 1 001", "Drs. X, M.Si", "NULL", "#N/A", "sumber_baris_kolom=3",
]  # fmt: skip


def _cells(sheets: Sheets, chance: random.Random) -> None:
    """Change cells, rows, columns, headers and sheets at random."""
    for _ in range(chance.randrange(1, 6)):
        name = chance.choice(sorted(sheets))
        rows = sheets[name] or [[""]]
        row = chance.choice(rows)
        kind = chance.randrange(8)
        if kind < 4 and row:
            row[chance.randrange(len(row))] = chance.choice(ODD)
        elif kind == 4:
            rows.insert(
                chance.randrange(len(rows) + 1),
                [chance.choice(ODD) for _ in range(chance.randrange(12))],
            )
        elif kind == 5:
            rows.remove(row)
        elif kind == 6 and len(sheets) > 1:
            sheets[
                chance.choice([*ODD[:4], "rencana ", "Lembar1", name.upper()])[:31].strip() or "x"
            ] = sheets.pop(name)
        elif row:
            del row[chance.randrange(len(row)) :]


def _clean(sheets: Sheets) -> Sheets:
    """Without what a workbook cannot store: the writers refuse control characters and very long cells."""
    bad = ("\x00", "\u202e")
    names = {
        name.translate(str.maketrans("", "", "[]:*?/\\'\x00")) or "x": rows
        for name, rows in sheets.items()
    }
    return {
        name: [
            ["" if str(v) in bad or str(v).startswith("=") else str(v)[:30_000] for v in row]
            for row in rows
        ]
        for name, rows in names.items()
    }


def _bytes(path: Path, chance: random.Random) -> None:
    """Change some bytes of the file, or of one part of its archive."""
    data = bytearray(path.read_bytes())
    if zipfile.is_zipfile(path) and chance.random() < 0.7:
        with zipfile.ZipFile(io.BytesIO(bytes(data))) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
        name = chance.choice(sorted(parts))
        body = bytearray(parts[name])
        _damage(body, chance)
        parts[name] = bytes(body)
        with zipfile.ZipFile(path, "w") as archive:
            for part, content in parts.items():
                archive.writestr(part, content)
        return
    _damage(data, chance)
    path.write_bytes(bytes(data))


def _damage(body: bytearray, chance: random.Random) -> None:
    for _ in range(chance.randrange(1, 5)):
        if not body:
            return
        at = chance.randrange(len(body))
        kind = chance.randrange(4)
        if kind == 0:
            body[at] = chance.randrange(256)
        elif kind == 1:
            del body[at : at + chance.randrange(1, 20)]
        elif kind == 2:
            body[at:at] = bytes(body[: chance.randrange(1, 40)])
        else:
            body[at:at] = chance.choice([b"9", b"<", b"&", b'"', b"\xff", b"1048576", b"XFD", b"-"])


WRITERS: list[tuple[str, Callable[[Path, Sheets], Path]]] = [
    ("a.xlsx", as_xlsx),
    ("strict.xlsx", _strict),
    ("a.xls", as_xls),
    ("a.ods", _ods),
    ("folder", as_folder),
    ("semicolon", partial(as_folder, delimiter=";")),
    ("tabs", partial(as_folder, delimiter="\t", suffix=".tsv")),
    ("a.xlsm", as_xlsx),
]


def _problems(path: Path) -> list[Problem]:
    """Why a file is refused; nothing when it is read. Anything but an error of ours fails the test."""
    try:
        read_paths([path])
    except KgError as error:
        return error.problems
    return []


def test_no_mutation_ends_in_a_traceback(heavy: bool, tmp_path: Path) -> None:
    """A hundred by default, five thousand with --heavy; half of them in content, half in bytes."""
    read = refused = 0
    for number in range(5_000 if heavy else 100):
        chance = random.Random(number)
        name, write = WRITERS[number % len(WRITERS)]
        sheets = sound()
        if number % 2 == 0:
            _cells(sheets, chance)
        folder = tmp_path / str(number % 50)
        folder.mkdir(exist_ok=True)
        path = folder / f"{number}-{name}"
        try:
            write(path, _clean(sheets))
        except (ValueError, OSError):
            # What the writer refuses, no person could have saved either.
            continue
        if number % 2:
            targets = [path] if path.is_file() else sorted(path.iterdir())
            _bytes(chance.choice(targets), chance)
        problems = _problems(path)
        assert all(problem.line("id") and problem.line("en") for problem in problems)
        refused += bool(problems)
        read += not problems
    assert read > 5 and refused > 5
