"""Where ontology/, shapes/, queries/ and data/ are: inside the wheel, else in the checkout."""

from __future__ import annotations

import tomllib
from importlib import resources
from pathlib import Path
from typing import Any

__all__ = ["beside_code", "bundled_documents", "files", "folder"]

#: Folders that have another name in a checkout.
_ELSEWHERE = {"kasus": "tests/rules"}


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
    text = resources.files(package).joinpath(file).read_text(encoding="utf-8")
    return tomllib.loads(text)
