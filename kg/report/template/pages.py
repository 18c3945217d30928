"""What the sheets of the empty form hold: heads in their order, and the rows that are filled in."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from importlib import resources
from typing import Any, Literal

from kg.derive.official.nomenclature import nomenclature
from kg.derive.regions import LokalRegions
from kg.errors import Lang
from kg.model.form import Column, Sheet, form, form_version, sheet

__all__ = ["KINDS", "DocumentKind", "Filled", "Head", "Page", "Wish", "pages", "say", "texts"]

#: Rows by sheet, each cell by the title of its head.
Filled = dict[str, list[dict[str, str]]]

DocumentKind = Literal["renstra", "pk", "iku", "iki", "pohon"]
KINDS: tuple[DocumentKind, ...] = ("renstra", "pk", "iku", "iki", "pohon")
#: The sheet whose rows are keys, and the sheet that has a column for every year.
_IDENTITY = "identitas"
_FIRST = "dokumen"
_TARGET = "target"
_PLAN = "rencana"


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
class Head:
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
class Page:
    """One sheet: its heads, and the rows that are filled in, each by the title of its head."""

    sheet: Sheet
    heads: tuple[Head, ...]
    rows: tuple[Mapping[str, str], ...] = field(default=())


@lru_cache(maxsize=2)
def texts(name: str = "texts") -> dict[str, Any]:
    """The words of the form, or its example."""
    file = resources.files("kg.report.template").joinpath(f"{name}.toml")
    return tomllib.loads(file.read_text(encoding="utf-8"))


def say(key: str, lang: Lang) -> str:
    """A word of the form.

    >>> say("needed", "id")
    'wajib'
    """
    return str(texts()["words"][key][lang])


def _heads(one: Sheet, years: tuple[int, ...]) -> Iterator[Head]:
    """The columns in the order of the form; in the sheet of targets a column for every year."""
    if one.name != _TARGET or one.years is None:
        yield from map(Head, one.columns)
        return
    value = one.column(one.years[1])
    for column in one.columns:
        if column.name == value.name:
            for year in years:
                yield Head(value, year)
        elif column.kind != "year":
            yield Head(column)


def _identity(wish: Wish) -> dict[str, str]:
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


def _identity_rows(wish: Wish) -> list[dict[str, str]]:
    key, value = (column.name for column in sheet(_IDENTITY).columns[:2])
    known = _identity(wish)
    found: list[dict[str, str]] = []
    for one in sheet(_IDENTITY).entries:
        found.append({key: one.name, value: known.get(one.name, "")})
    return found


def _example_rows(name: str, wish: Wish) -> Iterator[dict[str, str]]:
    """The rows of the example; plan components have their official names."""
    found = texts("example").get(name, ())
    if name == _TARGET:
        for code, values in found.items():
            by_year = dict(zip(map(str, wish.years), values, strict=False))
            yield {"kode_indikator": code, **by_year}
        return
    for row in found:
        code = row.get("kode_nomenklatur", "")
        concept = None
        if code:
            concept = nomenclature().coded(code)
        if name == _PLAN and concept is not None:
            yield {**row, "nama": concept.name}
        else:
            yield row


def pages(wish: Wish, filled: Filled | None = None) -> list[Page]:
    """The sheets in the order of the form; those that the kind of document needs.

    ``filled`` are rows that take the place of those that are filled in otherwise.
    """
    if wish.kind is None:
        wanted = [one.name for one in form()]
    else:
        wanted = texts()["kinds"][wish.kind]
    found = []
    for one in form():
        if one.name not in wanted:
            continue
        rows: list[dict[str, str]] = []
        if filled is not None:
            rows = filled.get(one.name, [])
        elif one.name == _IDENTITY:
            rows = _identity_rows(wish)
        elif wish.example:
            rows = list(_example_rows(one.name, wish))
        found.append(Page(one, tuple(_heads(one, wish.years)), tuple(rows)))

    return found
