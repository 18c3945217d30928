"""Options and habits that all commands share."""

from __future__ import annotations

import functools
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar

import typer
from rich.console import Console

from kg.errors import InputError, KgError, Lang, Problem
from kg.report.listing import csv_text, json_text, print_table
from kg.report.output import write_bytes, write_pieces
from kg.report.words import word

__all__ = [
    "Endpoint",
    "Form",
    "KecamatanName",
    "KindName",
    "LangOption",
    "LayoutName",
    "NoColor",
    "Output",
    "Password",
    "PeriodText",
    "Store",
    "Timeout",
    "UpdateEndpoint",
    "User",
    "emit",
    "form_of",
    "handled",
    "note",
    "screen",
    "told",
    "write_file",
    "write_out",
]

Form = Literal["table", "csv", "json"]
Store = Annotated[
    Path, typer.Option("--store", envvar="KG_STORE", help="Folder of the embedded store.")
]
LangOption = Annotated[Lang, typer.Option("--lang", help="Language of the output.")]
NoColor = Annotated[bool, typer.Option("--no-color", help="No colours (also by NO_COLOR).")]
Output = Annotated[Path | None, typer.Option("-o", "--output", help="Write to this file.")]
Endpoint = Annotated[
    str,
    typer.Option(
        "--endpoint", envvar="KG_ENDPOINT", help="SPARQL 1.1 query address instead of a store."
    ),
]
UpdateEndpoint = Annotated[
    str,
    typer.Option(
        "--update-endpoint", envvar="KG_UPDATE_ENDPOINT", help="SPARQL 1.1 update address."
    ),
]
User = Annotated[
    str, typer.Option("--user", envvar="KG_ENDPOINT_USER", help="User name at the endpoint.")
]
Password = Annotated[
    str,
    typer.Option(
        "--password",
        envvar="KG_ENDPOINT_PASSWORD",
        help="Password at the endpoint; better by environment.",
    ),
]
Timeout = Annotated[
    float, typer.Option("--timeout", min=0.1, help="Seconds to wait for the endpoint.")
]

LayoutName = Annotated[
    str,
    typer.Option("--layout", metavar="NAME|FILE", help="Layout of files that are not in the form."),
]
KecamatanName = Annotated[
    str, typer.Option("--kecamatan", metavar="CODE|NAME", help="Whose documents those files are.")
]
PeriodText = Annotated[
    str, typer.Option("--period", metavar="YEARS", help="Years that those files cover.")
]
KindName = Annotated[
    str, typer.Option("--kind", help="Kind of those files: renstra, renja, iku, pk, realisasi, …")
]

_WIDTH = 200
Command = TypeVar("Command", bound=Callable[..., Any])


def screen(*, no_color: bool) -> Console:
    """The console for results; wide when nobody watches, so that nothing is cut."""
    return Console(
        no_color=no_color or None, width=None if sys.stdout.isatty() else _WIDTH, highlight=False
    )


def note(text: str) -> None:
    """A remark to the person at the screen, kept apart from the results."""
    typer.echo(text, err=True)


def told(lang: Lang) -> Callable[[str | Problem], None]:
    """A listener that says a remark, or the sentence of a key of ``words.toml``, in that language."""

    def tell(remark: str | Problem) -> None:
        if isinstance(remark, Problem):
            note(f"{word('note', lang)}: {remark.line(lang)}")
        else:
            note(word(remark, lang))

    return tell


def handled(command: Command) -> Command:
    """Turn known failures into their sentences and exit codes; anything else is a bug and shows itself."""

    @functools.wraps(command)
    def run(*args: Any, **kwargs: Any) -> Any:
        try:
            return command(*args, **kwargs)
        except KgError as error:
            for problem in error.problems:
                note(f"kg: {problem.line(kwargs.get('lang', 'id'))}")
            raise typer.Exit(error.exit_code) from None

    return run  # type: ignore[return-value]


def write_file(path: Path, text: str) -> None:
    """Write a text file whole or not at all, in UTF-8."""
    write_bytes(path, text.encode())


def emit(
    columns: tuple[str, ...],
    rows: list[list[str]],
    body: Any,
    *,
    form: Form | None,
    output: Path | None,
    console: Console,
    title: str = "",
) -> None:
    """A listing in the form asked for; for a file the suffix tells, when no form is given."""
    chosen = form_of(form, output)
    if chosen == "table":
        print_table(console, columns, rows, title)
    else:
        write_out([json_text(body) if chosen == "json" else csv_text(columns, rows)], output)


def form_of(form: Form | None, output: Path | None) -> Form:
    """The form asked for; for a file the suffix tells, when no form is given. A file never holds a table but CSV."""
    if form is not None or output is None:
        return "csv" if form == "table" and output is not None else form or "table"
    suffix = output.suffix.casefold()
    if suffix not in {".csv", ".json"}:
        raise InputError(
            Problem("USE-FORMAT", str(output), {"found": suffix or "-", "known": "csv json"})
        )
    return "json" if suffix == ".json" else "csv"


def write_out(pieces: Iterable[str], output: Path | None) -> None:
    """Write text piece by piece, to a file whole or not at all, else to standard output."""
    if output is not None:
        write_pieces(output, (piece.encode() for piece in pieces))
        return
    for piece in pieces:
        sys.stdout.write(piece)
