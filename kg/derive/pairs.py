"""Which of many things are worth comparing: those that share a key, never each with each."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from typing import TypeVar

from pyoxigraph import Literal, NamedNode, Triple

from kg.limits import DEFAULT, Limits
from kg.terms import KIN

__all__ = ["ToldApart", "block_pairs", "sharing"]

Item = TypeVar("Item")
_Block = list[int]


def _first_of_each(block: _Block, kinds: Sequence[Hashable], most: int) -> _Block:
    """Members that stand for a block: one of each kind first, then the others in their order."""
    first: dict[Hashable, int] = {}
    for number in block:
        first.setdefault(kinds[number], number)
    varied = list(first.values())[:most]
    if len(varied) == most:
        return varied
    taken = set(varied)
    others = [number for number in block[: 2 * most] if number not in taken]
    return [*varied, *others[: most - len(varied)]]


def _within(block: _Block, kinds: Sequence[Hashable], limits: Limits) -> Iterator[tuple[int, int]]:
    """Each with each in a block of a usual size.

    In a larger one, each with those that stand for it.
    """
    # A hundred wordings of one kind are copies already, and the hundredth partner tells nothing
    # new.
    small = len(block) <= limits.alike_block
    if small:
        first = block
    else:
        first = _first_of_each(block, kinds, limits.alike_partners)
    for one in first:
        for other in block:
            if other != one:
                yield (one, other)


def block_pairs(
    keys: Sequence[Iterable[Hashable]], kinds: Sequence[Hashable], limits: Limits = DEFAULT
) -> Iterator[tuple[int, int]]:
    """The numbers of two things that share a key, each pair once and in order.

    ``keys`` and ``kinds`` hold an entry for each thing. The kind is what must differ for a pair to
    be of interest; it decides who stands for a block that is too large to compare all. At most
    ``alike_block`` pairs come of a thing and a key.
    """
    blocks: dict[Hashable, _Block] = {}
    for number, shared in enumerate(keys):
        for key in dict.fromkeys(shared):
            blocks.setdefault(key, []).append(number)
    later: list[list[int]] = [[] for _ in keys]
    for block in blocks.values():
        for one, other in _within(block, kinds, limits):
            later[min(one, other)].append(max(one, other))
    for number, others in enumerate(later):
        yield from ((number, other) for other in sorted(set(others)))


def sharing(
    items: Sequence[Item],
    keys: Callable[[Item], Iterable[Hashable]],
    kind: Callable[[Item], Hashable],
) -> Iterator[tuple[Item, Item]]:
    """The pairs of things that share one of their keys, as :func:`block_pairs` tells them."""
    numbers = block_pairs(list(map(keys, items)), list(map(kind, items)))
    return ((items[first], items[second]) for first, second in numbers)


class ToldApart:
    """What each node is told to have in common with others.

    One fact per node and property, with the others in it.
    """

    def __init__(self, limits: Limits = DEFAULT) -> None:
        self._most = limits.alike_named
        self._others: dict[tuple[NamedNode, str], list[str]] = {}
        self._more: dict[tuple[NamedNode, str], int] = {}

    def add(self, node: NamedNode, name: str, other: Callable[[], str]) -> None:
        """One more that ``node`` has the property ``name`` for.

        ``other`` says which, if it is still named.
        """
        named = self._others.setdefault((node, name), [])
        if len(named) < self._most:
            named.append(other())
        else:
            self._more[node, name] = self._more.get((node, name), 0) + 1

    def facts(self) -> Iterator[Triple]:
        """One fact per node and property, naming the others; more than are named are counted."""
        for (node, name), others in self._others.items():
            more = self._more.get((node, name), 0)
            if more:
                ending = [f"… (+{more})"]
            else:
                ending = []
            yield Triple(node, KIN[name], Literal("; ".join([*sorted(others), *ending])))
