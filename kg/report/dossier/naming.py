"""What one kecamatan and year is called at the head of a report."""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache

from kg.derive.regions import LokalRegions
from kg.errors import Lang
from kg.report.dossier.dossier import Dossier
from kg.report.words import period_text, word
from kg.rules.finding import number_of
from kg.worker.facts import UnitFacts

__all__ = ["told_numbers", "unit_names", "unit_title"]


@lru_cache(maxsize=1024)
def _kabupaten(region: str) -> str:
    """Kabupaten or kota of a region code, as the list of regions has it.

    Empty for a code that it does not know.
    """
    return LokalRegions().parent_title(region)


def unit_title(facts: UnitFacts, lang: Lang) -> str:
    """Kecamatan, kabupaten and period.

    >>> unit_title(UnitFacts("33.02.19", "2021", "Sokaraja", (), (), ()), "id")
    'Kecamatan Sokaraja, Kabupaten Banyumas, 2021'
    >>> unit_title(UnitFacts("91.03.01", "2026", "Sentani", (), (), (), called="distrik"), "id")
    'Distrik Sentani, Kabupaten Jayapura, 2026'
    """
    name = facts.name
    kind = facts.called or word("kecamatan", lang)
    if name != facts.region and not name.casefold().startswith(("kecamatan", kind)):
        name = f"{kind.capitalize()} {name}"
    told = (name, _kabupaten(facts.region), period_text(facts.period, lang))
    return ", ".join(filter(None, told))


def unit_names(dossier: Dossier) -> list[str]:
    """The titles of everything that was checked, in the order of the report."""
    return [unit_title(facts, dossier.lang) for facts in dossier.facts]


def told_numbers(dossier: Dossier) -> dict[str, str]:
    """The number of every finding, by its fingerprint, as people read it.

    A defect keeps its number from one period to the next, so that the period stands behind it where
    one check holds both.
    """
    told: dict[str, str] = {}
    periods: dict[str, set[str]] = defaultdict(set)
    for unit in dossier.report.units:
        period = period_text(unit.period, dossier.lang)
        for found in unit.findings:
            periods[number_of(found.id)].add(period)
    for unit in dossier.report.units:
        period = period_text(unit.period, dossier.lang)
        for found in unit.findings:
            number = number_of(found.id)
            told[found.id] = f"{number} ({period})" if len(periods[number]) > 1 else number
    return told
