"""Findings as the page shows them: in groups by rule and by line of the source, each with anchors to the others."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kg.report.dossier.dossier import Dossier, Response
from kg.report.dossier.place import Places
from kg.report.html.text import mark, slug
from kg.rules.check import RuleStatus
from kg.rules.finding import Finding, number_of
from kg.rules.rule import SEVERITIES

__all__ = ["Card", "Group", "SourceFile", "SourceLine", "cards", "groups", "sources"]


@dataclass(frozen=True)
class Card:
    """One finding with its anchors, its place in the tree, the keys that filters look for, and the answer to it."""

    found: Finding
    anchor: str
    number: str
    node: str
    line: str
    unit: int
    level: str
    posts: tuple[str, ...]
    keys: str
    response: Response | None


@dataclass(frozen=True)
class Group:
    """The findings of one rule, those that a waiver covers apart."""

    row: RuleStatus
    anchor: str
    open: tuple[Card, ...]
    waived: tuple[Card, ...]


@dataclass(frozen=True)
class SourceLine:
    """One line or cell of a source with the texts quoted from it and the findings that point at it."""

    anchor: str
    place: str
    texts: tuple[str, ...]
    cards: tuple[Card, ...]


@dataclass(frozen=True)
class SourceFile:
    """The lines of one source document that findings point at."""

    anchor: str
    name: str
    unit: int
    lines: tuple[SourceLine, ...]


def _file(found: Finding) -> str:
    return found.source.document or found.focus


def _place(found: Finding) -> str:
    source = found.source
    return (
        f"{source.sheet}!{source.cell}" if source.sheet and source.cell else str(source.line or "")
    )


def _status(found: Finding, response: Response | None) -> str:
    answered = "" if response is None else " o-answered"
    return ("o-waived" if found.waived else "o-open") + answered


def cards(dossier: Dossier) -> list[Card]:
    """Every finding, in the order of every listing."""
    units = {u.key: n for n, u in enumerate(dossier.report.units)}
    facts = {f.key: Places(f) for f in dossier.facts}
    families = {rule.id: rule.family for rule in dossier.report.rules}
    rows = [(f, unit) for unit in dossier.report.units for f in unit.findings]
    seen: dict[str, int] = {}
    made = []
    for found, unit in sorted(rows, key=lambda row: row[0].sort_key()):
        key = unit.key
        level, posts = facts[key].of(found) if key in facts else ("text", ())
        seen[found.id] = again = seen.get(found.id, 0) + 1
        response = dossier.responses.get(found.id)
        keys = [
            f"s-{found.severity}",
            f"f-{slug(families[found.rule])}",
            f"u-{units[key]}",
            f"d-{mark(_file(found))}",
        ]
        keys += [
            _status(found, response),
            f"l-{level}",
            *(f"j-{mark(str(units[key]), p)}" for p in posts),
        ]
        made.append(
            Card(
                found,
                f"t-{slug(found.id)}" + (f"-{again}" if again > 1 else ""),
                number_of(found.id),
                f"n-{mark(str(units[key]), found.focus)}",
                f"b-{mark(_file(found), _place(found))}",
                units[key],
                level,
                posts,
                " ".join(keys),
                response,
            )
        )
    return made


def groups(dossier: Dossier, made: list[Card]) -> list[Group]:
    """The findings by rule, the gravest rules first."""
    by_rule: dict[str, list[Card]] = {}
    for card in made:
        by_rule.setdefault(card.found.rule, []).append(card)
    rows = [row for row in dossier.report.statuses() if row.rule.id in by_rule]
    rows.sort(key=lambda row: (SEVERITIES.index(row.rule.severity), row.rule.id))
    return [
        Group(
            row,
            f"temuan-{slug(row.rule.id)}",
            tuple(c for c in by_rule[row.rule.id] if c.found.waived is None),
            tuple(c for c in by_rule[row.rule.id] if c.found.waived is not None),
        )
        for row in rows
    ]


def _line_key(card: Card) -> tuple[object, ...]:
    source = card.found.source
    return (source.line or 0, source.sheet or "", len(source.cell or ""), source.cell or "")


def _lines(own: Iterable[Card]) -> tuple[SourceLine, ...]:
    by_line: dict[str, list[Card]] = {}
    for card in sorted(own, key=_line_key):
        by_line.setdefault(card.line, []).append(card)
    return tuple(
        SourceLine(
            anchor,
            _place(at[0].found),
            tuple(dict.fromkeys(c.found.source.text for c in at)),
            tuple(at),
        )
        for anchor, at in by_line.items()
    )


def sources(made: list[Card]) -> list[SourceFile]:
    """The findings by document and line."""
    by_file: dict[str, list[Card]] = {}
    for card in made:
        by_file.setdefault(_file(card.found), []).append(card)
    return [
        SourceFile(f"d-{mark(name)}", name, own[0].unit, _lines(own))
        for name, own in by_file.items()
    ]
