"""Names of posts: of which kind they are, and whether a name is one at all."""

from __future__ import annotations

import re
from functools import lru_cache

from kg.read.layout.words import begins, plain, words

__all__ = ["is_post", "post_kind"]

#: The key of posts of none of the kinds.
_NO_KIND = "lain"
#: Whoever acts for a post.
_ACTING = re.compile(r"^(?:plt|plh|pj|pjs|penjabat)\s+")
#: The ranks of functional posts, which stand behind what they are skilled in.
_RANK_OF_SKILL = re.compile(r"\bahli (?:pertama|muda|madya|utama)\b|\b(?:terampil|mahir|penyelia)$")


@lru_cache(maxsize=1)
def _post_words() -> tuple[tuple[str, str], ...]:
    pairs: list[tuple[str, str]] = []
    for kind, beginnings in words().jabatan.items():
        pairs += [(word, kind) for word in beginnings]
    return tuple(pairs)


def post_kind(name: str) -> str:
    """The kind of a post by the longest words that its name begins with; empty for one of no kind.

    >>> post_kind("Panewu Sewon"), post_kind("Panewu Anom"), post_kind("Perencana Ahli Muda")
    ('camat', 'sekretaris_kecamatan', 'jabatan_fungsional')
    >>> post_kind("Pj. Lurah Sukasari"), post_kind("Plh. Mantri Anom")
    ('lurah', 'sekretaris_kecamatan')
    >>> post_kind("Sekretaris Kelurahan"), post_kind("Seksi Pelayanan")
    ('', '')
    """
    kind = _named_post(name)
    if kind == _NO_KIND:
        return ""
    return kind


def is_post(name: str) -> bool:
    """Whether a name is that of a post; a section or another unit is none.

    >>> is_post("Sekretaris Kelurahan"), is_post("Seksi Pelayanan")
    (True, False)
    """
    return bool(_named_post(name))


def _named_post(name: str) -> str:
    # Whoever acts for a post has its kind.
    flat = _ACTING.sub("", plain(name))
    if _RANK_OF_SKILL.search(flat):
        return "jabatan_fungsional"
    found = [pair for pair in _post_words() if begins(flat, (pair[0],))]
    return max(found, key=lambda pair: len(pair[0]), default=("", ""))[1]
