"""Villages that posts, organisations and texts name, and those that the kecamatan does not have."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from pyoxigraph import Literal, NamedNode, Triple

from kg.derive.bahasa.kamus import is_word
from kg.derive.context import Context
from kg.derive.text import KEPT, normal, squeezed
from kg.derive.vocabulary import Vocabulary
from kg.terms import KIN

__all__ = ["villages"]

#: The government of one village by its name; that of all villages (*se-kecamatan*) names none.
_GOVERNMENT = re.compile(
    r"\bpemerintah(?:an)?\s+(?:desa|kelurahan)\s+(?!se\b)([\w ]+)$", re.IGNORECASE
)
#: One to three words in capitals behind the word for a village.
_NAME = r"((?:[A-Z][a-z]+)(?:\s+[A-Z][a-z]+){0,2})"
#: Kinds whose wording may name a village.
_SPOKEN = ("Indikator", "Kinerja", "UraianJabatan")


@lru_cache(maxsize=8)
def _called(vocabulary: Vocabulary) -> re.Pattern[str]:
    """A village named in running text."""
    kinds = "|".join((*vocabulary.forms_of("sebutan-wilayah", "desa"), "kelurahan"))
    return re.compile(rf"\b(?i:{kinds})\s+{_NAME}")


def _known(context: Context) -> frozenset[str]:
    found: set[str] = set()
    for names in context.regions.villages(context.region_code).values():
        found.update(map(squeezed, names))
    return frozenset(found)


def _around(context: Context) -> frozenset[str]:
    """The villages of the other kecamatan of the kabupaten."""
    found: set[str] = set()
    code = context.region_code
    for name in context.regions.neighbours(code):
        for names in context.regions.villages(context.regions.code_named(name, code)).values():
            found.update(map(squeezed, names))
    return frozenset(found)


def _foreign(context: Context, name: str, known: frozenset[str]) -> bool:
    """Whether a name in running text is that of a village elsewhere.

    Unknown here, and made of no common words.

    *Desa Mandiri* and *Desa Dalam Musrenbang* are no names; a name may go on with words that do not
    belong to it.
    """
    words = name.split()
    heads = set()
    for length in range(1, len(words) + 1):
        heads.add(squeezed(" ".join(words[:length])))
    # A common word may be the name of a village nearby (*Desa Bora*).
    common = is_word(normal(words[0])) and not heads & context.once(_around)
    return not common and not heads & known and squeezed(words[0]) not in context.own_names


def _in_texts(context: Context, node: NamedNode) -> Iterator[str]:
    for _, text in context.texts(node):
        yield from _named(context.vocabulary, text)


@lru_cache(maxsize=KEPT)
def _named(vocabulary: Vocabulary, text: str) -> tuple[str, ...]:
    return tuple(found[1] for found in _called(vocabulary).finditer(text))


def villages(context: Context) -> Iterator[Triple]:
    """Villages that are named, and those that the region list does not have in this kecamatan."""
    if not context.known_region:
        return
    view = context.view
    known = _known(context)
    for kind in ("Jabatan", "OrganisasiLain"):
        for node in view.instances(KIN[kind]):
            found = _GOVERNMENT.search(view.label(node))
            if found:
                yield Triple(node, KIN["desaDisebut"], Literal(found[1]))
                if squeezed(found[1]) not in known:
                    yield Triple(node, KIN["desaTidakDikenal"], Literal(found[1]))
    for kind in _SPOKEN:
        for node in view.instances(KIN[kind]):
            for name in dict.fromkeys(_in_texts(context, node)):
                yield Triple(node, KIN["desaDisebut"], Literal(name))
                if _foreign(context, name, known):
                    yield Triple(node, KIN["desaTidakDikenal"], Literal(name))
