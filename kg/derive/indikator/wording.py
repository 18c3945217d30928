"""What the words of an indicator give away: vague, joined, a target inside, a thing instead of a measure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from pyoxigraph import Literal, NamedNode, Triple

from kg.derive.context import Context
from kg.derive.indikator.measures import direction
from kg.derive.text import KEPT, normal, words
from kg.derive.vocabulary import Vocabulary
from kg.terms import KIN

__all__ = ["asks_satisfaction", "indicator_wording"]

_BRACKETS = re.compile(r"\([^)]*\)?")
_JOINT = re.compile(r"\b(dan|serta)\b|[&,]|(?<=[^\W\d])\s*/\s*(?=[^\W\d])", re.IGNORECASE)
#: One relation of two things; one word said twice; a thing and a nearer name of it (masyarakat/perwakilan masyarakat).
_BETWEEN = re.compile(r"\bantara?\s+(?!lain\b)([^,/]*?)\bdan\b", re.IGNORECASE)
_TWICE = re.compile(r"\b(\w+)\s+dan\s+\1\b|\b(\w+)\s*/\s*\w+\s+\2\b", re.IGNORECASE)
_REINFORCED = re.compile(r"\b(?:ter|di)\w+ dengan ")
_RECORD = re.compile(r"(?:data|laporan) ")
_NUMBER = re.compile(r"\d+ ")
#: Words without which a formula still only says its indicator again.
_FILLER = frozenset({"yang", "di", "dan", "seluruh", "semua", "kegiatan"})
_FIGURE = re.compile(
    r"\d+(?:[.,]\d+)?\s*%|\b\d+\b(?!\s*(?:\(\w+\)\s*)?(?:tahun|bulan|roda))", re.IGNORECASE
)
_YEAR = re.compile(r"(?:tahun|nomor|no\.?|uu\w*)\s*\d+", re.IGNORECASE)
_TAIL = re.compile(r"\s+di\s+(?:wilayah\s+)?(?:kantor\s+)?kecamatan\b.*$")


def _vague(vocabulary: Vocabulary, label: str) -> str:
    """A vague adjective; not one that names a rank of a scale (``predikat kinerja baik``)."""
    return "" if "predikat" in words(label) else vocabulary.contains("kata-sifat-kabur", label)


@lru_cache(maxsize=4)
def _pairs(vocabulary: Vocabulary) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The first word of each fixed pair, and what the pair looks like."""
    forms = (form.split() for entry in vocabulary.entries("pasangan-tetap") for form in entry.forms)
    bodies = (
        (form[0], r"[\s/,]+".join(re.escape(w) for w in form if w.isalnum())) for form in forms
    )
    return tuple((first, re.compile(rf"\b{body}(nya)?\b", re.IGNORECASE)) for first, body in bodies)


@lru_cache(maxsize=KEPT)
def _joined(vocabulary: Vocabulary, label: str) -> str:
    """What joins two measures, once fixed pairs and brackets are taken out; empty when there is one measure."""
    plain = _BRACKETS.sub(" ", label).replace("&", " dan ")
    if _JOINT.search(plain) is None:
        return ""
    for first, pattern in _pairs(vocabulary):
        plain = pattern.sub(first, plain)
    found = _JOINT.search(_TWICE.sub(r"\1\2", _BETWEEN.sub(r"antar \1", plain)))
    return found[0].strip() if found else ""


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


@lru_cache(maxsize=4)
def _right(vocabulary: Vocabulary) -> dict[str, str]:
    """The right spelling of every misspelt form."""
    lists = ("salah-ketik", "ejaan-salah")
    return {
        f" {form} ": f" {entry.name} "
        for name in lists
        for entry in vocabulary.entries(name)
        for form in entry.forms
    }


@lru_cache(maxsize=KEPT)
def _spelled(vocabulary: Vocabulary, text: str) -> tuple[str, ...]:
    """The words of a text as they should be spelled, in alphabetical order, without filler and brackets."""
    plain = f" {_TAIL.sub('', normal(_BRACKETS.sub(' ', text)))} "
    for form, name in _right(vocabulary).items():
        plain = plain.replace(form, name)
    return tuple(sorted(w for w in plain.split() if w not in _FILLER))


