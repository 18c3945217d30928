"""Writes files whole or not at all, and never over what is not an earlier output of the same kind."""

from __future__ import annotations

import io
import json
import os
import re
import zipfile
from collections.abc import Iterable
from pathlib import Path

from kg.errors import CouldNotError, InputError, Problem
from kg.files import sync_folder, write_durably

__all__ = [
    "mark_of",
    "may_be_made",
    "may_replace",
    "refuse_links",
    "refuse_report",
    "write_bytes",
    "write_pieces",
]

#: How outputs that have room for it name the command that made them, as ``kinerja-kg check
#: laporan.ttl``.
_NAMED = re.compile(rb"kinerja-kg (?:[a-z]+)(?: [a-z.-]+)?")
#: First lines that files of anybody have: they tell nothing about who wrote the file.
_ANYBODY = re.compile(r"(@|prefix\b|base\b|<|\{|\[|_:|#\s*$)", re.IGNORECASE)
_HEAD = 4096
_CORE = "docProps/core.xml"
#: What makes a folder a report.
_MANIFEST = "manifest.json"
_CREATOR = re.compile(rb"<dc:creator(?:\s[^>]*)?>([^<]*)</dc:creator>")


def _workbook_mark(data: bytes) -> str | None:
    """Who made a workbook, as its properties say.

    Whoever types into it in Excel leaves that as it is.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as book:
            found = _CREATOR.search(book.read(_CORE))
    except (zipfile.BadZipFile, KeyError, NotImplementedError, RuntimeError):
        return None
    if found:
        creator = found[1].decode(errors="replace")
    else:
        creator = ""
    if creator.startswith("kg "):
        return f"xlsx {creator}"
    return None


def _json_mark(data: bytes) -> str | None:
    try:
        body = json.loads(data)
    except (ValueError, RecursionError):
        return None
    if isinstance(body, list) and body:
        first = body[0]
    else:
        first = body
    if not isinstance(first, dict):
        return None
    keys = " ".join(map(str, first))
    # Linked data of anybody has these keys; so have the standard forms of other tools, which do not
    # name us.
    if "@" in keys or ("$schema" in keys and b"kinerja" not in data):
        return None
    if "schema" in first:
        keys = " ".join(list(first)[:3])  # what follows the head depends on the options of a run
    return f"json {keys}"


def mark_of(data: bytes) -> str | None:
    r"""What kind of output these bytes are; ``None`` when anybody could have written them.

    >>> mark_of(b'"Nomor","Aturan"\n"T-1","IND-01"\n')
    '"Nomor","Aturan"'
    >>> mark_of(b"# kinerja-kg check laporan.ttl\n@prefix kin: <x> .")
    'kinerja-kg check laporan.ttl'
    >>> mark_of(b"@prefix kin: <x> .") is None
    True
    """
    if data.startswith(b"PK"):
        return _workbook_mark(data)
    if data.startswith(b"%PDF"):
        if b"Typst" in data:
            return "pdf typst"
        return None
    if (named := _NAMED.search(data[:_HEAD])) is not None:
        return named[0].decode()
    text = data.decode("utf-8-sig", errors="replace").lstrip()
    if text.startswith(("{", "[")):
        return _json_mark(data)
    line = re.sub(r"\d+", "", text.split("\n", 1)[0]).strip()
    if line and not _ANYBODY.match(line):
        return line
    return None


def may_replace(path: Path, inputs: Iterable[Path], new: bytes) -> None:
    """Refuse to write ``new`` where it would destroy something.

    An input, or a file that no earlier run wrote.

    ``inputs`` is everything that was read: documents, registers, answers, profiles. Devices, pipes
    and empty files hold nothing.

    :raises InputError: USE-OVERINPUT, USE-OVERWRITE.
    """
    if not path.is_file() or path.stat().st_size == 0:
        return
    for read in inputs:
        if read.exists() and read.samefile(path):
            raise InputError(Problem("USE-OVERINPUT", str(path)))
    old = path.read_bytes()
    mark = mark_of(new)
    if old != new and (mark is None or mark_of(old) != mark):
        raise InputError(Problem("USE-OVERWRITE", str(path)))


def may_be_made(path: Path, inputs: Iterable[Path], new: bytes) -> None:
    """Refuse to write a form where there is a file.

    Whether somebody filled it in, nobody can tell from outside.

    :raises InputError: USE-OVERINPUT, USE-FORM.
    """
    may_replace(path, [one for one in inputs if one.exists()], new)
    if path.is_file() and path.stat().st_size and path.read_bytes() != new:
        raise InputError(Problem("USE-FORM", str(path)))


def refuse_report(folder: Path) -> None:
    """Refuse to add files to a report: what its manifest does not name, nobody can prove.

    :raises InputError: USE-REPORT.
    """
    if (folder / _MANIFEST).is_file():
        raise InputError(Problem("USE-REPORT", str(folder)))


def refuse_links(folder: Path, names: Iterable[str]) -> None:
    """Refuse to write parts of a folder through a link that leads out of it: nobody named what lies there.

    :raises InputError: USE-LINK.
    """
    home = folder.resolve()
    for name in names:
        if not (folder / name).resolve().is_relative_to(home):
            raise InputError(Problem("USE-LINK", str(folder / name)))


def write_bytes(path: Path, data: bytes) -> None:
    """Write a file whole or not at all."""
    write_pieces(path, [data])


def write_pieces(path: Path, pieces: Iterable[bytes]) -> None:
    """Write a file whole or not at all, piece by piece: beside it first, then in its place.

    A symbolic link that the user named is followed; a device or pipe is written to directly.

    :raises InputError: USE-FOLDER where a folder is named for a file.
    :raises CouldNotError: USE-OUTPUT.
    """
    if path.is_dir():
        raise InputError(Problem("USE-FOLDER", str(path)))

    if path.is_symlink():
        target = path.resolve()
    else:
        target = path
    try:
        if target.exists() and not target.is_file():
            with target.open("wb") as file:
                file.writelines(pieces)
            return
        target.parent.mkdir(parents=True, exist_ok=True)
        write_durably(target, target.with_name(f".{target.name}.{os.getpid()}.tmp"), pieces)
        sync_folder(target.parent)
    except OSError as error:
        reason = error.strerror or str(error)
        raise CouldNotError(Problem("USE-OUTPUT", str(path), {"reason": reason})) from error
