"""N-Quads as every writer writes them, read as text: a term is made once, not at each place that names it.

Whatever is not of this kind, or may be wrong, is left to the parser; so nothing is refused here.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

from pyoxigraph import Literal, NamedNode

from kg.limits import Limits
from kg.read.asread import AsRead, Parts
from kg.read.brackets import no_longer
from kg.read.parse import is_of_type
from kg.terms import XSD

__all__ = ["plain_statements"]

#: An address of a scheme that is taken, without a sign that must not stand in one. Whether it is
#: one is asked of the library.
_IRI = re.compile(r'<((?:https?://|urn:|tag:)[^<>"{}|^`\\\x00-\x20\x7f]+)>')
#: A text without signs that writers escape, plain or of a language or a datatype of XML Schema.
_TEXT = re.compile(rf'"([^"\\\x00-\x1f\x7f]*)"(?:@([a-z]+)|\^\^<({re.escape(XSD)}[A-Za-z]+)>)?')
#: Writers leave this datatype out.
_STRING = XSD["string"]
_END = " .\n"


class _DoubtError(ValueError):
    """Something that the parser has to look at."""


class _Things(dict[str, NamedNode]):
    """What has an address, by what is written of it."""

    def __missing__(self, written: str) -> NamedNode:
        found = _IRI.fullmatch(written)
        if not found:
            raise _DoubtError
        made = self[written] = NamedNode(found[1])
        return made


class _Values(dict[str, NamedNode | Literal]):
    """Things and texts by what is written of them; a thing is the one object that it is elsewhere."""

    def __init__(self, things: _Things, digits: int) -> None:
        self._things = things
        self._digits = digits

    def __missing__(self, written: str) -> NamedNode | Literal:
        made: NamedNode | Literal
        if written.startswith("<"):
            made = self._things[written]
        else:
            made = self._literal(written)
        self[written] = made
        return made

    def _literal(self, written: str) -> Literal:
        found = _TEXT.fullmatch(written)
        if not found:
            raise _DoubtError
        text, language, datatype = found.groups()
        if language:
            return Literal(text, language=language)
        if not datatype:
            return Literal(text)
        kind = NamedNode(datatype)
        if kind == _STRING or len(text) > self._digits or not is_of_type(text, kind):
            raise _DoubtError
        return Literal(text, datatype=kind)


def plain_statements(text: str, limits: Limits) -> dict[object, AsRead] | None:
    """The statements of N-Quads by graph, each once, or ``None`` where a parser has to read.

    A point stands at the end of each line, one blank between terms, no sign is escaped, and every
    statement is in a named graph.
    """
    lines = text.split(_END)
    if lines.pop() or len(lines) > limits.statements:
        return None
    if not no_longer(text, "\n", limits.literal_chars):
        return None
    try:
        return _by_graph(lines, limits.number_digits)
    except ValueError:
        return None


def _by_graph(lines: Iterable[str], digits: int) -> dict[object, AsRead]:
    """What the lines say, where every term of every line is seen to be one.

    :raises ValueError: for anything else.
    """
    things = _Things()
    values = _Values(things, digits)
    graphs: dict[str, dict[str, Parts]] = defaultdict(dict)
    for line in lines:
        stated, _, graph = line.rpartition(" ")
        subject, predicate, value = stated.split(" ", 2)
        graphs[graph][stated] = (things[subject], things[predicate], values[value])
    return {things[graph]: AsRead(said) for graph, said in graphs.items()}
