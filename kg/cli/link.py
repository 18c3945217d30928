"""``kg link``: one function per verb, gathered here."""

from __future__ import annotations

import typer

from kg.cli.language import Command, Group
from kg.cli.link_lists import import_, search, show, versions
from kg.cli.link_match import match

__all__ = ["link"]

link = typer.Typer(name="link", cls=Group, no_args_is_help=True, rich_markup_mode=None)
link.command("import", cls=Command)(import_)
for function in (versions, show, search, match):
    link.command(function.__name__, cls=Command)(function)
