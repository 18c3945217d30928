"""Bytes and characters: what any input must pass before a parser sees it."""

from __future__ import annotations

import hashlib
import re
from codecs import BOM_UTF16_BE, BOM_UTF16_LE

from kg.errors import CouldNotError, InputError, Problem
from kg.limits import DEFAULT, Limits
from kg.read.place import Place
from kg.read.url import UrlPath

__all__ = ["bad_character", "bad_text", "decode", "decode_table", "read_bytes", "sha256"]

#: Bytes that need no further look; nearly all text is made of them.
_PLAIN = bytes((9, 10, 13, *range(0x20, 0x7F)))
# Control characters but tab, line feed and carriage return; bidirectional controls, which turn
# a line round (CVE-2021-42574); lone surrogates and the two non-characters that break XML output.
_BAD = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)

# A line break in a name would print a line of its own, which reads as ours.
_BREAK = re.compile(r"[\t\n\r\u2028\u2029]")


def sha256(data: bytes) -> str:
    """Hex digest of the bytes.

    >>> sha256(b"")[:8]
    'e3b0c442'
    """
    return hashlib.sha256(data).hexdigest()


def read_bytes(path: Place, limits: Limits = DEFAULT) -> bytes:
    """The bytes of a regular file, never many more than the limit.

    :raises InputError: READ-NAME, READ-MISSING, READ-NOTFILE, READ-SIZE, READ-EMPTY or READ-OPEN.
    """
    _refuse_name(path)
    if isinstance(path, UrlPath):
        return _fetched(path, limits)
    try:
        data = _bytes(path, limits.file_bytes)
    except OSError as error:
        reason = {"reason": error.strerror or str(error)}
        raise InputError(Problem("READ-OPEN", str(path), reason)) from error
    if not data:
        raise InputError(Problem("READ-EMPTY", str(path)))
    return data


def _refuse_name(path: Place) -> None:
    """Refuse a name that no report could print as it is, in one line."""
    name = str(path)
    found = _BAD.search(name) or _BREAK.search(name)
    if found:
        bad = f"U+{ord(found[0]):04X}"
        raise InputError(Problem("READ-NAME", ascii(str(path))[1:-1], {"character": bad}))


def _bytes(path: Place, most: int) -> bytes:
    """The bytes of a file that may grow while it is read."""
    if not path.exists():
        raise InputError(Problem("READ-MISSING", str(path)))
    if not path.is_file():
        raise InputError(Problem("READ-NOTFILE", str(path)))
    size = min(path.stat().st_size, most)
    with path.open("rb") as file:
        # A buffer for all that is allowed takes longer to make than a document to read.
        data = file.read(size + 1)
        if len(data) > size:
            data += file.read(most - size)
    if len(data) > most:
        size = max(path.stat().st_size, len(data))
        raise InputError(Problem("READ-SIZE", str(path), {"size": str(size), "limit": str(most)}))
    return data


def _fetched(place: UrlPath, limits: Limits) -> bytes:
    """The bytes at an address, in one request, and never many more than the limit."""
    limit = limits.file_bytes
    try:
        data = place.read_bytes(limit + 1)
    except FileNotFoundError as error:
        raise InputError(Problem("READ-MISSING", str(place))) from error
    except CouldNotError:
        # No part of an object of no bytes can be asked for, and some stores say so as a failure.
        about = place.about() or {}
        if about.get("size") != 0:
            raise
        data = b""
    if len(data) > limit:
        values = {"size": f"> {limit}", "limit": str(limit)}
        raise InputError(Problem("READ-SIZE", str(place), values))
    if not data:
        raise InputError(Problem("READ-EMPTY", str(place)))
    return data


def bad_character(text: str) -> str | None:
    r"""The first character that no input may carry, as ``U+XXXX``; ``None`` when all are fine.

    >>> bad_character("Kasi\u202e PMD")
    'U+202E'
    """
    match = _BAD.search(text)
    if match:
        return f"U+{ord(match[0]):04X}"
    return None


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
    """Whether UTF-8 may hold a forbidden character.

    Told from what is not plain ASCII, which is little in most files.
    """
    return _BAD.search(data.translate(None, _PLAIN).decode()) is not None


def _text_of(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise InputError(Problem("READ-UTF8", name, {"position": str(error.start)})) from error


def decode(data: bytes, name: str) -> str:
    r"""UTF-8 text, with or without a byte order mark, free of characters that no input may carry.

    >>> decode(b"\xef\xbb\xbfkode", "a.csv")
    'kode'
    """
    text = _text_of(data, "utf-8-sig", name)
    match = None
    if _suspicious(data):
        match = _BAD.search(text)
    if match:
        line = text.count("\n", 0, match.start()) + 1
        raise InputError(
            Problem("READ-CHAR", f"{name}:{line}", {"character": f"U+{ord(match[0]):04X}"})
        )
    return text


def decode_table(data: bytes, name: str) -> str:
    r"""The text of a file of delimited text, which Excel's "Unicode Text" writes as UTF-16 with a byte order mark.

    >>> decode_table("kode\tnama".encode("utf-16"), "a.csv")
    'kode\tnama'
    """
    if data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        data = _text_of(data, "utf-16", name).encode("utf-8", "surrogatepass")
    return decode(data, name)
