"""Which program a result speaks of.

By the listed subjects of programs, and by the words of the nomenclature itself.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from pyoxigraph import Literal, NamedNode, Triple

from kg.derive.bahasa.makna import meant
from kg.derive.context import Context
from kg.derive.nomenklatur.naming import matches
from kg.derive.nomenklatur.standards import indicators_of
from kg.derive.official.concept import Concept
from kg.derive.official.meaning import Match
from kg.derive.official.name_pool import NamePool
from kg.derive.text import KEPT, normal
from kg.derive.vocabulary import Vocabulary
from kg.terms import KIN

__all__ = ["mentioned_programs"]

#: A word that stands in the names of more programs tells none of them; one that stands in two tells
#: half of each.
_MOST_PROGRAMS = 2
#: So much must speak for another program, and so large a share of a wording.
_ENOUGH, _SHARE = 1.5, 0.5
#: Where something is done, at the end of a wording, is no subject (*… surat di kantor distrik*).
_AT_PLACE = re.compile(r" di \w+(?: \w+){0,2}$")
#: With whom or by whom something is done is no subject (*sebagai mitra pemerintah desa*).
_BESIDE = re.compile(
    r" (?:sebagai mitra|bersama|dengan|bermitra dengan"
    r"|oleh(?= (?:pemerintah|kepala|perangkat|aparatur|pengurus))) \w+(?: \w+)?"
)
#: For how many word lists and pools of concepts is kept what is made of them.
_LISTS = 8

#: The kind of unit in which persons are counted.
_PERSONS = "orang"

Profiles = dict[str, frozenset[str]]


class _Lists(NamedTuple):
    """What tells of which program a text speaks: the word lists and the concepts that count.

    The same for all kecamatan of a province and period, and so is what is made of it.
    """

    vocabulary: Vocabulary
    pool: NamePool


def _lists(context: Context) -> _Lists:
    return _Lists(context.vocabulary, context.pool)


@lru_cache(maxsize=_LISTS)
def _profiles(lists: _Lists) -> Profiles:
    """The stems of all official names, results and indicators of each program."""
    found: dict[str, set[str]] = {}
    for name, concept in lists.pool.names():
        said = f"{name} {concept.result} {concept.indicator}"
        found.setdefault(concept.program, set()).update(meant(lists.vocabulary, said))
    return {program: frozenset(stems) for program, stems in found.items()}


@lru_cache(maxsize=_LISTS)
def _weights(lists: _Lists) -> dict[str, float]:
    """What each stem that stands in the names of few programs says for one of them."""
    spread = Counter(chain.from_iterable(_profiles(lists).values()))
    found = {}
    for stem, programs in spread.items():
        if programs <= _MOST_PROGRAMS:
            found[stem] = 1 / programs
    return found


@lru_cache(maxsize=_LISTS)
def _limitless(vocabulary: Vocabulary) -> frozenset[str]:
    """Stems that are no subject: what is done, and what of it."""
    found: set[str] = set()
    for name in ("kata-cakupan-hampa", "kata-bagian", "kata-sifat", "kata-ukuran"):
        for form in vocabulary.forms(name):
            found.update(meant(vocabulary, form))
    # That persons are counted tells no subject either.
    for entry in vocabulary.entries("satuan"):
        if entry.broader == _PERSONS:
            for form in entry.forms:
                found.update(meant(vocabulary, form))
    return frozenset(found)


@lru_cache(maxsize=KEPT)
def _stems(vocabulary: Vocabulary, text: str) -> frozenset[str]:
    """What a result is about, behind its opening word."""
    behind = " ".join(_AT_PLACE.sub("", normal(text)).split()[1:])
    return frozenset(meant(vocabulary, behind)) - _limitless(vocabulary)


def _telling(lists: _Lists, text: str) -> frozenset[str]:
    """The stems of a result that stand in the names of few programs."""
    return _stems(lists.vocabulary, text) & _weights(lists).keys()


@lru_cache(maxsize=KEPT)
def _by_words(lists: _Lists, text: str, own: str) -> tuple[str, str] | None:
    """Another program whose words a result is mostly made of, while its own program has none of them; with these words."""
    stems, telling = _stems(lists.vocabulary, text), _telling(lists, text)
    profiles = _profiles(lists)
    if telling & profiles.get(own, frozenset()):
        return None
    weights = _weights(lists)
    scores = {}
    for program, held in profiles.items():
        scores[program] = sum(weights[stem] for stem in telling & held)
    best = max(scores, key=lambda program: (scores[program], program), default="")
    shared = telling & profiles.get(best, frozenset())
    enough = bool(best) and scores[best] >= _ENOUGH and len(shared) >= _SHARE * len(stems)
    return (" ".join(sorted(shared)), best) if enough else None


@lru_cache(maxsize=_LISTS)
def _subjects(vocabulary: Vocabulary, scheme: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The program of each listed subject, and its forms as they stand within a text."""
    found = []
    for entry in vocabulary.entries(scheme):
        found.append((entry.broader, tuple(f" {form} " for form in entry.forms)))
    return tuple(found)


