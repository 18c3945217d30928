"""What cells of the form offer: choices, codes of other rows, units, codes of the nomenclature."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kg.derive.official.concept import Concept
from kg.derive.official.nomenclature import nomenclature
from kg.derive.vocabulary import vocabulary
from kg.model.form import Column
from kg.report.template.pages import FormPage, Wish

__all__ = ["Offer", "concepts", "offers"]


@dataclass(frozen=True)
class Offer:
    """A list for one column of one sheet; ``strict`` refuses everything else.

    ``values`` stand on the hidden sheet; where there are none, the codes of another ``sheet`` are
    offered, as many as are written there.
    """

    page: str
    column: str
    values: tuple[str, ...] = ()
    sheet: str = ""
    strict: bool = False

    @property
    def name(self) -> str:
        """The name of the list in the workbook.

        >>> Offer("simpul", "jenis").name
        'daftar_simpul_jenis'
        """
        return f"daftar_{self.page}_{self.column}"


def concepts(wish: Wish) -> list[Concept]:
    """Programs, activities and sub-activities in force for the kecamatan and years, by code."""
    pool = nomenclature().pool(wish.region, wish.years)
    found = [concept for concept in pool.matcher.concepts if concept.until is None]
    return sorted(found, key=lambda concept: concept.code)


def _units() -> tuple[str, ...]:
    return tuple(sorted({entry.name for entry in vocabulary().entries("satuan")}))


def _values(page: str, column: Column, wish: Wish) -> tuple[str, ...]:
    """What the column offers of itself."""
    if column.choices:
        return column.choices
    if (page, column.name) == ("rencana", "kode_nomenklatur"):
        return tuple(concept.code for concept in concepts(wish))
    if (page, column.name) == ("indikator", "satuan"):
        return _units()
    return ()


def offers(pages: list[FormPage], wish: Wish) -> Iterator[Offer]:
    """The lists of every sheet."""
    there = {page.sheet.name for page in pages}
    for page in pages:
        name = page.sheet.name
        for head in page.heads:
            column = head.column
            values = _values(name, column, wish)
            if values:
                strict = column.kind == "choice" and not column.open
                yield Offer(name, column.name, values, strict=strict)
            # Several codes in one cell, or codes of two sheets, cannot be offered as one list.
            elif column.kind == "code" and column.refers and column.refers[0] in there:
                yield Offer(name, column.name, sheet=column.refers[0])