def _repeats(vocabulary: Vocabulary, label: str, formula: str) -> bool:
    """Whether the formula says the indicator again, in whatever order and spelling, brackets and the own kecamatan aside."""
    first, second = _spelled(vocabulary, label), _spelled(vocabulary, formula)
    return bool(first) and first == second


def asks_satisfaction(label: str) -> bool:
    """Whether an indicator is a satisfaction index (not a count of its papers)."""
    is_index = bool({"ikm", "skm"} & set(words(label))) or "kepuasan masyarakat" in normal(label)
    return is_index and words(label)[:1] != ["jumlah"]


@lru_cache(maxsize=KEPT)
def _unspecific(vocabulary: Vocabulary, source: str) -> bool:
    """Whether a data source is nothing but a place, unit, post or regulation, or the data of a post or unit."""
    name, plain = "sumber-tidak-spesifik", normal(source)
    if vocabulary.beginning(name, plain) is not None:
        return True
    record = _RECORD.match(plain)
    rest = plain[record.end() :] if record else ""
    holder = vocabulary.beginning(name, rest) if rest else None
    papers = next(e.forms for e in vocabulary.entries("objek-hitung") if e.name == "dokumen")
    return (
        holder is not None
        and holder.broader == "jabatan-atau-unit"
        and not {"tentang", *papers} & set(rest.split())
    )


def _reinforced(context: Context, node: NamedNode, label: str, vague: str) -> bool:
    """Whether the vague word only stresses a participle (terpelihara dengan baik) and a ratio counts the thing itself."""
    stressed = (m.end() for m in _REINFORCED.finditer(normal(label)))
    counted = [
        context.vocabulary.first("objek-hitung", t)
        for t in (label, context.view.text(node, KIN["pembilang"]))
    ]
    same = (
        counted[0] is not None
        and counted[1] is not None
        and counted[0][0].name == counted[1][0].name
    )
    return same and any(normal(label)[end:].startswith(vague) for end in stressed)


def _vague_facts(context: Context, node: NamedNode, formula: str) -> Iterator[tuple[str, str]]:
    label = context.view.label(node)
    vague = _vague(context.vocabulary, label)
    if context.view.text(node, KIN["definisiOperasional"]):
        return
    if not _reinforced(context, node, label, vague):
        yield "kataKabur", vague
    if not vague and not context.scrambled(node, "formulasi"):
        yield "kataKaburFormulasi", _vague(context.vocabulary, formula)


def _type_facts(context: Context, node: NamedNode) -> Iterator[tuple[str, str]]:
    """A type that the list does not know, or that holds a polarity other than that of the wording."""
    vocabulary, kind = context.vocabulary, context.view.text(node, KIN["tipePenghitungan"]).strip()
    plain = _NUMBER.sub("", normal(kind), count=1) if _NUMBER.match(normal(kind)) else normal(kind)
    if plain in {form for entry in vocabulary.entries("tipe-penghitungan") for form in entry.forms}:
        return
    turn = vocabulary.first("kata-arah", plain)
    against = turn is not None and turn[0].name != direction(context, node)
    yield "arahBertentangan" if against else "tipeTidakDikenal", kind


def _facts(context: Context, node: NamedNode) -> Iterator[tuple[str, str]]:
    view, vocabulary = context.view, context.vocabulary
    label, formula = view.label(node), view.text(node, KIN["formulasi"]).strip()
    yield from _vague_facts(context, node, formula)
    yield "penggabung", _joined(vocabulary, label)
    yield "bukanUkuran", _thing(vocabulary, label)
    yield "targetDalamRumusan", _figure(label)
    yield "ejaanTidakBaku", vocabulary.contains("ejaan-salah", label)
    if _repeats(vocabulary, label, formula):
        yield "formulasiMengulang", formula
    if asks_satisfaction(label) and not vocabulary.contains("metode-ikm", formula):
        yield "caraIkmTidakBaku", formula
    yield from _type_facts(context, node)


def indicator_wording(context: Context) -> Iterator[Triple]:
    """Evidence for the rules on wording, each as the word or text found; a source needs no worded indicator."""
    for node in context.view.instances(KIN["Indikator"]):
        facts = list(_facts(context, node)) if context.view.label(node).strip() else []
        source = context.view.text(node, KIN["sumberData"]).strip()
        if _unspecific(context.vocabulary, source):
            facts.append(("sumberTidakSpesifik", source))
        yield from (Triple(node, KIN[name], Literal(text)) for name, text in facts if text)
