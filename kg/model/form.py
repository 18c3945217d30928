"""The one definition of the workbook form, read from ``form.toml``."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any, Literal

from pyoxigraph import NamedNode

from kg.terms import KIN, PREFIXES, Namespace

__all__ = ["Column", "Kind", "Sheet", "form", "sheet"]

Kind = Literal["text", "code", "codes", "choice", "year", "integer", "lines"]


@dataclass(frozen=True)
class Column:
    """One column: its name, what it may hold and which property it fills."""

    name: str
    kind: Kind
    label: dict[str, str]
    required: bool = False
    property: NamedNode | None = None
    choices: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    refers: tuple[str, ...] = ()


@dataclass(frozen=True)
class Sheet:
    """One sheet: its own columns first, then the columns that every sheet may carry."""

    name: str
    label: dict[str, str]
    columns: tuple[Column, ...]

    def column(self, name: str) -> Column:
        """The column of that name.

        >>> sheet("target").column("tahun").kind
        'year'
        """
        return next(c for c in self.columns if c.name == name)

    def resolve(self, header: str) -> Column | None:
        """The column that a header cell means, by name or alias; ``None`` when unknown.

        >>> sheet("simpul").resolve(" Uraian ").name
        'rumusan'
        """
        wanted = "_".join(header.strip().casefold().replace("-", " ").split())
        return next((c for c in self.columns if wanted == c.name or wanted in c.aliases), None)


def _property(text: str | None) -> NamedNode | None:
    if text is None:
        return None
    prefix, _, name = text.rpartition(":")
    return Namespace(PREFIXES[prefix])[name] if prefix else KIN[name]


def _column(raw: dict[str, Any]) -> Column:
    return Column(
        name=raw["name"],
        kind=raw["kind"],
        label={"id": raw["id"], "en": raw["en"]},
        required=raw.get("required", False),
        property=_property(raw.get("property")),
        choices=tuple(raw.get("choices", ())),
        aliases=tuple(raw.get("aliases", ())),
        refers=tuple(raw.get("refers", ())),
    )


@lru_cache(maxsize=1)
def form() -> tuple[Sheet, ...]:
    """All sheets in the order of the workbook.

    >>> [s.name for s in form()][:4]
    ['identitas', 'simpul', 'rencana', 'indikator']
    """
    raw = tomllib.loads(
        resources.files("kg.model").joinpath("form.toml").read_text(encoding="utf-8")
    )
    common = tuple(_column(c) for c in raw["common"])
    return tuple(
        Sheet(
            s["name"],
            {"id": s["id"], "en": s["en"]},
            tuple(_column(c) for c in s["column"]) + common,
        )
        for s in raw["sheet"]
    )


def sheet(name: str) -> Sheet:
    """The sheet of that name; ``KeyError`` when the form has none."""
    for found in form():
        if found.name == name:
            return found
    raise KeyError(name)
