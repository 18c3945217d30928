"""Text of documents as paper can show it.

Every character is printed, or named by its code point.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from importlib import resources
from typing import Any

from kg.errors import Lang
from kg.limits import DEFAULT

__all__ = ["BREAK", "clipped", "covered", "figure", "printable", "shown"]

#: Where the template may break a long word; no text of a document holds it, for it is shown as its
#: code point.
BREAK = "\u200b"
_LONG = re.compile(r"\S{31,}")
_PIECE = re.compile(r"[^/#_.:=&?-]{1,12}[/#_.:=&?-]?|[/#_.:=&?-]")
_SPACES = "\t\n\r"
_Tree = dict[str, Any] | list[Any] | tuple[Any, ...] | str | int | bool | None


@lru_cache(maxsize=1)
def covered() -> frozenset[str]:
    """The characters that the fonts of the report can print."""
    lines = (
        resources.files("kg.report.pdf")
        .joinpath("glyphs.txt")
        .read_text(encoding="utf-8")
        .splitlines()
    )
    ends = []
    for line in lines:
        if not line.startswith("#"):
            ends.append(line.partition("-"))
    found = set()
    for low, _, high in ends:
        for c in range(int(low, 16), int(high or low, 16) + 1):
            found.add(chr(c))
    return frozenset(found)


class _Printed(dict[int, str]):
    """What is printed for a character, found out when it is first met."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        if char in _SPACES:
            char = " "
        self[code] = char if char in covered() else f"⟨U+{code:04X}⟩"
        return self[code]


@lru_cache(maxsize=1)
def _printed() -> _Printed:
    return _Printed()


def _broken(match: re.Match[str]) -> str:
    return BREAK.join(_PIECE.findall(match[0]))


def shown(text: str) -> str:
    r"""Text with every character printable; long words may be broken.

    >>> shown("a\tb\x1b[31m")
    'a b⟨U+001B⟩[31m'
    """
    return _LONG.sub(_broken, unicodedata.normalize("NFC", text).translate(_printed()))


def figure(number: int, lang: Lang) -> str:
    """A number with its thousands apart.

    >>> figure(1080, "id"), figure(1080, "en")
    ('1.080', '1,080')
    """
    text = f"{number:,}"
    if lang == "id":
        return text.replace(",", ".")
    return text


def clipped(text: str, lang: Lang, limit: int = DEFAULT.paper_chars) -> str:
    """Text as long as paper bears; what is left out is counted.

    >>> clipped("abcdef", "en", 3)
    'abc … [+3]'
    """
    if len(text) <= limit:
        return text
    return f"{text[:limit]} … [+{figure(len(text) - limit, lang)}]"


def printable(tree: _Tree, lang: Lang) -> _Tree:
    """The same tree with every text clipped and shown."""
    if isinstance(tree, dict):
        found = {}
        for key, value in tree.items():
            found[key] = printable(value, lang)
        return found
    if isinstance(tree, list | tuple):
        return [printable(value, lang) for value in tree]
    if isinstance(tree, str):
        return shown(clipped(tree, lang))
    return tree
