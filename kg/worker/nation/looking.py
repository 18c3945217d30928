"""Looks into an input for the units it speaks of, as cheaply as its form allows."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.errors import CouldNotError, InputError, Problem
from kg.read.digests import of_sheets
from kg.read.gate import read_bytes, sha256
from kg.read.inputs import is_folder, read_paths
from kg.read.kinds import DELIMITED
from kg.read.place import Place, located
from kg.terms import BASE, GRAPH, UnitKey

__all__ = ["Look", "Looked", "look"]

_PREFIX = f" <{GRAPH}".encode()
#: The graph of the first line of a file of quads tells its unit without reading on.
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


#: Any address of ours names region and period.
_NAMED = re.compile(re.escape(BASE).encode() + rb"(?:graph|id)/(\d\d\.\d\d\.\d\d)/([\w.~%-]+)/")


def _of_quads(data: bytes) -> UnitKey | None:
    """The unit of N-Quads of which every line names the same.

    ``None`` when that takes a parser to tell.
    """
    first = _FIRST.search(data[: data.find(b"\n") + 1])
    if first is None:
        return None

    region, period = first[1], first[2]
    lines = data.count(b"\n")
    own = _PREFIX + region + b"/" + period + b"/"
    if data.count(_PREFIX) != lines or data.count(own) != lines:
        return None

    return UnitKey(region.decode(), period.decode())


def _digest(path: Place) -> tuple[str, bytes]:
    """The digest of an input, and its bytes when it is a file."""
    if not is_folder(path):
        data = read_bytes(path)
        return sha256(data), data

    sheets = {}
    for file in path.iterdir():
        if file.suffix.casefold() in DELIMITED and file.is_file():
            sheets[file.name] = sha256(read_bytes(file))

    return of_sheets(sheets), b""


def _guess(data: bytes) -> tuple[UnitKey, ...]:
    """The unit that an unreadable file most likely belongs to: the first kecamatan it names."""
    found = _NAMED.search(data)
    if found is None:
        return ()

    return (UnitKey(found[1].decode(), found[2].decode()),)


def _units(path: Place, data: bytes) -> tuple[UnitKey, ...]:
    """The units that an input speaks of, without parsing it where its lines tell.

    :raises InputError: it cannot be read.
    """
    if path.suffix.casefold() == ".nq":
        unit = _of_quads(data)
        if unit is not None:
            return (unit,)

    return tuple(sorted({document.unit for document in read_paths([path])}))


def look(wanted: Look) -> Looked:
    """Digest and units; what cannot be read is told, never raised.

    Where the unit shows nevertheless, checking it will tell what is wrong.
    """
    path, digest, data = located(wanted.path), "", b""
    try:
        digest, data = _digest(path)
        return Looked(wanted.path, digest, _units(path, data))
    except CouldNotError as error:
        # A store that does not answer: without a digest it is looked at again next time.
        return Looked(wanted.path, "", (), tuple(error.problems))
    except InputError as error:
        units = _guess(data)
        problems = () if units else tuple(error.problems)
        return Looked(wanted.path, digest, units, problems)
