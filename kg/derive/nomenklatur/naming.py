"""Names and levels of plan items held against the nomenclature."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, Triple

from kg.derive.context import Context
from kg.derive.nomenklatur.spelling import spelled
from kg.derive.official.meaning import Match
from kg.derive.text import normal
from kg.terms import KIN, boolean

__all__ = ["matches", "official_names", "printed_parent", "unknown_names"]

_LEVELS = {"Program": "program", "Kegiatan": "kegiatan", "SubKegiatan": "sub_kegiatan"}
_WORDS = {"program": "program", "kegiatan": "kegiatan", "sub_kegiatan": "sub kegiatan"}


def matches(context: Context) -> list[tuple[NamedNode, str, Match]]:
    """Every named item whose meaning is known and not contradicted by its code, with its level."""
    return context.once(_agreeing)


def _agreeing(context: Context) -> list[tuple[NamedNode, str, Match]]:
    return [found for found in context.once(_meanings) if found[2].agrees]


#: A name of so many words may be short and whole.
_SHORT_NAME = 4
#: So many whole words before one that breaks off tell whose name it is.
_BROKEN = 2
#: Words for the own office, without which a name is still whole.
_OWN_OFFICE = frozenset({"", "skpd", "perangkat daerah", "pd"})


def printed_parent(context: Context, node: NamedNode) -> str:
    """The name of the item above as printed; empty when there is none."""
    for parent in context.view.nodes(node, KIN["bagianDari"]):
        return context.view.label(parent).strip()
    return ""


def _meanings(context: Context) -> list[tuple[NamedNode, str, Match]]:
    """Every named item whose meaning is known, also where its code contradicts its name."""
    found = []
    for kind, level in _LEVELS.items():
        for node in context.view.instances(KIN[kind]):
            match = _meaning(context, node, level)
            if match is not None:
                found.append((node, level, match))
    return found


def _meaning(context: Context, node: NamedNode, level: str) -> Match | None:
    label = context.view.label(node).strip()
    if not label:
        return None
    code = context.view.text(node, KIN["kodeNomenklatur"])
    parent = printed_parent(context, node)
    return context.pool.meant(label, level, parent, code, context.vocabulary)


def _is_cut(label: str, match: Match, tail: int) -> bool:
    """Whether a name ends before the official one does."""
    printed = normal(label).split()
    official = normal(match.name).split()
    missing = len(official) - len(printed)
    # A long name that breaks off needs to lack no more than its last word.
    lost = " ".join(official[len(printed) :])
    begun = (
        lost not in _OWN_OFFICE
        and len(printed) > _SHORT_NAME
        and official[: len(printed)] == printed
    )
    return (
        begun
        or _breaks_off(printed, official)
        or (missing >= tail and printed[:tail] == official[:tail])
    )


def _breaks_off(printed: list[str], official: list[str]) -> bool:
    """Whether a name ends within a word of the official one (*… Pemberhentian Perangk*)."""
    last = len(printed) - 1
    if last < _BROKEN or len(official) <= last or printed[:last] != official[:last]:
        return False
    return printed[last] != official[last] and official[last].startswith(printed[last])


def _without_level(context: Context, name: str) -> str:
    """A name as names are compared, without the word for its level before it.

    Where a column or a row says *program*, the name stands without it as often as with it.
    """
    written = spelled(name)
    tokens = written.split()
    for entry in context.vocabulary.entries("awalan-nama"):
        for form in entry.forms:
            length = len(form.split())
            if normal(" ".join(tokens[:length])) == form and len(tokens) > length:
                return " ".join(tokens[length:])
    return written


def _differs(context: Context, label: str, match: Match) -> bool:
    """Whether a name is written otherwise than every name of its entry."""
    names = {_without_level(context, name) for name in match.concept.names}
    return _without_level(context, label) not in names


def _is_unpaired(label: str) -> bool:
    """Whether a bracket of a name has lost its partner."""
    return label.count("(") != label.count(")")


def _evidence(match: Match) -> str:
    """The official name with its code and list."""
    return f"{match.name} ({match.concept.code}; {match.origin})"


def _unofficial(node: NamedNode, match: Match) -> Iterator[Triple]:
    """That a name is not the official one; where it is that of another code, also that code."""
    official = Literal(_evidence(match))
    if match.other:
        yield Triple(node, KIN["namaKodeLain"], official)
        yield Triple(node, KIN["kodeMenurutNama"], Literal(match.other))
    else:
        yield Triple(node, KIN["namaTidakBaku"], official)


def official_names(context: Context) -> Iterator[Triple]:
    """The concept a name means, and where name or level differ from it."""
    tail = int(context.threshold("akhir-nama-hilang"))
    for node, level, match in context.once(_meanings):
        concept = match.concept
        label = context.view.label(node)
        yield Triple(node, KIN["namaBaku"], Literal(match.name))
        yield Triple(node, KIN["kodeBaku"], Literal(concept.code))
        official = Literal(_evidence(match))
        differs = _differs(context, label, match)
        if match.other and concept.level != level:
            # One cause: the code is that of another level, whatever name stands beside it.
            right = f"{_WORDS[concept.level]} ({concept.code}; {match.origin})"
            yield Triple(node, KIN["kodeJenjangLain"], Literal(right))
        elif differs:
            yield from _unofficial(node, match)
        if not match.agrees:
            continue
        yield Triple(node, KIN["jenjangBaku"], Literal(concept.level))
        if _is_cut(label, match, tail) or (differs and _is_unpaired(label)):
            yield Triple(node, KIN["namaTerpotong"], official)
        if concept.level != level:
            right = f"{_WORDS[concept.level]} ({concept.code}; {match.origin})"
            yield Triple(node, KIN["jenjangTidakBaku"], Literal(right))


def unknown_names(context: Context) -> Iterator[Triple]:
    """Named items whose meaning no list, code or person tells, so that no rule speaks of them."""
    known = {node for node, _, _ in context.once(_meanings)}
    for kind in _LEVELS:
        for node in context.view.instances(KIN[kind]):
            if node not in known and context.view.label(node).strip():
                yield Triple(node, KIN["padananTidakDiketahui"], boolean(value=True))
