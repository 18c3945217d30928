"""``kg link``: one function per verb, gathered here."""

from __future__ import annotations

import typer

from kg.cli.language import Command, Group
from kg.cli.link_crosswalk import cross, serve
from kg.cli.link_export import export
from kg.cli.link_lists import import_, search, show, versions
from kg.cli.link_match import match
from kg.cli.link_review import apply, check_sssom, review
from kg.cli.link_wilayah import wilayah

__all__ = ["link"]

link = typer.Typer(name="link", cls=Group, no_args_is_help=True, rich_markup_mode=None)
link.command("import", cls=Command)(import_)
link.command("crosswalk", cls=Command)(cross)
link.command("check", cls=Command)(check_sssom)
for function in (versions, show, search, match, review, apply, export, serve):
    link.command(function.__name__, cls=Command)(function)
link.add_typer(wilayah, name="wilayah")
