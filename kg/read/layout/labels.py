"""Lines of label and value before and between tables.

The post, its duty and functions, organisation and year.
"""

from __future__ import annotations

from dataclasses import dataclass

from kg.read.layout.content import is_empty, look
from kg.read.layout.context import Context
from kg.read.layout.heads import HeadWords
from kg.read.layout.labelled import labelled
from kg.read.layout.levels import clean
from kg.read.layout.page import Spot, Strip
from kg.read.layout.reading import Item, Value
from kg.read.layout.titles import titled_post
from kg.read.layout.words import begins, plain, words

__all__ = ["Labels"]


@dataclass
class Labels:
    """Reads the lines that say about whom the next table is; ``mode`` is the list that goes on."""

    context: Context
    heads: HeadWords
    mode: str = ""
    column: int = -1

    def read(self, strip: Strip) -> bool:
        """Take a line of label and value, or one more line of a list; whether it was one."""
        own = strip.own
        if not own:
            return False
        line = labelled(own, self.heads)
        if line.meaning == "person":
            self.context.reading.ignore(strip.place, "person")
            return True
        if line.meaning:
            self._labelled(line.meaning, line.value, line.spot)
            return True
        if self._titled(own):
            # The title still says what else it says.
            return False
        return self._goes_on(own)

    def _titled(self, own: list[Spot]) -> bool:
        """Whether a title names the post that its sheet is about; it then is read."""
        name = titled_post(own[0].text) if len(own) == 1 else ""
        if name:
            self.post(name, own[0])
        return bool(name)

    def _labelled(self, label: str, value: str, spot: Spot) -> None:
        self.mode = label
        self.column = spot.column
        if label == "jabatan":
            self.post(value, spot)
        elif label == "unit":
            self._unit(value)
        elif label == "atasan":
            self._superior(value, spot)
        else:
            self._list(label, value, spot)

    def post(self, value: str, spot: Spot) -> None:
        """A post begins; what follows belongs to it."""
        name = " ".join(value.split())
        if is_empty(name):
            return
        self.context.above.pop("sasaran_jabatan", None)
        self.context.add(Item("jabatan", name, spot.place))

    def _unit(self, value: str) -> None:
        post = self.context.above.get("jabatan")
        if post is not None and not is_empty(value):
            post.kind = " ".join(value.split())

    def _superior(self, value: str, spot: Spot) -> None:
        """Whom the post answers to, as its own line says."""
        post = self.context.above.get("jabatan")
        name = " ".join(value.split())
        if post is not None and not is_empty(name):
            post.texts["atasan"] = Value(name, spot.place)

    def _list(self, label: str, value: str, spot: Spot) -> None:
        """Duties or functions of one cell, one a line."""
        lines = [line for line in value.splitlines() if line.strip()]
        inner = [line for line in lines if plain(line) not in {"fungsi", "tugas"}]
        if len(inner) > 1 or len(inner) < len(lines):
            self.context.reading.doubt(spot.place, "several-in-cell")
        for line in inner:
            self._entry(label, line, spot)
        if len(inner) < len(lines):
            self.mode = plain(lines[-1])

    def _entry(self, label: str, line: str, spot: Spot) -> None:
        number, text = clean(line)
        if is_empty(text):
            self.context.reading.ignore(spot.place, "note")
            self.context.reading.doubt(spot.place, "empty-word")
            return
        self.context.add(Item(label, text.rstrip("."), spot.place, number=number))

    def _goes_on(self, own: list[Spot]) -> bool:
        """Whether a line is one more entry of the list above it."""
        if self.mode not in {"tugas", "fungsi"} or "jabatan" not in self.context.above:
            return False
        if len(own) > 2:
            return False
        spot = own[-1]
        text = spot.text
        # The number of an entry may have a cell of its own.
        if len(own) == 2:
            text = f"{own[0].text.strip()} {spot.text}"
        number, _ = clean(text)
        inside = spot.column == self.column and look(spot.text, spot.cell) != "jabatan"
        if not number and not inside:
            return False
        if begins(plain(spot.text), words().baris["tanda_tangan"]):
            return False
        self._entry(self.mode, text, spot)
        return True

    def end(self) -> None:
        """A table begins: no list goes on."""
        self.mode = ""
