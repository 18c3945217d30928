"""What holds for the rows that follow.

The items above them, the post and the kecamatan they belong to.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.read.layout.codes import Coded
from kg.read.layout.reading import LEVELS, Item, Reading

__all__ = ["Context"]

#: Which levels can stand directly above a level, the nearest first.
_ABOVE = {
    "sasaran": ("tujuan",),
    "program": ("sasaran", "tujuan"),
    "kegiatan": ("program",),
    "sub_kegiatan": ("kegiatan", "program"),
    "tugas": ("jabatan",),
    "fungsi": ("jabatan",),
    "sasaran_jabatan": ("jabatan",),
}
_ORDER = (*LEVELS, "jabatan", "tugas", "fungsi", "sasaran_jabatan")


@dataclass
class Context:
    """Items by level as they stand above the next row, and by code wherever they stand.

    ``odd`` are codes that were printed in another form, ``post`` is the post that a whole sheet is
    about, ``region`` the kecamatan of a banner, ``quarter`` that of the sheet, ``factor`` by how
    much printed money is multiplied.
    """

    reading: Reading
    page: str = ""
    above: dict[str, Item] = field(default_factory=dict)
    coded: dict[str, Item] = field(default_factory=dict)
    odd: set[str] = field(default_factory=set)
    post: str = ""
    region: str = ""
    quarter: int = 0
    factor: int = 1

    def parent(self, level: str, code: Coded | None = None) -> Item | None:
        """What stands above a new row of that level.

        By its code, else the nearest row of a level above.
        """
        if code is not None:
            found = self._by_code(code)
            if found is not None:
                return found
        for name in _ABOVE.get(level, ()):
            found = self.above.get(name)
            if found is not None and not _strange(found, code):
                return found
        return None

    def _by_code(self, code: Coded) -> Item | None:
        """The row of the level above by its code.

        A row whose printed code is damaged, by its place.
        """
        parts = code.code.split(".")
        for length in (5, 3):
            found = None
            if length < len(parts):
                found = self.coded.get(".".join(parts[:length]))
            if found is not None and found.region == self.region:
                return found
            near = self.above.get("kegiatan")
            if len(parts) == 6 and near is not None and near.code in self.odd:
                # The activity was printed with a damaged code, and cannot be found by its own.
                return near if near.code[:7] == code.program else None
        return None

    def add(self, item: Item, code: Coded | None = None) -> Item:
        """Enter an item below what stands above it."""
        item.page = self.page
        item.region = self.region
        if item.parent is None:
            item.parent = self.parent(item.level, code)
        if item.level in _ORDER:
            place = _ORDER.index(item.level)
            for lower in _ORDER[place + 1 :]:
                self.above.pop(lower, None)
            self.above[item.level] = item
        if code is not None:
            self.coded[code.code] = item
        self.reading.items.append(item)
        return item

    def leave(self) -> None:
        """Forget what stands above: a new table begins."""
        self.above = {level: item for level, item in self.above.items() if level == "jabatan"}


def _strange(found: Item, code: Coded | None) -> bool:
    """Whether the row above has a code that is not the beginning of the new one."""
    return bool(code and found.code and not code.code.startswith(found.code))
