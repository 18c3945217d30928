"""Changes of whatever a row states that no class of its own stands for.

Remarks, numbers, posts, duties, texts.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from operator import itemgetter

from kg.terms import KIN, RDFS
from kg.walk.trace import Source
from kg.worker.facts import UnitFacts
from kg.worker.stated import StatedFact, property_label

__all__ = ["StatementChange", "statement_changes"]

#: What the classes of nodes, indicators and targets tell already.
_TOLD = frozenset(
    KIN[name].value
    for name in (
        "kode", "kodeNomenklatur", "menopang", "bagianDari", "mendukungSasaran", "memilikiSasaran", "faktorDari",
        "kondisiDiperlukan", "formulasi", "satuan", "sumberData", "arah", "memilikiTarget", "diukurOleh",
        "memilikiIndikator", "teksNilai", "nilai", "tahun",
    )
) | {RDFS["label"].value}  # fmt: skip
#: Kinds of IRIs that stand for rows or documents, whose names change with every year and inserted
#: row.
_PASSING = ("hubungan", "dokumen", "organisasi")
_TARGET = "target"
#: The kind of target that the classes of indicators tell; those of quarters are told here.
_OF_YEAR = KIN["Target"].value


@dataclass(frozen=True)
class StatementChange:
    """One thing whose statements differ.

    Its key and caption, and the columns that differ before and after.
    """

    key: str
    label: str
    before: str
    after: str
    old: Source | None
    new: Source | None


def _key(fact: StatedFact) -> str:
    """What stays of an IRI when the period changes: kind and code.

    For a relation what it relates.
    """
    kind, code = fact.iri.rsplit("/", 2)[-2:]
    ends = dict(fact.values)
    if kind == _TARGET:
        # A target that only changes its kind of document is the same target.
        code = code.removesuffix(f"-{ends.get(KIN['jenisTarget'].value, '')}")
    if kind == "hubungan":
        for name in ("jenisHubungan", "hubunganDari", "hubunganKe"):
            kind += f"/{ends.get(KIN[name].value, '')}"
        return kind
    return f"{kind}/{code}"


def _columns(fact: StatedFact, told: frozenset[str]) -> dict[str, str]:
    return {name: text for name, text in fact.values if name not in told}


def _written(columns: Mapping[str, str], names: list[str]) -> str:
    parts = []
    for name in names:
        if name in columns:
            parts.append(f"{property_label(name, 'id')}: {columns[name]}")
    return "; ".join(parts)


def _change(
    key: str, was: StatedFact, now: StatedFact, told: frozenset[str]
) -> Iterator[StatementChange]:
    """The change of one thing; none where all that is not told elsewhere is the same."""
    before = _columns(was, told)
    after = _columns(now, told)
    # Each column as a pair of name and text: what both sides have alike falls out.
    names = sorted({name for name, _ in before.items() ^ after.items()})
    if names:
        texts = _written(before, names), _written(after, names)
        yield StatementChange(key, now.label, *texts, was.source, now.source)


def _by_key(facts: UnitFacts) -> dict[str, StatedFact]:
    return {_key(fact): fact for fact in facts.stated}


def statement_changes(old: UnitFacts, new: UnitFacts) -> Iterator[StatementChange]:
    """What differs between two states beside nodes, indicators and targets as such, by key."""
    was = _by_key(old)
    now = _by_key(new)
    shown = {*_shown(old), *_shown(new)}
    # The objective of a plan item stands on the row of the item: it comes and goes with it, but its
    # wording is its own.
    goals = _goals(old) | _goals(new)
    passing: tuple[str, ...] = ()
    if old.period != new.period:
        passing = _PASSING[1:]
    # Where both state a thing, the newer state is looked at.
    for key, one in sorted((was | now).items(), key=itemgetter(0)):
        if key.startswith(passing):
            continue
        has_class = one.iri in shown or one.kind == _OF_YEAR
        if key in was and key in now:
            told = _TOLD if has_class else frozenset[str]()
            yield from _change(key, was[key], now[key], told)
        elif not has_class and one.iri not in goals:
            yield _single(key, one, is_new=key in now)


def _single(key: str, one: StatedFact, *, is_new: bool) -> StatementChange:
    """What only one of the two states, with everything that it says."""
    text = _written(dict(one.values), [name for name, _ in one.values])
    if is_new:
        return StatementChange(key, one.label, "", text, None, one.source)
    return StatementChange(key, one.label, text, "", one.source, None)


def _goals(facts: UnitFacts) -> set[str]:
    found: set[str] = set()
    for node in facts.nodes:
        found.update(node.results)
    return found


def _shown(facts: UnitFacts) -> Iterator[str]:
    """The things whose coming, going and wording have classes of their own."""
    for node in facts.nodes:
        yield node.iri
    for indicator in facts.indicators:
        yield indicator.iri
