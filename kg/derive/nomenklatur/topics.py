"""Which program a result speaks of.

By the listed subjects of programs, and by the words of the nomenclature itself.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, Triple

from kg.derive.bahasa.makna import meant
from kg.derive.context import Context
from kg.derive.nomenklatur.naming import matches
from kg.derive.nomenklatur.standards import indicators_of
from kg.derive.official.meaning import Match
from kg.derive.text import normal
from kg.derive.vocabulary import Entry
from kg.terms import KIN

__all__ = ["mentioned_programs"]

#: A word that stands in the names of more programs tells none of them; one that stands in two tells
#: half of each.
_MOST_PROGRAMS = 2
#: So much must speak for another program, and so large a share of a wording.
_ENOUGH, _SHARE = 1.5, 0.5

#: The kind of unit in which persons are counted.
_PERSONS = "orang"

Profiles = dict[str, frozenset[str]]


def _profiles(context: Context) -> Profiles:
    """The stems of all official names, results and indicators of each program."""
    found: dict[str, set[str]] = {}
    for name, concept in context.pool.names():
        said = f"{name} {concept.result} {concept.indicator}"
        found.setdefault(concept.program, set()).update(meant(context.vocabulary, said))
    return {program: frozenset(stems) for program, stems in found.items()}


def _spread(context: Context) -> Counter[str]:
    """In how many programs each stem stands."""
    profiles = context.once(_profiles)
    return Counter(stem for stems in profiles.values() for stem in stems)


def _limitless(context: Context) -> frozenset[str]:
    """Stems that are no subject: what is done, and what of it."""
    lists = ("kata-cakupan-hampa", "kata-bagian", "kata-sifat", "kata-ukuran")
    entries = [entry for name in lists for entry in context.vocabulary.entries(name)]
    # That persons are counted tells no subject either.
    entries += [e for e in context.vocabulary.entries("satuan") if e.broader == _PERSONS]
    forms = (form for entry in entries for form in entry.forms)
    return frozenset(stem for form in forms for stem in meant(context.vocabulary, form))


def _weight(context: Context, stem: str) -> float:
    programs = context.once(_spread)[stem]
    return 1 / programs if 0 < programs <= _MOST_PROGRAMS else 0.0


def _stems(context: Context, text: str) -> set[str]:
    """What a result is about, behind its opening word."""
    behind = " ".join(normal(text).split()[1:])
    return set(meant(context.vocabulary, behind)) - context.once(_limitless)


def _telling(context: Context, text: str) -> set[str]:
    """The stems of a result that stand in the names of few programs."""
    return {stem for stem in _stems(context, text) if _weight(context, stem)}


def _by_words(context: Context, text: str, own: str) -> tuple[str, str] | None:
    """Another program whose words a result is mostly made of, while its own program has none of them; with these words."""
    stems, telling = _stems(context, text), _telling(context, text)
    profiles = context.once(_profiles)
    if telling & profiles.get(own, frozenset()):
        return None
    scores = {p: sum(_weight(context, s) for s in telling & held) for p, held in profiles.items()}
    best = max(scores, key=lambda program: (scores[program], program), default="")
    shared = telling & profiles.get(best, frozenset())
    enough = bool(best) and scores[best] >= _ENOUGH and len(shared) >= _SHARE * len(stems)
    return (" ".join(sorted(shared)), best) if enough else None


def _subject(entry: Entry, text: str) -> str:
    """The form of an entry that a text holds as whole words; empty when there is none."""
    return next((form for form in entry.forms if f" {form} " in f" {text} "), "")


def _as_village(context: Context, text: str) -> str:
    """A text with every word for a village written as *desa* (*apb gampong*)."""
    entries = context.vocabulary.entries("sebutan-wilayah")
    villages = {form for e in entries if e.name == "desa" for form in e.forms}
    return " ".join("desa" if word in villages else word for word in normal(text).split())


def _official_text(context: Context) -> dict[str, str]:
    """All official names of each program in one text."""
    found: dict[str, list[str]] = {}
    for name, concept in context.pool.names():
        found.setdefault(concept.program, []).append(normal(f"{name} ; {concept.result}"))
    return {program: " ; ".join(names) for program, names in found.items()}


def _own_programs(context: Context, match: Match) -> set[str]:
    """The programs whose subjects an item may name.

    Its own, and those that its official texts speak of themselves.

    Whoever carries out *Fasilitasi Penyelenggaraan Ketenteraman* may count linmas, though it stands
    under another program.
    """
    concept = match.concept
    official = normal(" ; ".join((match.name, *concept.names, concept.result, concept.indicator)))
    found = {concept.program}
    for scheme in ("pokok-program", "pokok-resmi"):
        for entry in context.vocabulary.entries(scheme):
            if _subject(entry, official):
                found.add(entry.broader)
    return found


def _by_subject(context: Context, text: str, match: Match) -> Iterator[tuple[str, str]]:
    """The listed subjects of other programs that a text names, unless its own program or item is about them as well."""
    own = match.concept.program
    sound = _own_programs(context, match)
    entries = context.vocabulary.entries("pokok-program")
    plain = _as_village(context, text)
    if any(_subject(entry, plain) for entry in entries if entry.broader == own):
        return
    official = f"{context.once(_official_text).get(own, '')} ; {normal(match.name)}"
    if normal(text) in official:
        return
    for entry in entries:
        found = _subject(entry, plain)
        if not found or entry.broader in sound or f" {found} " in f" {official} ":
            continue
        if not _is_firm(context, text, found, own):
            yield found, entry.broader


def _is_firm(context: Context, text: str, subject: str, own: str) -> bool:
    """Whether what a text says beside a subject stands in the names of its own program alone (*kendaraan patroli*)."""
    profile = context.once(_profiles).get(own, frozenset())
    # The camat stands in names of one program, and above all of them.
    beside = _telling(context, text) - set(meant(context.vocabulary, f"{subject} camat"))
    return any(_weight(context, stem) == 1 for stem in beside & profile)


def _foreign(context: Context, node: NamedNode, match: Match) -> Iterator[tuple[str, str, str]]:
    """What results and indicators of an item say that belongs elsewhere, with its subject and program."""
    view = context.view
    results = view.nodes(node, KIN["memilikiSasaran"])
    for said in (*results, *indicators_of(context, node)):
        text = view.label(said)
        listed = list(_by_subject(context, text, match))
        yield from ((text, found, program) for found, program in listed)
        # An indicator names much that is only counted; its words tell no program.
        told = _by_words(context, text, match.concept.program)
        open_to = _own_programs(context, match)
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
