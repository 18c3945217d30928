"""What an earlier gathering wrote.

Believed when every file is still the one that the run recorded.
"""

from __future__ import annotations

import hashlib
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from kg.read.gate import sha256
from kg.read.url import UrlPath
from kg.report.nation.recap import Totals
from kg.worker.nation.results import Results

__all__ = ["STATE", "earlier_totals", "file_sha256"]

STATE = "kumpulan.json"


@dataclass(frozen=True)
class _Kept:
    """What was gathered, the SHA-256 of each file, and the sums."""

    digest: str
    files: dict[str, str]
    totals: dict[str, Any]


def file_sha256(path: Path) -> str:
    """The digest of one file of a gathering."""
    if isinstance(path, UrlPath):
        return sha256(path.read_bytes())
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def earlier_totals(out: Path, digest: str) -> Totals | None:
    """The sums of an earlier gathering of the same, when its files are still as they were written."""
    record = Results(out).record
    record.load()
    with suppress(OSError, msgspec.MsgspecError, RecursionError):
        data = (out / STATE).read_bytes()
        if not record.holds(STATE, data):
            return None
        state = msgspec.json.decode(data, type=_Kept)
        found = {name: file_sha256(out / name) for name in state.files}
        if state.digest == digest and found == state.files:
            return Totals(state.totals)
    return None
