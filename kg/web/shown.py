"""Findings as a page lists them: filtered, searched, in the order of what to do first, in pages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from kg.errors import Lang
from kg.report.dossier.dossier import Dossier
from kg.report.dossier.place import DossierPlaces
from kg.report.words import period_text
from kg.rules.finding import Finding, number_of
from kg.rules.rule import SEVERITIES, Rule
from kg.terms import UnitKey
from kg.worker.facts import UnitFacts

__all__ = ["FACETS", "ShownList", "ShownRow", "listing", "narrowed", "rows_of", "unit_named"]

#: What findings can be narrowed by, beside the words looked for.
FACETS = ("unit", "severity", "rule", "family", "post", "section", "level", "tier", "status")
#: So many findings stand on one page.
_PAGE = 50
#: Posts that head a section, by their class in the ontology.
_HEADS = {"KepalaSeksi", "KepalaSubbagian"}


@dataclass(frozen=True)
class ShownRow:
    """One finding with what it can be narrowed by."""

    found: Finding
    key: UnitKey
    unit: str
    number: str
    rule: Rule
    level: str
    posts: tuple[str, ...]
    sections: tuple[str, ...]
    text: str = field(repr=False)

    @property
    def address(self) -> str:
        """The page of its unit, where that is stored."""
        return f"/unit/{self.key.region}/{self.key.period}"

    def has(self, facet: str, value: str) -> bool:
        """Whether the finding is one of those that ``value`` of ``facet`` names."""
        return value in self.values(facet)

    def values(self, facet: str) -> tuple[str, ...]:
        """The values of a facet: of posts and sections there may be several or none."""
        if facet == "post":
            return self.posts
        if facet == "section":
            return self.sections
        return (self.value(facet),)

    def value(self, facet: str) -> str:
        """The one value of a facet."""
        values = {
            "unit": self.unit,
            "severity": self.found.severity,
            "rule": self.found.rule,
            "family": self.rule.family,
            "level": self.level,
            "tier": self.rule.tier,
            "status": "waived" if self.found.waived else "open",
        }
        return values.get(facet, "")


@dataclass(frozen=True)
class ShownList:
    """One page of findings, and how many there are by facet."""

    rows: tuple[ShownRow, ...]
    total: int
    page: int
    pages: int
    chosen: Mapping[str, str]
    counts: Mapping[str, tuple[tuple[str, int], ...]]


def _searched(found: Finding, rule: Rule, lang: Lang) -> str:
    """All that the search looks into: rule, title, message, remedy, basis, text and place."""
    place = found.source
    parts = [
        found.rule, rule.title[lang], found.message[lang], found.remedy[lang], *found.basis,
        found.label, found.value or "", place.text, place.document or "",
        f"{place.sheet}!{place.cell}", number_of(found.id),
    ]  # fmt: skip
    return " ".join(parts).casefold()


def rows_of(dossier: Dossier, lang: Lang) -> list[ShownRow]:
    """Every finding of the check, the gravest first, then in the order of the document."""
    places = {facts.key: DossierPlaces(facts) for facts in dossier.facts}
    names = {facts.key: unit_named(facts, lang) for facts in dossier.facts}
    sections = {facts.key: _sections(facts) for facts in dossier.facts}
    rules = {rule.id: rule for rule in dossier.report.rules}
    rows = []
    for unit in dossier.report.units:
        for found in unit.findings:
            if unit.key in places:
                level, posts = places[unit.key].of(found)
            else:
                level = "text"
                posts = ()
            rule = rules[found.rule]
            text = _searched(found, rule, lang)
            own = sections.get(unit.key, {})
            within = tuple(sorted({own[post] for post in posts if post in own}))
            called = names.get(unit.key, unit.region)
            number = number_of(found.id)
            row = ShownRow(found, unit.key, called, number, rule, level, posts, within, text)
            rows.append(row)
    return sorted(rows, key=_urgency)


def unit_named(facts: UnitFacts, lang: Lang) -> str:
    """A unit as lists call it."""
    return f"{(facts.name or facts.region).title()} {period_text(facts.period, lang)}"


def _sections(facts: UnitFacts) -> dict[str, str]:
    """The section of every post: the nearest head of one on its way up, the post itself included."""
    by_iri = {post.iri: post for post in facts.posts}
    found = {}
    for post in facts.posts:
        head = post
        steps = 0
        # Posts that report to each other in a circle are a finding; here it only must end.
        while head.kind not in _HEADS and head.superior in by_iri and steps < len(by_iri):
            head = by_iri[head.superior]
            steps += 1
        if head.kind in _HEADS:
            found[post.label] = head.label
    return found


def _urgency(row: ShownRow) -> tuple[object, ...]:
    waived = row.found.waived is not None
    return (waived, SEVERITIES.index(row.found.severity), *row.found.sort_key())


def _count(rows: Sequence[ShownRow], facet: str) -> tuple[tuple[str, int], ...]:
    counts: Counter[str] = Counter()
    for row in rows:
        counts.update(row.values(facet))
    return tuple(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def _chosen(asked: Mapping[str, str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for name in FACETS:
        if asked.get(name):
            found[name] = asked[name]
    return found


def narrowed(rows: Sequence[ShownRow], asked: Mapping[str, str]) -> list[ShownRow]:
    """The findings that have every value chosen, and every word looked for, in any order."""
    sought = asked.get("cari", "").casefold().split()
    kept = []
    for row in rows:
        if all(word in row.text for word in sought):
            kept.append(row)
    for facet, value in _chosen(asked).items():
        kept = [row for row in kept if row.has(facet, value)]
    return kept


def listing(rows: Sequence[ShownRow], asked: Mapping[str, str]) -> ShownList:
    """The page that was asked for.

    ``asked`` has the facets by name, ``cari`` for words and ``halaman`` for the page.
    """
    kept = narrowed(rows, asked)
    pages = max(1, -(-len(kept) // _PAGE))
    wanted = asked.get("halaman", "1")
    number = 1
    if wanted.isdecimal() and wanted != "0":
        number = min(int(wanted), pages)
    counts = {facet: _count(rows, facet) for facet in FACETS}
    start = (number - 1) * _PAGE
    return ShownList(
        tuple(kept[start : start + _PAGE]),
        len(kept),
        number,
        pages,
        {**_chosen(asked), "cari": asked.get("cari", "")},
        counts,
    )
