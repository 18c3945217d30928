"""The text of a JSON file as values, with nothing lost on the way: doubled keys and numbers that are none are refused."""

from __future__ import annotations

import json
from typing import TypeAlias

from kg.errors import InputError, Problem

__all__ = ["Json", "json_of", "line_of"]

Json: TypeAlias = "dict[str, Json] | list[Json] | str | int | float | bool | None"


def json_of(text: str, name: str) -> Json:
    """What a JSON text holds.

    :raises InputError: READ-SYNTAX, READ-DUPKEY (the last would win), READ-NUMBER.
    """
    try:
        value: Json = json.loads(text, object_pairs_hook=_unique_keys, parse_constant=_no_number)
    except json.JSONDecodeError as error:
        raise InputError(
            Problem("READ-SYNTAX", f"{name}:{error.lineno}", {"reason": error.msg})
        ) from error
    except _DoubleKeyError as error:
        raise InputError(Problem("READ-DUPKEY", name, {"key": str(error)[:200]})) from error
    except ValueError as error:  # a number of thousands of digits, or one that is none
        values = {"found": str(error)[:60], "datatype": "double"}
        raise InputError(Problem("READ-NUMBER", name, values)) from error
    return value


def line_of(text: str, value: object) -> str | None:
    r"""The line of the only place where a JSON text holds this string; where it stands twice, none is told.

    >>> line_of('{"a":\n "b"}', "b"), line_of('["b",\n "b"]', "b")
    ('2', None)
    """
    quoted = json.dumps(value, ensure_ascii=False)
    before, *after = text.split(quoted, 2)
    if len(after) != 1:
        return None
    return str(before.count("\n") + 1)


class _DoubleKeyError(ValueError):
    """A key stands twice in one object."""


def _unique_keys(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _ in pairs]
        raise _DoubleKeyError(next(key for key in found if keys.count(key) > 1))
    return found


def _no_number(text: str) -> float:
    raise ValueError(text)
