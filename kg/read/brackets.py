"""How deep the brackets of a text are nested, told in one walk whatever the text holds, before a parser may run out of stack."""

from __future__ import annotations

import re

from kg.errors import InputError, Problem
from kg.limits import Limits

__all__ = ["json_nesting", "no_longer", "turtle_nesting"]

# Everything up to the next bracket. Each part is possessive: what it took it never gives back, so
# no text makes it walk twice.
_TURTLE = re.compile(
    r"""(?:
      [^"'<#\\\[\](){}]++                       # plain text
    | \#[^\n]*+                                 # a comment
    | <(?!<)[^<>"{}|^`\\\s]*+                   # an IRI, or a sign that the parser will refuse
    | \\.                                       # an escaped sign of a name
    | ""(?!") | ''(?!')                         # empty texts
    | \"{3}(?:[^"\\]++|\\.|"(?!""))*+\"{3}      # long texts
    | '{3}(?:[^'\\]++|\\.|'(?!''))*+'{3}
    | "(?!")(?:[^"\\\n]++|\\.)++"               # short texts
    | '(?!')(?:[^'\\\n]++|\\.)++'
    )*+""",
    re.VERBOSE | re.DOTALL,
)
#: Up to the next bracket: brackets inside of quotes nest nothing. Nothing is tried twice, so that
#: no text makes it slow.
_JSON = re.compile(r'(?:[^"\[\]{}]++|"(?:[^"\\]++|\\.)*+")*+', re.DOTALL)
_OPEN, _CLOSED = "[({", "])}"


def no_longer(text: str, end: str, most: int) -> bool:
    """Whether no part of the text that reaches to the next ``end`` is longer than that.

    >>> no_longer("abc|de|f", "|", 3), no_longer("abc|de|fghi", "|", 3)
    (True, False)
    """
    start = 0
    while len(text) - start > most:
        start = text.rfind(end, start, start + most + 1) + 1
        if not start:
            return False
    return True


def turtle_nesting(text: str, name: str, limits: Limits) -> None:
    """Refuse brackets of Turtle, TriG or lines that are nested beyond the limit, and statements about statements.

    :raises InputError: READ-PARTS, READ-NESTING, READ-STAR, or READ-SYNTAX for a text that never
        ends.
    """
    _few(text, "[({", name, limits.brackets)
    _nesting(_TURTLE, text, name, limits)


def json_nesting(text: str, name: str, limits: Limits) -> None:
    """Refuse brackets of JSON that are nested beyond the limit.

    :raises InputError: READ-PARTS, READ-NESTING, or READ-SYNTAX for a text that never ends.
    """
    _few(text, "[{,", name, limits.json_parts)
    _nesting(_JSON, text, name, limits)


def _few(text: str, signs: str, name: str, most: int) -> None:
    """Refuse more of these signs than a file may have; in quoted text they count too."""
    found = sum(map(text.count, signs))
    if found > most:
        values = {"found": str(found), "limit": str(most)}
        raise InputError(Problem("READ-PARTS", name, values))


def _nesting(plain: re.Pattern[str], text: str, name: str, limits: Limits) -> None:
    depth = place = 0
    while (place := _after(plain, text, place)) < len(text):
        sign = text[place]
        if sign in _OPEN:
            depth += 1
        elif sign in _CLOSED:
            depth -= 1
        elif sign == "<":
            raise _problem("READ-STAR", text, name, place)
        else:
            raise _problem("READ-SYNTAX", text, name, place, reason="text without end")
        if depth > limits.nesting:
            raise _problem("READ-NESTING", text, name, place, limit=str(limits.nesting))
        place += 1


def _after(plain: re.Pattern[str], text: str, place: int) -> int:
    """Where the plain text ends that begins here; it may be empty."""
    match = plain.match(text, place)
    if match:
        return match.end()
    return place


def _problem(code: str, text: str, name: str, place: int, **values: str) -> InputError:
    line = text.count("\n", 0, place) + 1
    return InputError(Problem(code, f"{name}:{line}", values))
