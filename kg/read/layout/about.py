"""Lines outside the rows of a table that say whose they are, and goals printed in a narrow column."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from kg.read.layout.banners import labelled_item
from kg.read.layout.codes import Coded
from kg.read.layout.columns import Column
from kg.read.layout.content import unlabelled
from kg.read.layout.levels import clean
from kg.read.layout.page import Spot, Strip
from kg.read.layout.reading import LEVELS, Item, Value
from kg.read.layout.words import begins, plain, words

__all__ = ["Holders", "across"]

#: "Penanggung Jawab Program : Camat", in whatever cells it is printed.
_HOLDER = re.compile(
    r"(?:nama\s+)?(?:jabatan|penanggung\s*jawab(?:\s+(?:program|kegiatan|sub\s*kegiatan))?)\s*:\s*:?\s*(.+)",
    re.IGNORECASE | re.DOTALL,
)
#: The most cells of such a line, and the most words of the post that it names.
_CELLS, _WORDS = 3, 12
#: Columns too narrow for a goal, which therefore reaches across the table from there.
_NARROW = frozenset(("no", "kode"))


@dataclass
class Holders:
    """The posts that the lines before a table name: of several, as in a letter, none is taken."""

    named: list[Value] = field(default_factory=list)

    def read(self, strip: Strip) -> bool:
        """Take a line such as "Jabatan : Camat"; whether it was one."""
        own = strip.own
        if not own or len(own) > _CELLS:
            return False
        match = _HOLDER.fullmatch(" ".join(" ".join(spot.text.split()) for spot in own))
        if match is None or len(match[1].split()) > _WORDS:
            return False
        if not begins(plain(match[1]), words().sel["jabatan"]):
            return False
        self.named.append(Value(match[1].strip(" ."), own[-1].place))
        return True

    def take(self) -> Value | None:
        """The one post that was named since the table before; the lines are forgotten."""
        texts = {plain(value.text) for value in self.named}
        found = self.named[0] if len(texts) == 1 else None
        self.named = []
        return found


def across(strip: Strip, columns: dict[int, Column]) -> tuple[Item, Coded | None, Strip] | None:
    """A goal or component behind its label in a narrow column, and the row without that cell."""
    own = strip.own
    if len(own) < 2:
        return None
    spot = own[0]
    column = columns.get(spot.column)
    label, rest = unlabelled(clean(spot.text)[1])
    if column is None or column.meaning not in _NARROW or label not in LEVELS:
        return None
    item, code = labelled_item(label, rest, spot)
    spots: dict[int, Spot] = {c: s for c, s in strip.spots.items() if c != spot.column}
    return item, code, replace(strip, spots=spots)
