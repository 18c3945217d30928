"""Where something lies: at a path of this machine, or at an address."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path
from typing import cast
from urllib.parse import urlsplit
from urllib.request import url2pathname

from kg.errors import InputError, Problem
from kg.read.url import UrlPath

__all__ = ["leads_out", "located"]

_URL = re.compile(r"[A-Za-z][A-Za-z0-9+.:-]+://")


def located(text: str) -> Path:
    """The place that a text of the command line names.

    An address comes as a :class:`UrlPath`, which answers what readers and results ask of a path.

    >>> located("data/a.nq").name, str(located("s3://kinerja/2025/a.nq"))
    ('a.nq', 's3://kinerja/2025/a.nq')

    :raises InputError: URL-FORM for an address with a password or of another form, URL-MISSING
        without fsspec.
    """
    if not _URL.match(text):
        return Path(text)
    try:
        parts = urlsplit(text)
    except ValueError as error:
        raise InputError(Problem("URL-FORM", text)) from error
    if parts.scheme.casefold() == "file":
        return Path(url2pathname(parts.path))
    if parts.password is not None:
        raise InputError(Problem("URL-FORM", f"{parts.scheme}://…@{parts.hostname}"))
    if "::" in text or not parts.netloc:
        raise InputError(Problem("URL-FORM", text))
    if importlib.util.find_spec("fsspec") is None:
        raise InputError(Problem("URL-MISSING", text))
    return cast("Path", UrlPath(text))


def leads_out(path: Path, folder: Path) -> bool:
    """Whether what was found in a folder is a link to somewhere else.

    Nobody asked for what lies there.
    """
    if isinstance(path, UrlPath) or not path.is_symlink():
        return False
    return not path.resolve().is_relative_to(folder.resolve())
