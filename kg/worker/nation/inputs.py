"""Finds inputs below folders, however deep, without reading them."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from kg.errors import InputError, Problem
from kg.read.inputs import READABLE
from kg.read.url import UrlPath
from kg.worker.nation.stamps import Stamp, told

__all__ = ["Source", "found_below"]


@dataclass(frozen=True)
class Source:
    """One input: a file, or a folder of sheets; ``stamp`` are name, size, times and number of its files."""

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
            found.append(
                (path.name, about.st_size, about.st_mtime_ns, about.st_ctime_ns, about.st_ino)
            )
    return tuple(found)


def _hidden(name: str) -> bool:
    return name.startswith((".", "~$"))


def _is_sheets(names: Iterable[str]) -> bool:
    return any(name.casefold() == "identitas.csv" for name in names)


def _below(top: Path, out: Path | None) -> Iterator[Source]:
    for folder, inner, names in os.walk(top):
        here = Path(folder)
        inner[:] = sorted(
            name for name in inner if not _hidden(name) and (here / name).absolute() != out
        )
        if _is_sheets(names):
            inner.clear()
            yield Source(
                str(here),
                _stamp(here / name for name in sorted(names) if name.casefold().endswith(".csv")),
            )
            continue
        for name in sorted(names):
            if not _hidden(name) and name.casefold().endswith(READABLE):
                yield Source(str(here / name), _stamp([here / name]))


def _below_url(top: UrlPath, out: Path | None) -> Iterator[Source]:
    """The same from one listing of the store: a folder of sheets is one input, and nothing below it is another."""
    inner = f"{out}/" if isinstance(out, UrlPath) else None
    listed = {
        n: about
        for n, about in top.below().items()
        if not any(_hidden(part) for part in n.split("/"))
    }
    found = {
        PurePosixPath(n): about
        for n, about in listed.items()
        if inner is None or not f"{top}/{n}".startswith(inner)
    }
    sheets = {path.parent for path in found if _is_sheets([path.name])}
    folders: dict[PurePosixPath, list[tuple[str, int, int, int, int]]] = {}
    for path, about in found.items():
        above = [parent for parent in reversed(path.parents) if parent in sheets]
        suffix = path.suffix.casefold()
        if not above and suffix in READABLE:
            yield Source(f"{top}/{path}", (told(path.name, about),))
        elif above and path.parent == above[0] and suffix == ".csv":
            folders.setdefault(above[0], []).append(told(path.name, about))
    for folder, stamps in folders.items():
        yield Source(str(top) if folder == PurePosixPath() else f"{top}/{folder}", tuple(stamps))


def _sources(path: Path, out: Path | None) -> Iterator[Source]:
    if isinstance(path, UrlPath):
        about = path.about()
        if about is not None and about["type"] == "file":
            return iter([Source(str(path), (told(path.name, about),))])
        return _below_url(path, out)
    return (
        _below(path, out and out.absolute())
        if path.is_dir()
        else iter([Source(str(path), _stamp([path]))])
    )


def found_below(paths: Iterable[Path], out: Path | None = None) -> Iterator[Source]:
    """Every input of the paths, each once, in a stable order; what lies in the folder ``out`` of results is none.

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
