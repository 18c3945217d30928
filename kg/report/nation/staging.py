"""Files for an address are written here first, and sent when all are whole."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from kg.read.place import Located

__all__ = ["staged"]


@contextmanager
def staged(out: Located) -> Generator[Path, None, None]:
    """The folder to write to.

    ``out`` itself, or one of this machine whose files go to the address in the end.
    """
    if isinstance(out, Path):
        yield out
        return
    with TemporaryDirectory(prefix="kinerja-") as name:
        folder = Path(name)
        yield folder  # ruff: ignore[fallible-context-manager] - after an error nothing is sent
        below = sorted(path.relative_to(folder) for path in folder.rglob("*"))
        inner = [path.as_posix() for path in below if (folder / path).is_dir()]
        if inner:
            out.make_folders(inner)
        for path in below:
            if path.as_posix() not in inner:
                (out / path.as_posix()).put(folder / path, f".{path.name}.tmp")
