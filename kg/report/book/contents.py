"""The sheet Isi Dokumen: everything that the rows of the documents state, one property a row."""

from __future__ import annotations

from collections.abc import Iterator

from kg.report.book.grid import BookGrid, Value, columns
from kg.report.book.texts import text
from kg.report.dossier.dossier import Dossier
from kg.report.dossier.place import where
from kg.report.words import period_text
from kg.worker.facts import UnitFacts
from kg.worker.stated import property_label

__all__ = ["contents"]


def _rows(facts: UnitFacts, dossier: Dossier) -> Iterator[list[Value]]:
    lang = dossier.lang
    unit = [facts.region, period_text(facts.period, lang)]
    for fact in facts.stated:
        about = [property_label(fact.kind, lang), fact.iri.rpartition("/")[2], where(fact.source)]
        for name, value in fact.values:
            yield [*unit, *about, property_label(name, lang), value]


def contents(dossier: Dossier) -> BookGrid:
    """Whatever a row has a column for is shown, also what no rule and no working paper reads."""
    lang = dossier.lang
    heads = columns(
        lang, kecamatan=12, period=12, stated=24, code=18, place=34, part=28, content=70
    )
    rows: list[list[Value]] = []
    for facts in dossier.facts:
        rows += _rows(facts, dossier)
    return BookGrid(text("sheet", "contents", lang), heads, rows)
