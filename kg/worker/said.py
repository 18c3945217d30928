"""What rows say beside their wording: money, what was reached, order, place, who pays and who answers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from pyoxigraph import NamedNode

from kg.derive.printed import rupiah
from kg.model.form import form
from kg.terms import KIN, RDFS
from kg.walk.trace import Source, caption, source
from kg.walk.view import View

__all__ = ["SaidRow", "noted_properties", "said_rows"]

#: Properties that are no notes: working papers print them in places of their own, or the sheet of contents is enough. A
#: column that is added to the form is a note as long as nothing else shows it.
_ELSEWHERE = frozenset(
    KIN[name]
    for name in (
        *("kode", "kodeNomenklatur", "nomor", "tahap", "urutan", "keterangan", "catatan"),
        *("formulasi", "pembilang", "penyebut", "pengali", "definisiOperasional", "satuan"),
        *("tipePenghitungan", "arah", "sumberData", "kondisiAwal", "rumusCapaian"),
        *("tahun", "triwulan", "teksNilai", "teksSemula", "jenisTarget", "sifatRealisasi"),
        *("melaporKe", "jenisTeks", "selAsal", "capaianTercetak"),
    )
) | {RDFS["label"]}
#: Relations to values of a year or quarter.
_VALUES = (
    "memilikiTarget",
    "memilikiTargetTriwulan",
    "memilikiRealisasi",
    "memilikiPagu",
    "memilikiPaguTriwulan",
    "memilikiSerapan",
)
#: What is told of a value besides itself and the notes of its row.
_BESIDE = (KIN["jenisTarget"], KIN["sifatRealisasi"])
_ORDER = "urutan"
#: Rows without a number stand behind those with one.
_LAST = 10**9


@dataclass(frozen=True)
class SaidRow:
    """One row: its place in the printed order (empty where that is not stated), notes and values.

    ``notes`` are (IRI of the property, text), ``values`` (IRI of the class, year and quarter, text).
    """

    iri: str
    label: str
    order: str
    notes: tuple[tuple[str, str], ...]
    values: tuple[tuple[str, str, str], ...]
    source: Source


@cache
def noted_properties() -> tuple[NamedNode, ...]:
    """The properties of a row that are told as notes, in the order of their columns in the form."""
    found: dict[NamedNode, None] = {}
    for sheet in form():
        for column in sheet.columns:
            if column.property is not None and column.property not in _ELSEWHERE:
                found[column.property] = None
    return tuple(found)


def _notes(view: View, node: NamedNode) -> Iterator[tuple[str, str]]:
    for term in noted_properties():
        texts: list[str] = []
        for value in view.objects(node, term):
            texts.append(caption(view, value) if isinstance(value, NamedNode) else value.value)
        if texts:
            yield term.value, "; ".join(sorted(texts))


def _amount(view: View, value: NamedNode) -> str:
    """A value as printed, money in whole rupiah, with what it replaced and how it is to be read."""
    number = view.text(value, KIN["rupiah"])
    text = f"Rp {rupiah(Decimal(number))}" if number else view.text(value, KIN["teksNilai"])
    beside = [view.text(value, term) for term in (*_BESIDE, *noted_properties())]
    before = view.text(value, KIN["teksSemula"])
    claimed = view.text(value, KIN["capaianTercetak"])
    if claimed:
        beside.append(f"capaian tercetak {claimed}")
    if before:
        beside.append(f"semula {before}")
    told = ", ".join(filter(None, beside))
    return f"{text} ({told})" if told else text


def _values(view: View, node: NamedNode) -> Iterator[tuple[str, str, str]]:
    for name in _VALUES:
        kind = name.removeprefix("memiliki")
        found: list[tuple[str, str, str]] = []
        for value in view.nodes(node, KIN[name]):
            times = (view.text(value, KIN["tahun"]), view.text(value, KIN["triwulan"]))
            when = " ".join(filter(None, times))
            found.append((KIN[kind].value, when, _amount(view, value)))
            computed = view.text(value, KIN["capaianTerhitung"])
            if computed:
                found.append((KIN["capaianTerhitung"].value, when, computed))
        yield from sorted(found, key=lambda one: (one[1], one[0]))


def _tells_more(values: tuple[tuple[str, str, str], ...]) -> bool:
    """Whether there is more than bare targets, which every working paper prints already."""
    return any(kind != KIN["Target"].value or "(" in text for kind, _, text in values)


def _row(view: View, node: NamedNode) -> SaidRow | None:
    notes = tuple(_notes(view, node))
    values = tuple(_values(view, node))
    order = view.text(node, KIN[_ORDER])
    if not notes and not order and not _tells_more(values):
        return None
    return SaidRow(node.value, caption(view, node), order, notes, values, source(view, node))


def said_rows(view: View) -> tuple[SaidRow, ...]:
    """Every row that says such a thing, those with a place in the printed order first and in that order."""
    about: set[NamedNode] = set()
    telling = [*noted_properties(), *(KIN[name] for name in (*_VALUES, _ORDER))]
    for term in telling:
        about |= {node for node in view.having(term) if isinstance(node, NamedNode)}
    # A budget has a source of funds of its own, and is told with the row it belongs to.
    dated = set(view.having(KIN["tahun"]))
    rows = [_row(view, node) for node in about - dated]
    found = [row for row in rows if row is not None]
    return tuple(sorted(found, key=lambda row: (int(row.order or _LAST), row.iri)))
