"""Bytes at an address that fsspec opens (the extra ``cluster``)."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from fnmatch import fnmatch
from pathlib import Path, PurePosixPath
from typing import Any, Literal, NamedTuple, cast

from kg.read.url_errors import Asking

__all__ = ["Size", "UrlPath", "read_many"]

#: Stores that show an object whole or not at all; elsewhere a file is written beside its place and
#: moved.
_WHOLE = frozenset({"abfs", "abfss", "az", "gcs", "gs", "memory", "oss", "s3", "s3a"})


class Size(NamedTuple):
    """What can be told of a file at an address."""

    st_size: int


class UrlPath:
    """What readers and results ask of a path, for an address.

    It holds nothing but its text, so it may be sent anywhere.
    """

    def __init__(self, url: str) -> None:
        scheme, rest = url.split("://", 1)
        self._url = f"{scheme.casefold()}://{rest.rstrip('/')}"
        self._pure = PurePosixPath(rest.rstrip("/"))

    def __str__(self) -> str:
        return self._url

    def __repr__(self) -> str:
        return f"UrlPath({self._url!r})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, UrlPath) and other._url == self._url

    def __hash__(self) -> int:
        return hash(self._url)

    def __lt__(self, other: UrlPath) -> bool:
        return self._url < other._url

    def __truediv__(self, name: str) -> UrlPath:
        return UrlPath(f"{self._url}/{name}")

    @property
    def name(self) -> str:
        """The last part."""
        return self._pure.name

    @property
    def stem(self) -> str:
        """The last part without its suffix."""
        return self._pure.stem

    @property
    def suffix(self) -> str:
        """The suffix of the last part."""
        return self._pure.suffix

    def absolute(self) -> UrlPath:
        """An address always is."""
        return self

    def store(self) -> tuple[Any, str]:
        """The store, and how it calls this place; nothing that it listed earlier is believed."""
        import fsspec  # an extra

        with Asking(self._url):
            fs, path = fsspec.core.url_to_fs(self._url, use_listings_cache=False)
            return fs, path

    def about(self) -> dict[str, Any] | None:
        """What the store tells of it; ``None`` when nothing is there."""
        fs, path = self.store()
        try:
            with Asking(self._url):
                return cast("dict[str, Any]", fs.info(path))
        except FileNotFoundError:
            return None

    def exists(self) -> bool:
        """Whether something is there."""
        return self.about() is not None

    def is_dir(self) -> bool:
        """Whether it is a folder."""
        info = self.about()
        return info is not None and info["type"] == "directory"

    def is_file(self) -> bool:
        """Whether it is a file."""
        info = self.about()
        return info is not None and info["type"] == "file"

    def stat(self) -> Size:
        """How large the file is.

        :raises FileNotFoundError: there is none.
        """
        info = self.about()
        if info is None:
            raise FileNotFoundError(self._url)
        return Size(int(info["size"]))

    def iterdir(self) -> Iterator[UrlPath]:
        """What lies in the folder."""
        fs, path = self.store()
        with Asking(self._url):
            names = []
            for entry in fs.ls(path, detail=True):
                names.append(PurePosixPath(str(entry["name"]).rstrip("/")).name)
        return (self / name for name in sorted(names))

    def glob(self, pattern: str) -> Iterator[UrlPath]:
        """What lies in the folder and is named so."""
        return (path for path in self.iterdir() if fnmatch(path.name, pattern))

    def below(self) -> dict[str, dict[str, Any]]:
        """Every file below, however deep: what the store tells of it, by its name from here on."""
        fs, path = self.store()
        with Asking(self._url):
            found = fs.find(path, detail=True)
        top = path.rstrip("/") + "/"
        below = {}
        for name, about in sorted(found.items()):
            if str(name).startswith(top):
                below[str(name).removeprefix(top)] = about
        return below

    def read_bytes(self, most: int | None = None) -> bytes:
        """The bytes; not many more than ``most``.

        :raises FileNotFoundError: there is no such file.
        """
        fs, path = self.store()
        with Asking(self._url):
            return cast(
                "bytes", fs.cat_file(path) if most is None else fs.cat_file(path, start=0, end=most)
            )

    def open(self, _mode: Literal["rb"], /) -> io.BufferedReader:
        """The bytes as a file to read, fetched in one request.

        :raises FileNotFoundError: there is no such file.
        """
        return io.BufferedReader(io.BytesIO(self.read_bytes()))

    def unlink(self, *, missing_ok: bool = False) -> None:
        """Take the file away."""
        if (
            missing_ok and not self.exists()
        ):  # asked before: not every store says afterwards what was wrong
            return
        fs, path = self.store()
        with Asking(self._url):
            fs.rm_file(path)

    def make_folders(self, names: Sequence[str]) -> None:
        """Make folders, where the store knows such things."""
        fs, path = self.store()
        if not self._is_whole(fs):
            with Asking(self._url):
                for name in names:
                    fs.makedirs(f"{path}/{name}", exist_ok=True)

    def put(self, data: bytes | Path, beside: str) -> None:
        """Write bytes or a local file here, whole or not at all.

        ``beside`` is a name that nobody else writes to.
        """
        fs, path = self.store()
        whole = self._is_whole(fs)
        if whole:
            place = path
        else:
            place = f"{path.rpartition('/')[0]}/{beside}"
        with Asking(self._url):
            if isinstance(data, bytes):
                fs.pipe_file(place, data)
            else:
                fs.put_file(str(data), place)
            if not whole:
                fs.mv(place, path)

    @staticmethod
    def _is_whole(fs: Any) -> bool:
        if isinstance(fs.protocol, str):
            names = (fs.protocol,)
        else:
            names = tuple(fs.protocol)
        return not _WHOLE.isdisjoint(names)


def read_many(places: Sequence[UrlPath]) -> list[bytes | None]:
    """The bytes at several addresses of one store, asked for together.

    ``None`` where nothing is.
    """
    known = [place.store() for place in places]
    fs = known[0][0]
    names = [name for _, name in known]
    with Asking(str(places[0])):
        # Not fs.cat, which takes brackets in a name for a pattern.
        found = fs.cat_ranges(names, None, None, on_error="return")
    return [_bytes_or_none(answer, places[0]) for answer in found]


def _bytes_or_none(answer: bytes | BaseException, place: UrlPath) -> bytes | None:
    """What was answered for one of many; a store that fails is not one that holds nothing.

    :raises CouldNotError: URL-FAILED.
    """
    if isinstance(answer, bytes):
        return answer
    if not isinstance(answer, FileNotFoundError):
        with Asking(str(place)):
            raise answer
    return None
