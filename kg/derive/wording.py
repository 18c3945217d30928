"""What the words of an indicator give away: vague, joined, a target inside, a thing instead of a measure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, Triple

from kg.derive.context import Context
from kg.derive.text import normal, words
from kg.derive.vocabulary import Vocabulary
from kg.terms import KIN

__all__ = ["indicator_wording"]

_BRACKETS = re.compile(r"\([^)]*\)?")
_JOINT = re.compile(r"\b(dan|serta)\b|[&,]", re.IGNORECASE)
_FIGURE = re.compile(r"\d+(?:[.,]\d+)?\s*%|\b\d+\b(?!\s*(?:\(\w+\)\s*)?(?:tahun|bulan|roda))", re.IGNORECASE)
_YEAR = re.compile(r"(?:tahun|nomor|no\.?|uu\w*)\s*\d+", re.IGNORECASE)
_TAIL = re.compile(r"\s+di\s+(?:wilayah\s+)?(?:kantor\s+)?kecamatan\b.*$")


def _vague(vocabulary: Vocabulary, label: str) -> str:
    """A vague adjective; not one that names a rank of a scale (``predikat kinerja baik``)."""
    return "" if "predikat" in words(label) else vocabulary.contains("kata-sifat-kabur", label)


def _joined(vocabulary: Vocabulary, label: str) -> str:
    """What joins two measures, once fixed pairs and brackets are taken out; empty when there is one measure."""
    plain = _BRACKETS.sub(" ", label).replace("&", " dan ")
    for entry in vocabulary.entries("pasangan-tetap"):
        for form in entry.forms:
            body = r"[\s/,]+".join(re.escape(w) for w in form.split())
            plain = re.sub(rf"\b{body}(nya)?\b", form.split()[0], plain, flags=re.IGNORECASE)
    found = _JOINT.search(plain)
    return found[0] if found else ""


def _thing(vocabulary: Vocabulary, label: str) -> str:
    """The method, document, event or thing, or the word of result, that an indicator starts with."""
    if vocabulary.beginning("kata-ukuran", label) is not None:
        return ""
    result = vocabulary.beginning("kata-hasil-kabur", label)
    if result is not None:
        return result.name
    thing = vocabulary.beginning("bukan-indikator", label)
    return "" if thing is None or _vague(vocabulary, label) else thing.name


def _figure(label: str) -> str:
    return ", ".join(found.strip() for found in _FIGURE.findall(_YEAR.sub(" ", label)))


def _repeats(label: str, formula: str) -> bool:
    """Whether the formula says the indicator again, apart from brackets and the name of the own kecamatan."""
    first, second = (_TAIL.sub("", normal(_BRACKETS.sub(" ", text))) for text in (label, formula))
    return bool(first) and first == second


def _odd_method(vocabulary: Vocabulary, label: str, formula: str) -> bool:
    """Whether a satisfaction index is computed by anything but the standard method (PermenPANRB 14/2017)."""
    is_index = bool({"ikm", "skm"} & set(words(label))) or "kepuasan masyarakat" in normal(label)
    counted = words(label)[:1] == ["jumlah"]
    return is_index and not counted and bool(formula) and not vocabulary.contains("metode-ikm", formula)


def _unspecific(vocabulary: Vocabulary, source: str) -> bool:
    """Whether a data source is nothing but a place, unit, post or regulation."""
    entry = vocabulary.beginning("sumber-tidak-spesifik", source)
    return entry is not None


def _facts(vocabulary: Vocabulary, context: Context, node: NamedNode) -> Iterator[tuple[str, str]]:
    view = context.view
    label, formula = view.label(node), view.text(node, KIN["formulasi"]).strip()
    if not view.text(node, KIN["definisiOperasional"]):
        yield "kataKabur", _vague(vocabulary, label)
    yield "penggabung", _joined(vocabulary, label)
    yield "bukanUkuran", _thing(vocabulary, label)
    yield "targetDalamRumusan", _figure(label)
    yield "ejaanTidakBaku", vocabulary.contains("ejaan-salah", label)
    if _repeats(label, formula):
        yield "formulasiMengulang", formula
    if _odd_method(vocabulary, label, formula):
        yield "caraIkmTidakBaku", formula
    source = view.text(node, KIN["sumberData"]).strip()
    if _unspecific(vocabulary, source):
        yield "sumberTidakSpesifik", source
    kind = view.text(node, KIN["tipePenghitungan"]).strip()
    if kind and normal(kind) not in {f for e in vocabulary.entries("tipe-penghitungan") for f in e.forms}:
        yield "tipeTidakDikenal", kind


def indicator_wording(context: Context) -> Iterator[Triple]:
    """Evidence for the rules on wording, each as the word or text found."""
    for node in context.view.instances(KIN["Indikator"]):
        if context.view.label(node).strip():
            for name, text in _facts(context.vocabulary, context, node):
                if text:
                    yield Triple(node, KIN[name], Literal(text))
