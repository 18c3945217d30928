"""Rows of the form as they are made: their cells with origins, and codes that no two rows share."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from kg.read.layout.reading import Item, Reading, Value

__all__ = ["TREE", "Cells", "Entry", "Writer", "said_beside"]

#: The letter before the number of a row without a code of its own.
_LETTERS = {
    "tujuan": "TJ",
    "sasaran": "SS",
    "program": "PR",
    "kegiatan": "KG",
    "sub_kegiatan": "SK",
    "sasaran_jabatan": "SJ",
    "jabatan": "J",
    "outcome": "OC",
    "csf": "CSF",
    "strategis": "ST",
    "antara": "AN",
    "operasional": "OP",
}
#: The levels of the tree.
TREE = frozenset(("outcome", "csf", "strategis", "antara", "operasional"))

Cells = dict[str, Value]


@dataclass(frozen=True)
class Entry:
    """One row of a sheet of the form: its cells by column, each with its origin."""

    sheet: str
    cells: Cells

    @property
    def main(self) -> Value:
        """The cell that the row is about."""
        printed = [value for value in self.cells.values() if value.place]
        if printed:
            return printed[0]
        return next(iter(self.cells.values()))


@dataclass
class Writer:
    """Gives codes to what was read, and writes its rows."""

    reading: Reading
    found: list[Entry] = field(default_factory=list)
    codes: dict[int, str] = field(default_factory=dict)
    counted: Counter[str] = field(default_factory=Counter)
    used: set[str] = field(default_factory=set)
    posts: dict[str, str] = field(default_factory=dict)

    def add(self, sheet_name: str, **cells: Value | str | None) -> None:
        """One row; empty cells are left out, texts of our own have no place."""
        kept: Cells = {}
        for name, value in cells.items():
            if isinstance(value, str):
                value = Value(value, "")
            if value is not None and value.text:
                kept[name] = value
        self.found.append(Entry(sheet_name, kept))

    def number(self, letters: str) -> str:
        """The next code of that kind that no row has."""
        while True:
            self.counted[letters] += 1
            code = f"{self.prefix}{letters}{self.counted[letters]}"
            if code not in self.used:
                self.used.add(code)
                return code

    @property
    def prefix(self) -> str:
        """Before every code, so that documents of one year and kecamatan never share one."""
        if self.reading.kind == "renstra":
            return ""
        return f"{self.reading.kind.upper()}-"

    def code(self, item: Item) -> str:
        """The code of a row: that of the nomenclature or of the document where it is the only one."""
        known = self.codes.get(id(item))
        if known is not None:
            return known
        stated = item.code or item.identifier or _tree_number(item)
        own = f"{self.prefix}{stated}"
        if stated and own not in self.used:
            self.used.add(own)
        else:
            own = self.number(_LETTERS.get(item.level, "X"))
        self.codes[id(item)] = own
        return own


def _tree_number(item: Item) -> str:
    if item.level in TREE:
        return item.number.strip(". ")
    return ""


def said_beside(item: Item, order: int) -> dict[str, Value | str | None]:
    """What a row of the tree and one of the plan say alike: who, where, from what, for what."""
    texts = item.texts
    return {
        "penanggung_jawab": texts.get("penanggung_jawab"),
        "lokasi": texts.get("lokasi"),
        "sumber_dana": texts.get("sumber_dana"),
        "tag": texts.get("tag"),
        "induk_daerah": texts.get("induk_daerah"),
        "isu_strategis": texts.get("isu"),
        "keterangan": texts.get("keterangan"),
        "urutan": str(order),
    }