@lru_cache(maxsize=KEPT)
def _named(vocabulary: Vocabulary, scheme: str, text: str) -> tuple[tuple[str, str], ...]:
    """The listed subjects that a text holds as whole words, each with its program."""
    framed = f" {text} "
    found = []
    for program, forms in _subjects(vocabulary, scheme):
        subject = next((form for form in forms if form in framed), "")
        if subject:
            found.append((subject[1:-1], program))
    return tuple(found)


@lru_cache(maxsize=_LISTS)
def _villages(vocabulary: Vocabulary) -> frozenset[str]:
    """The words for a village."""
    found: set[str] = set()
    for entry in vocabulary.entries("sebutan-wilayah"):
        if entry.name == "desa":
            found.update(entry.forms)
    return frozenset(found)


def _as_village(vocabulary: Vocabulary, text: str) -> str:
    """A text with every word for a village written as *desa* (*apb gampong*)."""
    villages = _villages(vocabulary)
    return " ".join("desa" if word in villages else word for word in normal(text).split())


@lru_cache(maxsize=_LISTS)
def _official_text(pool: NamePool) -> dict[str, str]:
    """All official names of each program in one text."""
    found: dict[str, list[str]] = {}
    for name, concept in pool.names():
        found.setdefault(concept.program, []).append(normal(f"{name} ; {concept.result}"))
    return {program: " ; ".join(names) for program, names in found.items()}


@lru_cache(maxsize=KEPT)
def _own_programs(vocabulary: Vocabulary, concept: Concept, name: str) -> frozenset[str]:
    """The programs whose subjects an item of that official name may name.

    Its own, and those that its official texts speak of themselves.

    Whoever carries out *Fasilitasi Penyelenggaraan Ketenteraman* may count linmas, though it stands
    under another program.
    """
    official = normal(" ; ".join((name, *concept.names, concept.result, concept.indicator)))
    found = {concept.program}
    for scheme in ("pokok-program", "pokok-resmi"):
        for _, program in _named(vocabulary, scheme, official):
            found.add(program)
    return frozenset(found)


@lru_cache(maxsize=KEPT)
def _by_subject(
    lists: _Lists, text: str, concept: Concept, name: str
) -> tuple[tuple[str, str], ...]:
    """The listed subjects of other programs that a text names, unless its own program or item is about them as well.

    ``name`` is the official one of the item, of that concept.
    """
    own = concept.program
    sound = _own_programs(lists.vocabulary, concept, name)
    about = _BESIDE.sub("", f" {_as_village(lists.vocabulary, text)}").strip()
    named = _named(lists.vocabulary, "pokok-program", about)
    if any(program == own for _, program in named):
        return ()
    official = f"{_official_text(lists.pool).get(own, '')} ; {normal(name)}"
    if normal(text) in official:
        return ()
    found = []
    for subject, program in named:
        said = program in sound or f" {subject} " in f" {official} "
        if not said and not _is_firm(lists, text, subject, own):
            found.append((subject, program))
    return tuple(found)


def _is_firm(lists: _Lists, text: str, subject: str, own: str) -> bool:
    """Whether what a text says beside a subject stands in the names of its own program alone (*kendaraan patroli*)."""
    profile = _profiles(lists).get(own, frozenset())
    # The camat stands in names of one program, and above all of them.
    beside = _telling(lists, text) - set(meant(lists.vocabulary, f"{subject} camat"))
    weights = _weights(lists)
    return any(weights[stem] == 1 for stem in beside & profile)


def _foreign(context: Context, node: NamedNode, match: Match) -> Iterator[tuple[str, str, str]]:
    """What results and indicators of an item say that belongs elsewhere, with its subject and program."""
    view = context.view
    lists = _lists(context)
    concept = match.concept
    open_to = _own_programs(lists.vocabulary, concept, match.name)
    results = view.nodes(node, KIN["memilikiSasaran"])
    for said in (*results, *indicators_of(context, node)):
        text = view.label(said)
        listed = _by_subject(lists, text, concept, match.name)
        yield from ((text, found, program) for found, program in listed)
        # An indicator names much that is only counted; its words tell no program.
        told = _by_words(lists, text, concept.program)
        if said in results and told and not listed and told[1] not in open_to:
            yield (text, *told)


def mentioned_programs(context: Context) -> Iterator[Triple]:
    """Results and indicators of an item that name the subject of another program.

    Not where the list is that of one province: there the codes of programs mean something else.
    """
    if any(listing.provinces for listing in context.pool.listings):
        return
    for node, _, match in matches(context):
        yield Triple(node, KIN["programBaku"], Literal(match.concept.program))
        for text, found, program in _foreign(context, node, match):
            evidence = f'"{text}": {found} → {program} ({match.origin})'
            yield Triple(node, KIN["pokokProgramLain"], Literal(evidence))
