"""Echelons and posts as heads of columns or groups, and their place among each other."""

from __future__ import annotations

import re

from kg.read.layout.page import Strip
from kg.read.layout.postnames import post_kind
from kg.read.layout.ranked import rank_of
from kg.read.layout.words import condition_level, plain

__all__ = ["holder_rank", "leading_post", "level_in_head", "names_holders"]

#: "Eselon III.a", "Es. IV": the number, and the letter behind it.
_ECHELON = re.compile(r"(?:eselon|esl|es)\s*(iv|v|i{1,3})\s*([ab])?")
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5}
#: Kinds of posts, as the echelon whose place they have; staff stands below all echelons.
_POSTS = {"camat": "iii a", "sekretaris_kecamatan": "iii b", "kepala_seksi": "iv a"}
_POSTS |= {"kepala_subbagian": "iv a", "lurah": "iv a"}
_STAFF = re.compile(r"(?:jf\w*|jabatan fungsional|fungsional|pelaksana|staf)(?:\s+\w+)?")
_STAFF_RANK = 100
#: Words of a head that may stand before the holder: "Sasaran Eselon III", "Kinerja Camat".
_BEFORE = re.compile(
    r"^(?:sasaran|kinerja|kondisi|hasil|tujuan|indikator|rencana|utama|strategis|jabatan|pejabat)\s+"
)
_LEAST = 2


def holder_rank(text: str) -> int | None:
    """The place of an echelon or post, the higher the smaller; ``None`` for a text that names neither.

    >>> holder_rank("Eselon III.a") == holder_rank("Camat") < holder_rank("Esl. IV")
    True
    >>> holder_rank("Sasaran Kepala Seksi") < holder_rank("JFU/Pelaksana"), holder_rank("Sasaran")
    (True, None)
    """
    outside, _, inside = text.partition("(")
    for part in (outside, inside):
        ranks = [_rank(plain(one)) for one in re.split(r"[/&,]|\bdan\b", part) if plain(one)]
        known = [rank for rank in ranks if rank is not None]
        if known and len(known) == len(ranks):
            return min(known)
    return None


def _rank(flat: str) -> int | None:
    """The place that a plain text names, without the words before it."""
    while (bare := _BEFORE.sub("", flat)) != flat:
        flat = bare
    echelon = _ECHELON.fullmatch(flat)
    if echelon is None and _STAFF.fullmatch(flat):
        return _STAFF_RANK
    if echelon is None:
        echelon = _ECHELON.fullmatch(f"eselon {_POSTS.get(post_kind(flat), '')}")
    if echelon is None:
        return None
    return _ROMAN[echelon[1]] * 2 + (echelon[2] == "b")


#: Kinds of posts of which a kecamatan has one: what is headed by them is theirs.
_ONLY = frozenset(("camat", "sekretaris_kecamatan"))


def leading_post(head: str) -> str:
    """The one post that a head names; empty where it names none, or a kind of which there are several.

    >>> leading_post("Camat / Sasaran"), leading_post("Kepala Seksi / Sasaran")
    ('Camat', '')
    """
    parts = [part.strip() for part in head.split(" / ")]
    return next((part for part in parts if post_kind(part) in _ONLY), "")


def level_in_head(text: str) -> str:
    """The level of a tree that a head is, by its word or its number; empty for any other head.

    A tree may have no other columns than those of its levels.

    >>> level_in_head("Tactical"), level_in_head("Tingkat III"), level_in_head("III")
    ('antara', 'tingkat iii', '')
    """
    flat = plain(text)
    counted = rank_of(text) is not None and " " in flat
    return condition_level(text) or (flat if counted else "")


def names_holders(strip: Strip, below: Strip) -> bool:
    """Whether the groups above a head are echelons or posts, two at least.

    What reaches down into the head, or has nothing of it below, is no group.
    """
    under = {spot.column for spot in below.own}
    ranks = [holder_rank(spot.text) for spot in strip.own if spot.column in under]
    return len(ranks) >= _LEAST and None not in ranks
