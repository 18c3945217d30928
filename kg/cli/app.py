"""The command line: its door, and how it ends."""

from __future__ import annotations

import io
import os
import sys
from typing import Annotated

import typer

from kg import __version__
from kg.cli.language import language_of
from kg.cli.lazy import Program
from kg.errors import Lang, Problem

__all__ = ["app", "main"]

#: Set to see where an unexpected error comes from.
_DEBUG = "KG_DEBUG"
#: The exit code where the program could not do its work, apart from that of findings.
_FAILED = 3

app = typer.Typer(
    name="kg",
    cls=Program,
    no_args_is_help=True,
    add_completion=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"kg {__version__}")
        raise typer.Exit


@app.callback()
def options(
    version: Annotated[bool, typer.Option("--version", is_eager=True, callback=_version)] = False,
    lang: Annotated[Lang | None, typer.Option("--lang")] = None,
) -> None:
    """Options of the program itself; the language holds for every command behind it."""


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
            app(prog_name="kg")
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
