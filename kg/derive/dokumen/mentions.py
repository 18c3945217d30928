"""Names of other kecamatan that a document mentions, a sign of a copied form."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import chain

from pyoxigraph import Literal, Triple

from kg.derive.context import Context
from kg.derive.official.nomenclature import nomenclature
from kg.derive.text import KEPT, squeezed
from kg.terms import KIN

__all__ = ["foreign_kecamatan"]

#: Patterns kept, some thousand bytes each: the names of a few kabupaten, whose kecamatan come together.
_NEAR = 256


def _own_names(context: Context) -> str:
    """Names that may stand in the text without meaning another kecamatan."""
    code = context.region_code
    names = []
    for node in context.view.instances(KIN["Kecamatan"]):
        names.append(context.view.label(node))
    names.append(context.regions.parent_name(code))
    for villages in context.regions.villages(code).values():
        names.extend(villages)
    return " | ".join(names).casefold()


@lru_cache(maxsize=_NEAR)
def _pattern(name: str, kinds: str) -> re.Pattern[str]:
    """The name as whole words, behind one of the words for a kecamatan where there are such."""
    body = r"\s+".join(map(re.escape, name.split()))
    if kinds:
        return re.compile(rf"(?i:\b(?:{kinds})\.?\s+{body}\b)(?!\s+[A-Z])")
    return re.compile(rf"\b(?:{body}|{re.escape(name.upper())})\b")


def _patterns(context: Context, names: list[str], own: str) -> dict[str, re.Pattern[str]]:
    """Of each name what matches where it means another kecamatan.

    A name that is short, of our own, or official wording does so behind the word alone.
    """
    # An empty choice would match before any word; the one that is left matches nothing.
    kinds = "|".join(context.vocabulary.forms_of("sebutan-wilayah", "kecamatan")) or "(?!)"
    found = {}
    for name in names:
        doubtful = name.casefold() in own or len(name) < 5 or nomenclature().says(name)
        found[name] = _pattern(name, kinds if doubtful else "")
    return found


@lru_cache(maxsize=KEPT)
def _folded(text: str) -> str:
    """A text in which whatever a pattern that ignores case can match is spelled alike."""
    return text.casefold().replace("\u0131", "i").replace("i\u0307", "i")


def foreign_kecamatan(context: Context) -> Iterator[Triple]:
    """The names of other kecamatan of the same kabupaten in the texts of each statement."""
    code = context.region_code
    if not context.known_region:
        return
    yield Triple(next(iter(context.graphs)), KIN["wilayahDikenal"], Literal(code))
    own = _own_names(context)
    texts = {}
    for node in context.view.instances(KIN["Pernyataan"]):
        texts[node] = [text for _, text in context.texts(node)]
    near = _near(context, code, set(chain.from_iterable(texts.values())))
    patterns = _patterns(context, near, own)
    if not patterns:
        return
    for node, parts in texts.items():
        text = " \n ".join(parts)
        for name, pattern in patterns.items():
            if pattern.search(text):
                yield Triple(node, KIN["menyebutKecamatanLain"], Literal(name))


def _near(context: Context, code: str, texts: set[str]) -> list[str]:
    """The other kecamatan of the kabupaten whose first word stands anywhere: few are, and patterns cost."""
    folded = "\n".join(map(_folded, texts))
    own = squeezed(context.declared_name)
    found = []
    for name in context.regions.neighbours(code):
        if _folded(name.split()[0]) in folded and squeezed(name) != own:
            found.append(name)
    return found
