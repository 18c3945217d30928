"""A query in the words of SPARQL, from outside: what may be asked, before any engine sees it."""

from __future__ import annotations

import re

from kg.errors import InputError, Problem
from kg.limits import DEFAULT, Limits

__all__ = ["check_query"]

#: SPARQL resolves these before it reads a query; whatever hides in them is seen here first.
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
#: What can hold any word without meaning it: long strings, strings, names in full, comments.
_QUOTED = re.compile(
    r'"""(?:[^"\\]|\\.|"(?!""))*"""'
    r"|'''(?:[^'\\]|\\.|'(?!''))*'''"
    r'|"(?:[^"\\\n]|\\.)*"'
    r"|'(?:[^'\\\n]|\\.)*'"
    r"|<[^<>\"{}|^`\\\s]*>"
    r"|#[^\n]*",
    re.DOTALL,
)
#: The keyword, not a variable, not a part of a prefixed name.
_SERVICE = re.compile(r"(?<![\w?$:@.-])SERVICE(?![\w:-])", re.IGNORECASE)


def _bare(text: str) -> str:
    return _QUOTED.sub(" ", text)


def check_query(text: str, limits: Limits = DEFAULT) -> None:
    """Refuse what is too long or asks another server (SERVICE); an engine would really go there.

    Both the text as typed and the text with its code points decoded are looked at: engines differ
    in what they decode.

    :raises InputError: ASK-LONG, ASK-SERVICE.
    """
    if len(text.encode()) > limits.query_bytes:
        raise InputError(Problem("ASK-LONG", "", {"limit": str(limits.query_bytes)}))
    decoded = _ESCAPE.sub(lambda m: chr(int(m[1] or m[2], 16)), text)
    if any(_SERVICE.search(_bare(form)) for form in (text, decoded)):
        raise InputError(Problem("ASK-SERVICE", ""))
