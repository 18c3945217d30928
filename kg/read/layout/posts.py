"""Posts of one cell: one, or several that the cell joins by a word or a sign."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from kg.read.layout.levels import clean
from kg.read.layout.postnames import is_post
from kg.read.layout.reading import Value

__all__ = ["fold", "listed_posts", "posts_in"]

#: What may join posts; a comma or "dan" may as well stand inside of the name of one.
_JOINS = re.compile(r"\s*(?:[;\n&]|,|\bdan\b|\bserta\b|\s\+\s)\s*", re.IGNORECASE)
#: What parts posts for certain.
_LISTS = re.compile(r"\s*[;\n]\s*")


def fold(text: str) -> str:
    """A text with its white space folded."""
    return " ".join(text.split())


def listed_posts(text: str) -> str:
    r"""The posts of the lines of a cell, parted by semicolons; any other cell as one text.

    >>> listed_posts("1. Camat\n2. Lurah"), listed_posts("Kasi\nPemerintahan")
    ('Camat; Lurah', 'Kasi Pemerintahan')
    """
    lines = [clean(line)[1] for line in text.splitlines() if line.strip()]
    if len(lines) > 1 and all(map(is_post, lines)):
        return "; ".join(lines)
    return fold(text)


def _cleaned(parts: list[str]) -> list[str]:
    """The parts of a cell without their numbers; blank ones fall out."""
    return [clean(part)[1] for part in parts if part.strip()]


def posts_in(cell: Value, *, every: bool = False) -> Iterator[Value]:
    """The posts that a cell names; of a cell of units none, unless ``every`` takes them as posts.

    >>> [post.text for post in posts_in(Value("Kasi PMD dan Kasi Trantib", "A1"))]
    ['Kasi PMD', 'Kasi Trantib']
    >>> [post.text for post in posts_in(Value("Kasubag Umum dan Kepegawaian", "A1"))]
    ['Kasubag Umum dan Kepegawaian']
    """
    parts = _cleaned(_JOINS.split(cell.text))
    # What "dan" joins may be the name of one post.
    if not all(map(is_post, parts)):
        parts = _cleaned(_LISTS.split(cell.text))
    for part in parts:
        if every or is_post(part):
            yield replace(cell, text=part)
