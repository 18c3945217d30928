"""Where ontology/, shapes/, queries/ and data/ are: inside the wheel, else in the checkout."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from importlib import resources
from pathlib import Path
from typing import Any

__all__ = ["Pieces", "beside_code", "bundled_documents", "files", "folder"]

#: Folders that have another name in a checkout.
_ELSEWHERE = {"kasus": "tests/rules"}
#: How a table of :class:`Pieces` begins, and a line before the first table.
_TABLE = re.compile(r'^\["?([^\]"\n]+)"?\][ \t]*(?:#.*)?$', re.MULTILINE)
_LINE = re.compile(r'^"?([^="\n#\[]+?)"? = ', re.MULTILINE)


def folder(name: str) -> Path:
    """The folder ``ontology``, ``shapes``, ``queries``, ``data``, or ``kasus`` (the cases of the rules).

    >>> folder("ontology").joinpath("kinerja.ttl").is_file()
    True
    """
    package = Path(str(resources.files("kg")))
    inside = package / "_assets" / name
    if inside.is_dir():
        return inside
    return package.parent / _ELSEWHERE.get(name, name)


def files(name: str, pattern: str) -> list[Path]:
    """All files of a folder that match, in a stable order."""
    return sorted(folder(name).rglob(pattern))


def bundled_documents() -> list[Path]:
    """The folders of the five documents that come with the program.

    >>> len(bundled_documents())
    5
    """
    return sorted(p.parent for p in folder("data").glob("*/identitas.csv"))


def beside_code(package: str, file: str) -> dict[str, Any]:
    """A TOML file that lies beside the modules of a package: its words, headings or limits.

    >>> sorted(beside_code("kg", "messages.toml")["READ-EMPTY"])
    ['en', 'en_hint', 'id', 'id_hint']
    """
    return tomllib.loads(_text(package, file))


def _text(package: str, file: str) -> str:
    return resources.files(package).joinpath(file).read_text(encoding="utf-8")


class Pieces(Mapping[str, Any]):
    """A TOML file beside the code of which most is never asked for: each piece is taken apart when it is.

    Pieces are its tables and the lines before them; what stands before the first is a remark.

    >>> Pieces("kg", "messages.toml")["READ-EMPTY"]["en"]
    'the file is empty'
    """

    def __init__(self, package: str, file: str) -> None:
        text = _text(package, file)
        tables = list(_TABLE.finditer(text))
        first = tables[0].start() if tables else len(text)
        begun = [*_LINE.finditer(text, 0, first), *tables]
        ends = [found.start() for found in begun[1:]]
        self._texts: dict[str, str] = {}
        for found, end in zip(begun, [*ends, len(text)], strict=True):
            self._texts[found[1]] = text[found.start() : end]
        self._read: dict[str, Any] = {}

    def __getitem__(self, name: str) -> Any:
        """What a table or a line says; ``KeyError`` when there is none of that name."""
        if name not in self._read:
            self._read[name] = tomllib.loads(self._texts[name])[name]
        return self._read[name]

    def __iter__(self) -> Iterator[str]:
        """The names in the order of the file."""
        return iter(self._texts)

    def __len__(self) -> int:
        """How many tables or lines there are."""
        return len(self._texts)
