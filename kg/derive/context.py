"""What a derivation may look at: one kecamatan and period, the word lists, and the region list."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from pyoxigraph import NamedNode

from kg.derive.vocabulary import Vocabulary
from kg.store.view import View
from kg.terms import KIN, RDFS, text_of

__all__ = ["TEXTS", "Context", "Regions"]

#: The properties that hold text a document printed.
TEXTS = tuple(
    [RDFS["label"]]
    + [KIN[n] for n in ("formulasi", "definisiOperasional", "sumberData", "kondisiAwal", "keterangan", "teksNilai")]
)


class Regions(Protocol):
    """The national list of regions."""

    def neighbours(self, code: str) -> list[str]:
        """Names of the other kecamatan of the same kabupaten."""

    def parent_name(self, code: str) -> str:
        """Name of the kabupaten or kota, without that word."""

    def villages(self, code: str) -> dict[str, list[str]]:
        """Names of the kelurahan and desa of a kecamatan, by kind."""


@dataclass(frozen=True)
class Context:
    """Everything one derivation needs."""

    view: View
    graphs: dict[NamedNode, list[NamedNode]]
    vocabulary: Vocabulary
    regions: Regions

    @property
    def region_code(self) -> str:
        """The region code of the kecamatan; empty for a document without one."""
        for node in self.view.instances(KIN["Kecamatan"]):
            code = self.view.text(node, KIN["kodeWilayah"])
            if code:
                return code
        return ""

    def texts(self, node: NamedNode) -> list[tuple[NamedNode, str]]:
        """Property and text of everything that the document prints about a node."""
        return [(p, text_of(o)) for p in TEXTS for o in self.view.objects(node, p)]
