"""What the cells of the columns of a table look like, all together."""

from __future__ import annotations

import re
from collections.abc import Iterable

from kg.read.layout.content import known_level, look, majority, unlabelled
from kg.read.layout.heads import quarter_of
from kg.read.layout.page import Spot, Strip
from kg.read.layout.words import begins, condition_level, plain, words

__all__ = ["Looks"]

#: A cell that only numbers its row.
_NUMBERING = re.compile(
    r"\(?(?:\d{1,2}(?:\.\d{1,2}){0,4}|[a-z]|[ivx]{1,5})[.)]{0,2}", re.IGNORECASE
)
_DIGIT = re.compile(r"\d")


class Looks:
    """What the cells of the columns of a block look like."""

    def __init__(self, body: Iterable[Strip]) -> None:
        self._cells: dict[int, list[Spot]] = {}
        self._known: dict[int, tuple[str, float]] = {}
        for strip in body:
            own = strip.own
            if len(own) < 2:
                continue
            for spot in own:
                self._cells.setdefault(spot.column, []).append(spot)

    def of(self, index: int) -> tuple[str, float]:
        """The class of most cells of a column, and their share."""
        if index not in self._known:
            self._known[index] = majority(self.classes(index))
        return self._known[index]

    def classes(self, index: int) -> list[str]:
        """The class of every cell."""
        found: list[str] = []
        for spot in self._cells.get(index, ()):
            found.append(look(spot.text, spot.cell))
        return found

    def levels(self, index: int) -> set[str]:
        """The levels of the names of a column that the nomenclature knows."""
        texts = [spot.text for spot in self._cells.get(index, ())]
        return {known_level(unlabelled(text)[1]) for text in texts} - {""}

    def labels(self, index: int) -> set[str]:
        """The labels before the texts of a column, such as Tujuan."""
        texts = [spot.text for spot in self._cells.get(index, ())]
        return {unlabelled(text)[0] for text in texts} - {""}

    def conditions(self, index: int) -> bool:
        """Whether any cell of a column names a level of a tree of conditions, or a remark on one."""
        kinds = {plain(spot.text) for spot in self._cells.get(index, ())}
        remarks = words().baris["komentar"]
        return any(condition_level(kind) or begins(kind, remarks) for kind in kinds)

    def texts(self, index: int) -> list[str]:
        """The text of every cell of a column, numbers as they are typed."""
        return [spot.label for spot in self._cells.get(index, ())]

    def wordy(self, index: int) -> bool:
        """Whether most cells of a column hold no digit at all."""
        texts = [spot.text for spot in self._cells.get(index, ())]
        bare = [text for text in texts if _DIGIT.search(text) is None]
        return 2 * len(bare) > len(texts)

    def quarters(self, index: int) -> bool:
        """Whether every cell of a column names a quarter, and several are named."""
        found = {quarter_of(spot.text) for spot in self._cells.get(index, ())}
        return len(found) > 1 and 0 not in found

    def numbers(self, index: int) -> bool:
        """Whether the cells of a column are nothing but own numbering: 1, a., 1.1, (2)."""
        texts = []
        for spot in self._cells.get(index, ()):
            texts.append(spot.label.strip())
        return bool(texts) and all(map(_NUMBERING.fullmatch, texts))

    def first(self, index: int) -> Spot:
        """The first cell of a column."""
        return self._cells[index][0]

    @property
    def columns(self) -> list[int]:
        """All columns that hold something."""
        return sorted(self._cells)
