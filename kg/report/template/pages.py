"""What the sheets of the empty form hold: heads in their order, and the rows that are filled in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from kg.derive.regions import LokalRegions
from kg.errors import Lang
from kg.model.form import Column, Sheet, form, form_version, sheet
from kg.report.template.example import example_rows
from kg.report.template.texts import say, texts

__all__ = [
    "KINDS",
    "DocumentKind",
    "Filled",
    "FormHead",
    "FormPage",
    "Wish",
    "identity",
    "identity_rows",
    "pages",
    "stated_identity",
]

#: Rows by sheet, each cell by the title of its head.
Filled = dict[str, list[dict[str, str]]]

DocumentKind = Literal["renstra", "pk", "iku", "iki", "pohon"]
KINDS: tuple[DocumentKind, ...] = ("renstra", "pk", "iku", "iki", "pohon")
#: The sheet whose rows are keys, and the sheet that has a column for every year.
_IDENTITY = "identitas"
_FIRST = "dokumen"
_TARGET = "target"


@dataclass(frozen=True)
class Wish:
    """What is wanted: for which kecamatan, years and kind of document, and whether filled in.

    ``years`` are the columns of the sheet of targets; ``rows`` how many empty rows are prepared.
    """

    years: tuple[int, ...]
    region: str = ""
    kind: DocumentKind | None = None
    example: bool = False
    rows: int = 300
    lang: Lang = "id"

    @property
    def period(self) -> str:
        """The years as a document writes them.

        >>> Wish((2025, 2026)).period, Wish((2025,)).period
        ('2025-2026', '2025')
        """
        ends = sorted({self.years[0], self.years[-1]})
        return "-".join(map(str, ends))


@dataclass(frozen=True)
class FormHead:
    """One column of a sheet; a ``year`` stands for the column of values of that year."""

    column: Column
    year: int | None = None

    @property
    def title(self) -> str:
        """What stands in the first row."""
        if self.year is None:
            return self.column.name
        return str(self.year)

    def about(self, lang: Lang) -> str:
        """What belongs into the column, in one sentence."""
        if self.year is None:
            return self.column.label[lang]
        return say("year-head", lang).format(year=self.year)


@dataclass(frozen=True)
class FormPage:
    """One sheet: its heads, and the rows that are filled in, each by the title of its head."""

    sheet: Sheet
    heads: tuple[FormHead, ...]
    rows: tuple[Mapping[str, str], ...] = field(default=())


def _heads(one: Sheet, years: tuple[int, ...]) -> Iterator[FormHead]:
    """The columns in the order of the form; in the sheet of targets a column for every year."""
    if one.name != _TARGET or one.years is None:
        yield from map(FormHead, one.columns)
        return
    value = one.column(one.years[1])
    for column in one.columns:
        if column.name == value.name:
            for year in years:
                yield FormHead(value, year)
        elif column.kind != "year":
            yield FormHead(column)


def identity(wish: Wish) -> dict[str, str]:
    """What is known of the document before anybody writes."""
    found = {"periode": wish.period, "versi_formulir": form_version()}
    if wish.example:
        found = {**texts("example")[_IDENTITY], **found}
    if wish.kind is not None:
        found["jenis_dokumen"] = texts()["documents"][wish.kind]
        found["kode_dokumen"] = wish.kind
    if wish.region:
        regions = LokalRegions()
        found["kode_wilayah"] = wish.region
        found["nama_kecamatan"] = regions.name(wish.region)
        found["nama_kabupaten"] = regions.parent_name(wish.region)
    if wish.example and wish.region and wish.kind is None:
        # Only a method may stand without a kecamatan; a kecamatan has a plan.
        found["jenis_dokumen"] = texts()["documents"]["renstra"]
    # A short name that holds for the one document that is being begun; whoever has two renames one.
    found.setdefault("kode_dokumen", _FIRST)
    return found


def identity_rows(wish: Wish) -> list[dict[str, str]]:
    """The sheet ``identitas``: every entry of the form in its order."""
    key, value = (column.name for column in sheet(_IDENTITY).columns[:2])
    known = identity(wish)
    found: list[dict[str, str]] = []
    for one in sheet(_IDENTITY).entries:
        found.append({key: one.name, value: known.get(one.name, "")})
    return found


def stated_identity(wish: Wish, filled: Filled | None = None) -> dict[str, str]:
    """What ``identitas`` says: the values of its entries, as they are written into the form."""
    rows = (filled or {}).get(_IDENTITY) or identity_rows(wish)
    key, value = (column.name for column in sheet(_IDENTITY).columns[:2])
    return {row[key]: row[value] for row in rows}


def pages(wish: Wish, filled: Filled | None = None) -> list[FormPage]:
    """The sheets in the order of the form; those that the kind of document needs.

    ``filled`` are rows that take the place of those that are filled in otherwise.
    """
    if wish.kind is None:
        wanted = [one.name for one in form()]
    else:
        wanted = texts()["kinds"][wish.kind]
    found = []
    for one in form():
        # What somebody filled in keeps its sheet, whatever kind of document the form is for now.
        if one.name not in wanted and not (filled or {}).get(one.name):
            continue
        rows: list[dict[str, str]] = []
        if filled is not None:
            rows = filled.get(one.name, [])
        elif one.name == _IDENTITY:
            rows = identity_rows(wish)
        elif wish.example:
            rows = list(example_rows(one.name, wish.years, wanted))
        found.append(FormPage(one, tuple(_heads(one, wish.years)), tuple(rows)))

    return found
