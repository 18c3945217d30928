"""Why a rule matters, as the head of its file says in both languages: for its page here and in docs/rules."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from kg.assets import files
from kg.errors import Lang

__all__ = ["reason_of", "reasons"]

#: What the lines of a reason begin with.
_MARKS: dict[str, Lang] = {"Why:": "en", "Mengapa:": "id"}


def _begun(text: str) -> Lang | None:
    for mark, lang in _MARKS.items():
        if text.startswith(mark):
            return lang
    return None


def reason_of(path: Path, lang: Lang = "en") -> str:
    """The reason in the head of a rule file; it may go on over several lines."""
    told: dict[Lang, list[str]] = {"en": [], "id": []}
    now: Lang = "en"
    for line in path.read_text(encoding="utf-8").splitlines()[1:]:
        text = line.removeprefix("#").strip()
        if not line.startswith("#") or text.startswith("Basis:"):
            break
        begun = _begun(text)
        if begun is not None:
            now = begun
            text = text.partition(":")[2].strip()
        told[now].append(text)
    said = " ".join(told[lang])
    return said[:1].upper() + said[1:]


@lru_cache(maxsize=2)
def reasons(lang: Lang = "en") -> dict[str, str]:
    """The reason of every rule, by its code.

    >>> reasons()["IND-05"]
    'A formula of something else gives the right number of the wrong thing.'
    >>> reasons("id")["IND-05"]
    'Formulasi hal lain memberi angka yang benar untuk hal yang keliru.'
    """
    found = {}
    for path in files("shapes", "*/[A-Z]*.ttl"):
        code = "-".join(path.name.split("-")[:2])
        found[code] = reason_of(path, lang)
    return found
