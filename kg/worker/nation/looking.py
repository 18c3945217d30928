"""Looks into an input for the units it speaks of, as cheaply as its form allows."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from kg.errors import CouldNotError, InputError, Problem
from kg.read.digests import of_sheets
from kg.read.gate import read_bytes, sha256
from kg.read.inputs import is_folder, read_paths
from kg.read.place import located
from kg.terms import BASE, GRAPH, UnitKey

__all__ = ["Look", "Looked", "look"]

_PREFIX = f" <{GRAPH}".encode()
_FIRST = re.compile(re.escape(_PREFIX) + rb"([\w.~%-]+)/([\w.~%-]+)/[\w.~%-]+> \.\s*$")


@dataclass(frozen=True)
class Look:
    """What is to be looked at: the path of an input."""

    path: str


@dataclass(frozen=True)
class Looked:
    """What an input is: its digest and the units it speaks of, or why it cannot be read."""

    path: str
    sha256: str
    units: tuple[UnitKey, ...] = ()
    problems: tuple[Problem, ...] = ()


_NAMED = re.compile(re.escape(BASE).encode() + rb"(?:graph|id)/(\d\d\.\d\d\.\d\d)/([\w.~%-]+)/")


def _of_quads(data: bytes) -> UnitKey | None:
    """The unit of N-Quads of which every line names the same; ``None`` when that takes a parser to tell."""
    first = _FIRST.search(data[: data.find(b"\n") + 1])
    if first is None:
        return None
    region, period = first[1], first[2]
    lines = data.count(b"\n")
    if data.count(_PREFIX) != lines or data.count(_PREFIX + region + b"/" + period + b"/") != lines:
        return None
    return UnitKey(region.decode(), period.decode())


def _digest(path: Path) -> tuple[str, bytes]:
    """The digest of an input, and its bytes when it is a file."""
    if not is_folder(path):
        data = read_bytes(path)
        return sha256(data), data
    sheets = [p for p in path.iterdir() if p.suffix.casefold() == ".csv" and p.is_file()]
    return of_sheets({p.name: sha256(read_bytes(p)) for p in sheets}), b""


def _guess(data: bytes) -> tuple[UnitKey, ...]:
    """The unit that an unreadable file most likely belongs to: the first kecamatan it names."""
    found = _NAMED.search(data)
    return (UnitKey(found[1].decode(), found[2].decode()),) if found else ()


def look(wanted: Look) -> Looked:
    """Digest and units; what cannot be read is told, never raised.

    Where the unit shows nevertheless, checking it will tell what is wrong.
    """
    path, digest, data = located(wanted.path), "", b""
    try:
        digest, data = _digest(path)
        unit = _of_quads(data) if path.suffix.casefold() == ".nq" else None
        units = {unit} if unit else {document.unit for document in read_paths([path])}
    except CouldNotError as error:  # a store that does not answer: looked at again next time
        return Looked(wanted.path, "", (), tuple(error.problems))
    except InputError as error:
        unit_of = _guess(data)
        return Looked(wanted.path, digest, unit_of, () if unit_of else tuple(error.problems))
    return Looked(wanted.path, digest, tuple(sorted(units)))
