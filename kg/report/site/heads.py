"""Why a rule matters, as the head of its file says: for its page here and in docs/rules."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from kg.assets import files

__all__ = ["reason_of", "reasons"]


def reason_of(path: Path) -> str:
    """The reason in the head of a rule file."""
    lines = path.read_text(encoding="utf-8").splitlines()
    words: list[str] = []
    for line in lines[1:]:
        text = line.removeprefix("#").strip()
        if not line.startswith("#") or text.startswith("Basis:"):
            break
        words.append(text.removeprefix("Why:").strip())
    said = " ".join(words)
    return said[:1].upper() + said[1:]


@lru_cache(maxsize=1)
def reasons() -> dict[str, str]:
    """The reason of every rule, by its code.

    >>> reasons()["IND-05"]
    'A formula of something else gives the right number of the wrong thing.'
    """
    found = {}
    for path in files("shapes", "*/[A-Z]*.ttl"):
        code = "-".join(path.name.split("-")[:2])
        found[code] = reason_of(path)
    return found
