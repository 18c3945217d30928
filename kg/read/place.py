"""Where something lies: at a path of this machine, or at an address.

Functions that serve both take a :class:`Place`, those that tell the two apart :data:`Located`, and
those that need this machine a :class:`pathlib.Path`.
"""

from __future__ import annotations

import importlib.util
import re
from collections.abc import Iterator
from io import BufferedReader
from pathlib import Path
from typing import Literal, Protocol, Self, TypeAlias, TypeVar
from urllib.parse import urlsplit

from kg.errors import InputError, Problem
from kg.read.url import UrlPath

__all__ = ["AnyPlace", "HasSize", "Located", "Place", "leads_out", "located"]

#: The two kinds of places that a text can name.
Located: TypeAlias = Path | UrlPath

#: Anything that names a scheme is an address and no path.
_URL = re.compile(r"[A-Za-z][A-Za-z0-9+.:-]+://")


class HasSize(Protocol):
    """What is told of a file everywhere."""

    @property
    def st_size(self) -> int:
        """How many bytes it has."""
        ...


class Place(Protocol):
    """What readers and results ask of a place, wherever it is.

    A path of this machine and an address both answer it; its text is what reports print.
    """

    def __lt__(self, other: Self, /) -> bool: ...

    def __truediv__(self, name: str, /) -> Self: ...

    @property
    def name(self) -> str:
        """The last part."""
        ...

    @property
    def stem(self) -> str:
        """The last part without its suffix."""
        ...

    @property
    def suffix(self) -> str:
        """The suffix of the last part."""
        ...

    def absolute(self) -> Self:
        """The same place for a process with another working folder."""
        ...

    def exists(self) -> bool:
        """Whether something is there."""
        ...

    def is_dir(self) -> bool:
        """Whether it is a folder."""
        ...

    def is_file(self) -> bool:
        """Whether it is a file."""
        ...

    def stat(self) -> HasSize:
        """How large the file is."""
        ...

    def iterdir(self) -> Iterator[Self]:
        """What lies in the folder."""
        ...

    def glob(self, pattern: str) -> Iterator[Self]:
        """What lies in the folder and is named so."""
        ...

    def open(self, mode: Literal["rb"], /) -> BufferedReader:
        """The bytes as a file to read."""
        ...

    def read_bytes(self) -> bytes:
        """All bytes."""
        ...

    def unlink(self, *, missing_ok: bool = ...) -> None:
        """Take the file away."""
        ...


#: Whatever kind of place was given is given back.
AnyPlace = TypeVar("AnyPlace", bound=Place)


def located(text: str) -> Located:
    """The place that a text of the command line names.

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
        from urllib.request import url2pathname  # brings the whole of HTTP with it

        return Path(url2pathname(parts.path))
    if parts.password is not None:
        raise InputError(Problem("URL-FORM", f"{parts.scheme}://…@{parts.hostname}"))
    if "::" in text or not parts.netloc:
        raise InputError(Problem("URL-FORM", text))
    if importlib.util.find_spec("fsspec") is None:
        raise InputError(Problem("URL-MISSING", text))
    return UrlPath(text)


def leads_out(path: Place, folder: Place) -> bool:
    """Whether what was found in a folder is a link to somewhere else.

    Nobody asked for what lies there. Stores at addresses know no links.
    """
    if not (isinstance(path, Path) and isinstance(folder, Path) and path.is_symlink()):
        return False
    return not path.resolve().is_relative_to(folder.resolve())
