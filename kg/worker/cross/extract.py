"""What the check of one kecamatan keeps for comparing it with others.

Its wordings, sub-activities and partners, as rows.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from kg.derive.indikator.ratios import content
from kg.derive.regions import LokalRegions
from kg.derive.text import normal
from kg.derive.vocabulary import Vocabulary
from kg.read.ontology import Ontology
from kg.terms import ID, KIN, UnitKey, text_of
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
    """Makes the rows of one unit.

    ``known`` are the classes that are read, each and what it is below.
    """

    def __init__(
        self,
        unit: UnitKey,
        view: View,
        known: dict[str, tuple[str, str]],
        organisations: Organisations,
        codes: Mapping[str, str],
    ) -> None:
        self.walk = Walk(view)
        self.organisations = organisations
        self._codes = codes
        self.names = own_names(unit.region)
        self._base = len(ID) + len("/".join(unit)) + 1
        self._texts: dict[str, list[str]] = {}
        self._ways: dict[str, list[str]] = {}
        self.kinds: dict[str, dict[str, str]] = {name: {} for name in _CLASSES}
        reprints = self.walk.has["cetakUlangDari"]
        for node, types in self.walk.has["type"].items():
            kinds = []
            for name in types:
                if name in known:
                    kinds.append(known[name])
            # A reprint repeats what another row says.
            if kinds and node not in reprints:
                cls, kind = max(kinds)
                self.kinds[cls][node] = kind

    def _place(self, node: str) -> list[Any]:
        return [node[self._base :], *self.walk.source(node)]

    def _text(self, node: str) -> list[str]:
        """The columns of a wording."""
        return self._worded(self.walk.one("label", node))

    def _worded(self, printed: str) -> list[str]:
        # A condition and the objective it is translated to are worded alike.
        if printed not in self._texts:
            self._texts[printed] = wording(printed, self.names)

        return self._texts[printed]

    def _labels(self, nodes: Iterable[str]) -> str:
        labels = [self.walk.one("label", node) for node in nodes]
        return "; ".join(sorted(filter(None, labels)))

    def _worded_of(self, cls: str) -> Iterator[tuple[str, str]]:
        """The instances of a class that have a wording, each with its kind."""
        for node, kind in sorted(self.kinds[cls].items()):
            if self.walk.one("label", node).strip():
                yield node, kind

    def results(self) -> Iterator[list[Any]]:
        """Results of every kind: nodes of the tree, goals, objectives."""
        for node, kind in self._worded_of("Kinerja"):
            posts = self.walk.all("ditanggungjawabiOleh", node)
            named = self._labels(posts or self.walk.all("dilaksanakanOleh", node))
            yield [
                *self._place(node),
                kind,
                *self._text(node),
                named,
                self.organisations.section(named),
                self._labels(self.walk.all("crosscuttingDengan", node)),
            ]

    def indicators(self) -> Iterator[list[Any]]:
        """Indicators with the kind of result they measure and their targets."""
        measured = self.walk.back("diukurOleh")
        kinds = self.kinds["Kinerja"]
        for node, kind in self._worded_of("Indikator"):
            of = {kinds.get(result, "") for result in measured.get(node, ())}
            yield [
                *self._place(node),
                kind,
                *self._text(node),
                "; ".join(sorted(of - {""})),
                self._targets(node),
            ]

    def _targets(self, node: str) -> str:
        values = set()
        for target in self.walk.all("memilikiTarget", node):
            value = normal(self.walk.one("teksNilai", target))
            values.add((self.walk.one("tahun", target), value))

        return "; ".join(map(" ".join, sorted(values)))

    def activities(self) -> Iterator[list[Any]]:
        """Sub-activities with the results they realise and what stands above."""
        realised = self.walk.back("diterjemahkanKe")
        for node in sorted(self.kinds["SubKegiatan"]):
            code = self.walk.one("kodeNomenklatur", node)
            name = self.walk.one("label", node)
            if not code and not name.strip():
                continue

            own = sorted(realised.get(node, ())) or self.walk.all("memilikiSasaran", node)
            posts: set[str] = set()
            above: list[str] = []
            for start in (*own, node):
                posts.update(self.walk.all("dilaksanakanOleh", start))
                above += self._up(start)

            official = self._codes.get(node, "")
            yield [
                *self._place(node),
                official or code or normal(name),
                code,
                official,
                name,
                self._labels(own),
                *self._top(above, _TOPS["outcome"]),
                *self._top(above, _TOPS["strategis"]),
                self._labels(posts),
            ]

    def _up(self, node: str) -> list[str]:
        """Everything above a node, nearest first.

        Kept, for a tree has many leaves and few stems.
        """
        if node not in self._ways:
            self._ways[node] = list(self.walk.up(node, _up_names()))

        return self._ways[node]

    def _top(self, above: list[str], kinds: tuple[str, ...]) -> tuple[str, str]:
        """The nearest result of a level, as printed and by its words.

        Of a goal only where the tree has none.
        """
        known = self.kinds["Kinerja"]
        for kind in kinds:
            for node in above:
                if known.get(node) == kind and self.walk.one("label", node):
                    text = self._text(node)
                    return text[0], text[3]

        return "", ""

    def partnerships(self, results: list[list[Any]]) -> Iterator[list[Any]]:
        """Partners that a result declares, and those that its wording mentions."""
        for row in results:
            place = row[:3]
            printed = row[4]
            plain = row[5]
            core = row[7]
            for partner in self._declared(row[-1]):
                yield [*place, core, printed, partner, "dinyatakan"]
            for partner in self.organisations.mentioned(plain):
                yield [*place, core, printed, partner, "tersebut"]

    def _declared(self, labels: str) -> Iterable[str]:
        """The partners that a result declares, each once, by the name they have in the lists."""
        keys = []
        for label in labels.split("; "):
            if label:
                keys.append(self._worded(label)[2])
        return dict.fromkeys(map(self.organisations.named, keys))


def wording(printed: str, names: OwnNames) -> list[str]:
    """The columns of a wording.

    As printed, its words, those without own names, those that count in alphabetical order, and the
    own names.

    >>> wording("Tersusunnya laporan dan rencana laporan", OwnNames({}))[3]
    'laporan rencana tersusunnya'
    """
    plain = normal(printed)
    key, found = names.replaced(plain, printed)
    return [printed, plain, key, " ".join(sorted(content(key))), "; ".join(found)]


def _official(whole: View) -> dict[str, str]:
    """The code that the name of a thing means, where its printed code does not say otherwise."""
    agreeing = {text_of(thing) for thing, _ in whole.added_pairs(KIN["jenjangBaku"])}
    codes = {text_of(thing): text_of(code) for thing, code in whole.added_pairs(KIN["kodeBaku"])}
    found: dict[str, str] = {}
    for node, code in codes.items():
        if node in agreeing:
            found[node] = code
    return found


class Extractor:
    """Knows the classes and the organisations, and gives the rows of one unit after the other."""

    def __init__(self, ontology: Ontology, lists: Vocabulary) -> None:
        self._known: dict[str, tuple[str, str]] = {}
        for name in _CLASSES:
            for cls in ontology.descendants[KIN[name]]:
                self._known[cls.value] = (name, cls.value.rpartition("#")[2])

        self._organisations = Organisations(lists)

    def rows(self, unit: UnitKey, view: View, whole: View | None = None) -> Rows:
        """The rows of every table.

        None for a document that belongs to no kecamatan. The same statements give the same rows.
        ``whole`` holds the derived facts as well, which tell what the sub-activities of the unit mean.
        """
        if not _KECAMATAN.fullmatch(unit.region):
            return {}

        codes = _official(whole or view)
        made = _Unit(unit, view, self._known, self._organisations, codes)
        regions = LokalRegions()
        results = list(made.results())
        indicators = list(made.indicators())
        activities = list(made.activities())
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
