"""What an earlier gathering wrote.

Believed when every file is still the one that the run recorded.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import msgspec

from kg.read.digests import of_file
from kg.read.place import Located
from kg.report.nation.recap import Totals
from kg.worker.nation.results import Results

__all__ = ["STATE", "earlier_totals"]

STATE = "kumpulan.json"


@dataclass(frozen=True)
class _Kept:
    """What was gathered, the SHA-256 of each file, and the sums."""

    digest: str
    files: dict[str, str]
    totals: dict[str, Any]


def earlier_totals(out: Located, digest: str) -> Totals | None:
    """The sums of an earlier gathering of the same, when its files are still as they were written."""
    record = Results(out).record
    record.load()
    with suppress(OSError, msgspec.MsgspecError, RecursionError):
        data = (out / STATE).read_bytes()
        if not record.holds(STATE, data):
            return None
        state = msgspec.json.decode(data, type=_Kept)
        found = {name: of_file(out / name) for name in state.files}
        if state.digest == digest and found == state.files:
            return Totals(state.totals)
    return None
