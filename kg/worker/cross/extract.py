"""What the check of one kecamatan keeps for comparing it with others: its wordings, sub-activities and partners, as rows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from kg.derive.indikator.ratios import content
from kg.derive.regions import LokalRegions
from kg.derive.text import normal
from kg.derive.vocabulary import Vocabulary
from kg.read.ontology import Ontology
from kg.terms import ID, KIN, UnitKey
from kg.walk.paths import parents
from kg.walk.view import View
from kg.worker.cross.names import OwnNames, own_names
from kg.worker.cross.organisations import Organisations
from kg.worker.cross.walk import Walk

__all__ = ["Extractor", "Rows", "wording"]

#: Rows by table, without the columns of the unit.
Rows = dict[str, list[list[Any]]]
_KECAMATAN = re.compile(r"\d\d\.\d\d\.\d\d")
_CLASSES = ("Kinerja", "Indikator", "SubKegiatan")
_TOPS = {
    "outcome": ("Outcome", "Tujuan"),
    "strategis": ("KondisiStrategis", "SasaranPerangkatDaerah"),
}


def _up_names() -> Iterator[str]:
    """The steps upward by the names that a walk knows."""
    return (step.value.rpartition("#")[2] for step in parents())


class _Unit:
    """Makes the rows of one unit; ``known`` are the classes that are read, each and what it is below."""

    def __init__(
        self,
        unit: UnitKey,
        view: View,
        known: dict[str, tuple[str, str]],
        organisations: Organisations,
    ) -> None:
        self.walk, self.organisations, self.region = Walk(view), organisations, unit.region
        self.names = own_names(self.region)
        self._base = len(ID) + len("/".join(unit)) + 1
        self._texts: dict[str, list[str]] = {}
        self._ways: dict[str, list[str]] = {}
        self.kinds: dict[str, dict[str, str]] = {name: {} for name in _CLASSES}
        reprints = self.walk.has["cetakUlangDari"]
        for node, types in self.walk.has["type"].items():
            found = max((known[t] for t in types if t in known), default=None)
            if found is not None and node not in reprints:
                self.kinds[found[0]][node] = found[1]

    def _place(self, node: str) -> list[Any]:
        return [node[self._base :], *self.walk.source(node)]

    def _text(self, node: str) -> list[str]:
        """The columns of a wording."""
        return self._worded(self.walk.one("label", node))

    def _worded(self, printed: str) -> list[str]:
        if (
            printed not in self._texts
        ):  # a condition and the objective it is translated to are worded alike
            self._texts[printed] = wording(printed, self.names)
        return self._texts[printed]

    def _labels(self, nodes: Iterable[str]) -> str:
        return "; ".join(sorted(filter(None, (self.walk.one("label", node) for node in nodes))))

    def results(self) -> Iterator[list[Any]]:
        """Results of every kind: nodes of the tree, goals, objectives."""
        for node, kind in sorted(self.kinds["Kinerja"].items()):
            if self.walk.one("label", node).strip():
                posts = self.walk.all("ditanggungjawabiOleh", node) or self.walk.all(
                    "dilaksanakanOleh", node
                )
                partners = self._labels(self.walk.all("crosscuttingDengan", node))
                named = self._labels(posts)
                yield [
                    *self._place(node),
                    kind,
                    *self._text(node),
                    named,
                    self.organisations.section(named),
                    partners,
                ]

    def indicators(self) -> Iterator[list[Any]]:
        """Indicators with the kind of result they measure and their targets."""
        measured = self.walk.back("diukurOleh")
        for node, kind in sorted(self.kinds["Indikator"].items()):
            if self.walk.one("label", node).strip():
                of = sorted(
                    k
                    for k in (
                        self.kinds["Kinerja"].get(result, "") for result in measured.get(node, ())
                    )
                    if k
                )
                yield [
                    *self._place(node),
                    kind,
                    *self._text(node),
                    "; ".join(dict.fromkeys(of)),
                    self._targets(node),
                ]

    def _targets(self, node: str) -> str:
        one = self.walk.one
        values = {
            (one("tahun", t), normal(one("teksNilai", t)))
            for t in self.walk.all("memilikiTarget", node)
        }
        return "; ".join(f"{year} {value}" for year, value in sorted(values))

    def activities(self) -> Iterator[list[Any]]:
        """Sub-activities with the results they realise and the outcome and strategic condition above."""
        realised = self.walk.back("diterjemahkanKe")
        for node in sorted(self.kinds["SubKegiatan"]):
            code, name = self.walk.one("kodeNomenklatur", node), self.walk.one("label", node)
            own = sorted(realised.get(node, ())) or self.walk.all("memilikiSasaran", node)
            posts = {p for n in (*own, node) for p in self.walk.all("dilaksanakanOleh", n)}
            if code or name.strip():
                above = [one for start in (*own, node) for one in self._up(start)]
                tops = [cell for level in _TOPS.values() for cell in self._top(above, level)]
                yield [
                    *self._place(node),
                    code or normal(name),
                    code,
                    name,
                    self._labels(own),
                    *tops,
                    self._labels(posts),
                ]

    def _up(self, node: str) -> list[str]:
        """Everything above a node, nearest first; kept, for a tree has many leaves and few stems."""
        if node not in self._ways:
            self._ways[node] = list(self.walk.up(node, _up_names()))
        return self._ways[node]

    def _top(self, above: list[str], kinds: tuple[str, ...]) -> tuple[str, str]:
        """The nearest result of a level, as printed and by its words; of a goal only where the tree has none."""
        for kind in kinds:
            top = next(
                (
                    n
                    for n in above
                    if self.kinds["Kinerja"].get(n) == kind and self.walk.one("label", n)
                ),
                "",
            )
            if top:
                return self._text(top)[0], self._text(top)[3]
        return "", ""

    def partnerships(self, results: list[list[Any]]) -> Iterator[list[Any]]:
        """Partners that a result declares, and those that its wording mentions."""
        for row in results:
            place, printed, plain, core, declared = row[:3], row[4], row[5], row[7], row[-1]
            keys = (self._worded(label)[2] for label in declared.split("; ") if label)
            for partner in dict.fromkeys(map(self.organisations.named, keys)):
                yield [*place, core, printed, partner, "dinyatakan"]
            for partner in self.organisations.mentioned(plain):
                yield [*place, core, printed, partner, "tersebut"]


def wording(printed: str, names: OwnNames) -> list[str]:
    """A wording as printed, its words, those without own names, those that count in alphabetical order, and the own names.

    >>> wording("Tersusunnya laporan dan rencana laporan", OwnNames({}))[3]
    'laporan rencana tersusunnya'
    """
    plain = normal(printed)
    key, found = names.replaced(plain, printed)
    return [printed, plain, key, " ".join(sorted(content(key))), "; ".join(found)]


class Extractor:
    """Knows the classes and the organisations, and gives the rows of one unit after the other."""

    def __init__(self, ontology: Ontology, lists: Vocabulary) -> None:
        self._known = {
            c.value: (name, c.value.rpartition("#")[2])
            for name in _CLASSES
            for c in ontology.descendants[KIN[name]]
        }
        self._organisations = Organisations(lists)

    def rows(self, unit: UnitKey, view: View) -> Rows:
        """The rows of every table; none for a document that belongs to no kecamatan. The same statements give the same rows."""
        if not _KECAMATAN.fullmatch(unit.region):
            return {}
        made, regions = _Unit(unit, view, self._known, self._organisations), LokalRegions()
        results, indicators, activities = (
            list(made.results()),
            list(made.indicators()),
            list(made.activities()),
        )
        own = [
            regions.name(unit.region),
            regions.parent_name(unit.region),
            len(results),
            len(indicators),
            len(activities),
        ]
        return {
            "satuan": [own],
            "kinerja": results,
            "indikator": indicators,
            "sub_kegiatan": activities,
            "mitra": list(made.partnerships(results)),
        }
