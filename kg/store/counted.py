"""Graphs that were found whole, kept beside the database for as long as its files are the very same.

To count the statements of a graph is to read all of them. What was counted once is not counted again while name, size,
times and number of every file of the store are those of then: whatever writes to a database, ours or another program,
leaves other files behind. Bits that turn on the disk are told by the checksums that the database keeps with each block.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

import msgspec

from kg.files import write_durably

__all__ = ["NAME", "Files", "WholeGraphs"]

#: The file in the folder of the store: a line with its files, and one with the graphs that were whole.
NAME = "terhitung.json"
#: What every opening of a database touches, and what is made beside a file before it takes its place.
_PASSING = ("LOG", "LOCK", ".")
#: Who asks about fewer graphs than these counts them himself: the list of a nation takes longer to read.
_FEW = 8

#: Name, size, times and number of each file.
Files = tuple[tuple[str, int, int, int, int], ...]


def _files_of(folder: Path) -> Files:
    """The files that a store consists of; none where they cannot be listed, and then nothing is kept."""
    found = []
    try:
        for path in sorted(folder.iterdir()):
            if path.name != NAME and not path.name.startswith(_PASSING):
                about = path.stat()
                times = about.st_mtime_ns, about.st_ctime_ns
                found.append((path.name, about.st_size, *times, about.st_ino))
    except OSError:  # a writer took a file away meanwhile
        return ()
    return tuple(found)


class WholeGraphs:
    """What is known to be whole in a store: counted here, or before while its files were these.

    To be made before the database is opened: what is read afterwards is then not older than the files.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder
        self._files = _files_of(folder) if folder is not None else ()
        self._whole: set[str] = set()
        self._asked = 0
        self._recorded = self._record()

    def _record(self) -> bytes | None:
        """The line with the graphs that were whole while the files were these."""
        if self._folder is None or not self._files:
            return None
        try:
            files, _, graphs = (self._folder / NAME).read_bytes().partition(b"\n")
            if msgspec.json.decode(files, type=Files) == self._files:
                return graphs
        except (OSError, msgspec.MsgspecError):
            pass
        return None

    @property
    def compared(self) -> bool:
        """Whether the graphs were compared with the marker before, while the files were these."""
        return self._recorded is not None and self._unchanged()

    def has(self, graph: str) -> bool:
        """Whether a graph is known to be whole."""
        self._asked += 1
        if self._asked == _FEW:
            self._whole |= self._known()
        return graph in self._whole

    def had(self, graph: str) -> bool:
        """Whether it was written down as whole while the files were these."""
        return graph in self._whole or graph in self._known()

    def _known(self) -> frozenset[str]:
        if self._recorded is None or not self.compared:
            return frozenset()
        try:
            return msgspec.json.decode(self._recorded, type=frozenset[str])
        except msgspec.MsgspecError:
            return frozenset()

    def _unchanged(self) -> bool:
        """Whether the files are still those from before the database was opened."""
        return self._folder is not None and self._files == _files_of(self._folder)

    def add(self, graph: str) -> None:
        """A graph was counted."""
        self._whole.add(graph)

    def forget(self, graphs: Iterable[str]) -> None:
        """Graphs hold something else from now on."""
        self._whole.difference_update(graphs)

    def keep(self, graphs: Iterable[str] = ()) -> None:
        """Write down what is whole, these too; where the folder cannot be written, it is counted again."""
        if self._folder is None or not self._files or not self._unchanged():
            return
        self._recorded = self._record()  # another process may have written meanwhile
        known = self._known()
        whole = known | self._whole | set(graphs)
        if self.compared and whole == known:  # nothing to add
            return
        lines = [msgspec.json.encode(self._files), b"\n", msgspec.json.encode(sorted(whole))]
        try:
            write_durably(self._folder / NAME, self._folder / f".{NAME}.{os.getpid()}.tmp", lines)
        except OSError:
            return
