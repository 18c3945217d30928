"""How people are shown a node: its caption, its way up the tree, and the line it comes from."""

from __future__ import annotations

from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from kg.store.base import Term
from kg.terms import KIN, PROV, RDF, text_of
from kg.walk.view import View

__all__ = ["UP", "Source", "caption", "caption_of", "cited", "source", "stated_in", "way_up"]

#: The steps from a thing to what stands above it: (property, forward?), the first that leads somewhere is taken.
UP: tuple[tuple[NamedNode, bool], ...] = (
    (KIN["cetakUlangDari"], True),
    (KIN["memilikiTarget"], False),
    (KIN["diukurOleh"], False),
    (KIN["memilikiIndikator"], False),
    (KIN["memilikiTugas"], False),
    (KIN["menopang"], True),
    (KIN["memilikiSasaran"], False),
    (KIN["bagianDari"], True),
    (KIN["mendukungSasaran"], True),
    (KIN["faktorDari"], True),
    (KIN["ditanggungjawabiOleh"], True),
    (KIN["melaporKe"], True),
)
_DEEPEST = 50


@dataclass(frozen=True)
class Source:
    """Where a statement stands: source document and line, or sheet and cell, and the text found there."""

    document: str | None
    line: int | None
    sheet: str | None
    cell: str | None
    text: str


def caption(view: View, node: Term) -> str:
    """The label as printed; for a thing without one, its kind and code.

    Targets are shown as year and printed value.
    """
    label = view.label(node)
    if label:
        return label
    if view.is_a(node, KIN["Target"]):
        return f"{view.text(node, KIN['tahun'])}: {view.text(node, KIN['teksNilai'])}"
    kind = next((text_of(o).rpartition("#")[2] for o in view.objects(node, RDF["type"])), "")
    code = view.text(node, KIN["kode"]) or text_of(node).rpartition("/")[2]
    return f"[{kind} {code}]".replace("[ ", "[")


def caption_of(view: View, term: Term) -> str:
    """Text of a literal, caption of a node."""
    return term.value if isinstance(term, Literal) else caption(view, term)


def _above(view: View, node: NamedNode) -> NamedNode | None:
    for predicate, forward in UP:
        if predicate == KIN["ditanggungjawabiOleh"] and not view.is_a(node, KIN["SasaranJabatan"]):
            continue
        found = view.nodes(node, predicate) if forward else view.subjects(predicate, node)
        if found:
            return min(found, key=lambda n: n.value)
    return None


def stated_in(view: View, node: NamedNode) -> list[NamedNode]:
    """The documents whose rows a statement comes from."""
    return [
        d
        for row in view.nodes(node, PROV["wasDerivedFrom"])
        for d in view.nodes(row, KIN["dokumen"])
    ]


def way_up(view: View, node: NamedNode) -> list[str]:
    """Captions from the top of the tree or plan down to the node itself."""
    chain, seen = [node], {node}
    above = _above(view, node)
    while above is not None and above not in seen and len(chain) < _DEEPEST:
        chain.append(above)
        seen.add(above)
        above = _above(view, above)
    return [caption(view, n) for n in reversed(chain)]


def _line(view: View, rows: list[NamedNode], prop: NamedNode | None) -> NamedNode | None:
    """The source line of the property when it has its own, else that of the statement."""
    lines = [r for r in rows if not view.is_a(r, KIN["BarisLembar"])]
    own = [r for r in lines if prop is not None and prop in view.objects(r, KIN["memuatProperti"])]
    main = [r for r in lines if not view.objects(r, KIN["memuatProperti"])]
    return next(iter(own or main), None)


def _cell(view: View, row: NamedNode, prop: NamedNode | None) -> str:
    sheet = view.text(row, KIN["lembar"])
    for column in view.subjects(KIN["lembar"], Literal(sheet)):
        if prop is not None and prop in view.objects(column, KIN["memuatProperti"]):
            return view.text(column, KIN["kolom"]) + view.text(row, KIN["baris"])
    return "A" + view.text(row, KIN["baris"])


def source(view: View, node: NamedNode, prop: NamedNode | None = None) -> Source:
    """Where a statement comes from; with ``prop``, where that property of it stands."""
    rows = sorted(view.nodes(node, PROV["wasDerivedFrom"]), key=lambda n: n.value)
    line, row = (
        _line(view, rows, prop),
        next((r for r in rows if view.is_a(r, KIN["BarisLembar"])), None),
    )
    text = (view.text(node, prop) if prop is not None else "") or caption(view, node)
    workbook = row is not None and view.text(row, KIN["berkas"]).casefold().endswith(".xlsx")
    sheet = view.text(row, KIN["lembar"]) if workbook and row is not None else None
    cell = _cell(view, row, prop) if workbook and row is not None else None
    if line is not None:
        document = next(iter(view.nodes(line, KIN["dokumen"])), None)
        file = (
            view.text(document, KIN["berkas"])
            if document is not None
            else view.text(line, KIN["dokumen"])
        )
        number = view.text(line, KIN["baris"])
        return Source(file or None, int(number) if number else None, sheet, cell, text)
    if row is not None:
        number = view.text(row, KIN["baris"])
        return Source(
            view.text(row, KIN["berkas"]) or None,
            None if workbook else int(number),
            sheet,
            cell,
            text,
        )
    return Source(None, None, None, None, text)


def cited(view: View, node: Term) -> str:
    """Another row as evidence: its caption and, where it has one, its line."""
    if isinstance(node, Literal):
        return node.value
    line = source(view, node).line if isinstance(node, NamedNode) else None
    return caption(view, node) + (f" (baris {line})" if line else "")
