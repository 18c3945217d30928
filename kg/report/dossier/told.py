"""What the rows of the documents say beside their wording, as lines that every part of a report prints alike."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kg.report.dossier.dossier import Dossier
from kg.report.dossier.place import where
from kg.worker.said import SaidRow
from kg.worker.stated import property_label

__all__ = ["ToldRow", "told_rows"]


@dataclass(frozen=True)
class ToldRow:
    """One row of one unit: its number in print, caption and place, and its notes and values in words."""

    unit: int
    order: str
    label: str
    place: str
    notes: tuple[str, ...]
    values: tuple[str, ...]


def _told(unit: int, row: SaidRow, lang: str) -> ToldRow:
    notes: list[str] = []
    for name, text in row.notes:
        notes.append(f"{property_label(name, lang)}: {text}")
    values: list[str] = []
    for kind, when, text in row.values:
        values.append(f"{property_label(kind, lang)} {when}: {text}")
    return ToldRow(unit, row.order, row.label, where(row.source), tuple(notes), tuple(values))


def told_rows(dossier: Dossier) -> Iterator[ToldRow]:
    """Every row with money, realisations, order or notes, unit by unit in the order of its document."""
    for number, facts in enumerate(dossier.facts):
        for row in facts.said:
            yield _told(number, row, dossier.lang)
