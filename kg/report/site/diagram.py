"""The classes of a module as a picture, painted like the trees of ``kg draw``."""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache

from pyoxigraph import NamedNode

from kg.errors import Lang
from kg.read.ontology import ontology
from kg.report.drawing.badges import NO_FINDINGS
from kg.report.drawing.layout import best
from kg.report.drawing.scene import Box, DrawnLine, Scene, ident
from kg.report.drawing.svg import paint
from kg.report.site.documents import part
from kg.report.site.naming import name_of, short
from kg.report.words import word
from kg.terms import BASE, KIN, OWL, RDF, RDFS

__all__ = ["picture"]

_BAND = "kelas"


@lru_cache(maxsize=1)
def _parents() -> dict[NamedNode, list[NamedNode]]:
    """The classes of ours directly above each, in the order of their names."""
    found: dict[NamedNode, set[NamedNode]] = defaultdict(set)
    for triple in ontology().hierarchy():
        upper = triple.object
        lower = triple.subject
        if not isinstance(upper, NamedNode) or not isinstance(lower, NamedNode):
            continue
        if upper.value.startswith(KIN):
            found[lower].add(upper)
    return {lower: sorted(upper, key=str) for lower, upper in found.items()}


@lru_cache(maxsize=2)
def _relations(lang: Lang) -> dict[NamedNode, list[str]]:
    """What leads from a class to another, as ``relation → class``."""
    ranges = {}
    for triple in ontology().triples:
        if triple.predicate == RDFS["range"] and isinstance(triple.object, NamedNode):
            ranges[triple.subject] = triple.object
    found: dict[NamedNode, list[str]] = defaultdict(list)
    for triple in ontology().triples:
        start = triple.object
        end = ranges.get(triple.subject)
        if triple.predicate != RDFS["domain"] or not isinstance(start, NamedNode):
            continue
        if end in ontology().classes and isinstance(triple.subject, NamedNode):
            name = name_of(triple.subject.value, lang)
            found[start].append(f"{name} → {name_of(end.value, lang)}")
    return found


def _shown(document: str) -> set[NamedNode]:
    """The classes that a module declares, and what stands above them."""
    declared = set()
    for triple in part("modul")[document].triples:
        is_class = triple.predicate == RDF["type"] and triple.object == OWL["Class"]
        if is_class and isinstance(triple.subject, NamedNode):
            declared.add(triple.subject)
    known = set(declared)
    for term in declared:
        for upper in ontology().ancestors.get(term, ()):
            if upper.value.startswith(KIN):
                known.add(upper)
    return known


def _depth(term: NamedNode) -> int:
    """How many classes of ours stand above, by the longest way."""
    above = _parents().get(term, [])
    if not above:
        return 0
    return 1 + max(map(_depth, above))


def _scene(document: str, lang: Lang) -> Scene:
    shown = sorted(_shown(document), key=str)
    relations = _relations(lang)
    boxes = []
    lines = []
    for term in shown:
        name = name_of(term.value, lang)
        notes = tuple(sorted(relations.get(term, ())))
        code = short(term.value)
        box = Box(
            term.value,
            ident(term.value),
            _BAND,
            _depth(term),
            code,
            name,
            notes,
            NO_FINDINGS,
            marked=False,
        )
        boxes.append(box)
        for index, upper in enumerate(_parents().get(term, [])):
            # A picture hangs each box on one other; what else it is, its section tells.
            if index == 0:
                lines.append(DrawnLine(upper.value, term.value, "isa", marked=False))
    last = max((box.rank for box in boxes), default=0)
    title = name_of(BASE + document, lang)
    subtitle = word("site/picture", lang, classes=len(boxes))
    bands = ((_BAND, 0, last),)
    return Scene(title, subtitle, "kelas", lang, tuple(boxes), tuple(lines), bands)


@lru_cache(maxsize=64)
def picture(document: str, lang: Lang) -> str:
    """The SVG of a module; empty for one without classes."""
    if document not in part("modul"):
        return ""
    scene = _scene(document, lang)
    if not scene.boxes:
        return ""
    return paint(best(scene))
