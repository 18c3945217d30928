"""A question over all kecamatan.

The head of its file (lines starting with ``--+``, TOML) and one SQL query.

A question with a table ``[rule]`` in its head is a rule: what it answers is wrong, as far as a
machine can tell.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal

import msgspec

from kg.assets import files
from kg.errors import InputError, Problem
from kg.read.gate import decode, read_bytes
from kg.rules.rule import Both, Severity
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


class _Blank(msgspec.Struct, forbid_unknown_fields=True):
    """A blank as a head says it: its usual value, or the threshold that is it."""

    type: Literal["integer", "number", "text"]
    label: Both
    ambang: str | None = None
    value: str | int | float | None = None
    choices: list[str | int | float] = []


class _RuleHead(msgspec.Struct, forbid_unknown_fields=True):
    """What a head says that makes a question a rule."""

    severity: Severity
    description: Both
    message: Both
    remedy: Both
    basis: tuple[str, ...]
    why: str
    compares: str
    within: Within | None = None


class _Head(msgspec.Struct, forbid_unknown_fields=True):
    """The head of a file."""

    id: str
    title: Both
    question: Both
    empty_means: Both
    params: dict[str, _Blank] = {}
    columns: tuple[str, ...] | None = None
    rule: _RuleHead | None = None


def _param(name: str, said: _Blank, file: str) -> CrossParam:
    if (said.ambang is None) == (said.value is None):
        raise _refuse(file, f"params.{name}")
    value = "" if said.value is None else str(said.value)
    choices = tuple(map(str, said.choices))
    return CrossParam(name, said.type, said.ambang or "", value, choices, said.label)


def _rule(said: _RuleHead | None, file: str) -> CrossRule | None:
    if said is None:
        return None
    if said.compares not in TABLES:
        raise _refuse(file, "rule: compares")
    return CrossRule(
        said.severity,
        description=said.description,
        message=said.message,
        remedy=said.remedy,
        basis=said.basis,
        why=said.why,
        compares=said.compares,
        within=said.within,
    )


def _parted(path: Path) -> tuple[_Head, str]:
    """The head of a file, and its query without comments.

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
        said = msgspec.convert(tomllib.loads("\n".join(head)), _Head)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise _refuse(path.name, str(error)) from error

    return said, "\n".join(query).strip().removesuffix(";")


def load_cross_question(path: Path) -> CrossQuestion:
    """The question of one file; an unknown or missing head key is an error, so that a slip shows.

    :raises InputError: QUERY-HEAD.
    """
    head, query = _parted(path)
    # A rule selects the columns that every rule does; a question names its own.
    if not path.stem.startswith(head.id + "-") or (head.columns is None) == (head.rule is None):
        raise _refuse(path.name, "id, columns, rule")

    return CrossQuestion(
        id=head.id,
        slug=path.stem.removeprefix(head.id + "-"),
        title=head.title,
        text=head.question,
        empty_means=head.empty_means,
        columns=head.columns or MEMBER,
        params=tuple(_param(name, blank, path.name) for name, blank in head.params.items()),
        rule=_rule(head.rule, path.name),
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
