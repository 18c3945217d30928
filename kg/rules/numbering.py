"""By what a finding is numbered: the code of its node, or its wording where codes only count rows.

The number leaves the period out, so that the same defect has the same one in the next year; the
fingerprint behind it holds the period, so that two years in one check are two findings.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass

from pyoxigraph import NamedNode

from kg.terms import ID, KIN, RDFS
from kg.walk.trace import above, caption, stated_in, way_up
from kg.walk.view import View

__all__ = ["Numbered", "counts_rows", "numbered_by"]

#: The period in the address of a node, which would change its number every year.
_PLACED = re.compile(re.escape(ID) + r"[^/]+/([^/]+)/")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
#: The year of a regulation behind its number (*89/2021*, *90 Tahun 2019*), or any other year.
_DATED = re.compile(rf"(/|\d\s+tahun\s+)?({_YEAR.pattern})", re.IGNORECASE)
#: Line and cell of another row, as :func:`kg.walk.trace.place_of` tells them behind its caption.
_AT_CELL = re.compile(r"(?: \(|, )(?:\w+![A-Z]+\d+|baris \d+)(\))(?= → |; |$)")

#: The rows that were counted, as :mod:`kg.derive.evidence` tells them behind their number.
#: The name of a sheet may have brackets of its own (*Tabel 1 (Renstra)*).
_AT_ROWS = re.compile(r"(?<=\d) \((?:[^()]|\([^()]*\))*\bbaris [\d–, ]+\)$")


@dataclass(frozen=True)
class Numbered:
    """What a finding is numbered by: rule, part, node (as :func:`numbered_by`) and value."""

    rule: str
    part: str
    node: str
    value: str

    @property
    def fingerprint(self) -> str:
        """The same for the same defect, whatever else changes in the document.

        Its first half, which is the number on paper, is the same in every period; its second half
        tells the period too.

        >>> node = "https://w3id.org/kinerja/id/33.02.19/{0}/target/I1-{0}"
        >>> first, second = (Numbered("R", "R#a", node.format(y), f"{y}: -") for y in (2025, 2026))
        >>> first.fingerprint[:8] == second.fingerprint[:8], first.fingerprint == second.fingerprint
        (True, False)
        """
        placed = _PLACED.search(self.node)
        period = placed[1] if placed else ""
        node = self.node.replace(f"/{period}/", "/", 1) if placed else self.node
        lasting = (_whenever(node, period), _whenever(self.value, period))
        return self._digest(*lasting)[:8] + self._digest(self.node, self.value)[:8]

    def _digest(self, node: str, value: str) -> str:
        # A cell moves with every row above it.
        said = _AT_ROWS.sub("", _AT_CELL.sub(_without_place, value))
        text = "\x1f".join((self.rule, self.part, node, _plain(said)))
        return hashlib.sha256(text.encode()).hexdigest()


def _without_place(place: re.Match[str]) -> str:
    """What is left of a place: the bracket that a score stands in."""
    return place[1] if place[0].startswith(",") else ""


def _whenever(text: str, period: str) -> str:
    """A text in which years of the period, the one before and the one behind it are counted from its first.

    So that no two of them become one, and the same year of the next period is the same. The years
    of regulations stay.

    >>> _whenever("I1-2026: turun dari 2025", "2026-2030"), _whenever("Permen 89/2021", "2026")
    ('I1-+0: turun dari +-1', 'Permen 89/2021')
    """
    years = list(map(int, _YEAR.findall(period)))
    if not years:
        return text
    first = min(years)

    def counted(match: re.Match[str]) -> str:
        year = int(match[2])
        if match[1] or not first - 1 <= year <= max(years) + 1:
            return match[0]
        return f"+{year - first}"

    return _DATED.sub(counted, text)


def counts_rows(view: View, node: NamedNode) -> bool:
    """Whether every document that states the node gave it a code by its row.

    Tables of conventional layouts print none: with a row more, the code of every row below is
    another one.
    """
    documents = stated_in(view, node)
    return bool(documents) and all(view.text(d, KIN["kodeMenurutBaris"]) for d in documents)


def _is_only_one(view: View, node: NamedNode, path: list[str]) -> bool:
    """Whether no other node of that wording stands at the same place of the tree or plan."""
    for label in view.objects(node, RDFS["label"]):
        for other in view.subjects(RDFS["label"], label):
            if other != node and way_up(view, other) == path:
                return False
    return True


def numbered_by(view: View, node: NamedNode) -> str:
    """What stands for a node in the number of a finding, the same when rows are added above it.

    Its IRI, which is made of its code; for a node whose code counts rows, its kecamatan, period and
    kind with the wordings that lead to it, where they lead to it alone.
    """
    if view.is_a(node, KIN["Dokumen"]) or not counts_rows(view, node):
        return node.value
    if not view.label(node):
        upper = above(view, node)
        if upper is None:
            return node.value
        return "\x1e".join((numbered_by(view, upper), caption(view, node)))
    path = way_up(view, node)
    if not _is_only_one(view, node, path):
        return node.value
    return "\x1e".join((node.value.rpartition("/")[0], *map(_plain, path)))


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())
