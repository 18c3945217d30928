"""Where the processes of one run leave what the matcher found, so that a text is compared once, whoever meets it first."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import msgspec

__all__ = ["Board", "Similarity"]

#: How long the answer of another process is waited for, in seconds; longer, and that process was
#: ended.
_PATIENCE = 10.0
#: How long to wait before asking again what another process is about to write.
_PAUSE = 0.005
_TABLE = "CREATE TABLE IF NOT EXISTS texts (scope TEXT, text TEXT, answer BLOB, PRIMARY KEY (scope, text)) WITHOUT ROWID"


@dataclass(frozen=True)
class Similarity:
    """How close a text is to the closest name of a concept (0-1).

    As a whole, by n-grams, and by edit ratio.

    ``exact`` when text and name differ only in what writers vary.
    """

    lexical: float
    cosine: float
    ratio: float
    name: str
    exact: bool = False


Answer = Mapping[int, Similarity]


class Board:
    """Answers by text, in a file that lives as long as the run.

    It saves work and decides nothing: where it cannot be used, a text is compared again.
    """

    def __init__(self, path: Path) -> None:
        self._link = sqlite3.connect(path, timeout=_PATIENCE, isolation_level=None)
        self._link.execute("PRAGMA journal_mode = WAL")
        # Nothing is lost with the file that another comparison would not find.
        self._link.execute("PRAGMA synchronous = OFF")
        self._link.execute(_TABLE)

    def once(self, scope: str, text: str, compare: Callable[[], Answer]) -> Answer:
        """What was found for a text among the names of a scope.

        By another process, else by this one.
        """
        try:
            if self._is_mine(scope, text):
                found = compare()
                self._leave(scope, text, found)
                return found
            held = self._held(scope, text)
        except sqlite3.Error:
            held = None
        return compare() if held is None else held

    def _is_mine(self, scope: str, text: str) -> bool:
        """Whether nobody has met the text before.

        From then on it is this process that compares it.
        """
        claim = "INSERT OR IGNORE INTO texts (scope, text) VALUES (?, ?)"
        with closing(self._link.execute(claim, (scope, text))) as cursor:
            return cursor.rowcount == 1

    def _leave(self, scope: str, text: str, found: Answer) -> None:
        answer = msgspec.json.encode(dict(found))
        told = "UPDATE texts SET answer = ? WHERE scope = ? AND text = ?"
        self._link.execute(told, (answer, scope, text)).close()

    def _held(self, scope: str, text: str) -> Answer | None:
        """The answer of the process that met the text first; nothing when it never gave one."""
        wanted = "SELECT answer FROM texts WHERE scope = ? AND text = ?"
        until = time.monotonic() + _PATIENCE
        while time.monotonic() < until:
            [answer] = self._link.execute(wanted, (scope, text)).fetchone()
            if answer is not None:
                return msgspec.json.decode(answer, type=dict[int, Similarity])
            time.sleep(_PAUSE)
        return None
