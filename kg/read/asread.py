"""Statements taken apart once: their terms, and the lines that N-Triples writes of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import starmap
from typing import TypeAlias, cast, overload

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

__all__ = ["AsRead", "Parts", "lines_of", "parts_of"]

_Term: TypeAlias = NamedNode | BlankNode | Literal
#: A thing, its property and the value; a statement of the library is taken apart into the same.
Parts: TypeAlias = tuple[_Term, NamedNode, _Term]


class AsRead(Sequence[Triple]):
    """Statements of which every term is one object, however often it is named.

    Such a term is found faster in an index; statements as the library has them are made when they
    are asked for. ``written`` holds the terms by line, without the point at its end, in reading order.
    """

    def __init__(self, written: dict[str, Parts]) -> None:
        self.lines = list(written)
        self.parts = list(written.values())

    @cached_property
    def _made(self) -> list[Triple]:
        """The statements as the library has them."""
        parts = cast("list[tuple[NamedNode, NamedNode, Literal]]", self.parts)
        return list(starmap(Triple, parts))

    def __len__(self) -> int:
        return len(self.parts)

    def __iter__(self) -> Iterator[Triple]:
        return iter(self._made)

    @overload
    def __getitem__(self, place: int) -> Triple: ...
    @overload
    def __getitem__(self, place: slice) -> list[Triple]: ...
    def __getitem__(self, place: int | slice) -> Triple | list[Triple]:
        return self._made[place]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and self._made == list(other)

    __hash__ = None  # type: ignore[assignment]


def parts_of(statements: Iterable[Triple]) -> Sequence[Parts]:
    """The terms of statements, taken apart here unless they are already."""
    if isinstance(statements, AsRead):
        return statements.parts
    return cast("Sequence[Parts]", list(map(tuple, statements)))


def lines_of(statements: Iterable[Triple]) -> Sequence[str]:
    """Statements as N-Triples writes them, without the point at the end."""
    if isinstance(statements, AsRead):
        return statements.lines
    return list(map(str, statements))
