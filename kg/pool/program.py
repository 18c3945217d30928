"""Which program this is.

Two machines work together only when the text of it is the same on both.
"""

from __future__ import annotations

from pathlib import Path

from kg.read.gate import sha256

__all__ = ["code_digest"]

#: Rooms whose text can change what is found; reports only tell it.
_ROOMS = ("model", "read", "store", "walk", "derive", "rules", "pool", "worker")


def code_digest() -> str:
    """SHA-256 over the program text below the reports.

    A mended derivation makes every earlier result an old one.
    """
    root = Path(__file__).parents[1]
    paths = list(root.glob("*.py"))
    for name in _ROOMS:
        paths += (root / name).rglob("*.py")
    parts = []
    for path in paths:
        parts.append(f"{path.relative_to(root).as_posix()} {sha256(path.read_bytes())}")
    return sha256("\n".join(sorted(parts)).encode())
