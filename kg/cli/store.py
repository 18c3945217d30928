"""``kg store list``, ``kg store info``, ``kg store remove``, ``kg store verify``"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Any

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
from kg.derive.digest import derivation_digest
from kg.derive.regions import LokalRegions
from kg.errors import InputError, Lang, Problem
from kg.read.ontology import ontology
from kg.report.words import period_text, word
from kg.store.catalogue import CatalogueEntry, entries
from kg.store.embedded import EmbeddedStore
from kg.store.lookup import stale_units
from kg.store.opening import open_store
from kg.store.proof import prove
from kg.worker.linking import known_in
from kg.worker.removing import Selection, remove, selected
from kg.worker.sources import sample_digests

__all__ = ["store"]

store = typer.Typer(name="store", cls=Group, no_args_is_help=True, rich_markup_mode=None)

_COLUMNS = ("kecamatan", "name", "period", "document", "rows", "triples", "graph")


def _opened(folder: Path, *, write: bool) -> EmbeddedStore:
    """The store in a folder, which must be there.

    :raises InputError: STORE-MISSING.
    """
    if not folder.exists():
        raise InputError(Problem("STORE-MISSING", str(folder)))

    return open_store(folder, write=write)


def _object(entry: CatalogueEntry) -> dict[str, Any]:
    return {
        "kecamatan": entry.region,
        "names": list(entry.names),
        "period": entry.period,
        "document": entry.origin,
        "rows": entry.rows,
        "triples": entry.triples,
        "graph": entry.graph.value,
        "sha256": entry.sha256,
        "contoh": entry.sha256 in sample_digests(),
    }


def _called(entry: CatalogueEntry) -> list[str]:
    """What the kecamatan is called, spelled as the list of regions does where it has that name."""
    regions = LokalRegions()
    found = []
    for name in entry.names:
        if regions.has_name(entry.region, name):
            found.append(regions.name(entry.region))
        else:
            found.append(name.title())
    return found


def _row(entry: CatalogueEntry, lang: Lang) -> list[str]:
    return [
        entry.region,
        ", ".join(_called(entry)),
        period_text(entry.period, lang),
        entry.origin,
        str(entry.rows),
        str(entry.triples),
        entry.graph.value,
    ]


def _listing(
    found: Iterable[CatalogueEntry],
    name: str,
    lang: Lang,
) -> ListingForm:
    rows = []
    documents = []
    for entry in found:
        rows.append(_row(entry, lang))
        documents.append(_object(entry))

    columns = tuple(word(key, lang) for key in _COLUMNS)
    return ListingForm(columns, rows, {"store": name, "documents": documents}, name)


@store.command("list", cls=Command)
@handled
def listed(
    folder: Store = Path("kinerja.store"),
    shown: Shown = SHOWN,
) -> None:
    """List the documents that the store holds."""
    source = _opened(folder, write=False)
    shown.emit(_listing(entries(source), str(folder), shown.lang))


def _bytes(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


@store.command("info", cls=Command)
@handled
def info(
    folder: Store = Path("kinerja.store"),
    shown: Shown = SHOWN,
) -> None:
    """Sum the store up: documents, kecamatan, statements, size, whether facts are up to date."""
    source = _opened(folder, write=False)
    held = entries(source)
    samples = [entry for entry in held if entry.sha256 in sample_digests()]
    body: dict[str, int | str] = {
        "store": str(folder),
        "documents": len(held),
        "units": len({entry.unit for entry in held}),
        "triples": sum(entry.triples for entry in held),
        "stale": len(stale_units(source, derivation_digest(ontology(), known_in(source)))),
        "samples": len(samples),
        "bytes": _bytes(folder),
    }
    rows = []
    for key, value in body.items():
        rows.append([word(f"store-{key}", shown.lang), str(value)])
    columns = (word("kind-of-thing", shown.lang), word("total", shown.lang))
    shown.emit(ListingForm(columns, rows, body))


@store.command("remove", cls=Command)
@handled
def removed(
    kecamatan: Annotated[str, typer.Option()] = "",
    period: Annotated[str, typer.Option()] = "",
    document: Annotated[str, typer.Option()] = "",
    graph: Annotated[str, typer.Option()] = "",
    folder: Store = Path("kinerja.store"),
    shown: Shown = SHOWN,
) -> None:
    """Take documents out of the store, all that are meant or none."""
    target = _opened(folder, write=True)
    gone = selected(target, Selection(kecamatan.strip(), period.strip(), document, graph))
    remove(target, gone, ontology())
    listing = _listing(gone, f"{word('removed', shown.lang)} {folder}", shown.lang)
    shown.emit(listing)
    note(word("removed-count", shown.lang).format(count=len(gone)))


@store.command("verify", cls=Command)
@handled
def verified(
    folder: Store = Path("kinerja.store"),
    shown: Shown = SHOWN,
) -> None:
    """Compute every digest again: exit code 1 when something is not what was written."""
    rows = []
    graphs = []
    for proof in prove(_opened(folder, write=False)):
        state = word("verify-equal" if proof.whole else "verify-changed", shown.lang)
        rows.append([proof.graph, proof.origin, str(proof.statements), state])
        graphs.append(vars(proof))

    damaged = sum(not graph["whole"] for graph in graphs)
    columns = tuple(word(key, shown.lang) for key in ("graph", "document", "triples", "state"))
    body = {"store": str(folder), "damaged": damaged, "graphs": graphs}
    shown.emit(ListingForm(columns, rows, body))
    note(word("store-verified", shown.lang).format(damaged=damaged, count=len(graphs)))
    raise typer.Exit(int(damaged > 0))
