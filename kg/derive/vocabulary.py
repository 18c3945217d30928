"""The word lists of ``ontology/vocab/``, read once and looked up by words."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from pyoxigraph import NamedNode, Triple
from rapidfuzz import fuzz

from kg.assets import folder
from kg.derive.text import normal, words
from kg.read.gate import sha256
from kg.read.ontology import load_turtle
from kg.terms import BASE, KIN, SKOS, text_of

__all__ = ["Entry", "Vocabulary", "vocabulary"]

_VOCAB = BASE + "vocab/"
#: A word this similar to a listed one counts as a slip of the pen (0-100, rapidfuzz ratio).
_SLIP = 88
_SLIP_LENGTH = 6


@dataclass(frozen=True)
class Entry:
    """One concept of a word list: its standard form, all its forms, and what the list says about it."""

    name: str
    forms: tuple[str, ...]
    fits: tuple[str, ...] = ()
    broader: str = ""
    implied: str = ""


class Vocabulary:
    """All word lists by name."""

    def __init__(self, triples: list[Triple], digest: str) -> None:
        self.digest = digest
        values: dict[tuple[NamedNode, NamedNode], list[str]] = {}
        for t in triples:
            if isinstance(t.subject, NamedNode):
                values.setdefault((t.subject, t.predicate), []).append(text_of(t.object))
        self._lists: dict[str, list[Entry]] = {}
        for (subject, predicate), schemes in values.items():
            if predicate == SKOS["inScheme"]:
                name = schemes[0].removeprefix(_VOCAB)
                self._lists.setdefault(name, []).append(_entry(subject, values))
        pairs = [(f, e.name) for e in self._lists.get("salah-ketik", []) for f in e.forms if f != normal(e.name)]
        self._slips = sorted(pairs, key=lambda pair: (-len(pair[0]), pair))

    def entries(self, name: str) -> list[Entry]:
        """The concepts of one list; ``KeyError`` when there is no such list."""
        return self._lists[name]

    def beginning(self, name: str, text: str) -> Entry | None:
        """The concept whose longest form the text starts with.

        >>> vocabulary().beginning("kata-ukuran", "Presentase desa").name
        'persentase'
        """
        plain = normal(text)
        found = [(len(f), e) for e in self.entries(name) for f in e.forms if plain.startswith(f)]
        return max(found, key=lambda pair: pair[0])[1] if found else None

    def first(self, name: str, text: str, *, slips: bool = False) -> tuple[Entry, str] | None:
        """The concept that occurs first in the text as whole words, and the form found.

        With ``slips`` a long word that differs by a slip of the pen is recognised as well.

        >>> vocabulary().first("objek-hitung", "Jumlah Masayarkat yang hadir", slips=True)[0].name
        'orang'
        """
        tokens = words(text)
        forms = sorted(((f.split(), e) for e in self.entries(name) for f in e.forms), key=lambda p: -len(p[0]))
        for start in range(len(tokens)):
            for form, entry in forms:
                if tokens[start : start + len(form)] == form:
                    return entry, " ".join(form)
            if slips and len(tokens[start]) >= _SLIP_LENGTH:
                for form, entry in forms:
                    if len(form) == 1 and len(form[0]) >= _SLIP_LENGTH and fuzz.ratio(tokens[start], form[0]) >= _SLIP:
                        return entry, tokens[start]
        return None

    def contains(self, name: str, text: str) -> str:
        """The form of a listed concept that occurs in the text as whole words; empty when none does."""
        found = self.first(name, text)
        return found[1] if found else ""

    def corrected(self, text: str) -> str:
        """The normalised text with the slips that the list knows put right, longest first.

        >>> vocabulary().corrected("Penyelengaraan pelayanan")
        'penyelenggaraan pelayanan'
        """
        plain = f" {normal(text)} "
        for wrong, right in self.slips():
            plain = plain.replace(f" {wrong} ", f" {right} ")
        return plain.strip()

    def slips(self) -> list[tuple[str, str]]:
        """Wrong forms and their right form, longest first."""
        return self._slips


def _entry(subject: NamedNode, values: dict[tuple[NamedNode, NamedNode], list[str]]) -> Entry:
    def all_of(predicate: NamedNode) -> list[str]:
        return values.get((subject, predicate), [])

    labels = all_of(SKOS["prefLabel"]) + all_of(SKOS["altLabel"])
    return Entry(
        name=labels[0],
        forms=tuple(dict.fromkeys(normal(label) for label in labels)),
        fits=tuple(iri.rpartition("/")[2] for iri in all_of(KIN["cocokDengan"])),
        broader=next((iri.rpartition("/")[2] for iri in all_of(SKOS["broader"]) + all_of(SKOS["broadMatch"])), ""),
        implied=next(iter(all_of(KIN["satuanTersirat"])), ""),
    )


@lru_cache(maxsize=1)
def vocabulary() -> Vocabulary:
    """The word lists that come with the program."""
    files = sorted((folder("ontology") / "vocab").glob("*.ttl"))
    triples = [Triple(q.subject, q.predicate, q.object) for path in files for q in load_turtle(path)]
    return Vocabulary(triples, sha256(b"".join(path.read_bytes() for path in files)))
