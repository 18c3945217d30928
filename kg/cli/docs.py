"""``kg docs``"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kg.cli.common import LangOption, handled, note
from kg.cli.language import Command, Group
from kg.report.site.write import write_site
from kg.report.words import word

__all__ = ["docs"]

docs = typer.Typer(name="docs", cls=Group, no_args_is_help=True, rich_markup_mode=None)


@docs.callback()
def published() -> None:
    """Keep ``site`` a word of its own, although it is the only one so far."""


@docs.command("site", cls=Command)
@handled
def site(target: Annotated[Path, typer.Argument()], lang: LangOption = "id") -> None:
    """Write the published vocabulary as a static site."""
    files, size = write_site(target)
    megabytes = f"{size / 1_000_000:.1f}"
    note(word("site/written", lang, files=files, megabytes=megabytes, folder=target))
