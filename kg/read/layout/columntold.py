"""What is told of the columns of a table, each at its head."""

from __future__ import annotations

from kg.read.layout.amounts import factor_of
from kg.read.layout.columns import Column
from kg.read.layout.reading import Reading

__all__ = ["tell_columns"]


def tell_columns(reading: Reading, columns: list[Column]) -> None:
    """Tell what is doubtful of the columns, each at its head."""
    for column in columns:
        if column.meaning == "kondisi_akhir" or column.why == "column-final":
            reading.ignore(column.place, "column-final")
            continue
        if column.meaning in {"pagu", "realisasi_rp"} and factor_of(column.head) > 1:
            reading.doubt(column.place, "factor")
        # A whole group is cumulative, and told once where the group begins.
        if column.why == "column-cumulative":
            place = column.group
        else:
            place = column.place
        if column.why:
            reading.doubt(place, column.why)
    ordered = [column for column in columns if column.order]
    if ordered:
        reading.doubt(ordered[0].place, "year-order")
