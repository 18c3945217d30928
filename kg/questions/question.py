"""A question file: its head (lines starting with ``#+``, TOML) and its query."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal, cast

from kg.assets import files
from kg.errors import InputError, Lang, Problem
from kg.read.gate import decode, read_bytes

__all__ = ["Param", "PathColumn", "Question", "catalogue", "load_question"]

#: Every question has these.
_NEEDED = {"id", "title", "question", "columns", "empty_means"}
_KEYS = _NEEDED | {"path", "derived", "ontology", "periods", "params", "keywords"}
_PARAM_KEYS = {"type", "class", "required", "example", "label"}
#: Words by which a query would write, choose graphs itself, or ask another server.
_FORBIDDEN = re.compile(
    r"\b(SERVICE|FROM|LOAD|INSERT|DELETE|CONSTRUCT|DESCRIBE|ASK)\b", re.IGNORECASE
)


@dataclass(frozen=True)
class Param:
    """A blank to fill: a node of a class (of the first class that has the name), a whole number, or text."""

    name: str
    type: Literal["node", "integer", "text"]
    classes: tuple[str, ...]
    required: bool
    example: str
    label: dict[Lang, str]


@dataclass(frozen=True)
class PathColumn:
    """A column that the program fills with the way from one node to another."""

    column: str
    start: str
    end: str


@dataclass(frozen=True)
class Question:
    """One question of the catalogue.

    ``ontology`` is false where it asks nothing of the ontology but which class is below which.
    """

    id: str
    slug: str
    family: str
    title: dict[Lang, str]
    text: dict[Lang, str]
    columns: tuple[str, ...]
    empty_means: dict[Lang, str]
    params: tuple[Param, ...]
    path: PathColumn | None
    derived: bool
    ontology: bool
    query: str
    keywords: dict[Lang, str]
    #: Whether documents of other periods of the same kecamatan are read beside those of a unit.
    periods: bool = False


def _split(text: str) -> tuple[str, str]:
    lines = text.splitlines()
    head = []
    for line in lines:
        if line.startswith("#+"):
            head.append(line[2:].strip())
    body = [line for line in lines if not line.startswith("#")]
    return "\n".join(head), "\n".join(body).strip() + "\n"


def _param(name: str, raw: dict[str, Any], file: str) -> Param:
    unknown = set(raw) - _PARAM_KEYS
    if unknown or raw.get("type") not in {"node", "integer", "text"}:
        raise InputError(
            Problem(
                "QUERY-HEAD",
                file,
                {"reason": f"params.{name}: {', '.join(sorted(unknown)) or 'type'}"},
            )
        )
    named = raw.get("class", [])
    if isinstance(named, str):
        named = [named]
    return Param(name, raw["type"], tuple(named), raw["required"], raw["example"], raw["label"])


def load_question(path: Path) -> Question:
    """The question of one file.

    An unknown or missing head key is an error, so that a slip shows.
    """
    head, query = _split(decode(read_bytes(path), path.name))
    try:
        raw = tomllib.loads(head)
    except tomllib.TOMLDecodeError as error:
        raise InputError(Problem("QUERY-HEAD", path.name, {"reason": str(error)})) from error
    wrong = (set(raw) - _KEYS) | (_NEEDED - set(raw))
    if wrong or not path.stem.startswith(raw["id"] + "-"):
        raise InputError(
            Problem("QUERY-HEAD", path.name, {"reason": ", ".join(sorted(wrong)) or "id"})
        )
    found = _FORBIDDEN.search(query)
    if found:
        raise InputError(Problem("QUERY-WORD", path.name, {"word": found[0]}))
    way = raw.get("path")
    return Question(
        id=raw["id"],
        slug=path.stem.removeprefix(raw["id"] + "-"),
        family=path.parent.name,
        title=cast("dict[Lang, str]", raw["title"]),
        text=cast("dict[Lang, str]", raw["question"]),
        columns=tuple(raw["columns"]),
        empty_means=cast("dict[Lang, str]", raw["empty_means"]),
        params=tuple(_param(name, p, path.name) for name, p in raw.get("params", {}).items()),
        path=PathColumn(way["column"], way["from"], way["to"]) if way else None,
        derived=raw.get("derived", False),
        ontology=raw.get("ontology", True),
        query=query,
        keywords=cast("dict[Lang, str]", raw.get("keywords", {})),
        periods=raw.get("periods", False),
    )


@lru_cache(maxsize=1)
def catalogue() -> tuple[Question, ...]:
    """All questions that come with the program, by id.

    >>> catalogue()[0].slug
    'jabatan-pendukung-outcome'
    """
    return tuple(sorted(map(load_question, files("queries", "*.rq")), key=lambda q: q.id))
