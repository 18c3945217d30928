"""What a reconciliation service is asked, in both versions.

Every way in which clients write the same.
"""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec

__all__ = ["DraftBatch", "DraftQuery", "Extension", "Property", "Queries", "Query", "plain_text"]


class _Entity(msgspec.Struct):
    id: str = ""
    name: str = ""


_One = str | int | float | bool | _Entity | None
Value = _One | list[_One]


def plain_text(value: Value) -> str:
    """The text of a value: of several the first, of an entity its name.

    >>> plain_text(["a", "b"]), plain_text(None), plain_text(7)
    ('a', '', '7')
    """
    first = value
    if isinstance(value, list):
        first = value[0] if value else ""
    if isinstance(first, _Entity):
        return first.name or first.id
    if first is None:
        return ""
    return str(first)


class Property(msgspec.Struct):
    """A value that is known beside the name."""

    pid: str
    v: Value = None


class Query(msgspec.Struct):
    """One name that is asked for; ``type`` may be one or several."""

    query: str = ""
    type: str | list[str] = ""
    limit: float = 5
    properties: list[Property] = []
    type_strict: Literal["any", "all", "should"] = "should"

    @property
    def level(self) -> str:
        """The level that is asked for."""
        if isinstance(self.type, list):
            if self.type:
                return self.type[0]
            return ""
        return self.type

    @property
    def parent(self) -> str:
        """The name of the item above, when it is given as a property."""
        for given in self.properties:
            if given.pid == "induk":
                return plain_text(given.v)
        return ""

    def most(self, bound: int) -> int:
        """How many candidates are wanted."""
        return max(0, min(int(self.limit), bound))


Queries = dict[str, Query]


class _Id(msgspec.Struct):
    id: str


class Extension(msgspec.Struct):
    """Which properties of which entries are wanted."""

    ids: list[str] = []
    properties: list[_Id] = []


class _Condition(msgspec.Struct, rename="camel"):
    match_type: Literal["name", "id", "property"]
    property_id: str = ""
    property_value: Value = None


class DraftQuery(msgspec.Struct):
    """One query of version 1.0-draft: conditions in place of a name with properties."""

    conditions: Annotated[list[_Condition], msgspec.Meta(min_length=1)]
    type: str = ""
    limit: float = 5

    def as_query(self) -> Query:
        """The same in the terms of 0.2."""
        text = ""
        properties = []
        for condition in self.conditions:
            if condition.match_type == "property":
                properties.append(Property(condition.property_id, condition.property_value))
            else:
                text = plain_text(condition.property_value)
        return Query(text, self.type, self.limit, properties)


class DraftBatch(msgspec.Struct):
    """Several queries at once."""

    queries: list[DraftQuery]
