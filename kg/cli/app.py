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
from kg.cli.link import link
from kg.cli.load import load
from kg.cli.reason import reason
from kg.cli.rollup import roll_up
from kg.cli.rules import rules
from kg.cli.serve import serve
from kg.cli.sign import sign
from kg.cli.verify import verify
from kg.cli.waiver import waiver
from kg.errors import Problem

__all__ = ["app", "main"]

app = typer.Typer(
    name="kg",
    no_args_is_help=True,
    add_completion=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    help="Knowledge graph and rule checker for the cascading kinerja of Indonesia's kecamatan.",
)
for command in (load, check, cross, draw, diff, ask, rules, reason, export, serve, verify, sign):
    app.command(command.__name__)(command)
app.command("rollup")(roll_up)
app.add_typer(waiver)
app.add_typer(link)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"kg {__version__}")
        raise typer.Exit


@app.callback()
def options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    """Options of the program itself."""


def main() -> None:
    """Entry point of the command ``kg``; output is UTF-8 on every platform.

    A reader that goes away early (``kg check | head``) is no error; an output that cannot be written is exit code 3.
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
        sys.stderr.write(
            f"kg: {Problem('USE-OUTPUT', '', {'reason': error.strerror or str(error)}).line()}\n"
        )
        code = 3
    sys.exit(code)


def _silence() -> None:
    """Let nothing more be written to a standard output that is gone."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
