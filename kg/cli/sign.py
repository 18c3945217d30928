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
    folder: Annotated[
        Path | None, typer.Argument(help="Bundle that kg check -o FOLDER wrote.")
    ] = None,
    key: Annotated[
        Path | None, typer.Option("--key", help="Private key (PEM), made by --new-key.")
    ] = None,
    make: Annotated[
        Path | None, typer.Option("--new-key", help="Make a pair of keys: FILE and FILE.pub.")
    ] = None,
    lang: LangOption = "id",
) -> None:
    """Sign the manifest of a bundle with a key of your own; kg verify --trust checks it.

    The signature is the file manifest.sig beside the manifest (Ed25519). Keep the private key to yourself; give the public
    one (.pub) to whoever is to trust your reports.

    Example:
        kg sign laporan --key kunci.pem
    """
    if make is not None:
        note(f"{word('written', lang)} {make}, {new_key(make)}")
    if folder is None and make is not None:
        return
    if folder is None or key is None:
        raise InputError(Problem("SIGN-USE", ""))
    note(f"{word('written', lang)} {sign_bundle(folder, key)}")
