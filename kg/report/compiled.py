"""Keeps compiled templates where Python keeps compiled modules, and as little trusted as those.

Compiling the templates of a report takes as long as filling them in.
"""

from __future__ import annotations

import io
import os
import sys
from functools import cache
from hashlib import sha256
from importlib.util import cache_from_source, find_spec
from pathlib import Path

import jinja2
from jinja2.bccache import Bucket, BytecodeCache

from kg import safe_text
from kg.files import write_durably

__all__ = ["CompiledTemplates"]


@cache
def _maker() -> bytes:
    """What compiles: the library, and what we do to every text; the source itself is held to by the library."""
    found = sha256(jinja2.__version__.encode())
    for module in (__file__, safe_text.__file__):
        found.update(Path(module).read_bytes())
    return found.digest()


class CompiledTemplates(BytecodeCache):
    """The compiled templates of a folder in a package: ``__pycache__`` beside them, one file for each.

    What another source, library or Python made is made again. Where nothing may be written, or Python was told to keep nothing,
    nothing is kept.
    """

    def __init__(self, package: str, folder: str) -> None:
        found = find_spec(package)
        places = list(found.submodule_search_locations or ()) if found is not None else []
        self._home = Path(places[0]) / folder if places else None

    def _file(self, bucket: Bucket) -> Path | None:
        if self._home is None:
            return None
        return Path(cache_from_source(str(self._home / f"{bucket.key}.py")))

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take what was kept, where it is of this source and this maker."""
        file = self._file(bucket)
        if file is None or not file.is_file():
            return
        try:
            kept = file.read_bytes()
        except OSError:
            return
        maker = _maker()
        if kept.startswith(maker):
            bucket.load_bytecode(io.BytesIO(kept[len(maker) :]))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was compiled, whole or not at all."""
        file = self._file(bucket)
        if file is None or sys.dont_write_bytecode:
            return
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            write_durably(
                file, file.with_suffix(f".{os.getpid()}"), [_maker(), bucket.bytecode_to_string()]
            )
        except OSError:
            return
