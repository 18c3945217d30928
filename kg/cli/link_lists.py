"""``kg link import``, ``versions``, ``show`` and ``search``"""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from kg.cli.common import (
    SHOWN,
    LangOption,
    Shown,
    Store,
    handled,
    note,
    told,
)
from kg.cli.common import (
    ListingForm as Table,
)
from kg.cli.link_match import Version
from kg.derive.official.concept import Concept, Decree, Listing
from kg.derive.official.name_pool import NamePool
from kg.derive.official.nomenclature import Nomenclature
from kg.errors import InputError, Lang, Problem
from kg.link.errata import read_errata
from kg.link.importing import import_list
from kg.report.words import word
from kg.worker.deciding import Put, put_list
from kg.worker.linking import known_lists

#: So many codes are shown where there may be thousands.
_SHOWN = 10

__all__ = ["chosen_pool", "import_", "listing_named", "search", "show", "versions"]


def _decree(known: Nomenclature, number: str) -> Decree:
    """The decree of a number.

    :raises InputError: LINK-VERSION.
    """
    decree = known.decree(number)
    if decree is None:
        values = {"found": number or "-", "known": ", ".join(d.number for d in known.decrees)}
        raise InputError(Problem("LINK-VERSION", "", values))
    return decree


def listing_named(known: Nomenclature, name: str) -> Listing:
    """The loaded list of a decree or id.

    :raises InputError: LINK-BASE.
    """
    for listing in known.listings:
        if name in {listing.version, listing.id}:
            return listing
    values = {"found": name, "known": ", ".join(listing.id for listing in known.listings)}
    raise InputError(Problem("LINK-BASE", "", values))


@handled
def import_(
    path: Annotated[Path, typer.Argument(show_default=False)],
    version: Annotated[str, typer.Option("--version")] = "",
    base: Annotated[str, typer.Option("--base")] = "",
    delta: Annotated[bool, typer.Option("--delta")] = False,
    errata: Annotated[Path | None, typer.Option("--errata")] = None,
    part: Annotated[bool, typer.Option("--part")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run")] = False,
    store: Store = Path("kinerja.store"),
    lang: LangOption = "id",
) -> None:
    """Load a list of the nomenclature into the store, whole or not at all."""
    known = known_lists(store)
    decree = _decree(known, version)
    if delta and not base:
        raise InputError(Problem("LINK-BASE", "", {"found": "-", "known": "--base"}))
    if errata is not None:
        misprints = read_errata(errata)
    else:
        misprints = []
    held = None
    if delta:
        held = listing_named(known, base)
    imported = import_list(path, decree, misprints, held, part=part)
    tell = told(lang)
    for remark in imported.notes:
        tell(remark)
    if dry_run:
        _tell_list("list-read", imported.listing, lang)
        return
    put = put_list(store, imported.listing)
    _tell_list("list-replaced" if put.replaced else "list-loaded", imported.listing, lang)
    _tell_put(put, lang)


def _tell_list(action: str, listing: Listing, lang: Lang) -> None:
    """How many entries the list has, and for which parts it is complete."""
    complete = ", ".join(listing.parts) or "-"
    count = str(len(listing.concepts))
    told_as = word(action, lang)
    typer.echo(told_as.format(version=listing.version, count=count, complete=complete))


def _tell_put(put: Put, lang: Lang) -> None:
    """What the list changed in the store beside itself."""
    if put.refreshed:
        note(word("list-refreshed", lang).format(count=put.refreshed))
    if put.zombies:
        codes = ", ".join(put.zombies[:_SHOWN])
        note(word("list-zombies", lang).format(count=len(put.zombies), codes=codes))


def _years(listing: Listing) -> str:
    return f"{listing.first}–{listing.last or '…'}"


@handled
def versions(
    store: Store = Path("kinerja.store"),
    shown: Shown = SHOWN,
) -> None:
    """The lists of the nomenclature that are known, and the decrees without a list."""
    known = known_lists(store)
    rows = []
    for listing in known.listings:
        complete = " ".join(listing.parts)
        count = str(len(listing.concepts))
        rows.append([listing.id, listing.title, _years(listing), complete, count])
    loaded = {listing.version for listing in known.listings}
    for decree in known.decrees:
        if decree.number not in loaded:
            rows.append(["", decree.number, f"{decree.first}–{decree.last or '…'}", "", "0"])
    keys = ("id", "title", "years", "complete-for", "entries")
    columns = ("id", *(word(key, shown.lang) for key in keys[1:]))
    body = {"versions": [dict(zip(keys, row, strict=True)) for row in rows]}
    shown.emit(Table(columns, rows, body))


def chosen_pool(known: Nomenclature, version: str, region: str = "") -> NamePool:
    """The entries of a version; those of the own catalogue for ``auto``."""
    if version != "auto":
        _decree(known, version)
    return known.pool(region, (), "" if version == "auto" else version)


def _fields(concept: Concept) -> list[tuple[str, str]]:
    return [
        ("code", concept.code),
        ("former-code", concept.former_code),
        ("level", concept.level),
        ("parent", concept.parent),
        ("official-name", concept.name),
        ("other-names", " | ".join(concept.names[1:])),
        ("official-result", concept.result),
        ("official-indicator", concept.indicator),
        ("official-unit", concept.unit),
        ("scope", concept.scope),
    ]


@handled
def show(
    code: Annotated[str, typer.Argument(show_default=False)],
    version: Version = "auto",
    kecamatan: Annotated[str, typer.Option("--kecamatan")] = "",
    store: Store = Path("kinerja.store"),
    shown: Shown = SHOWN,
) -> None:
    """One entry of the nomenclature, with its list."""
    pool = chosen_pool(known_lists(store), version, kecamatan)
    concept = pool.coded(code)
    if concept is None:
        raise InputError(Problem("LINK-UNKNOWN", "", {"found": code}))
    fields = [*_fields(concept), ("list", pool.origin(concept))]
    rows = []
    for key, text in fields:
        if text:
            rows.append([word(key, shown.lang), text])
    columns = (word("column", shown.lang), word("content", shown.lang))
    body = asdict(concept) | {"list": pool.origin(concept)}
    shown.emit(Table(columns, rows, body))


@handled
def search(
    text: Annotated[str, typer.Argument(show_default=False)],
    version: Version = "auto",
    level: Annotated[str, typer.Option("--level")] = "",
    parent: Annotated[str, typer.Option("--parent")] = "",
    kecamatan: Annotated[str, typer.Option("--kecamatan")] = "",
    limit: Annotated[int, typer.Option("--limit", min=1, max=15)] = 5,
    store: Store = Path("kinerja.store"),
    shown: Shown = SHOWN,
) -> None:
    """The entries whose names are closest to a text."""
    pool = chosen_pool(known_lists(store), version, kecamatan)
    found = pool.matcher.rank(text, level, parent)[:limit]
    rows = []
    for candidate in found:
        concept = candidate.concept
        rows.append([concept.code, concept.level, concept.name, f"{candidate.score:.2f}"])
    keys = ("code", "level", "official-name", "similarity")
    columns = tuple(word(key, shown.lang) for key in keys)
    body = {"results": [dict(zip(keys, row, strict=True)) for row in rows]}
    shown.emit(Table(columns, rows, body))
    if not rows:
        note(word("nothing-alike", shown.lang))
