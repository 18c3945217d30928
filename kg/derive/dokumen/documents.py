"""The document as a document.

Titles, placeholders, repeated rows, reprints, names of the region.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import chain

from pyoxigraph import Literal, NamedNode, Triple

from kg.derive.context import Context
from kg.derive.dokumen.slips import name_slips, own_name
from kg.derive.text import normal, words
from kg.terms import KIN, RDFS, text_of
from kg.walk.view import View

__all__ = [
    "kelurahan",
    "placeholders",
    "repeated_rows",
    "reprinted_blocks",
    "titles",
]

_YEAR = re.compile(r"\b(20\d\d)\b")
_SPAN = re.compile(r"\b(20\d\d)\s*(?:[-–—]|s\.?/?d\.?|sampai(?: dengan)?)\s*(20\d\d)\b")
#: What people put into a cell that has nothing to say: -, n/a, xxx, a row of dots.
_EMPTY = re.compile(r"[\W_]*|s|n/?a|xxx+|\.{2,}", re.IGNORECASE)
_PRINTED = (RDFS["label"], KIN["formulasi"], KIN["sumberData"])


def titles(context: Context) -> Iterator[Triple]:
    """Titles with another year, a misspelt own name, or other words than the titles beside them."""
    view = context.view
    years: set[str] = set()
    for document in view.instances(KIN["Dokumen"]):
        years.update(map(text_of, view.objects(document, KIN["tahunPeriode"])))
    heads = []
    for node in view.instances(KIN["PernyataanLain"]):
        if view.text(node, KIN["jenisTeks"]) == "judul":
            heads.append(node)
    common = _usual_title(list(map(view.label, heads)))
    yield from _own_titles(context)
    for node in heads:
        label = view.label(node)
        found = _other_years(label, years)
        for name in name_slips(context, label):
            found.append(f"{name} ≠ {own_name(context)}")
        both = "indikator" in _yearless(label) and "indikator" in _yearless(common)
        if both and _yearless(label) != _yearless(common):
            found.append(f"{label} ≠ {common}")
        if found:
            yield Triple(node, KIN["judulTidakKonsisten"], Literal(", ".join(found)))


def _yearless(title: str) -> str:
    """What two titles share that differ only in their year."""
    return _YEAR.sub("", normal(title)).strip()


def _usual_title(titles_of: list[str]) -> str:
    """The first title with the words that more than half of them have; empty where none has."""
    counts = Counter(map(_yearless, titles_of))
    for title in titles_of:
        if counts[_yearless(title)] > len(titles_of) / 2:
            return title
    return ""


def _other_years(title: str, years: set[str]) -> list[str]:
    """The years of a title that are none of the period."""
    if not years:
        return []
    expected = ", ".join(sorted(years))
    return [f"{year} ≠ {expected}" for year in _YEAR.findall(title) if year not in years]


def _own_titles(context: Context) -> Iterator[Triple]:
    """Documents whose title names years, but none of their own period."""
    view = context.view
    for document in view.instances(KIN["Dokumen"]):
        period = set(map(text_of, view.objects(document, KIN["tahunPeriode"])))
        title = view.label(document)
        named = _YEAR.findall(title)
        if period and named and (not period & set(named) or _other_span(title, period)):
            apart = f"{', '.join(named)} ≠ {min(period)}-{max(period)}"
            yield Triple(document, KIN["judulTidakKonsisten"], Literal(apart))


def _other_span(title: str, period: set[str]) -> bool:
    """Whether a title names a period of several years, and its document has another one (*2024-2028*)."""
    spans = _SPAN.findall(title)
    return bool(spans) and len(period) > 1 and (min(period), max(period)) not in spans


def placeholders(context: Context) -> Iterator[Triple]:
    """Cells that hold nothing but a sign, and rows without a wording."""
    view = context.view
    nodes = []
    for kind in ("Indikator", "Kinerja", "Jabatan", "UraianJabatan", "KomponenPerencanaan"):
        nodes.extend(view.instances(KIN[kind]))
    for node in nodes:
        sign = next(_signs(view, node), None)
        if sign is not None:
            yield Triple(node, KIN["selPenanda"], Literal(sign))
        elif view.is_a(node, KIN["Indikator"]) and not view.label(node).strip():
            yield Triple(node, KIN["selKosong"], Literal("(kosong)"))


def _signs(view: View, node: NamedNode) -> Iterator[str]:
    """The texts of a row that are nothing but a sign for nothing (*-*, *n/a*)."""
    for printed in _PRINTED:
        for value in view.objects(node, printed):
            text = text_of(value)
            if text.strip() and _EMPTY.fullmatch(text.strip()):
                yield text


def repeated_rows(context: Context) -> Iterator[Triple]:
    """Planning items whose name one document prints more than once below one parent."""
    view = context.view
    rows: dict[tuple[str, ...], list[NamedNode]] = defaultdict(list)
    for node in view.instances(KIN["KomponenPerencanaan"]):
        above = sorted(p.value for p in view.nodes(node, KIN["bagianDari"]))
        homes = sorted(graph.value for graph in context.documents(node))
        if view.label(node).strip():
            rows[normal(view.label(node)), *homes, *above].append(node)
    for nodes in rows.values():
        for node in nodes if len(nodes) > 1 else []:
            yield Triple(node, KIN["barisBerulang"], Literal(f"{len(nodes)} ×"))


def reprinted_blocks(context: Context) -> Iterator[Triple]:
    """Reprints of plan and indicators that do not say what the first print says, in wording, formula or source."""
    view = context.view
    for node in view.instances(KIN["CetakUlang"]):
        for original in view.nodes(node, KIN["cetakUlangDari"]):
            if view.is_a(original, KIN["SimpulKinerja"]):
                continue
            pairs = []
            for p in _PRINTED:
                pairs.append((view.text(node, p), view.text(original, p)))
            apart = []
            for new, old in pairs:
                if new.strip() and normal(new) != normal(old):
                    apart.append(f"{new} ≠ {old}")
            if apart:
                yield Triple(node, KIN["cetakUlangBerbeda"], Literal("; ".join(apart)))


def kelurahan(context: Context) -> Iterator[Triple]:
    """Texts that speak of kelurahan in a kecamatan that has none."""
    if not context.known_region or context.regions.villages(context.region_code)["kelurahan"]:
        return
    kinds = ("Indikator", "Kinerja", "UraianJabatan")
    for node in chain.from_iterable(context.view.instances(KIN[kind]) for kind in kinds):
        if any("kelurahan" in words(text) for _, text in context.texts(node)):
            yield Triple(node, KIN["menyebutKelurahan"], Literal("kelurahan"))
