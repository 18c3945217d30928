"""Who signs a document: the rows of the block of signatures, and the post that answers for it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import chain

from kg.read.layout.columns import Column
from kg.read.layout.page import Spot, Strip
from kg.read.layout.postnames import is_post, post_kind
from kg.read.layout.reading import Value
from kg.read.layout.regions import is_kabupaten, led_kecamatan_in
from kg.read.layout.words import begins, plain, words

__all__ = ["accountable", "is_signed", "titled"]

#: Post, name and number of who signs stand in one cell, line by line.
_LINES = re.compile(r"[\n\r]+")
#: A date that is left open but for its year.
_OPEN_DATE = re.compile(r"\s*,[\s.…_]*(?:20\d\d)?\s*$")
_PLACES = frozenset(("lokasi", "skpd", "keterangan"))
#: Columns of whoever is in charge, whose cells name posts in rows of the plan.
_HELD = frozenset(("penanggung_jawab", "pelaksana", "unit", "crosscutting", "skpd"))
#: A post is named in few words; what is longer is a sentence about one.
_LONGEST = 9


def is_signed(strip: Strip, columns: dict[int, Column]) -> bool:
    """Whether a row only names posts that sign, the head of a kecamatan among them."""
    if any(column.meaning == "jabatan" for column in columns.values()):
        return False
    own = strip.own
    if len(own) == 1 and is_kabupaten(_OPEN_DATE.sub("", own[0].text)):
        # Where it is signed; the date is left open.
        column = columns.get(own[0].column)
        return column is None or column.meaning not in _PLACES
    others = [spot for spot in own if not led_kecamatan_in(spot.text)]
    is_led = len(others) < len(own)
    if not is_led and not _are_paired(own, columns):
        return False
    return all(_signs(spot.text) for spot in others)


def _are_paired(own: list[Spot], columns: dict[int, Column]) -> bool:
    """Whether posts stand side by side, and none of them under a head of whoever is in charge.

    They sign what stands above them.
    """
    held = {columns[spot.column].meaning for spot in own if spot.column in columns}
    return len(own) > 1 and held.isdisjoint(_HELD)


def _signs(text: str) -> bool:
    return is_post(text) or _heads_region(text)


def _heads_region(text: str) -> bool:
    """Whether a text names the head of the region, to whom a kecamatan answers."""
    return begins(plain(text), words().baris["kepala_daerah"])


def _post(spot: Spot) -> Value | None:
    """The post that a cell of the block names; a person's name below it is left where it stands."""
    for line in _LINES.split(spot.text):
        name = line.strip(" ,;:.")
        if is_post(name) and not _heads_region(name) and len(name.split()) <= _LONGEST:
            return Value(name, spot.place)
    return None


def _promises(spot: Spot) -> bool:
    return begins(plain(spot.text), words().baris["pihak_pertama"])


def accountable(strips: Iterable[Strip]) -> Value | None:
    """The post that promises what a document states: its first party, as the block says or shows.

    Without that word it is the only post that signs beside a superior: the camat where the head of
    the region signs, a section where the camat does. ``None`` where the block leaves it open.
    """
    promised: set[int] = set()
    found: dict[str, tuple[Value, int]] = {}
    for spot in chain.from_iterable(strip.own for strip in strips):
        if _promises(spot):
            promised.add(spot.column)
        post = _post(spot)
        if post is not None:
            found.setdefault(plain(post.text), (post, spot.column))
    # The parties stand side by side: whose column promises is the first one.
    first = [post for post, column in found.values() if column in promised]
    return _only_one(first or [post for post, _ in found.values()])


def titled(strips: Iterable[Strip]) -> Value | None:
    """The post whose agreement a table is by a line of its title (*CAMAT UJUNG BULU*); ``None`` for none or several."""
    named: dict[str, Value] = {}
    for strip in strips:
        for post in filter(None, map(_post, strip.own)):
            named[plain(post.text)] = post
    if len(named) == 1:
        return named.popitem()[1]
    return None


def _only_one(posts: list[Value]) -> Value | None:
    """The only post of these, or the only one below the camat."""
    below = [post for post in posts if post_kind(post.text) != "camat"]
    if len(posts) > 1 and len(below) == 1:
        return below[0]
    if len(posts) == 1:
        return posts[0]
    return None
