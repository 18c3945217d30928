"""What the lines above a table say of it: its quarter, and the post that it is about."""

from __future__ import annotations

import re

from kg.read.layout.heads import quarter_named
from kg.read.layout.postnames import is_post
from kg.read.layout.words import begins, plain, words

__all__ = ["heads_all", "post_in", "quarter_in", "titled_post"]

_DASH = re.compile(r"\s+[-–—]+\s+")
#: Those who head the whole kecamatan, or more than it.
_OVER_ALL = frozenset(("camat", "panewu", "bupati", "walikota", "gubernur"))
#: Posts of two words over all of a distrik or city; "kepala" alone heads a section as well.
_HEADS = ("kepala distrik", "wali kota")


def quarter_in(text: str) -> int:
    """The quarter that a line or the name of a sheet speaks of; 0 for none.

    >>> quarter_in("Realisasi Triwulan III"), quarter_in("TW 2"), quarter_in("Tahun 2025")
    (3, 2, 0)
    """
    return quarter_named(plain(text))


def heads_all(post: str) -> bool:
    """Whether a post, as it is compared, heads the kecamatan or more than it.

    >>> heads_all("camat sokaraja"), heads_all("sekretaris kecamatan")
    (True, False)
    """
    return post.split()[:1] != [] and (post.split()[0] in _OVER_ALL or post.startswith(_HEADS))


def titled_post(text: str) -> str:
    """The post that the title of an IKI names between dashes: "IKI – Kasi Pelayanan – 2026"; empty for none.

    >>> titled_post("Indikator Kinerja Individu – Kasi Pelayanan – 2026"), titled_post("IKI – 2026")
    ('Kasi Pelayanan', '')
    """
    parts = [part.strip() for part in _DASH.split(text)]
    if not any(begins(plain(part), ("iki", "indikator kinerja individu")) for part in parts):
        return ""
    posts = [part for part in parts if is_post(part) and not any(map(str.isdigit, part))]
    return posts[0] if len(parts) > 1 and len(posts) == 1 else ""


def post_in(texts: list[str]) -> str:
    """The post that a title names in a line of its own; the head of the kecamatan stands for all of it."""
    for text in texts:
        flat = plain(text)
        tokens = flat.split()
        # A longer line, or one with a colon, is a sentence that speaks of a post.
        if len(tokens) > 10 or ":" in text or not begins(flat, words().sel["jabatan"]):
            continue
        # A regent or governor is printed above the plan and holds none of it.
        if heads_all(flat):
            return ""
        return " ".join(text.split())
    return ""
