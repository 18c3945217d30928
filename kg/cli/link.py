"""``kg link``: one function per verb, gathered here."""

from __future__ import annotations

import typer

from kg.cli.link_match import match

__all__ = ["link"]

link = typer.Typer(
    name="link",
    no_args_is_help=True,
    help="Tie names to the national nomenclature, and kecamatan to the world.",
    rich_markup_mode=None,
)
for command in (match,):
    link.command(command.__name__)(command)
