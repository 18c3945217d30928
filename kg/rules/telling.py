"""The sentences of a finding: the message of a rule, filled from what the document states.

What a derived fact tells in few signs (*0 / 4*, *5 → 4*) is written out, in the language of the
reader; what the document prints stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

import msgspec
from pyoxigraph import Literal, NamedNode

from kg.assets import beside_code
from kg.errors import LANGUAGES, Lang
from kg.rules.as_printed import as_printed
from kg.rules.rule import Both
from kg.store.base import Term
from kg.terms import KIN, PREFIXES, RDF, Namespace
from kg.walk.trace import above, caption, kind_in_words, stated_in, way_up
from kg.walk.view import View

__all__ = ["NAMES", "PLACEHOLDER", "Occasion", "filled", "read_as"]

#: A blank of a message: a name, a property of the node, or one of the value or of what stands above.
PLACEHOLDER = re.compile(r"\{(?:\?(value|atas)/)?([$?]\w+|\w+:\w+)\}")
#: The first dozen of many; the value of the finding holds them all.
_MANY_LINES = re.compile(r"(\bbaris (?:[\d–]+, ){11}[\d–]+), [\d–, ]+(?=\)$|; )")
#: Between what is and what should be.
_APART = " ≠ "
#: Facts that tell words of their row, in the form in which they are compared.
_OF_WORDS = frozenset(
    (
        "formulasiBerbeda",
        "kataTidakTerpakai",
        "rasioTerbalik",
        "rasioBedaPopulasi",
        "rasioDiragukan",
        "rasioBedaCakupan",
        "bukanUkuran",
        "kataKabur",
        "kataKaburFormulasi",
        "kataAktif",
        "kegiatanTerlaksana",
        "sebabAkibat",
        "kaitanDini",
        "kataOutput",
        "jabatanOrganisasiLain",
    )
)
_WORDING: Both = {"id": "rumusan", "en": "wording"}
_EMPTY: Both = {"id": "(kosong)", "en": "(empty)"}


class _Reading(msgspec.Struct, forbid_unknown_fields=True):
    """What is replaced in a text, and by what; a language without a text keeps it."""

    pattern: str
    id: str | None = None
    en: str | None = None


@dataclass(frozen=True)
class Occasion:
    """What a finding is about.

    Its node, the property looked at, the value as text and as term, and the derived fact that
    holds it.
    """

    view: View
    focus: NamedNode
    prop: NamedNode | None
    value: str | None
    term: Term | None
    fact: NamedNode | None


@cache
def _table() -> dict[str, list[_Reading]]:
    """All that is replaced, by the name of the fact."""
    return msgspec.convert(beside_code("kg.rules", "telling.toml"), type=dict[str, list[_Reading]])


@cache
def _readings(fact: str, lang: Lang) -> tuple[tuple[re.Pattern[str], str], ...]:
    """How the texts of a derived fact are read: those of its own name, then those of every fact."""
    found = []
    for one in (*_table().get(fact, ()), *_table()["semua"]):
        text = one.id if lang == "id" else one.en
        if text is not None:
            found.append((re.compile(one.pattern), text))
    return tuple(found)


def read_as(fact: str, text: str, lang: Lang) -> str:
    """The text of a derived fact in the words of a language.

    >>> read_as("barisBerulang", "5 ×", "en"), read_as("nomorTidakUrut", "5 → 4", "id")
    ('5 times', 'tertulis "5", seharusnya "4"')
    """
    for pattern, said in _readings(fact, lang):
        text = pattern.sub(said, text)
    return text


def _is_of_words(told: Occasion) -> bool:
    """Whether the value is words of the row: such a fact, or a query that tells a text."""
    if told.fact is None:
        return isinstance(told.term, Literal)
    return _local(told.fact) in _OF_WORDS


def _value(told: Occasion, lang: Lang) -> str:
    """What was found, in the words of that language around the text of the document."""
    if not told.value:
        return _EMPTY[lang]
    text = _MANY_LINES.sub(r"\1, …", told.value)
    if _is_of_words(told):
        text = as_printed(told.view, told.focus, text)
    return read_as(_local(told.fact), text, lang)


def _local(fact: NamedNode | None) -> str:
    if fact is None:
        return ""
    return fact.value.rpartition("#")[2]


def _left(told: Occasion, lang: Lang) -> str:
    """What stands before the sign between two that differ."""
    return _value(told, lang).partition(_APART)[0]


def _right(told: Occasion, lang: Lang) -> str:
    """What stands behind the sign between two that differ."""
    return _value(told, lang).partition(_APART)[2]


def _label(told: Occasion, _: Lang) -> str:
    return caption(told.view, told.focus)


def _column(told: Occasion, lang: Lang) -> str:
    """What a property is called in the ontology; a label is the wording of its row."""
    if told.prop is None:
        return _WORDING[lang]
    return told.view.ontology.labels.get((told.prop, lang), _WORDING[lang])


def _above(told: Occasion, _: Lang) -> str:
    """The caption of what stands above, or of the thing itself where it stands at the top."""
    return way_up(told.view, told.focus)[-2:][0]


def _owner(told: Occasion, lang: Lang) -> str:
    """What a cell belongs to: the wording of its row, or what stands above where that is the cell."""
    label = _label(told, lang)
    if label != told.value:
        return label
    return _above(told, lang)


def _document(told: Occasion, _: Lang) -> str:
    """The titles of the documents that state a thing, or the nodes of a tree."""
    view = told.view
    rows = view.nodes(told.focus, KIN["memilikiSimpul"]) or [told.focus]
    titles: set[str] = set()
    for row in rows:
        titles.update(caption(view, document) for document in stated_in(view, row))
    return "; ".join(sorted(titles)) or caption(view, told.focus)


def _kind(view: View, node: Term | None, lang: Lang) -> str:
    """What kind of thing the document states a node as: *kegiatan*, *kondisi antara*; of a reprint what it prints again."""
    ontology = view.ontology
    if not isinstance(node, NamedNode):
        return ""
    kinds = []
    for one in (*view.nodes(node, KIN["cetakUlangDari"]), node):
        for kind in view.nodes(one, RDF["type"]):
            if kind not in ontology.derived:
                kinds.append(ontology.labels.get((kind, lang)) or kind_in_words(_local(kind)))
    return next(iter(kinds), "")


def _property(view: View, node: Term | None, name: str, lang: Lang) -> str:
    """A property of a node; its kind in words."""
    prefix, _, local = name.partition(":")
    prop = Namespace(PREFIXES[prefix])[local]
    if prop == RDF["type"]:
        return _kind(view, node, lang)
    if not isinstance(node, NamedNode):
        return ""
    return read_as(local, view.text(node, prop), lang)


#: The blanks that have names of their own.
_NAMED: dict[str, Callable[[Occasion, Lang], str]] = {
    "label": _label,
    "this": _label,
    "value": _value,
    "kolom": _column,
    "atas": _above,
    "milik": _owner,
    "dokumen": _document,
    "kiri": _left,
    "kanan": _right,
}


#: The names that a message may use, beside properties.
NAMES = frozenset(_NAMED)


def _blank(told: Occasion, match: re.Match[str], lang: Lang) -> str:
    whose, name = match[1], match[2]
    if name[0] in "$?":
        return _NAMED[name[1:]](told, lang)
    node: Term | None = told.focus
    if whose == "value":
        node = told.term
    elif whose == "atas":
        node = above(told.view, told.focus)
    return _property(told.view, node, name, lang)


def _quoted(told: Occasion, template: str, lang: Lang) -> str:
    """The template where what is not printed is never quoted: a caption in brackets is ours."""
    for name in ("label", "atas", "milik", "dokumen"):
        blank = f"{{?{name}}}"
        if f'"{blank}"' in template and _NAMED[name](told, lang).startswith("["):
            template = template.replace(f'"{blank}"', blank)
    return template


def filled(message: Both, told: Occasion) -> Both:
    """The message with its blanks filled.

    ``?label`` and ``?value``; ``?kolom``, the column looked at; ``?atas``, what stands above;
    ``?milik``, what a cell belongs to; ``?dokumen``, the title; ``?kiri`` and ``?kanan``, the sides
    of two that differ; ``kin:…`` and ``rdf:type``, a property of the node, and with ``?value/`` or
    ``?atas/`` before it one of those.
    """

    def one(lang: Lang) -> str:
        template = _quoted(told, message[lang], lang)
        sentence = PLACEHOLDER.sub(lambda match: _blank(told, match, lang), template)
        return sentence[:1].upper() + sentence[1:]

    return {lang: one(lang) for lang in LANGUAGES}
