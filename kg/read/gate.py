"""Bytes and characters: what any input must pass before a parser sees it."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from kg.errors import CouldNotError, InputError, Problem
from kg.limits import DEFAULT, Limits
from kg.read.url import UrlPath

__all__ = ["bad_character", "bad_text", "decode", "read_bytes", "sha256"]

_PLAIN = bytes((9, 10, 13, *range(0x20, 0x7F)))
# Control characters but tab, line feed and carriage return; bidirectional controls (CVE-2021-42574);
# lone surrogates and the two non-characters that break XML output.
_BAD = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)


def sha256(data: bytes) -> str:
    """Hex digest of the bytes.

    >>> sha256(b"")[:8]
    'e3b0c442'
    """
    return hashlib.sha256(data).hexdigest()


def read_bytes(path: Path, limits: Limits = DEFAULT) -> bytes:
    """The bytes of a regular file, or an :class:`InputError` naming the file."""
    if isinstance(path, UrlPath):
        return _fetched(path, limits)
    if not path.exists():
        raise InputError(Problem("READ-MISSING", str(path)))
    if not path.is_file():
        raise InputError(Problem("READ-NOTFILE", str(path)))
    size = path.stat().st_size
    if size > limits.file_bytes:
        raise InputError(
            Problem("READ-SIZE", str(path), {"size": str(size), "limit": str(limits.file_bytes)})
        )
    if size == 0:
        raise InputError(Problem("READ-EMPTY", str(path)))
    try:
        return path.read_bytes()
    except OSError as error:
        raise InputError(
            Problem("READ-OPEN", str(path), {"reason": error.strerror or str(error)})
        ) from error


def _fetched(place: UrlPath, limits: Limits) -> bytes:
    """The bytes at an address, in one request, and never many more than the limit."""
    try:
        data = place.read_bytes(limits.file_bytes + 1)
    except FileNotFoundError as error:
        raise InputError(Problem("READ-MISSING", str(place))) from error
    except CouldNotError:
        if (place.about() or {}).get(
            "size"
        ) != 0:  # no part of an object of no bytes can be asked for
            raise
        data = b""
    if len(data) > limits.file_bytes:
        raise InputError(
            Problem(
                "READ-SIZE",
                str(place),
                {"size": f"> {limits.file_bytes}", "limit": str(limits.file_bytes)},
            )
        )
    if not data:
        raise InputError(Problem("READ-EMPTY", str(place)))
    return data


def bad_character(text: str) -> str | None:
    r"""The first character that no input may carry, as ``U+XXXX``; ``None`` when all are fine.

    >>> bad_character("Kasi\u202e PMD")
    'U+202E'
    """
    match = _BAD.search(text)
    return f"U+{ord(match[0]):04X}" if match else None


def bad_text(value: object) -> str | None:
    r"""The first forbidden character in any text of parsed JSON or TOML, where escapes can hide it from :func:`decode`.

    >>> bad_text({"a": ["b", {"c": "\x1b[2J"}]})
    'U+001B'
    """
    todo = [value]
    while todo:
        current = todo.pop()
        if isinstance(current, str) and (found := bad_character(current)) is not None:
            return found
        if isinstance(current, dict):
            todo += [*current.keys(), *current.values()]
        elif isinstance(current, list):
            todo += current
    return None


def _suspicious(data: bytes) -> bool:
    """Whether UTF-8 may hold a forbidden character: told from what is not plain ASCII, which is little in most files."""
    return _BAD.search(data.translate(None, _PLAIN).decode()) is not None


def decode(data: bytes, name: str) -> str:
    r"""UTF-8 text, with or without a byte order mark, free of characters that no input may carry.

    >>> decode(b"\xef\xbb\xbfkode", "a.csv")
    'kode'
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(Problem("READ-UTF8", name, {"position": str(error.start)})) from error
    match = _BAD.search(text) if _suspicious(data) else None
    if match:
        line = text.count("\n", 0, match.start()) + 1
        raise InputError(
            Problem("READ-CHAR", f"{name}:{line}", {"character": f"U+{ord(match[0]):04X}"})
        )
    return text
