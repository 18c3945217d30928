"""What the words of an indicator give away.

Vague, joined, a target inside, a thing instead of a measure.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from functools import lru_cache

from pyoxigraph import Literal, NamedNode, Triple

from kg.derive.bahasa.buruk import harm_in
from kg.derive.context import Context
from kg.derive.indikator.data_sources import is_counted_paper, unspecific
from kg.derive.indikator.figures import figures
from kg.derive.indikator.formula import parsed
from kg.derive.indikator.joints import is_composite, joined
from kg.derive.indikator.measured import measure_of, unmeasured
from kg.derive.indikator.prescribed import prescribed
from kg.derive.indikator.reached import reached_state
from kg.derive.indikator.shams import repeats
from kg.derive.indikator.stand_ins import sifted_by_figures
from kg.derive.indikator.things import not_measured
from kg.derive.indikator.vague import defined, vague_word
from kg.derive.places import columnless, placeless
from kg.derive.printed import contrary, direction
from kg.derive.text import KEPT, normal, words
from kg.terms import KIN

__all__ = ["asks_satisfaction", "indicator_wording", "untyped"]

#: Measures of a share or number, and what such a share of satisfaction is of.
_SHARES = frozenset({"jumlah", "persentase", "frekuensi", "cakupan"})
#: What a share or count about satisfaction is of, where it is the index all the same.
_SATISFIED = (("kepuasan",), ("ikm",), ("skm",), ("indeks",), ("nilai",), ("survei",), ("survey",))
_BRACKETS = re.compile(r"\([^)]*\)?")
#: A participle that only is stressed: *terpelihara dengan baik*.
_REINFORCED = re.compile(r"\b(?:ter|di)\w+ dengan ")
#: Columns of which a single empty cell is told, the fact that tells it, and their names in the form.
_FILLED = {"tipePenghitungan": "tipeKosong", "arah": "arahKosong"}
_CELLS = {"tipePenghitungan": "tipe_penghitungan", "arah": "arah"}
#: The number that some print before the way of counting: "1 kumulatif".
_NUMBER = re.compile(r"\d+ ")
#: Words without which a formula still only says its indicator again.
_FILLER = frozenset({"yang", "di", "dan", "seluruh", "semua", "kegiatan"})
#: The own place says nothing of what is measured.
_TAIL = re.compile(r"\s+di\s+(?:wilayah\s+)?(?:kantor\s+)?kecamatan\b.*$")


@lru_cache(maxsize=KEPT)
def asks_satisfaction(label: str) -> bool:
    """Whether an indicator is a satisfaction index (not a count of its papers)."""
    is_index = bool({"ikm", "skm"} & set(words(label))) or "kepuasan masyarakat" in normal(label)
    measure = measure_of(label)
    if not is_index or measure is None or measure.name not in _SHARES:
        return is_index
    # A share or count of those asked, of answers or of plans is no index.
    return words(label)[0] != "jumlah" and unmeasured(label)[:1] in _SATISFIED


def _reinforced(context: Context, node: NamedNode, label: str, vague: str) -> bool:
    """Whether the vague word only stresses a participle (terpelihara dengan baik) and a ratio counts the thing itself."""
    stressed = (m.end() for m in _REINFORCED.finditer(normal(label)))
    counted = []
    for t in (label, context.view.text(node, KIN["pembilang"])):
        counted.append(context.vocabulary.first("objek-hitung", t))
    same = (
        counted[0] is not None
        and counted[1] is not None
        and counted[0][0].name == counted[1][0].name
    )
    return same and any(normal(label)[end:].startswith(vague) for end in stressed)


def _vague_facts(context: Context, node: NamedNode, formula: str) -> Iterator[tuple[str, str]]:
    if context.view.text(node, KIN["definisiOperasional"]):
        return
    label = context.view.label(node)
    vague = ""
    if not prescribed(label):
        vague = vague_word(label)
    by_figures = sifted_by_figures(parsed(formula).numerator)
    if not (defined(formula) or by_figures or _reinforced(context, node, label, vague)):
        yield "kataKabur", vague
    if not vague and not context.scrambled(node, "formulasi"):
        yield "kataKaburFormulasi", _vague_in_formula(label, formula)


def _vague_in_formula(label: str, formula: str) -> str:
    """The vague word that a formula brings in; empty where it has none, or is free to use it."""
    # How satisfied somebody must be to count is asked of no index of satisfaction: IND-13 tells it.
    if asks_satisfaction(label) or defined(formula):
        return ""
    word = vague_word(formula)
    # What the nomenclature words so may be worded so again.
    if prescribed(label) and word in words(label):
        return ""
    return word


def _type_facts(context: Context, node: NamedNode) -> Iterator[tuple[str, str]]:
    """A type that the list does not know, or that holds a polarity other than that of the wording."""
    vocabulary = context.vocabulary
    kind = context.view.text(node, KIN["tipePenghitungan"]).strip()
    if _NUMBER.match(normal(kind)):
        plain = _NUMBER.sub("", normal(kind), count=1)
    else:
        plain = normal(kind)
    if plain in vocabulary.forms("tipe-penghitungan"):
        return
    turn = vocabulary.first("kata-arah", plain)
    against = turn is not None and turn[0].name != direction(context, node)
    yield "arahBertentangan" if against else "tipeTidakDikenal", kind


def _missing(context: Context, node: NamedNode) -> Iterator[tuple[str, str]]:
    """The empty cells of columns that the document fills otherwise: type of aggregation, polarity."""
    for column, fact in _FILLED.items():
        if context.view.text(node, KIN[column]).strip() or context.scrambled(node, _CELLS[column]):
            continue
        filled = context.once(_filled_columns)
        if node in context.once(_outside[column]):
            continue
        if any((document, column) in filled for document in context.stated_in(node)):
            yield fact, context.view.label(node)


def _without(column: str) -> Callable[[Context], frozenset[NamedNode]]:
    """The indicators of posts whose table has no such column."""

    def fills(context: Context, node: NamedNode) -> bool:
        return bool(context.view.text(node, KIN[column]).strip())

    return lambda context: columnless(context, fills)


_outside = {column: _without(column) for column in _FILLED}


def _filled_columns(context: Context) -> frozenset[tuple[NamedNode, str]]:
    """Documents with each column that most of their indicators fill."""
    counts: Counter[tuple[NamedNode, str]] = Counter()
    rows: Counter[NamedNode] = Counter()
    for node in context.view.instances(KIN["Indikator"]):
        for document in context.stated_in(node):
            rows[document] += 1
            counts.update(
                (document, column) for column in _FILLED if context.view.text(node, KIN[column])
            )
    least = context.threshold("kolom-kosong")
    usual = set()
    for key, filled in counts.items():
        whole = rows[key[0]]
        if whole >= least and filled * 2 > whole:
            usual.add(key)
    return frozenset(usual)


#: Columns of type and polarity, and the fact about a document that has no such column.
_TOLD_ONCE = (("tipePenghitungan", "tanpaTipePenghitungan"), ("arah", "tanpaArah"))


def untyped(context: Context) -> Iterator[Triple]:
    """Documents of enough indicators none of which has a type of aggregation, or a polarity beside its type."""
    view = context.view
    unplaced = placeless(context, "tipePenghitungan")
    rows: list[NamedNode] = []
    for node in view.instances(KIN["Indikator"]):
        if node not in unplaced and view.label(node).strip():
            rows.append(node)
    for document, own in context.by_paper(rows).items():
        if len(own) < context.threshold("kolom-kosong"):
            continue
        for column, fact in _TOLD_ONCE:
            if not any(view.text(node, KIN[column]).strip() for node in own):
                yield Triple(document, KIN[fact], Literal(f"{len(own)}"))
                # A table without types has no polarity either: one finding.
                break


def _facts(context: Context, node: NamedNode) -> Iterator[tuple[str, str]]:
    view = context.view
    vocabulary = context.vocabulary
    label = view.label(node)
    formula = view.text(node, KIN["formulasi"]).strip()
    yield from _vague_facts(context, node, formula)
    one = prescribed(label) or is_composite(label, formula)
    yield "penggabung", "" if one else joined(label)
    yield "bukanUkuran", not_measured(label)
    yield "targetDalamRumusan", figures(label)
    yield "hitunganKeadaan", reached_state(label)
    yield "halBuruk", harm_in(label)
    yield "ukuranMasukan", vocabulary.contains("ukuran-masukan", label)
    yield "arahBerlawanan", contrary(context, node)
    yield from _missing(context, node)
    yield "ejaanTidakBaku", vocabulary.contains("ejaan-salah", f"{label} ; {formula}")
    if repeats(label, formula, context.own_names):
        yield "formulasiMengulang", formula
    if asks_satisfaction(label) and not vocabulary.contains("metode-ikm", formula):
        yield "caraIkmTidakBaku", formula
    yield from _type_facts(context, node)


def indicator_wording(context: Context) -> Iterator[Triple]:
    """Evidence for the rules on wording, each as the word or text found.

    A source needs no worded indicator.
    """
    for node in context.view.instances(KIN["Indikator"]):
        if context.view.label(node).strip():
            facts = list(_facts(context, node))
        else:
            facts = []
        source = context.view.text(node, KIN["sumberData"]).strip()
        if unspecific(source) and not is_counted_paper(source, context.view.label(node)):
            facts.append(("sumberTidakSpesifik", source))
        for name, text in facts:
            if text:
                yield Triple(node, KIN[name], Literal(text))
