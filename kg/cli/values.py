"""Words of a command line that are plain values already.

The parser asks a library for every value whether it is what the command wants; loading that library
and making its thirty questions takes longer than many an answer. Most values are words that stand
for themselves, or were not given at all: those are taken as they are, and all others go the long way.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

__all__ = ["take_plain_values"]

_NUMBERS = (int, float)


class _UnlikeError(Exception):
    """A value that is not plainly what is wanted."""


class _Value:
    """The value of one parameter; in the parser's place for it."""

    def __init__(self, descriptor: Any, long_way: Callable[[], Any]) -> None:
        self._wanted = descriptor.annotation
        self._about = descriptor.parameter_info
        self._long_way = long_way

    def coerce(self, value: Any, param: Any, ctx: Any) -> Any:
        """The value as the command takes it."""
        several = param.multiple or param.nargs != 1
        try:
            if value is None:
                return () if several else None
            if several:
                return self._list(value)
            return _plain(value, self._wanted, self._about)
        except _UnlikeError:
            return self._long_way().coerce(value, param=param, ctx=ctx)

    def _list(self, values: Any) -> list[Any]:
        if get_origin(self._wanted) is not list or not isinstance(values, (list, tuple)):
            raise _UnlikeError
        kind = get_args(self._wanted)[0]
        return [_plain(value, kind, self._about) for value in values]


def _plain(value: Any, wanted: Any, about: Any) -> Any:
    """The value itself where it is plainly what is wanted.

    :raises _UnlikeError: it is not.
    """
    if about.parser is not None:
        raise _UnlikeError
    if wanted is Path:
        return _path(value, about)
    if wanted in _NUMBERS:
        return _number(value, wanted, about)
    if get_origin(wanted) is Literal:
        fits = isinstance(value, str) and value in get_args(wanted)
    else:
        fits = wanted in {str, bool} and type(value) is wanted
    if fits:
        return value
    raise _UnlikeError


def _number(value: Any, wanted: type, about: Any) -> Any:
    """A number that was not typed but set, within its bounds."""
    if type(value) is not wanted:
        raise _UnlikeError
    too_low = about.min is not None and value < about.min
    too_high = about.max is not None and value > about.max
    if too_low or too_high:
        raise _UnlikeError
    return value


def _path(value: Any, about: Any) -> Path:
    """A path of which nothing is asked but that what is there can be read."""
    asked = about.exists or about.writable or about.resolve_path or about.path_type
    if asked or not (about.file_okay and about.dir_okay) or not isinstance(value, (str, Path)):
        raise _UnlikeError
    if Path(value).exists() and not os.access(value, os.R_OK):
        raise _UnlikeError
    return Path(value)


def take_plain_values(params: Iterable[Any]) -> None:
    """Let the parameters of a command take plain values as they are."""
    for param in params:
        descriptor = getattr(param, "type_descriptor", None)
        long_way = getattr(param, "get_runtime_param", None)
        # Of a parser that works otherwise, and of a parameter that was here before, nothing is changed.
        if descriptor is None or long_way is None or "get_runtime_param" in vars(param):
            continue
        value = _Value(descriptor, long_way)
        param.get_runtime_param = lambda value=value: value
