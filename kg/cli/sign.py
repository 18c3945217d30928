"""``kg sign``"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kg.cli.common import LangOption, handled, note
from kg.errors import InputError, Problem
from kg.report.bundle.signing import new_key
from kg.report.bundle.signing import sign as sign_bundle
from kg.report.words import word

__all__ = ["sign"]


@handled
def sign(
    folder: Annotated[Path | None, typer.Argument(metavar="FOLDER", show_default=False)] = None,
    key: Annotated[Path | None, typer.Option("--key")] = None,
    make: Annotated[Path | None, typer.Option("--new-key")] = None,
    lang: LangOption = "id",
) -> None:
    """Sign the manifest of a bundle with a key of your own; kg verify --trust checks it."""
    if make is not None:
        note(f"{word('written', lang)} {make}, {new_key(make)}")
    if folder is None and make is not None:
        return
    if folder is None or key is None:
        raise InputError(Problem("SIGN-USE", ""))
    note(f"{word('written', lang)} {sign_bundle(folder, key)}")
