"""The command line: one function per command, gathered here."""

from __future__ import annotations

import io
import os
import sys
from typing import Annotated

import typer

from kg import __version__
from kg.cli.ask import ask
from kg.cli.check import check
from kg.cli.cross import cross
from kg.cli.diff import diff
from kg.cli.draw import draw
from kg.cli.export import export
from kg.cli.language import Command, Group, language_of
from kg.cli.link import link
from kg.cli.load import load
from kg.cli.reason import reason
from kg.cli.rollup import roll_up
from kg.cli.rules import rules
from kg.cli.serve import serve
from kg.cli.sign import sign
from kg.cli.store import store
from kg.cli.template import template
from kg.cli.verify import verify
from kg.cli.waiver import waiver
from kg.errors import Lang, Problem

__all__ = ["app", "main"]

#: Set to see where an unexpected error comes from.
_DEBUG = "KG_DEBUG"
_FAILED = 3

app = typer.Typer(
    name="kg",
    cls=Group,
    no_args_is_help=True,
    add_completion=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
for function in (
    template,
    load,
    check,
    cross,
    draw,
    diff,
    ask,
    rules,
    reason,
    export,
    serve,
    verify,
    sign,
):
    app.command(function.__name__, cls=Command)(function)
app.command("rollup", cls=Command)(roll_up)
app.add_typer(store)
app.add_typer(waiver)
app.add_typer(link)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"kg {__version__}")
        raise typer.Exit


@app.callback()
def options(
    ctx: typer.Context,
    version: Annotated[bool, typer.Option("--version", is_eager=True, callback=_version)] = False,  # ruff: ignore[unused-function-argument] - its callback ends the program
    lang: Annotated[Lang | None, typer.Option("--lang")] = None,
) -> None:
    """Options of the program itself; the language holds for every command behind it."""
    if lang is not None:
        defaults = {"lang": lang}
        # Commands of commands look their own name up first.
        groups = {"store": dict.fromkeys(_names(store), defaults)}
        groups["waiver"] = dict.fromkeys(_names(waiver), defaults)
        groups["link"] = dict.fromkeys(_names(link), defaults)
        ctx.default_map = dict.fromkeys(_names(app), defaults) | groups


def _names(group: typer.Typer) -> list[str]:
    return [info.name or "" for info in group.registered_commands]


def main() -> None:
    """Run the command line; output is UTF-8 on every platform.

    A reader that goes away early (``kg check | head``) is no error; an output that cannot be
    written and whatever nobody expected are exit code 3.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")

    code: int | str | None = 0
    try:
        try:
            app()
        except SystemExit as end:
            code = end.code

        sys.stdout.flush()
    except BrokenPipeError:
        _silence()
    except OSError as error:
        _silence()
        code = _told(Problem("USE-OUTPUT", "", {"reason": error.strerror or str(error)}))
    except Exception as error:  # ruff: ignore[blind-except] - the one place that ends whatever nobody expected
        code = _unexpected(error)

    sys.exit(code)


def _unexpected(error: Exception) -> int:
    """One sentence for a person; the traceback only for who asks for it.

    Exit code 3, never 1, which would say that there are findings.
    """
    if os.environ.get(_DEBUG):
        raise error

    reason = f"{type(error).__name__}: {error}"
    return _told(Problem("USE-BUG", "", {"reason": reason[:300], "debug": _DEBUG}))


def _told(problem: Problem) -> int:
    sys.stderr.write(f"kg: {problem.line(language_of(sys.argv))}\n")
    return _FAILED


def _silence() -> None:
    """Let nothing more be written to a standard output that is gone."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
