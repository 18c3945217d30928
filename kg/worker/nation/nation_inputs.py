"""Finds inputs below folders, however deep, without reading them."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from kg.errors import InputError, Problem
from kg.read.inputs import READABLE
from kg.read.kinds import DELIMITED
from kg.read.place import Located, Place, leads_out
from kg.read.url import UrlPath
from kg.worker.nation.stamps import FileStamp, Stamp, told

__all__ = ["InputSource", "found_below"]

#: The files by which a folder is one document.
_IDENTITIES = frozenset(f"identitas{ending}" for ending in DELIMITED)
#: What a store tells of a file.
_About = Mapping[str, Any]


@dataclass(frozen=True)
class InputSource:
    """One input: a file, or a folder of sheets.

    ``stamp`` are name, size, times and number of its files.
    """

    path: str
    stamp: Stamp


def _stamp(paths: Iterable[Path]) -> Stamp:
    found = []
    for path in paths:
        try:
            about = path.stat()
        except OSError:  # gone, or not to be read: the reader says what is wrong
            found.append((path.name, -1, 0, 0, 0))
        else:
            times = about.st_mtime_ns, about.st_ctime_ns
            found.append((path.name, about.st_size, *times, about.st_ino))

    return tuple(found)


def _hidden(name: str) -> bool:
    return name.startswith((".", "~$"))


def _is_sheets(names: Iterable[str]) -> bool:
    return any(name.casefold() in _IDENTITIES for name in names)


def _is_sheet(name: str) -> bool:
    return name.casefold().endswith(DELIMITED)


def _is_input(name: str) -> bool:
    return name.casefold().endswith(READABLE) and not _hidden(name)


def _below(top: Path, out: Place | None) -> Iterator[InputSource]:
    for folder, inner, names in os.walk(top):
        here = Path(folder)
        # Changed in place: os.walk goes down only into what is left.
        inner[:] = sorted(name for name in inner if not _hidden(name))
        inner[:] = [name for name in inner if (here / name).absolute() != out]
        names[:] = sorted(name for name in names if not leads_out(here / name, top))
        if _is_sheets(names):
            inner.clear()
            sheets = filter(_is_sheet, names)
            yield InputSource(str(here), _stamp(here / name for name in sheets))
            continue

        for name in filter(_is_input, names):
            yield InputSource(str(here / name), _stamp([here / name]))


def _listed(top: UrlPath, out: Place | None) -> Iterator[tuple[PurePosixPath, _About]]:
    """What lies below an address, without what is hidden and what lies in the folder of results."""
    results = None
    if isinstance(out, UrlPath):
        results = f"{out}/"
    for name, about in top.below().items():
        if any(map(_hidden, name.split("/"))):
            continue
        if results is None or not f"{top}/{name}".startswith(results):
            yield PurePosixPath(name), about


def _top_sheets(path: PurePosixPath, sheets: set[PurePosixPath]) -> PurePosixPath | None:
    """The outermost folder of sheets that a file lies in."""
    return next((parent for parent in reversed(path.parents) if parent in sheets), None)


def _below_url(top: UrlPath, out: Place | None) -> Iterator[InputSource]:
    """The same from one listing of the store.

    A folder of sheets is one input, and nothing below it is another.
    """
    found = dict(_listed(top, out))
    sheets = {path.parent for path in found if _is_sheets([path.name])}
    folders: dict[PurePosixPath, list[FileStamp]] = {}
    for path, about in found.items():
        above = _top_sheets(path, sheets)
        suffix = path.suffix.casefold()
        if above is None and suffix in READABLE:
            yield InputSource(f"{top}/{path}", (told(path.name, about),))
        elif path.parent == above and suffix in DELIMITED:
            folders.setdefault(path.parent, []).append(told(path.name, about))

    for folder, stamps in folders.items():
        name = f"{top}/{folder}"
        if folder == PurePosixPath():
            name = str(top)

        yield InputSource(name, tuple(stamps))


def _sources(path: Located, out: Place | None) -> Iterator[InputSource]:
    if isinstance(path, UrlPath):
        about = path.about()
        if about is not None and about["type"] == "file":
            return iter([InputSource(str(path), (told(path.name, about),))])

        return _below_url(path, out)

    if path.is_dir():
        return _below(path, out and out.absolute())

    return iter([InputSource(str(path), _stamp([path]))])


def found_below(paths: Iterable[Located], out: Place | None = None) -> Iterator[InputSource]:
    """Every input of the paths, each once, in a stable order.

    What lies in the folder ``out`` of results is none.

    :raises InputError: READ-MISSING for a path that does not exist.
    """
    seen = set()
    for path in paths:
        if not path.exists():
            raise InputError(Problem("READ-MISSING", str(path)))

        for source in _sources(path, out):
            if source.path not in seen:
                seen.add(source.path)
                yield source
