"""A question over all kecamatan.

The head of its file (lines starting with ``--+``, TOML) and one SQL query.

A question with a table ``[rule]`` in its head is a rule: what it answers is wrong, as far as a
machine can tell.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

from kg.assets import files
from kg.errors import InputError, Problem
from kg.read.gate import decode, read_bytes
from kg.rules.rule import SEVERITIES, Both, Severity
from kg.worker.cross.cross_tables import TABLES

__all__ = [
    "MEMBER",
    "CrossParam",
    "CrossQuestion",
    "CrossRule",
    "Within",
    "cross_catalogue",
    "load_cross_question",
]

Within = Literal["kabupaten", "provinsi", "nasional"]
#: What every rule selects: a group and one of its places, one row each; places of the smallest
#: ``urut`` are shown first.
MEMBER = (
    "lingkup",
    "kelompok",
    "judul",
    "nilai",
    "urut",
    "kecamatan",
    "periode",
    "simpul",
    "dokumen",
    "baris",
    "teks",
)
_KEYS = {"id", "title", "question", "empty_means"}
_MORE = {"params", "columns", "rule"}
_RULE = {"severity", "description", "message", "remedy", "basis", "why", "compares"}
_TYPES = frozenset(("integer", "number", "text"))
_PARAM = {"type", "ambang", "value", "choices", "label"}


@dataclass(frozen=True)
class CrossParam:
    """A number or word that a question may be asked with.

    ``threshold`` names the entry of ``ambang`` that is its usual value.
    """

    name: str
    type: Literal["integer", "number", "text"]
    threshold: str
    value: str
    choices: tuple[str, ...]
    label: Both


@dataclass(frozen=True)
class CrossRule:
    """What makes a question a rule.

    ``compares`` is the table it needs rows of two kecamatan in, ``within`` its own bounds.
    """

    severity: Severity
    description: Both
    message: Both
    remedy: Both
    basis: tuple[str, ...]
    why: str
    compares: str
    within: Within | None


@dataclass(frozen=True)
class CrossQuestion:
    """One question of the catalogue."""

    id: str
    slug: str
    title: Both
    text: Both
    empty_means: Both
    columns: tuple[str, ...]
    params: tuple[CrossParam, ...]
    rule: CrossRule | None
    query: str

    @property
    def file(self) -> str:
        """Name of the file below ``queries/lintas``."""
        return f"{self.id}-{self.slug}.sql"


def _refuse(file: str, reason: str) -> InputError:
    return InputError(Problem("QUERY-HEAD", file, {"reason": reason}))


def _keys(
    found: Mapping[str, Any],
    needed: set[str],
    more: set[str],
    file: str,
    where: str = "",
) -> None:
    wrong = (set(found) - needed - more) | (needed - set(found))
    if wrong:
        raise _refuse(file, where + ", ".join(sorted(wrong)))


def _both(raw: Mapping[str, Any]) -> Both:
    return {"id": str(raw["id"]), "en": str(raw["en"])}


def _param(
    name: str,
    raw: dict[str, Any],
    file: str,
) -> CrossParam:
    _keys(raw, {"type", "label"}, _PARAM, file, f"params.{name}: ")
    one_value = ("ambang" in raw) != ("value" in raw)
    if raw["type"] not in _TYPES or not one_value:
        raise _refuse(file, f"params.{name}")

    return CrossParam(
        name=name,
        type=raw["type"],
        threshold=raw.get("ambang", ""),
        value=str(raw.get("value", "")),
        choices=tuple(map(str, raw.get("choices", ()))),
        label=_both(raw["label"]),
    )


def _rule(raw: dict[str, Any], file: str) -> CrossRule:
    _keys(raw, _RULE, {"within"}, file, "rule: ")
    if raw["severity"] not in SEVERITIES or raw["compares"] not in TABLES:
        raise _refuse(file, "rule: severity, compares")

    return CrossRule(
        raw["severity"],
        description=_both(raw["description"]),
        message=_both(raw["message"]),
        remedy=_both(raw["remedy"]),
        basis=tuple(raw["basis"]),
        why=raw["why"],
        compares=raw["compares"],
        within=raw.get("within"),
    )


def _parted(path: Path) -> tuple[dict[str, Any], str]:
    """The head of a file as TOML, and its query without comments.

    :raises InputError: QUERY-HEAD.
    """
    head = []
    query = []
    for line in decode(read_bytes(path), path.name).splitlines():
        if line.startswith("--+"):
            head.append(line[3:].strip())
        elif not line.startswith("--"):
            query.append(line)

    try:
        raw = tomllib.loads("\n".join(head))
    except tomllib.TOMLDecodeError as error:
        raise _refuse(path.name, str(error)) from error

    return raw, "\n".join(query).strip().removesuffix(";")


def load_cross_question(path: Path) -> CrossQuestion:
    """The question of one file; an unknown or missing head key is an error, so that a slip shows.

    :raises InputError: QUERY-HEAD.
    """
    raw, query = _parted(path)
    _keys(raw, _KEYS, _MORE, path.name)
    # A rule selects the columns that every rule does; a question names its own.
    if not path.stem.startswith(raw["id"] + "-") or ("columns" in raw) == ("rule" in raw):
        raise _refuse(path.name, "id, columns, rule")

    rule = None
    if "rule" in raw:
        rule = _rule(raw["rule"], path.name)

    params = raw.get("params", {})
    return CrossQuestion(
        id=raw["id"],
        slug=path.stem.removeprefix(raw["id"] + "-"),
        title=_both(raw["title"]),
        text=_both(raw["question"]),
        empty_means=_both(raw["empty_means"]),
        columns=tuple(raw.get("columns", MEMBER)),
        params=tuple(_param(name, params[name], path.name) for name in params),
        rule=rule,
        query=query,
    )


@lru_cache(maxsize=1)
def cross_catalogue() -> tuple[CrossQuestion, ...]:
    """All questions over many kecamatan that come with the program, by id.

    >>> [q.id for q in cross_catalogue() if q.rule][0].endswith("-01")
    True
    """
    found = map(load_cross_question, files("queries", "*.sql"))
    return tuple(sorted(found, key=lambda question: question.id))
