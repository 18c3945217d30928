"""How people are shown a node: its caption, its way up the tree, and the line it comes from."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from pyoxigraph import Literal, NamedNode

from kg.read.kinds import has_sheets
from kg.store.base import Term
from kg.terms import KIN, PROV, RDF, RDFS, text_of
from kg.walk.cell_order import cell_order
from kg.walk.columns import column_of
from kg.walk.paths import Step, contributions, parents
from kg.walk.view import View

__all__ = [
    "Source",
    "above",
    "caption",
    "caption_of",
    "cited",
    "kind_in_words",
    "place_of",
    "sheet_row",
    "source",
    "stated_in",
    "steps_up",
    "way_up",
]

#: The steps from a thing that only belongs to another one; then the tree and plan; then the posts.
_BELONGS: tuple[Step, ...] = (
    (KIN["cetakUlangDari"], True),
    (KIN["memilikiTarget"], False),
    (KIN["memilikiTargetTriwulan"], False),
    (KIN["memilikiRealisasi"], False),
    (KIN["memilikiPagu"], False),
    (KIN["memilikiPaguTriwulan"], False),
    (KIN["memilikiSerapan"], False),
    (KIN["diukurOleh"], False),
    (KIN["memilikiIndikator"], False),
    (KIN["memilikiTugas"], False),
    (KIN["hubunganDari"], True),
)
_POSTS: tuple[Step, ...] = ((KIN["ditanggungjawabiOleh"], True), (KIN["melaporKe"], True))
_DEEPEST = 50
#: Where two words of the name of a class meet.
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")


@dataclass(frozen=True)
class Source:
    """Where a statement stands.

    Source document and line, or sheet and cell, and the text found there.
    """

    document: str | None
    line: int | None
    sheet: str | None
    cell: str | None
    text: str

    def order(self) -> tuple[object, ...]:
        """What puts places in the order of their document: line, or sheet, row and column."""
        cell = cell_order(self.sheet or "", self.cell or "")
        return self.document or "", self.line or 0, *cell


def kind_in_words(kind: str) -> str:
    """The name of a class as people write it.

    >>> kind_in_words("SubKegiatan"), kind_in_words("IKU")
    ('sub kegiatan', 'IKU')
    """
    words = [word if word.isupper() else word.lower() for word in _HUMP.split(kind)]
    return " ".join(words)


def caption(view: View, node: Term) -> str:
    """The label as printed; for a thing without one, its kind and code in square brackets.

    Targets, budgets and realisations are shown as year, quarter and printed value.
    """
    label = view.label(node)
    if label:
        return label
    value = view.text(node, KIN["teksNilai"])
    if value:
        parts = (view.text(node, KIN["tahun"]), view.text(node, KIN["triwulan"]))
        return f"{' '.join(filter(None, parts))}: {value}"
    remark = view.text(node, KIN["keterangan"])
    if remark and view.is_a(node, KIN["PernyataanHubungan"]):
        return remark  # a relation has no wording but what the document prints beside it
    kinds = view.objects(node, RDF["type"])
    kind = kind_in_words(text_of(kinds[0]).rpartition("#")[2]) if kinds else ""
    code = view.text(node, KIN["kode"]) or text_of(node).rpartition("/")[2]
    return f"[{kind} {code}]".replace("[ ", "[")


def caption_of(view: View, term: Term) -> str:
    """Text of a literal, caption of a node."""
    if isinstance(term, Literal):
        return term.value
    return caption(view, term)


@lru_cache(maxsize=1)
def steps_up() -> tuple[Step, ...]:
    """The steps from a thing to what stands above it, of which the first that leads somewhere is taken.

    What a result is translated to is the same result once more and stands beside it, not below.
    """
    stated = parents()
    tree = [step for step in contributions() if step[0] != KIN["diterjemahkanKe"]]
    others = [(name, True) for name in stated if (name, True) not in tree]
    return (*_BELONGS, *tree, *others, *_POSTS)


def above(view: View, node: NamedNode) -> NamedNode | None:
    """What stands directly above.

    Found once for each thing, since every finding below asks again.
    """
    if node not in view.places:
        view.places[node] = _found_above(view, node)
    return view.places[node]


def _found_above(view: View, node: NamedNode) -> NamedNode | None:
    for predicate, forward in steps_up():
        # Only what stands for a post is shown below it; other things have places of their own.
        if predicate == KIN["ditanggungjawabiOleh"] and not view.is_a(node, KIN["SasaranJabatan"]):
            continue
        found = view.step(node, predicate, forward=forward)
        if found:
            return min(found, key=lambda n: n.value)
    return None


def stated_in(view: View, node: NamedNode) -> list[NamedNode]:
    """The documents whose rows a statement comes from."""
    found: list[NamedNode] = []
    for row in view.nodes(node, PROV["wasDerivedFrom"]):
        found += view.nodes(row, KIN["dokumen"])
    return found


def way_up(view: View, node: NamedNode) -> list[str]:
    """Captions from the top of the tree or plan down to the node itself."""
    chain = {node: None}
    upper = above(view, node)
    # A tree that bites its own tail is a finding of its own; here it only must not be endless.
    while upper is not None and upper not in chain and len(chain) < _DEEPEST:
        chain[upper] = None
        upper = above(view, upper)
    return [caption(view, one) for one in reversed(chain)]


def _line(view: View, rows: list[NamedNode], prop: NamedNode | None) -> NamedNode | None:
    """The source line of the property when it has its own, else that of the statement."""
    main: NamedNode | None = None
    for row in rows:
        if view.is_a(row, KIN["BarisLembar"]):
            continue
        properties = view.objects(row, KIN["memuatProperti"])
        if prop is not None and prop in properties:
            return row
        if main is None and not properties:
            main = row
    return main


def sheet_row(view: View, node: NamedNode, prop: NamedNode | None = None) -> NamedNode | None:
    """The row of a sheet among the sources of a node; of several the one that holds the property."""
    rows = sorted(view.nodes(node, PROV["wasDerivedFrom"]), key=lambda n: n.value)
    found = [row for row in rows if view.is_a(row, KIN["BarisLembar"])]
    # A year has no cell of its own in a row of years: the cell of its value is the place.
    for wanted in (_wanted(prop), _wanted(None)):
        for row in found:
            if not wanted.isdisjoint(view.objects(row, KIN["memuatProperti"])):
                return row
    return found[0] if found else None


def _wanted(prop: NamedNode | None) -> set[Term]:
    """The property asked for.

    Where none is, what a thing is shown by: its wording, or its printed value.
    """
    return {prop} if prop is not None else {RDFS["label"], KIN["teksNilai"]}


def _cell(view: View, row: NamedNode, prop: NamedNode | None) -> str:
    """The cell of the property, or of the wording where no property is asked for.

    Else the first of the row.
    """
    number = view.text(row, KIN["baris"])
    wanted = _wanted(prop)
    # A row that became several things names the cell of each itself.
    if not wanted.isdisjoint(view.objects(row, KIN["memuatProperti"])):
        return view.text(row, KIN["kolom"]) + number
    # What is missing altogether has no cell: the finding stands at the wording that it quotes.
    letter = (
        column_of(view, row, wanted)
        or view.text(row, KIN["kolom"])
        or column_of(view, row, _wanted(None))
    )
    return (letter or "A") + number


def _file_of(view: View, line: NamedNode) -> str:
    """The name of the text file that a line stands in."""
    documents = view.nodes(line, KIN["dokumen"])
    if documents:
        return view.text(documents[0], KIN["berkas"])
    return view.text(line, KIN["dokumen"])


def source(view: View, node: NamedNode, prop: NamedNode | None = None) -> Source:
    """Where a statement comes from; with ``prop``, where that property of it stands."""
    rows = sorted(view.nodes(node, PROV["wasDerivedFrom"]), key=lambda n: n.value)
    paper = None if rows else _paper_of_tree(view, node)
    if paper is not None:
        return source(view, paper)
    # A caption that we made up from kind and code stands nowhere in the document: it is no
    # evidence.
    text = view.label(node) or view.text(node, KIN["teksNilai"])
    if prop is not None:
        text = view.text(node, prop) or text
    found = Source(None, None, None, None, text)
    row = sheet_row(view, node, prop)
    if row is not None:
        found = _in_form(view, node, row, prop, text)
    line = _line(view, rows, prop)
    if line is None:
        return found
    # What was printed counts more than the form it was copied to; the cell stays beside it.
    number = view.text(line, KIN["baris"])
    place = int(number) if number else None
    document = _file_of(view, line) or found.document
    return replace(found, document=document, line=place)


def _paper_of_tree(view: View, tree: NamedNode) -> NamedNode | None:
    """The document that a tree is of: what is said of the whole is said there."""
    papers: set[NamedNode] = set()
    for member in view.nodes(tree, KIN["memilikiSimpul"]):
        papers.update(stated_in(view, member))
    return min(papers, key=lambda paper: paper.value, default=None)


def _is_empty(view: View, node: NamedNode, row: NamedNode, prop: NamedNode | None) -> bool:
    """Whether a row has a cell for the property and nothing in it: then nothing else is quoted there."""
    if prop is None or view.objects(node, prop):
        return False
    return bool(column_of(view, row, {prop}))


def _in_form(
    view: View, node: NamedNode, row: NamedNode, prop: NamedNode | None, text: str
) -> Source:
    """A row of a workbook is told by its cell, a row of a CSV sheet by its line."""
    file = view.text(row, KIN["berkas"])
    if has_sheets(file):
        sheet = view.text(row, KIN["lembar"])
        if _is_empty(view, node, row, prop):
            text = ""
        return Source(file, None, sheet, _cell(view, row, prop), text)
    number = view.text(row, KIN["baris"])
    # RDF of another hand may name a row without its number.
    place = int(number) if number else None
    return Source(file or None, place, None, None, text)


def place_of(view: View, node: NamedNode, prop: NamedNode | None = None) -> str:
    """Where another row stands, as evidence beside its caption: line or cell.

    Empty where neither is known.
    """
    place = source(view, node, prop)
    if place.line:
        return f"baris {place.line}"
    if place.sheet and place.cell:
        return f"{place.sheet}!{place.cell}"
    return ""


def cited(view: View, node: Term) -> str:
    """Another row as evidence: its caption and, where it has one, its line or cell."""
    if isinstance(node, Literal):
        return node.value
    text = caption(view, node)
    place = place_of(view, node) if isinstance(node, NamedNode) else ""
    return f"{text} ({place})" if place else text
