"""What is wrong with a command line, as a problem with a code and a way out."""

from __future__ import annotations

import re
from importlib import import_module
from typing import Any

import typer

from kg.errors import Problem

__all__ = ["ERRORS", "path_of", "usage_problem"]

#: Exceptions of the parser; which module they stand in differs between versions of typer.
ERRORS = import_module(typer.BadParameter.__module__)
#: What was typed, in the quotes of the parser's sentence.
_VALUE = re.compile(r"['\"](.*?)['\"]")
#: Arguments too many, in the brackets of the parser's sentence.
_EXTRA = re.compile(r"unexpected extra argument\S* \((.*)\)")


def path_of(ctx: Any) -> str:
    """The command as its words, without the name of the program."""
    return str(ctx.command_path).partition(" ")[2]


def _name(param: Any) -> str:
    return str(param.opts[-1] if param.param_type_name == "option" else param.metavar or param.name)


def _missing(error: Any) -> Problem:
    """Every required option that is not there, not only the first."""
    ctx = error.ctx
    given = set()
    for word in ctx.find_root().obj or ():
        given.add(word.partition("=")[0])
    if error.param is not None:
        names = [_name(error.param)]
    else:
        names = []
    for param in ctx.command.params:
        # An argument that is missing is the one that the parser stopped at.
        is_option = param.param_type_name == "option"
        if is_option and param.required and not given.intersection(param.opts):
            names.append(_name(param))

    names = list(dict.fromkeys(names))
    return Problem("USE-MISSING", path_of(ctx), {"found": ", ".join(names)})


def _bad_value(error: Any, path: str) -> Problem:
    """A value that its option or argument does not take.

    The parser gives what was typed only inside of its English sentence.
    """
    quoted = _VALUE.search(error.message)
    found = "?"
    if quoted is not None:
        found = quoted[1]
    known = error.param.get_help_record(error.ctx)[0].partition(" ")[2]
    return Problem("USE-VALUE", path, {"param": _name(error.param), "known": known, "found": found})


def usage_problem(error: Any) -> Problem:
    """What is wrong with a command line, as a problem with a code and a way out."""
    path = ""
    if error.ctx is not None:
        path = path_of(error.ctx)
    if isinstance(error, ERRORS.NoSuchOption):
        near = ", ".join(error.possibilities or ()) or "kg --help"
        return Problem("USE-OPTION", path, {"found": error.option_name, "near": near})

    if isinstance(error, ERRORS.MissingParameter):
        return _missing(error)
    if isinstance(error, ERRORS.BadParameter) and error.param is not None:
        return _bad_value(error, path)
    if isinstance(error, ERRORS.BadOptionUsage):
        return Problem("USE-NOVALUE", path, {"found": error.option_name})

    extra = _EXTRA.search(error.message)
    if extra is not None:
        return Problem("USE-EXTRA", path, {"found": extra[1]})

    return Problem("USE-LINE", path, {"reason": error.message})
