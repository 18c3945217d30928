"""A question file: its head (lines starting with ``#+``, TOML) and its query."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal

import msgspec

from kg.assets import files
from kg.errors import InputError, Lang, Problem
from kg.read.gate import decode, read_bytes

__all__ = ["Param", "PathColumn", "Question", "catalogue", "load_question"]

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


class _Blank(msgspec.Struct, forbid_unknown_fields=True, rename={"classes": "class"}):
    """A blank as a head says it."""

    type: Literal["node", "integer", "text"]
    required: bool
    example: str
    label: dict[Lang, str]
    classes: str | list[str] = []


class _Way(msgspec.Struct, forbid_unknown_fields=True, rename={"start": "from", "end": "to"}):
    """A way as a head says it."""

    column: str
    start: str
    end: str


class _Head(msgspec.Struct, forbid_unknown_fields=True):
    """The head of a question."""

    id: str
    title: dict[Lang, str]
    question: dict[Lang, str]
    columns: tuple[str, ...]
    empty_means: dict[Lang, str]
    path: _Way | None = None
    derived: bool = False
    ontology: bool = True
    periods: bool = False
    params: dict[str, _Blank] = {}
    keywords: dict[Lang, str] = {}


def _param(name: str, said: _Blank) -> Param:
    named = [said.classes] if isinstance(said.classes, str) else said.classes
    return Param(name, said.type, tuple(named), said.required, said.example, said.label)


def _head_of(text: str, path: Path) -> _Head:
    """The head as it must be.

    :raises InputError: QUERY-HEAD with the key that is unknown, missing or of another kind.
    """
    try:
        head = msgspec.convert(tomllib.loads(text), _Head)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise InputError(Problem("QUERY-HEAD", path.name, {"reason": str(error)})) from error
    if not path.stem.startswith(head.id + "-"):
        raise InputError(Problem("QUERY-HEAD", path.name, {"reason": "id"}))
    return head


def load_question(path: Path) -> Question:
    """The question of one file.

    An unknown or missing head key is an error, so that a slip shows.
    """
    text, query = _split(decode(read_bytes(path), path.name))
    head = _head_of(text, path)
    found = _FORBIDDEN.search(query)
    if found:
        raise InputError(Problem("QUERY-WORD", path.name, {"word": found[0]}))
    way = head.path
    return Question(
        id=head.id,
        slug=path.stem.removeprefix(head.id + "-"),
        family=path.parent.name,
        title=head.title,
        text=head.question,
        columns=head.columns,
        empty_means=head.empty_means,
        params=tuple(_param(name, blank) for name, blank in head.params.items()),
        path=PathColumn(way.column, way.start, way.end) if way else None,
        derived=head.derived,
        ontology=head.ontology,
        query=query,
        keywords=head.keywords,
        periods=head.periods,
    )


@lru_cache(maxsize=1)
def catalogue() -> tuple[Question, ...]:
    """All questions that come with the program, by id.

    >>> catalogue()[0].slug
    'jabatan-pendukung-outcome'
    """
    return tuple(sorted(map(load_question, files("queries", "*.rq")), key=lambda q: q.id))
