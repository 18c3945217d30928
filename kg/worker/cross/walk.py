"""The statements of one unit by property, as plain text: all that comparing kecamatan reads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import NamedNode

from kg.terms import KIN, PROV, RDF, RDFS
from kg.walk.view import View

__all__ = ["Walk"]

_NAMES = (
    "bagianDari",
    "baris",
    "berkas",
    "cetakUlangDari",
    "crosscuttingDengan",
    "dilaksanakanOleh",
    "diterjemahkanKe",
    "ditanggungjawabiOleh",
    "diukurOleh",
    "dokumen",
    "faktorDari",
    "kodeNomenklatur",
    "memilikiSasaran",
    "memilikiTarget",
    "memuatProperti",
    "mendukungSasaran",
    "menopang",
    "tahun",
    "teksNilai",
)
_OTHERS = {"type": RDF["type"], "label": RDFS["label"], "from": PROV["wasDerivedFrom"]}
_PREDICATES: dict[NamedNode, str] = {KIN[name]: name for name in _NAMES} | {
    term: name for name, term in _OTHERS.items()
}
_LABEL = RDFS["label"].value
_SHEET_ROW = KIN["BarisLembar"].value


class Walk:
    """Values by property and subject, of statements without blank nodes.

    ``has["label"][iri]`` are the labels of a thing.
    """

    def __init__(self, view: View) -> None:
        self.has: dict[str, dict[str, list[str]]] = {}
        self._places: dict[str, tuple[str, int | None]] = {}
        for term, name in _PREDICATES.items():
            slot = self.has[name] = {}
            for subject, value in view.pairs(term):
                slot.setdefault(subject.value, []).append(value.value)

    def all(self, name: str, node: str) -> list[str]:
        """All values of a property, in a stable order."""
        found = self.has[name].get(node, [])
        if len(found) < 2:
            return found

        return sorted(set(found))

    def one(self, name: str, node: str) -> str:
        """The first value of a property; empty when there is none."""
        return min(self.has[name].get(node, ()), default="")

    def back(self, name: str) -> dict[str, list[str]]:
        """The subjects of a property by its values."""
        found: dict[str, list[str]] = {}
        for subject, values in self.has[name].items():
            for value in values:
                found.setdefault(value, []).append(subject)

        return found

    def up(self, node: str, names: Iterable[str]) -> Iterator[str]:
        """Everything above a node by these properties, nearest first, the node itself excluded."""
        steps = tuple(names)
        seen = {node}
        new = [node]
        while new:
            above: dict[str, None] = {}
            for below in new:
                for name in steps:
                    above.update(dict.fromkeys(self.all(name, below)))

            new = [one for one in above if one not in seen]
            seen.update(new)
            yield from new

    def source(self, node: str) -> tuple[str, int | None]:
        """Document and line of the wording of a statement; of its sheet where it has no other."""
        row = self._best(self.all("from", node))
        if row not in self._places:
            self._places[row] = self._place(row)

        return self._places[row]

    def _best(self, rows: list[str]) -> str:
        """Of several places the line with the wording, else the main line, else the first."""
        if len(rows) == 1:
            return rows[0]

        kinds = self.has["type"]
        holds = self.has["memuatProperti"]
        lines = []
        for row in rows:
            if _SHEET_ROW not in kinds.get(row, ()):
                lines.append(row)
        own = []
        for row in lines:
            if _LABEL in holds.get(row, ()):
                own.append(row)
        main = [row for row in lines if row not in holds]
        return next(iter(own or main or rows), "")

    def _place(self, row: str) -> tuple[str, int | None]:
        document = self.one("dokumen", row)
        file = self.one("berkas", document) or self.one("berkas", row)
        number = self.one("baris", row)
        line = int(number) if number else None
        return file or document.rpartition("/")[2], line
