"""From a file of a conventional layout to a document, as if its rows had been typed into the form."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from kg.errors import InputError, Problem
from kg.limits import DEFAULT, Limits
from kg.read.gate import read_bytes
from kg.read.grids import read_grids
from kg.read.kinds import PDF, WORD
from kg.read.layout.announced import Told
from kg.read.layout.choice import Choice
from kg.read.layout.entries import entries, kind_in_form
from kg.read.layout.identity import settle
from kg.read.layout.jumps import tell_jumps, tell_remarks
from kg.read.layout.page import Page, page_of
from kg.read.layout.pages import fill_years, read_pages
from kg.read.layout.pdf import read_pdf
from kg.read.layout.reading import Reading, Value
from kg.read.layout.regions import Region
from kg.read.layout.telling import remarks
from kg.read.layout.word import read_word
from kg.read.layout.words import Layout, layout_file, layouts, plain
from kg.read.layout.writing import Entry
from kg.read.place import Place

__all__ = ["Understood", "named_layout", "understand"]


@dataclass(frozen=True)
class Understood:
    """A document as it was understood.

    The rows of the form, what is told, and the bytes they come from.
    """

    reading: Reading
    region: Region
    entries: list[Entry]
    notes: list[Problem]
    data: bytes


def named_layout(name: str) -> Layout | None:
    """The layout of that name, or of a file; ``None`` where none is named.

    :raises InputError: LAYOUT-FILE for a file that is no layout, LAYOUT-NAME for an unknown name.
    """
    if not name:
        return None
    if name.casefold().endswith(".toml"):
        return layout_file(Path(name))
    found = layouts().get(name.casefold().replace("-", "_"))
    if found is None:
        raise InputError(Problem("LAYOUT-NAME", name, {"known": ", ".join(layouts())}))
    return found


def _pages(path: Place, limits: Limits) -> tuple[list[Page], bytes]:
    if path.suffix.casefold() == WORD:
        data = read_bytes(path, limits)
        return [read_word(data, str(path), limits)], data
    if path.suffix.casefold() == PDF:
        data = read_bytes(path, limits)
        return read_pdf(data, str(path)), data
    grids, data = read_grids(path, limits)
    return list(map(page_of, grids)), data


@contextmanager
def placed(path: Place) -> Generator[None]:
    """Name the file in what is raised about a cell of it."""
    try:
        yield
    except InputError as error:
        named = [replace(one, where=f"{path} {one.where}") for one in error.problems]
        raise InputError(*named) from error


def _chosen_regions(reading: Reading, regions: list[Region], name: str) -> Region:
    """The one kecamatan of the document; of several the rows of the chosen one are kept."""
    if len(regions) > 1:
        shown = "; ".join(region.line for region in regions)
        values = {"count": str(len(regions)), "candidates": shown}
        raise InputError(Problem("LAYOUT-MANY", name, values))
    banners = {item.region for item in reading.items} - {""}
    if len(banners) > 1:
        own = plain(regions[0].name)
        reading.items = [item for item in reading.items if item.region == own]
    return regions[0]


def _identity(reading: Reading, region: Region, told: Told, path: Place) -> dict[str, Value]:
    """The entries of ``identitas``; what no cell states by itself stands at the title."""
    kind = kind_in_form(reading)
    named = dict(told.names)
    texts = {
        "kode_wilayah": region.code,
        "nama_kecamatan": region.name,
        "sebutan": told.called.get(plain(region.name), ""),
        "nama_kabupaten": region.kabupaten,
        "periode": reading.period,
        "kode_dokumen": kind.replace(" ", "-"),
        "judul": told.title,
        "jenis_dokumen": kind,
        "berkas": path.name,
    }
    if not texts["sebutan"]:
        del texts["sebutan"]
    places = {"nama_kecamatan": named.get(plain(region.name), "")}
    found: dict[str, Value] = {}
    for key, text in texts.items():
        found[key] = Value(text, places.get(key) or told.title_place)
    return found


def understand(path: Place, choice: Choice, limits: Limits = DEFAULT) -> Understood:
    """Read a file with a layout.

    :raises InputError: the file cannot be read, no layout fits (LAYOUT-NONE), or whose document it
        is or which years it covers cannot be told (LAYOUT-REGION and others).
    """
    pages, data = _pages(path, limits)
    with placed(path):
        found = read_pages(pages, named_layout(choice.layout))
    if found is None:
        named = layouts().values()
        known = {"known_id": ", ".join(one.id for one in named)}
        known["known_en"] = ", ".join(one.en for one in named)
        raise InputError(Problem("LAYOUT-NONE", str(path), known))
    reading, layout, told = found
    regions, span = settle(reading, told, layout, choice.wanted, str(path))
    region = _chosen_regions(reading, regions, str(path))
    fill_years(reading, *span)
    if path.suffix.casefold() == PDF:
        tell_jumps(reading)
        tell_remarks(reading, pages, [told.title_place, *(place for _, place in told.names)])
    rows = entries(reading, _identity(reading, region, told, path))
    notes = remarks(reading, layout, str(path), region.line)
    return Understood(reading, region, rows, notes, data)
