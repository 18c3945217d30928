"""The rows of the example, those alone that the sheets of one kind of document can hold."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from kg.derive.official.nomenclature import nomenclature
from kg.model.form import Column, Sheet, sheet
from kg.report.template.texts import texts

__all__ = ["example_rows"]

_TARGET, _PLAN = "target", "rencana"
#: Between the codes of one cell.
_BETWEEN = "; "


def example_rows(
    name: str, years: tuple[int, ...], wanted: Collection[str]
) -> Iterator[dict[str, str]]:
    """The rows of a sheet; plan components have their official names.

    ``wanted`` are the sheets that are written: a row about what stands on another one is left out.
    """
    found = texts("example").get(name, ())
    if name == _TARGET:
        for code, values in found.items():
            by_year = dict(zip(map(str, years), values, strict=False))
            yield {"kode_indikator": code, **by_year}
        return
    for row in found:
        kept = _kept(sheet(name), row, wanted)
        if kept is not None:
            yield _named(name, kept)


def _named(name: str, row: dict[str, str]) -> dict[str, str]:
    """A row of the plan with the name that the nomenclature has for its code."""
    code = row.get("kode_nomenklatur", "")
    if name != _PLAN or not code:
        return row
    concept = nomenclature().coded(code)
    if concept is None:
        return row
    return {**row, "nama": concept.name}


def _kept(one: Sheet, row: dict[str, str], wanted: Collection[str]) -> dict[str, str] | None:
    """The row without codes of sheets that are not written; ``None`` where nothing it is about is left."""
    kept = dict(row)
    for column in one.columns:
        codes = row.get(column.name, "")
        if not codes or not column.refers:
            continue
        there = _there(column, codes, wanted)
        if not there:
            return None
        kept[column.name] = there
    return kept


def _there(column: Column, codes: str, wanted: Collection[str]) -> str:
    """Those codes of a cell that the written sheets hold."""
    known: set[str] = set()
    for name in set(column.refers) & set(wanted):
        rows = texts("example").get(name, ())
        known.update(row["kode"] for row in rows)
    return _BETWEEN.join(code for code in codes.split(_BETWEEN) if code in known)
