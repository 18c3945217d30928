"""``kg link wilayah``.

Regions by list, what changed between lists, names looked up, and what regions are called elsewhere.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Annotated

import typer

from kg.cli.common import (
    SHOWN,
    ListingForm,
    Shown,
    Store,
    handled,
    note,
)
from kg.cli.language import Command, Group
from kg.errors import InputError, Lang, Problem
from kg.link.wilayah.difference import RegionChange, difference
from kg.link.wilayah.marks import QUERY, MarkedRegion, judged
from kg.link.wilayah.places import NATIONAL, Places, national
from kg.link.wilayah.reading import places_of, read_rows
from kg.link.wilayah.region_matching import Found, Gazetteer
from kg.report.words import word
from kg.worker.deciding import put_marks, put_places
from kg.worker.linking import known_bps, known_places

__all__ = ["wilayah"]

wilayah = typer.Typer(name="wilayah", cls=Group, no_args_is_help=True, rich_markup_mode=None)

Given = Annotated[Path, typer.Argument(metavar="BERKAS", show_default=False)]
Version = Annotated[str, typer.Option("--version")]
_MARKS = ("kode", "nama", "qid", "kode_bps", "label", "induk", "keraguan", "keputusan", "peninjau")


@wilayah.command("import", cls=Command)
@handled
def import_(
    path: Annotated[Path | None, typer.Argument(metavar="BERKAS", show_default=False)] = None,
    version: Version = "",
    query: Annotated[bool, typer.Option("--query")] = False,
    store: Store = Path("kinerja.store"),
    shown: Shown = SHOWN,
) -> None:
    """Load a list of regions, or what regions are called elsewhere, into the store."""
    if query:
        typer.echo(QUERY)
        return
    if path is None:
        _put(national(villages=True), [], store, shown.lang)
        return
    rows = read_rows(path)
    if any(row.qid or row.bps for row in rows):
        marked = judged(rows, known_places(store).by_code())
        put_marks(store, marked)
        shown.emit(_marks(marked), [path])
        _tell_marks(marked, shown.lang)
        return
    if not version:
        raise InputError(Problem("REGION-VERSION", str(path)))
    places = places_of(rows, version)
    _put(places, difference(_before(places), places), store, shown.lang)


def _before(places: Places) -> Places:
    """The national list with the levels that another one has."""
    return national(villages=any(place.level == 4 for place in places.places))


def _put(places: Places, changes: list[RegionChange], store: Path, lang: Lang) -> None:
    put = put_places(store, places, changes)
    told = word("regions-loaded", lang)
    typer.echo(told.format(version=places.version, count=len(places.places), changes=len(changes)))
    if put.refreshed:
        note(word("list-refreshed", lang).format(count=put.refreshed))


def _marks(marked: list[MarkedRegion]) -> ListingForm:
    """The sheet on which a person decides; filled in, it is read back by the same command."""
    rows = []
    for one in marked:
        row = one.row
        elsewhere = [row.qid, row.bps, row.label, row.parent]
        rows.append([row.code, one.place.name, *elsewhere, one.doubt, row.decision, row.reviewer])
    body = {"marks": [dict(zip(_MARKS, row, strict=True)) for row in rows]}
    return ListingForm(_MARKS, rows, body)


def _tell_marks(marked: list[MarkedRegion], lang: Lang) -> None:
    items = [one for one in marked if one.row.qid]
    counts = Counter(map(_state, items))
    bps = sum(bool(one.row.bps) for one in marked)
    note(word("marks-loaded", lang).format(**{name: counts[name] for name in _STATES}, bps=bps))


_STATES = ("approved", "doubtful", "open")


def _state(one: MarkedRegion) -> str:
    if one.doubt:
        return "doubtful"
    return "approved" if one.approved else "open"


@wilayah.command("diff", cls=Command)
@handled
def diff(
    path: Given,
    version: Version = "",
    base: Annotated[str, typer.Option("--base")] = NATIONAL,
    store: Store = Path("kinerja.store"),
    shown: Shown = SHOWN,
) -> None:
    """What became of the regions of a list in another one."""
    places = places_of(read_rows(path), version or path.stem)
    if base == NATIONAL:
        before = _before(places)
    else:
        before = known_places(store, base)
    rows = list(map(_change_row, difference(before, places)))
    keys = ("change", "old-code", "old-name", "new-code", "new-name")
    columns = tuple(word(key, shown.lang) for key in keys)
    body = {"changes": [dict(zip(keys, row, strict=True)) for row in rows]}
    shown.emit(ListingForm(columns, rows, body), [path])
    kinds = Counter(row[0] for row in rows)
    note(", ".join(f"{kind} {count}" for kind, count in sorted(kinds.items())) or "=")


def _change_row(change: RegionChange) -> list[str]:
    row: list[str] = [change.kind]
    for place in (change.old, change.new):
        row += [place.code, place.name] if place is not None else ["", ""]
    return row


@wilayah.command("match", cls=Command)
@handled
def match(
    given: Annotated[list[str], typer.Argument(metavar="BERKAS|TEKS", show_default=False)],
    kabupaten: Annotated[str, typer.Option("--kabupaten")] = "",
    store: Store = Path("kinerja.store"),
    shown: Shown = SHOWN,
) -> None:
    """Find the kecamatan that each name or code means."""
    gazetteer = Gazetteer(known_places(store), known_bps(store))
    asked: list[tuple[str, str]] = []
    for one in given:
        asked += _asked(one, kabupaten)
    found = []
    for text, around in asked:
        found.append((text, gazetteer.find(text, around)))
    rows = [_found_row(text, one, gazetteer) for text, one in found]
    keys = ("name", "decision", "code", "official-name", "kabupaten", "reason", "others")
    columns = tuple(word(key, shown.lang) for key in keys)
    body = {"names": [dict(zip(keys, row, strict=True)) for row in rows]}
    shown.emit(ListingForm(columns, rows, body))
    if any(one.decision != "diterima" for _, one in found):
        raise typer.Exit(1)


def _asked(given: str, kabupaten: str) -> list[tuple[str, str]]:
    """Names or codes with the kabupaten around them: those of a file, or the text itself."""
    path = Path(given)
    if len(given) > 255 or not path.is_file():
        return [(given, kabupaten)]
    found: list[tuple[str, str]] = []
    for row in read_rows(path, names=True):
        found.append((row.name or row.code, row.parent or kabupaten))
    return found


def _found_row(text: str, found: Found, gazetteer: Gazetteer) -> list[str]:
    best = None
    if found.places:
        best = found.places[0]
    others = "; ".join(f"{p.code} {p.name}" for p in found.places[1:])
    if best is None:
        return [text, found.decision, "", "", "", found.reason, others]
    title = gazetteer.title(best)
    return [text, found.decision, best.code, best.name, title, found.reason, others]
