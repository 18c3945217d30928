"""What proves each realisation, by the column of its quarter or of its year."""

from __future__ import annotations

from collections.abc import Mapping

from kg.read.layout.reading import Reading, Value

__all__ = ["proofs_of"]


def proofs_of(
    reading: Reading, printed: Mapping[str, Value], stated: list[str]
) -> dict[str, Value]:
    """What proves each of the stated realisations: the text of its quarter, else that of its year.

    A proof of what nobody states is told.
    """
    found: dict[str, Value] = {}
    for key in stated:
        year = key.partition("-")[0]
        by_quarter = any(one.startswith(f"{year}-") for one in printed)
        value = printed.get(key if by_quarter else year)
        if value is not None:
            found[key] = value
    for value in printed.values():
        if value not in found.values():
            reading.doubt(value.place, "proof-alone")
    return found
