"""Reads ``rekap.json`` unit by unit: it may be larger than memory."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

import msgspec

from kg.errors import InputError, Problem
from kg.read.place import Place
from kg.report.nation.files import RECAP

__all__ = ["Units", "read_recap"]

#: The lines between which a gathering writes one unit each.
_BEGIN, _END = b' "units": [', b" ],"


class Units:
    """The units of a recap, read anew whenever they are asked for."""

    def __init__(self, folder: Place) -> None:
        self._folder = folder

    def _open(self) -> BinaryIO:
        path = self._folder / RECAP
        if isinstance(path, Path):
            return path.open("rb")
        return io.BytesIO(path.read_bytes())

    def around(self) -> dict[str, Any]:
        """What stands before and after the units.

        :raises ValueError: the file is not whole, or is laid out in another way.
        """
        parts: list[list[bytes]] = [[]]
        with self._open() as file:
            for line in file:
                bare = line.rstrip(b"\r\n")
                # A list of the head may end like the units do.
                if (len(parts), bare) in {(1, _BEGIN), (2, _END)}:
                    parts.append([])
                elif len(parts) != 2:
                    parts[-1].append(line)
        if len(parts) != 3:
            raise ValueError("units")
        before, _units, after = parts
        text = b"".join(before).rstrip().removesuffix(b",") + b",\n" + b"".join(after)
        return dict(json.loads(text))

    def __iter__(self) -> Iterator[dict[str, Any]]:
        """One unit after the other.

        :raises InputError: ROLLUP-NONE when a line is no unit.
        """
        inside = False
        with self._open() as file:
            for line in file:
                bare = line.rstrip(b"\r\n")
                if bare == _END and inside:
                    return
                if inside:
                    yield self._unit(bare.removesuffix(b","))
                inside = inside or bare == _BEGIN

    def _unit(self, line: bytes) -> dict[str, Any]:
        try:
            return msgspec.json.decode(line, type=dict[str, Any])
        except msgspec.MsgspecError as error:
            raise InputError(Problem("ROLLUP-NONE", str(self._folder))) from error


@dataclass(frozen=True)
class _Recap:
    """What a recap in any layout must have."""

    units: list[dict[str, Any]]


def _whole(folder: Place) -> dict[str, Any]:
    """A recap in any layout, read at once."""
    body: dict[str, Any] = json.loads((folder / RECAP).read_bytes())
    msgspec.convert(body, _Recap)
    return body


def read_recap(folder: Place) -> dict[str, Any]:
    """What a finished check wrote; its units are read one by one when they are asked for.

    :raises InputError: ROLLUP-NONE when there is no such file, or when it is not whole.
    """
    units = Units(folder)
    try:
        try:
            body = units.around() | {"units": units}
        except ValueError:
            body = _whole(folder)
    except (OSError, ValueError) as error:
        raise InputError(Problem("ROLLUP-NONE", str(folder))) from error
    if body.get("schema") != 1:
        raise InputError(Problem("ROLLUP-NONE", str(folder)))
    return body
