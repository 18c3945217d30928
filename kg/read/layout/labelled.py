"""One line of label and value.

``Jabatan : Lurah``, in one cell or in several, with or without a number before it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.read.layout.heads import HeadWords
from kg.read.layout.page import Spot, Strip
from kg.read.layout.postnames import is_post
from kg.read.layout.words import plain

__all__ = ["Labelled", "labelled", "post_line"]

#: What lines of label and value say of a post.
_POST = frozenset(("jabatan", "tugas", "fungsi", "unit", "atasan"))
#: The number or letter before a label: "1. Jabatan : …".
_LEADING = re.compile(r"^\s*(?:\d{1,2}|[a-z])[.)]\s*(?=[A-Za-z])")
#: A cell that only counts the lines.
_COUNT = re.compile(r"\(?(?:\d{1,2}|[a-zA-Z]|[ivx]{1,4})[.)]{0,2}")
#: The place of a line of a paper that stands in no table.
_PARAGRAPH = re.compile(r"P\d+")
#: The most words of the name of a post that stands in a line of its own.
_LONGEST_POST = 8
#: Labels of persons, who are never read.
_PERSON = ("nama", "nip", "nama pegawai", "nama pejabat")


@dataclass(frozen=True)
class Labelled:
    """What the label means (empty when the line has none), the value, and the cell that holds it."""

    meaning: str
    value: str
    spot: Spot


def labelled(own: list[Spot], heads: HeadWords) -> Labelled:
    """Take the cells of a line apart; ``own`` holds at least one."""
    cells = _uncounted(own)
    first = cells[0]
    name, colon, rest = _LEADING.sub("", first.text).partition(":")
    nothing = Labelled("", "", first)
    if not colon and len(cells) == 1:
        return nothing
    if plain(name) in _PERSON:
        return Labelled("person", "", first)
    meaning = _meaning(name, heads)
    values = [spot for spot in cells[1:] if spot.text.strip(" :")]
    # Several values and no colon are a row of a table, whatever its first cell says.
    if not meaning or (len(values) > 1 and not _is_colon(cells)):
        return nothing
    if rest.strip() or not values:
        return Labelled(meaning, rest, first)
    return Labelled(meaning, values[0].text.strip().lstrip(":").strip(), values[0])


def _uncounted(own: list[Spot]) -> list[Spot]:
    """The cells of a line without one in front that only counts the lines."""
    if len(own) > 1 and _COUNT.fullmatch(own[0].text.strip()):
        return own[1:]
    return own


def post_line(strip: Strip) -> Spot | None:
    """The cell of a row that holds nothing but a post, which the rows below it are about."""
    own = [] if _PARAGRAPH.fullmatch(strip.place) else strip.own
    if len(own) == 2 and _COUNT.fullmatch(own[0].text.strip()):
        own = own[1:]
    if len(own) != 1 or len(own[0].text.split()) > _LONGEST_POST or not is_post(own[0].text):
        return None
    return own[0]


def _is_colon(cells: list[Spot]) -> bool:
    """Whether a colon parts the first cell from the others: a row of a head has none."""
    return cells[0].text.rstrip().endswith(":") or cells[1].text.lstrip().startswith(":")


def _meaning(name: str, heads: HeadWords) -> str:
    head = heads.head(name)
    if head.meaning is None or head.meaning.nama not in _POST:
        return ""
    whole = plain(name) in head.meaning.kata
    if whole or head.length <= 2:
        return head.meaning.nama
    return ""
